"""Typed reading of the policy file's entries by path, collecting every problem instead of stopping at the first."""

from collections.abc import Mapping
from typing import Any


class Entries:
    """Reads entries by path and collects what is wrong instead of stopping at the first."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def mapping(self, holder: Mapping[str, Any], key: str, path: str) -> Mapping[str, Any]:
        value = holder.get(key)
        if isinstance(value, Mapping):
            return value
        self._wrong(path, key, "a mapping is needed")
        return {}

    def text(self, holder: Mapping[str, Any], key: str, path: str) -> str:
        value = holder.get(key)
        if isinstance(value, str) and value:
            return value
        self._wrong(path, key, "a text is needed (in quotes)")
        return ""

    def whole(self, holder: Mapping[str, Any], key: str, path: str, *, default: int | None = None) -> int:
        value = holder.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self._wrong(path, key, "a whole number of 0 or more is needed")
        return 0

    def percent(self, holder: Mapping[str, Any], key: str, path: str, *, default: int) -> int:
        """A percentage as basis points, so that 12.5 stays exact."""
        value = holder.get(key, default)
        points = value * 100 if isinstance(value, int | float) and not isinstance(value, bool) else -1
        if points >= 0 and points == int(points):
            return int(points)
        self._wrong(path, key, "a percentage of 0 or more with at most two decimals is needed")
        return 0

    def cents(self, holder: Mapping[str, Any], key: str, path: str) -> int:
        """An amount ``{amount, currency}``; absent means none."""
        if key not in holder:
            return 0
        value = self.mapping(holder, key, path)
        self.text(value, "currency", f"{path}{key}.")
        return self.whole(value, "amount", f"{path}{key}.")

    def flag(self, holder: Mapping[str, Any], key: str, path: str) -> bool:
        value = holder.get(key, False)
        if not isinstance(value, bool):
            self._wrong(path, key, "true or false is needed")
        return value is True

    def names(self, holder: Mapping[str, Any], key: str, path: str) -> frozenset[str]:
        value = holder.get(key)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return frozenset(value)
        self._wrong(path, key, "a list of names is needed")
        return frozenset()

    def _wrong(self, path: str, key: str, message: str) -> None:
        self.problems.append(f"{path}{key}: {message}")

    def unknown(self, holder: Mapping[str, Any], known: frozenset[str], path: str) -> None:
        self.problems.extend(f"{path}{key}: unknown entry" for key in holder if key not in known)
