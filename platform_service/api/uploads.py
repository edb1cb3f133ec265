"""Uploaded files, laid into a folder of their own while they are looked into."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import UploadFile

from platform_service.application.artwork_shelf import Upload


@asynccontextmanager
async def received(file: UploadFile, name: str) -> AsyncIterator[Upload]:
    """The upload as a file; gone afterwards."""
    folder = await asyncio.to_thread(tempfile.mkdtemp, prefix="brightthread-upload-")
    path = Path(folder) / "upload"
    try:
        size = await asyncio.to_thread(_laid_down, file, path)
        yield Upload(path, name, file.filename or "", file.content_type or "", size)
    finally:
        await asyncio.to_thread(shutil.rmtree, folder)


def _laid_down(file: UploadFile, path: Path) -> int:
    with path.open("wb") as target:
        shutil.copyfileobj(file.file, target, 1024 * 1024)
    return path.stat().st_size
