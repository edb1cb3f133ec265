"""``.env.example`` names every setting, and no other."""

import re
from pathlib import Path

from local_stack.settings_table import settings_page

EXAMPLE = Path(__file__).parents[3] / ".env.example"


def test_every_setting_is_in_the_example() -> None:
    documented = set(re.findall(r"^\| `([A-Z_0-9]+)`", settings_page(), re.MULTILINE))
    shown = set(re.findall(r"^(?:# )?([A-Z][A-Z_0-9]+)=", EXAMPLE.read_text(), re.MULTILINE))
    assert documented - shown == set()
    assert shown - documented == set()
