"""Ids of our own making: ``<prefix>_<uuid7 hex>``, opaque to clients, growing with time."""

from typing import Literal

from uuid_utils import uuid7

Prefix = Literal["q", "opt", "chg", "rcp", "rev", "esc", "conv", "msg", "adr", "art", "evt"]


def new_id(prefix: Prefix) -> str:
    """A new id, unique everywhere; ids made later by one process sort later."""
    return f"{prefix}_{uuid7().hex}"
