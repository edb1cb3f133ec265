"""Styles inside an SVG: whether they fetch anything from outside, also in disguise."""

import re

_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_URL = re.compile(r"url\(\s*([\"']?)\s*(.*?)\s*\1\s*\)", re.IGNORECASE | re.DOTALL)
_FETCHING = re.compile(r"@import|expression\s*\(|-moz-binding|behaviou?r\s*:|image-set\s*\(|src\s*\(", re.IGNORECASE)
_INLINE_DATA = re.compile(
    r"data:(?:image/(?:png|jpe?g)|font/[a-z0-9]+|application/(?:x-)?font-[a-z0-9]+)[;,]", re.IGNORECASE
)


def reaches_outside(style: str) -> bool:
    """Whether ``style`` (CSS, or one attribute's value) refers to anything but parts of the same file."""
    if "(" not in style and "@" not in style and "\\" not in style and ":" not in style:
        return False
    plain = _ESCAPE.sub(_unescaped, _COMMENT.sub("", style))
    if _FETCHING.search(plain):
        return True
    openings = len(re.findall(r"url\s*\(", plain, re.IGNORECASE))
    references = [match[2] for match in _URL.finditer(plain)]
    return openings != len(references) or not all(map(_is_inside, references))


def _is_inside(reference: str) -> bool:
    return reference.startswith("#") or _INLINE_DATA.match(reference) is not None


def _unescaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
