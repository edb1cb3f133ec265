"""Running stacks for end-to-end tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.running_stack import RunningStack

MakeStack = Callable[..., RunningStack]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    """One stack with the demo data for all tests of the session: use orders that no other test uses."""
    stack = RunningStack(tmp_path_factory.mktemp("stack"))
    stack.start()
    yield stack
    assert stack.stop() == 0


@pytest.fixture
def make_stack(tmp_path: Path) -> Iterator[MakeStack]:
    """Makes stacks for one test alone, to be started, killed and started again."""
    made: list[RunningStack] = []

    def make(*options: str, folder: Path | None = None) -> RunningStack:
        place = folder or tmp_path / f"stack-{len(made)}"
        place.mkdir(exist_ok=True)
        made.append(RunningStack(place, *options))
        return made[-1]

    yield make
    for each in made:
        each.end()
