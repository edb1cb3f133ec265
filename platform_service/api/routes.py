"""Every router of the platform."""

from platform_service.api import catalogue, changes, companies, me, orders, quotes

ROUTERS = (me.router, orders.router, quotes.router, changes.router, catalogue.router, companies.router)
