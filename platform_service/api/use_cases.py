"""All use cases of the platform in one place, for the routes."""

from dataclasses import dataclass

from platform_service.application.browse_orders import BrowseOrders
from platform_service.application.storage import Directory


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """Put together by ``bootstrap.build``."""

    directory: Directory
    browse_orders: BrowseOrders
