"""Wherever artwork files lie, they are kept and read alike."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from platform_service.adapters.artwork_bucket import ArtworkBucket
from platform_service.adapters.artwork_folder import ArtworkFolder
from platform_service.application.artwork_shelf import ArtworkFiles


@pytest.fixture(params=["folder", "bucket"])
def files(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ArtworkFiles]:
    if request.param == "folder":
        yield ArtworkFolder(tmp_path / "shelf")
        return
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="artworks")
        yield ArtworkBucket(client, "artworks")


async def test_a_kept_file_is_read_back(files: ArtworkFiles, tmp_path: Path) -> None:
    source = tmp_path / "upload"
    source.write_bytes(b"file")
    await files.keep("art_1/original", source)
    await files.keep_bytes("art_1/thumbnail.png", b"picture")
    assert await files.read("art_1/original") == b"file"
    assert await files.read("art_1/thumbnail.png") == b"picture"


async def test_what_was_never_kept_is_not_there(files: ArtworkFiles) -> None:
    assert await files.read("art_2/original") is None


async def test_keeping_again_replaces(files: ArtworkFiles) -> None:
    await files.keep_bytes("art_1/thumbnail.png", b"one")
    await files.keep_bytes("art_1/thumbnail.png", b"two")
    assert await files.read("art_1/thumbnail.png") == b"two"
