"""Running stacks for end-to-end tests."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.running_stack import RunningStack
from tests.e2e.seed import session_seed

MakeStack = Callable[..., RunningStack]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    """One stack with the data of ``seed.py`` for all tests of the session: use orders that no other test uses.

    ``BRIGHTTHREAD_READY_FILE`` names one that runs already, with the same data, to be used instead.
    """
    if running := os.environ.get("BRIGHTTHREAD_READY_FILE"):
        yield RunningStack.attached(Path(running))
        return
    folder = tmp_path_factory.mktemp("stack")
    seed_file = folder / "seed.json"
    seed_file.write_text(json.dumps(session_seed()))
    stack = RunningStack(folder, "--seed", str(seed_file))
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
