"""The written policies of one folder (Markdown), cut at their headings and searched by BM25."""

import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent_service.adapters.policy_words import general, meant, words_of

Json = dict[str, Any]

_HEADING = re.compile(r"^(#{1,4})\s+(.+?)\s*$", re.MULTILINE)
_SLUG = re.compile(r"[^\W_]+")
_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
K1, B = 1.4, 0.6
HEADING_WEIGHT = 3
PREAMBLE, COLUMN, COLUMN_BESIDE_A_ROW = 0.5, 1.25, 0.5
"""What stands before the first heading speaks of everything a little; a column of a table speaks of one thing over all
its rows, and so is not meant where a row is named."""
LEAST_SHARE = 0.34
"""A passage must hold so much of what the question is about (by rarity of its words), else nothing was found."""


@dataclass(frozen=True, slots=True)
class _Section:
    document: str
    slug: str
    citation: Json
    words: Counter[str]
    length: int
    weight: float = 1.0
    overview: bool = False
    rows: frozenset[frozenset[str]] = frozenset()
    """Of a column of a table: what its rows are about, in words."""


class LocalPolicyPassages:
    """Passages of the documents in ``folder``; a document states its version (``Version 1.2, …``)."""

    def __init__(self, folder: Path) -> None:
        self._sections = [section for path in sorted(folder.glob("*.md")) for section in _read(path)]
        prose = [section for section in self._sections if not section.rows]  # columns only say it again
        frequency = Counter(word for section in prose for word in section.words)
        count = len(prose)
        self._rarity = {word: math.log(1 + (count - n + 0.5) / (n + 0.5)) for word, n in frequency.items()}
        self._unseen = sorted(self._rarity.values())[count // 2] if self._rarity else 1.0
        self._mean = sum(section.length for section in self._sections) / max(count, 1)

    async def search(self, question: str, *, limit: int = 3) -> list[Json]:
        """The best passages, none if nothing fits the question well enough."""
        if general(question):
            overviews = [section for section in self._sections if section.overview]
            return [section.citation for section in sorted(overviews, key=_length, reverse=True)[:1]]
        asked = meant(question)
        weight = sum(self._worth(words) for words in asked)
        scored = [(self._score(asked, section), section) for section in self._sections]
        fitting = [
            (score, section)
            for score, section in scored
            if sum(self._worth(words) for words in asked if words & section.words.keys()) >= LEAST_SHARE * weight > 0
        ]
        best = sorted(fitting, key=lambda pair: pair[0], reverse=True)[:limit]
        return [section.citation for score, section in best if score >= 0.5 * best[0][0]]

    async def by_reference(self, reference: str) -> Json | None:
        """The passage under a heading (``document#heading-slug``), None if there is none."""
        document, _, slug = reference.partition("#")
        found = (item.citation for item in self._sections if item.document == document and item.slug == slug)
        return next(found, None)

    def _worth(self, words: frozenset[str]) -> float:
        """How much a question's word tells: the rarest of its readings that occurs at all."""
        return max((self._rarity[word] for word in words if word in self._rarity), default=self._unseen)

    def _score(self, asked: list[frozenset[str]], section: _Section) -> float:
        length = K1 * (1 - B + B * section.length / self._mean)
        score = 0.0
        for words in asked:
            found = [
                self._rarity.get(word, self._unseen) * section.words[word] * (K1 + 1) / (section.words[word] + length)
                for word in words & section.words.keys()
            ]
            score += max(found, default=0.0)
        beside = any(row <= frozenset().union(*asked) for row in section.rows)
        return score * (COLUMN_BESIDE_A_ROW if beside else section.weight)


def _read(path: Path) -> list[_Section]:
    body = path.read_text(encoding="utf-8")
    version = _version(body)
    headings = list(_HEADING.finditer(body))
    title = next((match.group(2) for match in headings if match.group(1) == "#"), path.stem)
    sections = []
    for index, match in enumerate(headings):
        end = headings[index + 1].start() if index + 1 < len(headings) else len(body)
        passage = _plain(body[match.end() : end])
        if passage:
            section = _section(path.stem, title, version, match.group(2), passage)
            sections += [section, *_columns(section)]
    return sections


def _plain(markdown: str) -> str:
    """Paragraphs on one line each, without emphasis and link targets."""
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown.strip()).replace("**", "")
    return re.sub(r"(?<!\n)\n(?![\n|]|[-*] )\s*", " ", text)


def _version(text: str) -> str:
    stated = re.search(r"^Version ([\w.-]*\w)", text, re.MULTILINE)
    return stated.group(1) if stated else ""


def _section(document: str, title: str, version: str, heading: str, passage: str) -> _Section:
    words = Counter(words_of(passage))
    for word in words_of(f"{heading} {title}"):
        words[word] += HEADING_WEIGHT
    citation = {
        "document": document,
        "title": title,
        "version": version,
        "section": heading,
        "url": None,
        "passage": passage,
    }
    overview = heading == title
    weight = PREAMBLE if overview else 1.0
    return _Section(document, _slug(heading), citation, words, sum(words.values()), weight, overview)


def _length(section: _Section) -> int:
    return section.length


def _slug(heading: str) -> str:
    return "-".join(_SLUG.findall(heading.lower()))


def _columns(section: _Section) -> list[_Section]:
    """The columns of a section's table, each a passage of its own: a question is about one of them."""
    table = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in _ROW.findall(section.citation["passage"])
    ]
    if len(table) < 3:  # a heading, a rule, and something to say
        return []
    (_, *names), _, *rows = table
    about = frozenset(words for row in rows if (words := frozenset(words_of(row[0]))))
    named = {word for name in names for word in words_of(name)}
    return [
        _column(
            section, name, [(row[0], row[index]) for row in rows], frozenset(row for row in about if not row & named)
        )
        for index, name in enumerate(names, 1)
    ]


def _column(section: _Section, name: str, cells: list[tuple[str, str]], rows: frozenset[frozenset[str]]) -> _Section:
    told = f"{name}: " + "; ".join(f"{row}: {cell}" for row, cell in cells) + "."
    words = Counter({word for _, cell in cells for word in words_of(cell)})  # once each: a column repeats itself
    for word in words_of(name):
        words[word] += HEADING_WEIGHT
    return _Section(
        document=section.document,
        slug=f"{section.slug}-{_slug(name)}",
        citation={**section.citation, "passage": told},
        words=words,
        length=sum(words.values()),
        weight=COLUMN,
        rows=rows,
    )
