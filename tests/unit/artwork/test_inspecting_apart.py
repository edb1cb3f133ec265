"""Files are opened in a process of its own: none of them can take the service down, or see its secrets."""

from pathlib import Path

import pytest

from platform_service.adapters.artwork import inspection
from platform_service.adapters.artwork.inspection import ArtworkInspection
from tests.unit.artwork import files


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    path = tmp_path / "upload"
    path.write_bytes(files.png())
    return path


async def test_findings_come_back_with_what_the_sender_claimed(upload: Path) -> None:
    found = await ArtworkInspection().inspect(upload, file_name="logo.png", content_type="image/png")
    assert (found.file_type, found.safe, found.problems, found.dpi) == ("PNG", True, (), 300)
    assert found.thumbnail is not None
    found = await ArtworkInspection().inspect(upload, file_name="logo.pdf", content_type="image/png")
    assert found.problems == ("The file name ends in .pdf, but the file is a PNG.",)


async def test_worker_that_takes_too_long_is_cut_off(upload: Path) -> None:
    found = await ArtworkInspection(timeout_s=0.001).inspect(upload, file_name="a", content_type="")
    assert not found.safe
    assert "time" in found.problems[0]


async def test_worker_that_dies_is_a_refusal(upload: Path) -> None:
    gone = upload.with_name("gone")
    found = await ArtworkInspection().inspect(gone, file_name="a", content_type="")
    assert (found.file_type, found.safe) == ("UNKNOWN", False)


def test_worker_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLATFORM_ODOO__API_KEY", "secret")
    assert "secret" not in inspection._environment().values()
