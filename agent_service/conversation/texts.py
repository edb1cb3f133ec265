"""The one place of all texts: a gettext catalogue a language (``locale/<language>.po``), read once by Babel."""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "locale"


class UnknownText(KeyError):
    """A key that the catalogue does not have: a bug, caught by the test that compares code and catalogue."""


class Texts:
    """Texts by key, with values put in; English is complete, another language falls back to it."""

    def __init__(self, *catalogs: Catalog) -> None:
        self._catalogs = catalogs

    def say(self, key: str, /, *, number: int | None = None, **values: object) -> str:
        """The text of ``key``; ``number`` picks the plural form and is the value ``{number}``."""
        for catalog in self._catalogs:
            message = catalog.get(key)
            if message is not None and message.string:
                return _form(message.string, number, catalog).format(number=number, **values)
        raise UnknownText(key)

    def keys(self) -> frozenset[str]:
        """All keys of the last (complete) catalogue."""
        return frozenset(_key(message.id) for message in self._catalogs[-1] if message.id)


def _key(identity: object) -> str:
    return str(identity[0]) if isinstance(identity, (tuple, list)) else str(identity)


def _form(forms: object, number: int | None, catalog: Catalog) -> str:
    if not isinstance(forms, (tuple, list)):
        return str(forms)
    plural = eval_plural(catalog, 1 if number is None else number)
    return str(forms[min(plural, len(forms) - 1)])


def eval_plural(catalog: Catalog, number: int) -> int:
    """The index of the plural form; all languages here know two, one for exactly 1."""
    return 0 if number == 1 else 1


@cache
def texts(locale: str = "en") -> Texts:
    """The texts of a language; unknown languages are English (their replies come later)."""
    language = locale.replace("_", "-").split("-")[0].lower()
    names = ["en"] if language == "en" or not (FOLDER / f"{language}.po").is_file() else [language, "en"]
    return Texts(*[_read(name) for name in names])


def _read(name: str) -> Catalog:
    with (FOLDER / f"{name}.po").open("rb") as file:
        return read_po(file, locale=name)
