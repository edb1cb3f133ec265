"""PDF: pages are taken; locks, programs and files inside are not."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from platform_service.adapters.artwork.findings import Findings, Refused
from platform_service.adapters.artwork.placeholder import placeholder

MAX_PAGES = 50
_MAX_OBJECTS = 200_000
_END = b"%%EOF"
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie"}
)
_ACTIVE = frozenset({"/JS", "/JavaScript", "/AA", "/XFA", "/RichMedia"})
_FILES = frozenset({"/EmbeddedFiles", "/EF"})


def inspect_pdf(content: bytes) -> Findings:
    """What is in a PDF; Refused if it is locked, damaged, active or more than a document."""
    _check_end(content)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise Refused("The PDF is locked; send it without a password.")
        _check_pages(len(reader.pages))
        for value in _objects(reader):
            _check(value)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        zlib.error,
    ):
        # pypdf says all of these to damaged files
        raise Refused("The PDF is damaged and cannot be opened.") from None
    return Findings("PDF", safe=True, thumbnail=placeholder("PDF"))


def _check_end(content: bytes) -> None:
    last = content.rfind(_END)
    if last < 0:
        raise Refused("The PDF is damaged: it has no end.")
    if content[last + len(_END) :].strip(b"\x00\r\n\t "):
        raise Refused("There is something else after the end of the PDF; save it again as a plain PDF.")


def _check_pages(pages: int) -> None:
    if pages == 0:
        raise Refused("The PDF has no pages.")
    if pages > MAX_PAGES:
        raise Refused(f"The PDF has {pages} pages; send only those to be printed (at most {MAX_PAGES}).")


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached from the root, each once."""
    waiting: list[Any] = [reader.trailer["/Root"]]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            if (value.idnum, value.generation) in seen:
                continue
            seen.add((value.idnum, value.generation))
            value = value.get_object()
        count += 1
        if count > _MAX_OBJECTS:
            raise Refused("The PDF has far too many parts.")
        if isinstance(value, DictionaryObject):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, ArrayObject):
            waiting.extend(value)


def _check(value: DictionaryObject) -> None:
    if value.get("/S") in _ACTIONS or not _ACTIVE.isdisjoint(value.keys()):
        raise Refused("The PDF holds a program or an action; save it again as a plain PDF.")
    if not _FILES.isdisjoint(value.keys()):
        raise Refused("The PDF holds other files; save it again without attachments.")
