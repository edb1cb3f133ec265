"""Other kinds of file hidden in the descriptive parts of a picture."""

import re

from platform_service.adapters.artwork.findings import Refused

_FOREIGN = re.compile(
    rb"%PDF-|<\?php|<script|<html|<iframe|<!doctype html|PK\x03\x04|\x7fELF|\xca\xfe\xba\xbe", re.IGNORECASE
)


def check_metadata(data: bytes) -> None:
    """Refused if a page, program, archive or document hides in ``data``."""
    if _FOREIGN.search(data):
        raise Refused("Another file is hidden inside the picture; save it again without extra data.")
