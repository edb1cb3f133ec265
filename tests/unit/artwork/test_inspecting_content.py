"""A file is what its content says; whatever is damaged, deceiving or active is refused with a sentence."""

import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf.generic import ArrayObject, NameObject, TextStringObject

from platform_service.adapters.artwork.findings import Findings
from platform_service.adapters.artwork.recognition import lies
from platform_service.adapters.artwork.worker import inspect
from tests.unit.artwork import files


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_kind_are_taken_with_their_pixels_and_resolution(mode: str) -> None:
    found = inspect(files.png(mode=mode))
    assert (found.file_type, found.safe, found.problems) == ("PNG", True, ())
    assert (found.width_px, found.height_px, found.dpi) == (60, 40, 300)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_photographs_are_taken_too(mode: str) -> None:
    found = inspect(files.jpg(mode=mode))
    assert (found.file_type, found.safe, found.dpi) == ("JPG", True, 300)
    assert inspect(files.jpg(progressive=True)).safe
    assert inspect(files.jpg() + b"\x00" * 100).safe


@pytest.mark.parametrize(
    ("content", "dpi"),
    [
        (files.png((299, 299)), 299),
        (files.png((300, 150)), 150),
        (files.png(None), None),
        (files.jpg(None), None),
        (files.jpg((72, 72)), 72),
        (files.jpg_with_exif_resolution(300, 2), 300),
        (files.jpg_with_exif_resolution(118, 3), 300),
    ],
)
def test_resolution_is_the_smaller_one_the_file_tells(content: bytes, dpi: int | None) -> None:
    found = inspect(content)
    assert (found.safe, found.dpi) == (True, dpi)


def test_thumbnail_is_drawn_anew_and_small() -> None:
    found = inspect(files.png_with_text("made by Ana Ruiz"))
    assert found.thumbnail is not None
    assert b"Ana" not in found.thumbnail
    for content in (files.png(size=(3000, 20)), files.svg(), files.pdf()):
        thumbnail = inspect(content).thumbnail
        assert thumbnail is not None
        with Image.open(io.BytesIO(thumbnail)) as image:
            assert (image.format, max(image.size) <= 256) == ("PNG", True)


def test_vectors_have_no_pixels() -> None:
    for content, kind in ((files.svg(), "SVG"), (files.pdf(), "PDF")):
        found = inspect(content)
        assert (found.file_type, found.safe, found.problems) == (kind, True, ())
        assert (found.width_px, found.height_px, found.dpi) == (None, None, None)


XHTML = '<b xmlns="http://www.w3.org/1999/xhtml">x</b>'
HARMFUL_SVG = {
    "script": "<script>alert(1)</script>",
    "prefixed script": '<x:script xmlns:x="http://www.w3.org/2000/svg"/>',
    "event handler": '<rect onload="alert(1)"/>',
    "handler in capitals": '<rect ONCLICK="alert(1)"/>',
    "foreign object": f"<foreignObject>{XHTML}</foreignObject>",
    "html": XHTML,
    "javascript link": '<a href="javascript:alert(1)"/>',
    "split javascript": '<a xlink:href="java&#10;script:alert(1)"/>',
    "picture elsewhere": '<image href="https://evil.test/a.png"/>',
    "file": '<image xlink:href="file:///etc/passwd"/>',
    "relative file": '<use href="other.svg#a"/>',
    "svg inside a link": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "html inside a link": '<a href="data:text/html,x"/>',
    "style url": '<rect style="fill:url(https://evil.test/a)"/>',
    "style url in disguise": r'<rect style="fill:\75rl(https://evil.test/a)"/>',
    "style url in comments": '<rect style="fill:u/**/rl(https://evil.test/a)"/>',
    "attribute url": '<rect fill="url(https://evil.test/a#b)"/>',
    "open url": '<rect fill="url(https://evil.test/a"/>',
    "import": "<style>@import 'https://evil.test/a.css';</style>",
    "style element url": "<style>rect{fill:url(//evil.test/a)}</style>",
    "animated link": '<a><set attributeName="href" to="javascript:alert(1)"/></a>',
    "animation": '<rect><animate attributeName="x"/></rect>',
    "base": '<g xml:base="https://evil.test/"/>',
    "instruction": '<?xml-stylesheet href="https://evil.test/a.css"?>',
    "nested too deeply": "<g>" * 300 + "</g>" * 300,
    "cut": "<g>",
    "circle of uses": '<g id="a"><use href="#a"/></g>',
    "exploding uses": "".join(
        f'<g id="u{n}">' + f'<use href="#u{n - 1}"/>' * 10 + "</g>" if n else '<g id="u0"><path/></g>' for n in range(9)
    ),
}


@pytest.mark.parametrize("name", HARMFUL_SVG)
def test_drawings_that_do_more_than_draw_are_refused(name: str) -> None:
    _assert_refused(inspect(files.svg(HARMFUL_SVG[name])), "SVG")


HARMLESS_SVG = {
    "gradient": '<linearGradient id="g"/><rect fill="url(#g)" style="stroke:url(\'#g\');transform:scale(2)"/>',
    "use": '<path id="p"/><use href="#p"/><use xlink:href="#p"/>',
    "embedded picture": '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    "style": "<style>/* plain */ .a{fill:#fff}</style>",
    "filter": '<feColorMatrix values="0 1 0 0 1"/>',
    "editor data": '<metadata xmlns:c="http://creativecommons.org/ns#"><c:license c:resource="http://x/y"/></metadata>',
    "comment": "<!-- drawn by hand -->",
    "words": "<text>Order &amp; enjoy: 50 % off (today)</text>",
}


@pytest.mark.parametrize("name", HARMLESS_SVG)
def test_plain_drawings_are_taken(name: str) -> None:
    found = inspect(files.svg(HARMLESS_SVG[name]))
    assert (found.file_type, found.safe, found.problems) == ("SVG", True, ())


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\ufeff",
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made with an editor -->\n',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    ],
)
def test_usual_beginnings_of_drawings_are_known(before: str) -> None:
    assert inspect(files.svg(before=before)).safe


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<?xml version="1.0" encoding="utf-7"?>',
        '<?xml version="1.0" encoding="utf-16"?>',
    ],
)
def test_entities_and_strange_encodings_are_refused(before: str) -> None:
    _assert_refused(inspect(files.svg(before=before)), "SVG")


HARMFUL_PDF = {
    "locked": files.locked_pdf(),
    "opening action": files.pdf(OpenAction=files.pdf_action("JavaScript")),
    "launch": files.pdf(OpenAction=files.pdf_action("Launch")),
    "hidden deep": files.pdf(X=ArrayObject([ArrayObject([files.pdf_action("JavaScript")])])),
    "additional actions": files.pdf(AA=files.pdf_action("JavaScript")),
    "form program": files.pdf(XFA=TextStringObject("x")),
    "attachment": files.pdf_with_attachment(),
    "no pages": files.pdf(0),
    "too many pages": files.pdf(51),
    "no end": files.pdf().replace(b"%%EOF", b""),
    "something after the end": files.pdf() + b"PK\x03\x04 an archive",
    "cut": files.pdf()[:200] + b"%%EOF",
    "nothing in it": b"%PDF-1.7\n%%EOF",
}


@pytest.mark.parametrize("name", HARMFUL_PDF)
def test_documents_that_are_locked_active_or_more_than_pages_are_refused(name: str) -> None:
    _assert_refused(inspect(HARMFUL_PDF[name]), "PDF")


def test_document_behind_something_else_is_refused() -> None:
    _assert_refused(inspect(b"GIF89a;\n" + files.pdf()), "UNKNOWN")


DECEIVING = {
    "archive after a PNG": files.png() + b"PK\x03\x04",
    "page after a PNG": files.png() + b"<script>alert(1)</script>",
    "document after a JPG": files.jpg() + files.pdf(),
    "page in a PNG's text": files.png_with_text("<script>alert(1)</script>"),
    "document in a PNG's text": files.png_with_text("%PDF-1.4"),
    "program in a JPG's comment": files.jpg(comment=b"<?php system($_GET[0]); ?>"),
    "cut PNG": files.png()[:-20],
    "cut JPG": files.jpg()[:-20],
    "wrong checksum": files.png()[:-30] + b"\x00" + files.png()[-29:],
    "no pixels": files.png_of_size(100, 100),
    "empty PNG": b"\x89PNG\r\n\x1a\n",
    "empty JPG": b"\xff\xd8\xff\xd9",
    "bomb": files.png_of_size(60_000, 60_000, b"\x00" * 1000),
    "wide bomb": files.png_of_size(2**31 - 1, 1),
    "text bomb": files.png()[:33]
    + files.chunk(b"zTXt", b"a\x00\x00" + zlib.compress(b"\x00" * 200_000_000))
    + files.png()[33:],
}


@pytest.mark.parametrize("name", DECEIVING)
def test_damaged_and_deceiving_pictures_are_refused(name: str) -> None:
    found = inspect(DECEIVING[name])
    _assert_refused(found, found.file_type)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a\x01\x00\x01\x00",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"<html></html>",
        b"MZ\x90",
        b"RIFF....WEBP",
        b"<",
    ],
)
def test_other_kinds_of_file_are_named_as_such(content: bytes) -> None:
    found = inspect(content)
    _assert_refused(found, "UNKNOWN")
    assert found.problems == ("The file is none of PNG, JPG, SVG and PDF.",)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([files.png(), files.jpg(), files.pdf(), files.svg(HARMLESS_SVG["gradient"])]),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_no_damage_is_ever_an_error_of_ours(content: bytes, damage: list[tuple[int, int]]) -> None:
    damaged = bytearray(content)
    for place, value in damage:
        damaged[place % len(damaged)] = value
    found = inspect(bytes(damaged))
    assert found.safe != bool(found.problems)


@settings(max_examples=200)
@given(st.binary(max_size=200), st.sampled_from([b"", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"<svg "]))
def test_no_bytes_are_ever_an_error_of_ours(content: bytes, start: bytes) -> None:
    _assert_refused(inspect(start + content), inspect(start + content).file_type)


@pytest.mark.parametrize(
    ("name", "media_type", "told"),
    [
        ("logo.png", "image/png", 0),
        ("LOGO.PNG", "", 0),
        ("logo", "application/octet-stream", 0),
        ("logo.jpg", "image/png", 1),
        ("logo.png", "image/jpeg", 1),
        ("logo.svg", "application/pdf; x=y", 2),
        ("logo.png.exe", "text/html", 2),
    ],
)
def test_untrue_claims_are_told(name: str, media_type: str, told: int) -> None:
    assert len(lies("PNG", name, media_type)) == told


def test_findings_pass_the_pipe_unchanged() -> None:
    found = inspect(files.png())
    assert Findings.from_json(found.to_json()) == found


def test_document_names_are_no_actions() -> None:
    assert inspect(files.pdf(Lang=NameObject("/en"))).safe


def _assert_refused(found: Findings, kind: str) -> None:
    assert (found.file_type, found.safe, found.thumbnail) == (kind, False, None)
    (problem,) = found.problems
    assert problem.endswith(".")
    assert problem[0].isupper()
