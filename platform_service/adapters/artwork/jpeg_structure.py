"""Whether a JPG is one JPG and nothing else: whole segments up to its end, and nothing after that."""

from collections.abc import Iterator

from platform_service.adapters.artwork.findings import Refused
from platform_service.adapters.artwork.foreign import check_metadata

_END = 0xD9
_SCAN = 0xDA
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_IN_SCAN = frozenset({0x00, *range(0xD0, 0xD8)})
_METADATA = frozenset({0xFE, *range(0xE0, 0xF0)})
_MAX_SCANS = 100
_DAMAGED = "The JPG is damaged: it ends in the middle."


def check_jpeg(content: bytes) -> None:
    """Refused with a sentence for the customer unless the file is one plain picture."""
    scans = 0
    for marker, data in _segments(content):
        if marker in _METADATA:
            check_metadata(data)
        scans += marker == _SCAN
        if scans > _MAX_SCANS:
            raise Refused("The JPG is cut into far too many scans.")


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    place = 2
    while True:
        marker, place = _marker(content, place)
        if marker == _END:
            break
        if marker in _STANDALONE:
            continue
        end = place + int.from_bytes(content[place : place + 2], "big")
        if end < place + 2 or end > len(content):
            raise Refused(_DAMAGED)
        yield marker, content[place + 2 : end]
        place = _after_scan(content, end) if marker == _SCAN else end
    if content[place:].strip(b"\x00\r\n\t "):
        raise Refused("There is something else after the end of the JPG; save it again as a plain JPG.")


def _marker(content: bytes, place: int) -> tuple[int, int]:
    """The marker at ``place`` (fill bytes skipped), and where it ends."""
    if content[place : place + 1] != b"\xff":
        raise Refused(_DAMAGED)
    while content[place : place + 1] == b"\xff":
        place += 1
    if place >= len(content):
        raise Refused(_DAMAGED)
    return content[place], place + 1


def _after_scan(content: bytes, place: int) -> int:
    """Where the marker after the compressed data begins."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise Refused(_DAMAGED)
        following = content[place + 1]
        if following in _IN_SCAN:
            place += 2
        elif following == 0xFF:
            place += 1
        else:
            return place
