"""An emulated Shippo that sells labels and tracks parcels; see ``app.create_app``."""

from local_stack.emulators.shippo.app import Mover, ShippoSettings, create_app
from local_stack.emulators.shippo.state import ShippoState

__all__ = ["Mover", "ShippoSettings", "ShippoState", "create_app"]
