"""Every router of the platform."""

from platform_service.api import (
    catalogue,
    changes,
    companies,
    customers,
    escalations,
    me,
    orders,
    quotes,
    reviews,
    webhooks,
)

ROUTERS = (
    me.router,
    orders.router,
    quotes.router,
    changes.router,
    catalogue.router,
    companies.router,
    customers.router,
    escalations.router,
    reviews.router,
    webhooks.router,
)
