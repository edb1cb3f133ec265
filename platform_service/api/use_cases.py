"""All use cases of the platform in one place, for the routes."""

from dataclasses import dataclass

from platform_service.application.address_book import AddressBook
from platform_service.application.apply_change import ApplyChange
from platform_service.application.artwork_shelf import ArtworkShelf
from platform_service.application.browse_catalogue import BrowseCatalogue
from platform_service.application.browse_orders import BrowseOrders
from platform_service.application.decide_review import DecideReview
from platform_service.application.escalate import Escalate, Escalations
from platform_service.application.follow_order import FollowOrder
from platform_service.application.look_up_changes import LookUpChanges
from platform_service.application.personal_data import PersonalData
from platform_service.application.quote_change import QuoteChange, Quotes
from platform_service.application.receipts import Signer
from platform_service.application.review_documents import Reviews
from platform_service.application.storage import Directory
from platform_service.application.take_news import TakeNews
from platform_service.domain.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """Put together by ``bootstrap.build``."""

    directory: Directory
    browse_orders: BrowseOrders
    quote_change: QuoteChange
    quotes: Quotes
    apply_change: ApplyChange
    look_up_changes: LookUpChanges
    signer: Signer
    escalate: Escalate
    escalations: Escalations
    reviews: Reviews
    take_news: TakeNews
    decide_review: DecideReview
    policy: Policy
    browse_catalogue: BrowseCatalogue
    address_book: AddressBook
    artwork_shelf: ArtworkShelf
    follow_order: FollowOrder
    personal_data: PersonalData
