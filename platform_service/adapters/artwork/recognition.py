"""Of which kind a file is, by its first bytes; its name and Content-Type are only compared with that."""

import re
from pathlib import PurePath

from platform_service.adapters.artwork.findings import FileType, Refused

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_JPG_START = b"\xff\xd8\xff"
_PDF_START = b"%PDF-"
_HEAD = 4096
_PDF_SEARCHED = 1024
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:(?:<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>|<\?[^>]*>)\s*)*"
    rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s>/]",
    re.DOTALL,
)
_BY_EXTENSION: dict[str, FileType] = {".png": "PNG", ".jpg": "JPG", ".jpeg": "JPG", ".svg": "SVG", ".pdf": "PDF"}
_BY_MEDIA_TYPE: dict[str, FileType] = {
    "image/png": "PNG",
    "image/jpeg": "JPG",
    "image/jpg": "JPG",
    "image/svg+xml": "SVG",
    "application/pdf": "PDF",
}
_SAYS_NOTHING = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/x-www-form-urlencoded"})


def recognised(content: bytes) -> FileType:
    """The kind of the file; Refused if it hides one kind behind the beginning of another."""
    head = content[:_HEAD]
    if head.startswith(PNG_SIGNATURE):
        return "PNG"
    if head.startswith(_JPG_START):
        return "JPG"
    if head.startswith(_PDF_START):
        return "PDF"
    if _SVG.match(head):
        return "SVG"
    if _PDF_START in content[:_PDF_SEARCHED]:
        raise Refused("There is something else in front of the PDF; save it again as a plain PDF.")
    return "UNKNOWN"


def lies(found: FileType, file_name: str, content_type: str) -> tuple[str, ...]:
    """One sentence for each claim about the kind of the file that is not true."""
    told = []
    extension = PurePath(file_name.lower()).suffix
    if extension and found != _BY_EXTENSION.get(extension):
        told.append(f"The file name ends in {_short(extension)}, but the file is {_article(found)}.")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in _SAYS_NOTHING and found != _BY_MEDIA_TYPE.get(media_type):
        told.append(f"The file was sent as {_short(media_type)}, but it is {_article(found)}.")
    return tuple(told)


def _short(claim: str) -> str:
    return re.sub(r"[^a-z0-9./+-]", "?", claim)[:60]


def _article(found: FileType) -> str:
    return "none of PNG, JPG, SVG and PDF" if found == "UNKNOWN" else f"{'an' if found == 'SVG' else 'a'} {found}"
