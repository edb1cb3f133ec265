"""Who the caller is."""

from starlette.responses import Response

from brightthread.contract.people import MeView
from brightthread.service.application import new_router
from platform_service.api.answers import answer
from platform_service.api.deps import Anyone

router = new_router()


@router.get("/me", response_model=MeView)
async def get_me(caller: Anyone) -> Response:
    """The signed-in user; ``company`` is null for staff."""
    company = None
    if caller.company_id is not None:
        company = {"company_id": caller.company_id, "name": caller.company_name}
    return answer(
        {
            "user_id": caller.user_id,
            "name": caller.name,
            "email": caller.email,
            "company": company,
            "groups": sorted(caller.groups),
        }
    )
