"""Every router of the platform."""

from platform_service.api import me, orders

ROUTERS = (me.router, orders.router)
