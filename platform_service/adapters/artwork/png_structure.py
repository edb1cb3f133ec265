"""Whether a PNG is one PNG and nothing else: whole chunks, right checksums, nothing after the end."""

import zlib
from collections.abc import Iterator

from platform_service.adapters.artwork.findings import Refused
from platform_service.adapters.artwork.foreign import check_metadata
from platform_service.adapters.artwork.recognition import PNG_SIGNATURE

_MAX_CHUNKS = 100_000
_ANIMATION = frozenset({b"acTL", b"fcTL", b"fdAT"})


def check_png(content: bytes) -> None:
    """Refused with a sentence for the customer unless the file is one plain still picture."""
    for place, (kind, data) in enumerate(_chunks(content)):
        if place == 0 and kind != b"IHDR":
            raise Refused("The PNG is damaged: it does not begin with its header.")
        if place > _MAX_CHUNKS:
            raise Refused("The PNG is cut into far too many pieces.")
        if kind in _ANIMATION:
            raise Refused("The PNG is animated; send a still picture.")
        if kind != b"IDAT":
            check_metadata(data)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG_SIGNATURE)
    while True:
        length = int.from_bytes(content[place : place + 4], "big")
        kind, end = content[place + 4 : place + 8], place + 12 + length
        if len(kind) < 4 or end > len(content):
            raise Refused("The PNG is damaged: it ends in the middle.")
        data = content[place + 8 : end - 4]
        if zlib.crc32(kind + data) != int.from_bytes(content[end - 4 : end], "big"):
            raise Refused("The PNG is damaged: a checksum is wrong.")
        yield kind, data
        if kind == b"IEND":
            break
        place = end
    if content[end:].strip(b"\x00\r\n\t "):
        raise Refused("There is something else after the end of the PNG; save it again as a plain PNG.")
