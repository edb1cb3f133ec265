"""Artwork files in a folder of this machine."""

import asyncio
import shutil
from pathlib import Path


class ArtworkFolder:
    """The port ``ArtworkFiles``; keys are our own, ``<artwork_id>/<name>``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def keep(self, key: str, source: Path) -> None:
        await asyncio.to_thread(self._copy, key, source)

    async def keep_bytes(self, key: str, content: bytes) -> None:
        await asyncio.to_thread(self._write, key, content)

    async def read(self, key: str) -> bytes | None:
        return await asyncio.to_thread(self._read, key)

    def _copy(self, key: str, source: Path) -> None:
        draft = self._draft(key)
        shutil.copyfile(source, draft)
        draft.replace(self._folder / key)

    def _write(self, key: str, content: bytes) -> None:
        draft = self._draft(key)
        draft.write_bytes(content)
        draft.replace(self._folder / key)

    def _read(self, key: str) -> bytes | None:
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError:
            return None

    def _draft(self, key: str) -> Path:
        path = self._folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.with_name(path.name + ".part")
