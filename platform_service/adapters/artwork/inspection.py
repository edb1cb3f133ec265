"""Inspects uploaded files in processes of their own, a few at a time, so that no file can take the service down."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

import structlog

from platform_service.adapters.artwork.findings import Findings
from platform_service.adapters.artwork.recognition import lies

_WORKER = "platform_service.adapters.artwork.worker"
_SOURCES = Path(__file__).resolve().parents[3]
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH")
_TOO_MUCH = "The file takes far too much memory or time to open; it is damaged or built to do harm."
_log = structlog.get_logger(__name__)


class ArtworkInspection:
    """``at_once`` files at a time, each for at most ``timeout_s`` seconds."""

    def __init__(self, *, at_once: int = 2, timeout_s: float = 20.0) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._timeout_s = timeout_s

    async def inspect(self, path: Path, *, file_name: str, content_type: str) -> Findings:
        """What is in the file at ``path`` (absolute), and whether the name and Content-Type it came with are true."""
        async with self._places:
            findings = await self._look(path)
        untrue = lies(findings.file_type, file_name, content_type)
        if findings.file_type == "UNKNOWN" or not untrue:
            return findings
        return replace(findings, problems=(*findings.problems, *untrue))

    async def _look(self, path: Path) -> Findings:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            _WORKER,
            str(path),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._timeout_s):
                output, _ = await process.communicate()
        except TimeoutError:
            _log.warning("artwork_inspection_cut_off", seconds=self._timeout_s)
            return Findings("UNKNOWN", safe=False, problems=(_TOO_MUCH,))
        finally:
            await _end(process)
        if process.returncode != 0:
            _log.warning("artwork_inspection_failed", exit_code=process.returncode)
            return Findings("UNKNOWN", safe=False, problems=(_TOO_MUCH,))
        return Findings.from_json(output)


def _environment() -> dict[str, str]:
    """What Python needs to start, and none of our secrets."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed_on, "PYTHONPATH": str(_SOURCES), "PYTHONDONTWRITEBYTECODE": "1"}


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()
