"""Who is asking, and what is held of a customer."""

from typing import Any

from brightthread.contract.reviews import CompanyView
from brightthread.contract.wire import View


class MeView(View):
    """``company`` is null for staff."""

    user_id: str
    name: str
    email: str
    company: CompanyView | None
    groups: list[str]


class ErasureView(View):
    """How much of a customer's data was removed, or is there, per store and kind."""

    user_id: str
    stores: dict[str, dict[str, int]]


class PlatformExportView(ErasureView):
    """The same, and the data: rows by table."""

    data: dict[str, list[dict[str, Any]]]
