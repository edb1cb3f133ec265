"""The catalogue and the code agree: every key that is said exists, every text that exists can be said."""

import re
from pathlib import Path

from agent_service.conversation.texts import texts

ROOT = Path(__file__).parents[3] / "agent_service"
LITERAL = re.compile(r"[\"']([a-z_]+(?:\.[A-Za-z_]+)*)[\"']|f[\"']([a-z_.]+\.)\{")


def said() -> tuple[set[str], set[str]]:
    """Keys written out in the code, and the beginnings of those put together."""
    code = "\n".join(path.read_text() for path in ROOT.rglob("*.py"))
    found = LITERAL.findall(code)
    return {key for key, _ in found if key}, {start for _, start in found if start}


def test_every_text_can_be_said() -> None:
    keys, starts = said()
    unused = {key for key in texts().keys() - keys if not key.startswith(tuple(starts))}
    assert unused == set()
