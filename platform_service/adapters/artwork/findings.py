"""What was found in an uploaded file."""

import base64
import json
from dataclasses import dataclass
from typing import Literal

FileType = Literal["PNG", "JPG", "SVG", "PDF", "UNKNOWN"]

MAX_PIXELS = 100_000_000
"""More than a 33-inch square at 300 DPI; checked before a pixel is decoded."""


class Refused(Exception):
    """A file that must not be kept: damaged, built to deceive or to do harm. Carries the customer's sentence."""


@dataclass(frozen=True, slots=True)
class Findings:
    """``file_type`` by content. ``problems`` are sentences beside those of the policy (resolution, size, type).

    ``safe``: the file may be stored and handed on; a file with problems is safe only if it merely is of another kind
    than its name says. Pixels and ``dpi`` (the smaller of both directions) are None where the file has none.
    ``thumbnail``: a PNG made by us, None where the file is not safe.
    """

    file_type: FileType
    safe: bool
    problems: tuple[str, ...] = ()
    width_px: int | None = None
    height_px: int | None = None
    dpi: int | None = None
    thumbnail: bytes | None = None

    def to_json(self) -> bytes:
        """For the pipe between the inspecting process and ours."""
        thumbnail = None if self.thumbnail is None else base64.b64encode(self.thumbnail).decode()
        return json.dumps(
            {
                "file_type": self.file_type,
                "safe": self.safe,
                "problems": self.problems,
                "width_px": self.width_px,
                "height_px": self.height_px,
                "dpi": self.dpi,
                "thumbnail": thumbnail,
            }
        ).encode()

    @staticmethod
    def from_json(raw: bytes) -> "Findings":
        """The findings that ``to_json`` wrote; ValueError, KeyError or TypeError for anything else."""
        members = json.loads(raw)
        thumbnail = members.pop("thumbnail")
        problems = tuple(members.pop("problems"))
        return Findings(
            **members, problems=problems, thumbnail=None if thumbnail is None else base64.b64decode(thumbnail)
        )
