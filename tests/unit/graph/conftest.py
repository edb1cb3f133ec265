"""Whatever is said in these tests claims nothing that is no fact of its turn."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs


@pytest.fixture(autouse=True)
def templates_claim_only_facts() -> Iterator[None]:
    with capture_logs() as logs:
        yield
    assert [entry for entry in logs if entry["event"] == "template_claims_more"] == []
