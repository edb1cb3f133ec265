"""Artworks of a company: what was found in the uploaded file, and whether it can be printed."""

from typing import Literal

from brightthread.contract.lists import ListView
from brightthread.contract.wire import View

FileType = Literal["png", "jpg", "svg", "pdf", "unknown"]
"""By content; an uploaded file that is none of the four is unknown and never usable."""


class ArtworkView(View):
    """Pixels and ``dpi`` are null where the file has none (vectors); ``problems`` says why it is not ``usable``."""

    artwork_id: str
    name: str
    file_type: FileType
    width_px: int | None
    height_px: int | None
    dpi: int | None
    size_bytes: int
    active: bool
    usable: bool
    problems: list[str]


ArtworkListView = ListView[ArtworkView]
