"""Reviews: requests that wait for a human's decision."""

from starlette.responses import Response

from brightthread.contract.reviews import DecisionRequest, ReviewListView, ReviewStatus, ReviewView
from brightthread.service.application import new_router
from brightthread.service.pages import Page
from platform_service.api.answers import answer, listing
from platform_service.api.cursors import after_moment, moment_position
from platform_service.api.deps import Customer, CxAgent, Staff, Uses
from platform_service.application.decide_review import Decision
from platform_service.application.review_documents import review_document

router = new_router()


@router.get("/reviews", response_model=ReviewListView)
async def list_reviews(caller: Staff, uses: Uses, page: Page, status: ReviewStatus | None = None) -> Response:
    """Reviews of all companies, oldest first."""
    found = await uses.reviews.page(caller, status, page.limit, after_moment(page, "reviews"))
    return listing(
        found, page, "reviews", lambda item: moment_position(item.created_at, item.review_id), review_document
    )


@router.post("/reviews/{review_id}/decision", response_model=ReviewView)
async def decide_review(review_id: str, caller: CxAgent, uses: Uses, body: DecisionRequest) -> Response:
    """Approve or reject; the first decision wins."""
    decision = Decision(body.decision, body.comment)
    return answer(await uses.decide_review.decide(caller, review_id, decision))


@router.post("/reviews/{review_id}/withdraw", response_model=ReviewView)
async def withdraw_review(review_id: str, caller: Customer, uses: Uses) -> Response:
    """Take a waiting request back."""
    return answer(await uses.decide_review.withdraw(caller, review_id))
