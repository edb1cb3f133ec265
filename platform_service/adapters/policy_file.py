"""The enforced policy, read from its file."""

from pathlib import Path

import yaml

from platform_service.domain.policy import Policy, parse

BUILT_IN = Path(__file__).parent.parent / "policy.yaml"


def read_policy(path: Path | None) -> Policy:
    """The policy in ``path`` (by default the one that came along); PolicyInvalid if it cannot be enforced."""
    return parse(yaml.safe_load((path or BUILT_IN).read_text(encoding="utf-8")))
