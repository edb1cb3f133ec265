"""axe-core for tests: fetched once from npm into a cache folder (MPL-2.0; never part of the repository)."""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import pytest

VERSION = "4.11.0"
CACHE = Path(__file__).parent.parent / ".cache" / f"axe-core-{VERSION}.js"


def source() -> str:
    """The script; skips the test where npm is missing or cannot fetch."""
    if not CACHE.exists():
        _fetch()
    return CACHE.read_text(encoding="utf-8")


def _fetch() -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("axe-core needs npm once, to be fetched")
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE.parent) as work:
        packed = subprocess.run(
            [npm, "pack", "--silent", f"axe-core@{VERSION}"], cwd=work, capture_output=True, text=True, check=False
        )
        if packed.returncode != 0:
            pytest.skip("axe-core could not be fetched from npm")
        with tarfile.open(Path(work) / packed.stdout.strip()) as archive:
            member = archive.extractfile("package/axe.min.js")
            assert member is not None
            fetched = Path(work) / "axe.min.js"
            fetched.write_bytes(member.read())
        fetched.replace(CACHE)


def violations(page: Any) -> list[str]:
    """What axe finds wrong with the page as it stands, one line each."""
    page.evaluate(source())
    # A message that is still fading in has the contrast of a ghost: what counts is the page at rest.
    page.evaluate("() => Promise.allSettled(document.getAnimations().map(each => each.finished))")
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{each['id']}: {node['html'][:160]}" for each in found["violations"] for node in each["nodes"]]
