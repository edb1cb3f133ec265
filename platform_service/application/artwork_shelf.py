"""A company's artworks: uploaded, looked into, listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from platform_service.application.ports import Clock, IdSource, Json, Transactions
from platform_service.application.records import Actor, ShelvedArtwork
from platform_service.application.refusals import InvalidField, NotFound
from platform_service.domain.artwork import problems
from platform_service.domain.policy import Policy
from platform_service.domain.surroundings import Artwork


class Inspected(Protocol):
    """What was found in a file; ``safe`` says whether it may be kept."""

    @property
    def file_type(self) -> str: ...
    @property
    def safe(self) -> bool: ...
    @property
    def problems(self) -> tuple[str, ...]: ...
    @property
    def width_px(self) -> int | None: ...
    @property
    def height_px(self) -> int | None: ...
    @property
    def dpi(self) -> int | None: ...
    @property
    def thumbnail(self) -> bytes | None: ...


class Inspection(Protocol):
    """Looks into files; believes neither their names nor their types."""

    async def inspect(self, path: Path, *, file_name: str, content_type: str) -> Inspected: ...


class ArtworkFiles(Protocol):
    """Where the files of artworks lie, by key."""

    async def keep(self, key: str, source: Path) -> None: ...

    async def keep_bytes(self, key: str, content: bytes) -> None: ...

    async def read(self, key: str) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived: where it lies for now, what its sender calls it, and its size in bytes."""

    path: Path
    name: str
    file_name: str
    content_type: str
    size_bytes: int


class ArtworkShelf:
    """Reads the shelf, and puts files on it."""

    def __init__(
        self,
        transactions: Transactions,
        inspection: Inspection,
        files: ArtworkFiles,
        policy: Policy,
        clock: Clock,
        ids: IdSource,
    ) -> None:
        self._transactions = transactions
        self._inspection = inspection
        self._files = files
        self._policy = policy
        self._clock = clock
        self._ids = ids

    async def page(self, actor: Actor, limit: int, after: tuple[datetime, str] | None) -> Sequence[ShelvedArtwork]:
        """Return artworks from old to new, one more than ``limit`` where there are more."""
        async with self._transactions.reading(actor.scope) as reads:
            return await reads.book.artworks(limit, after)

    async def put(self, actor: Actor, upload: Upload) -> Json:
        """Look into the file and keep it; InvalidField for one that must not be kept. Kept is not yet printable."""
        found = await self._inspection.inspect(
            upload.path, file_name=upload.file_name, content_type=upload.content_type
        )
        if not found.safe:
            raise InvalidField("file", "artwork_refused", " ".join(found.problems) or "The file cannot be used.")
        artwork = self._artwork(actor, upload, found)
        await self._files.keep(str(artwork.storage_key), upload.path)
        if found.thumbnail is not None:
            await self._files.keep_bytes(str(artwork.thumbnail_key), found.thumbnail)
        async with self._transactions.customer(artwork.company_id) as work:
            work.book.add_artwork(artwork)
        return self.document(artwork)

    async def thumbnail(self, actor: Actor, artwork_id: str) -> bytes:
        """Return the PNG we made of it; NotFound where there is none."""
        async with self._transactions.reading(actor.scope) as reads:
            artwork = await reads.book.artwork(artwork_id)
        content = await self._files.read(artwork.thumbnail_key) if artwork and artwork.thumbnail_key else None
        if content is None:
            raise NotFound(artwork_id)
        return content

    def document(self, artwork: ShelvedArtwork) -> Json:
        """An artwork as it is served; whether it is usable is the policy's word, today."""
        wrong = [*artwork.problems, *problems(_judged(artwork), self._policy.artwork)]
        return {
            "artwork_id": artwork.artwork_id,
            "name": artwork.name,
            "file_type": artwork.file_type,
            "width_px": artwork.width_px,
            "height_px": artwork.height_px,
            "dpi": artwork.dpi,
            "size_bytes": artwork.size_bytes,
            "active": artwork.active,
            "usable": not wrong,
            "problems": wrong,
        }

    def _artwork(self, actor: Actor, upload: Upload, found: Inspected) -> ShelvedArtwork:
        artwork_id = self._ids("art")
        return ShelvedArtwork(
            artwork_id=artwork_id,
            company_id=actor.company_id or "",
            name=upload.name,
            file_type=found.file_type.lower(),
            width_px=found.width_px,
            height_px=found.height_px,
            dpi=found.dpi,
            size_bytes=upload.size_bytes,
            active=True,
            problems=list(found.problems),
            storage_key=f"{artwork_id}/original",
            thumbnail_key=f"{artwork_id}/thumbnail.png" if found.thumbnail is not None else None,
            created_at=self._clock.now(),
        )


def _judged(artwork: ShelvedArtwork) -> Artwork:
    return Artwork(artwork.artwork_id, artwork.name, artwork.file_type, artwork.dpi, artwork.size_bytes, artwork.active)
