"""Every router of the platform."""

from platform_service.api import catalogue, changes, companies, escalations, me, orders, quotes, reviews, webhooks

ROUTERS = (
    me.router,
    orders.router,
    quotes.router,
    changes.router,
    catalogue.router,
    companies.router,
    escalations.router,
    reviews.router,
    webhooks.router,
)
