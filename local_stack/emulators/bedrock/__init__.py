"""An emulated Bedrock Runtime whose model says what it is told to, well or badly; see ``app.create_app``."""

from local_stack.emulators.bedrock.app import create_app
from local_stack.emulators.bedrock.script import WAYS

__all__ = ["WAYS", "create_app"]
