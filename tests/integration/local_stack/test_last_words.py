"""What a stack says about itself is taken back when it is gone."""

import asyncio
import sys
import textwrap
from pathlib import Path

from local_stack.last_words import removed_at_death
from tests.integration.local_stack.test_supervisor import until


def test_files_are_removed_at_the_end(tmp_path: Path) -> None:
    said = tmp_path / "ready.json"
    with removed_at_death([said, tmp_path / "never-written"]):
        said.touch()
    assert not said.exists()


async def test_files_are_removed_when_the_process_is_killed(tmp_path: Path) -> None:
    said = tmp_path / "ready.json"
    source = textwrap.dedent(f"""
        import pathlib, time
        from local_stack.last_words import removed_at_death
        with removed_at_death([pathlib.Path({str(said)!r})]):
            pathlib.Path({str(said)!r}).touch()
            time.sleep(600)
    """)
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", source)
    await until(said.exists)
    process.kill()
    await process.wait()
    await until(lambda: not said.exists())
