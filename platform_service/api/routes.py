"""Every router of the platform."""

from platform_service.api import changes, me, orders, quotes

ROUTERS = (me.router, orders.router, quotes.router, changes.router)
