"""``brightthread chat``."""

from __future__ import annotations

import sys
from pathlib import Path

import httpx

from local_stack.chat.assistant import Assistant, sign_in
from local_stack.chat.conversation import Conversation, choose_user
from local_stack.complaint import Complaint
from local_stack.control import running_stack
from local_stack.data_dir import DataDir


def chat(data_dir: Path, base: str | None, user: str | None, order: str | None) -> int:
    """Talk to the assistant of the running stack until the person leaves."""
    origin = base or _running(data_dir)
    try:
        user_id = user or choose_user(origin, input)
        conversation = Conversation(Assistant(origin, sign_in(origin, user_id)), sys.stdout, input)
        conversation.begin(order)
    except httpx.TransportError:
        raise Complaint(f"Nothing answers at {origin}.", "Start the stack with `brightthread up`.") from None
    except EOFError:
        return 0
    conversation.go_on()
    return 0


def _running(data_dir: Path) -> str:
    document = running_stack(DataDir(data_dir.absolute()))
    if document is None:
        raise Complaint(f"No stack is running on {data_dir}.", "Start one with `brightthread up`, or give --base.")
    base: str = document["base"]
    return base
