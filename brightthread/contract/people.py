"""Who is asking."""

from brightthread.contract.reviews import CompanyView
from brightthread.contract.wire import View


class MeView(View):
    """``company`` is null for staff."""

    user_id: str
    name: str
    email: str
    company: CompanyView | None
    groups: list[str]
