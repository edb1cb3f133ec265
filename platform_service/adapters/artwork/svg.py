"""SVG: drawings are taken, programs and references to the outside are not."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from platform_service.adapters.artwork.findings import Findings, Refused
from platform_service.adapters.artwork.placeholder import placeholder
from platform_service.adapters.artwork.svg_styles import reaches_outside

_SVG_NAMESPACE = "{http://www.w3.org/2000/svg}"
_MAX_ELEMENTS = 300_000
_MAX_DEPTH = 200
_MAX_DRAWN = 500_000
_ACTIVE = frozenset(
    {
        "script", "foreignobject", "iframe", "embed", "object", "audio", "video", "canvas", "handler", "listener",
        "animate", "animatemotion", "animatetransform", "animatecolor", "set", "discard", "base", "link", "meta",
    }
)  # fmt: skip
_REFERENCES = frozenset({"href", "src", "data", "action", "formaction", "base"})
_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_READ_AS_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_INSTRUCTION = re.compile(r"<\?(?!xml\s)", re.IGNORECASE)
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpe?g);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)


def inspect_svg(content: bytes) -> Findings:
    """What is in an SVG; Refused if it is damaged or holds anything but a drawing."""
    root = _parsed(_text(content))
    if root.tag != f"{_SVG_NAMESPACE}svg":
        raise Refused("The SVG is damaged: its root is no drawing.")
    targets: dict[str, Element] = {}
    for count, element in enumerate(_elements(root)):
        if count >= _MAX_ELEMENTS:
            raise Refused("The SVG has far too many parts.")
        _check(element)
        if ident := element.get("id"):
            targets.setdefault(ident, element)
    _drawn(root, targets, {}, 0)
    return Findings("SVG", safe=True, thumbnail=placeholder("SVG"))


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("The SVG is not written in UTF-8; save it again as UTF-8.") from None
    declared = _ENCODING.search(text[:1024])
    if declared and declared[1].lower() not in _READ_AS_UTF8:
        raise Refused("The SVG is not written in UTF-8; save it again as UTF-8.")
    if _INSTRUCTION.search(text):
        raise Refused("The SVG holds processing instructions; save it again as a plain SVG.")
    return text


def _parsed(text: str) -> Element:
    try:
        root: Element = fromstring(text, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise Refused("The SVG defines entities; save it again as a plain SVG.") from None
    except (ParseError, ValueError, RecursionError):
        raise Refused("The SVG is damaged and cannot be opened.") from None
    return root


def _elements(root: Element) -> Iterator[Element]:
    """All elements, without recursion; Refused if they are nested too deeply."""
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _MAX_DEPTH:
            raise Refused("The SVG is nested far too deeply.")
        yield element
        waiting.extend((child, depth + 1) for child in element)


def _check(element: Element) -> None:
    namespace, name = _split(element.tag)
    if name in _ACTIVE or namespace.endswith("xhtml"):
        raise Refused(f"The SVG holds an active part (<{name[:30]}>); save it again as a plain drawing.")
    if name == "style" and reaches_outside(element.text or ""):
        raise Refused("The styles of the SVG refer to something outside of it; embed everything.")
    for attribute, value in element.attrib.items():
        _check_attribute(_split(attribute)[1], value, name)


def _check_attribute(attribute: str, value: str, element: str) -> None:
    if attribute.startswith("on"):
        raise Refused(f"The SVG holds a program ({attribute[:30]}=); save it again as a plain drawing.")
    plain = re.sub(r"[\s\x00-\x1f]+", "", value).lower()
    if "javascript:" in plain or "vbscript:" in plain:
        raise Refused("The SVG holds a program; save it again as a plain drawing.")
    if attribute in _REFERENCES and not _stays_inside(value.strip(), element):
        raise Refused("The SVG refers to something outside of it; embed everything.")
    if reaches_outside(value):
        raise Refused("The styles of the SVG refer to something outside of it; embed everything.")


def _stays_inside(reference: str, element: str) -> bool:
    if not reference or reference.startswith("#"):
        return True
    return element in ("image", "feimage") and _INLINE_PICTURE.fullmatch(reference) is not None


def _split(name: object) -> tuple[str, str]:
    """(namespace, local name in lower case); comments have no name."""
    if not isinstance(name, str):
        return "", ""
    namespace, brace, local = name.rpartition("}")
    return namespace.lower() if brace else "", local.lower()


def _drawn(element: Element, targets: dict[str, Element], known: dict[Element, int], depth: int) -> int:
    """How many parts are drawn for ``element`` once every <use> is followed; Refused if that explodes."""
    if element in known:
        return known[element]
    if depth > 2 * _MAX_DEPTH:
        raise Refused("The SVG repeats itself far too often.")
    known[element] = _MAX_DRAWN + 1
    drawn = 1
    for child in element:
        drawn += _drawn(child, targets, known, depth + 1)
    if _split(element.tag)[1] == "use":
        target = targets.get(_reference(element).lstrip("#"))
        drawn += 0 if target is None else _drawn(target, targets, known, depth + 1)
    if drawn > _MAX_DRAWN:
        raise Refused("The SVG repeats itself far too often.")
    known[element] = drawn
    return drawn


def _reference(element: Element) -> str:
    return next((value.strip() for name, value in element.attrib.items() if _split(name)[1] == "href"), "")
