"""Loads the people of the seed format into the emulated Zendesk: staff as agents, the others as end users."""

from collections.abc import Mapping
from typing import Any

from local_stack.emulators.zendesk.state import ZendeskState


def load(zendesk: ZendeskState, seed: Mapping[str, Any]) -> None:
    """Load every user that has an e-mail; those without a company are agents and may use the API."""
    with zendesk.store.transaction():
        for user in seed["users"]:
            if user.get("email"):
                zendesk.put_user(user["email"], user["name"], "agent" if not user.get("company_id") else "end-user")
