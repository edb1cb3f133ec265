"""What all unit tests may use."""

from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs


@pytest.fixture
def logs() -> Iterator[list[MutableMapping[str, Any]]]:
    """What is logged at any level, however quiet other tests have made the log."""
    configured = structlog.get_config()
    structlog.reset_defaults()
    with capture_logs() as captured:
        yield captured
    structlog.configure(**configured)
