"""An emulated Zendesk with tickets, comments and signed webhooks; see ``app.create_app``."""

from local_stack.emulators.zendesk.app import ZendeskSettings, create_app
from local_stack.emulators.zendesk.state import ZendeskState

__all__ = ["ZendeskSettings", "ZendeskState", "create_app"]
