"""An emulated Odoo 19 that speaks its JSON-2 interface and keeps its rules; see ``app.create_app``."""

from local_stack.emulators.odoo.app import OdooSettings, create_app
from local_stack.emulators.odoo.state import OdooState

__all__ = ["OdooSettings", "OdooState", "create_app"]
