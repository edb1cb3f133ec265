"""The written policies of one folder (Markdown), cut at their headings and searched by BM25."""

import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_WORD = re.compile(r"[^\W_]+")
_HEADING = re.compile(r"^(#{1,4})\s+(.+?)\s*$", re.MULTILINE)
_STOP = {
    *("a", "an", "and", "any", "are", "at", "be", "but", "by", "can", "could", "do", "does", "for", "from", "get"),
    *("has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "me", "my", "of", "on", "or", "our", "please"),
    *("should", "so", "that", "the", "their", "them", "there", "they", "this", "to", "us", "was", "we", "what", "when"),
    *("where", "which", "who", "why", "will", "with", "would", "you", "your"),
    *("policy", "policies", "rule", "rules", "least", "most", "many", "much", "must", "also", "only"),
}
_ALSO = {
    **dict.fromkeys(("format", "formats", "type", "types", "upload", "resolution", "filetype"), "file files dpi png"),
    **dict.fromkeys(("logo", "logos", "design", "designs", "picture", "image"), "artwork"),
    **dict.fromkeys(("minimum", "min", "least", "fewest", "maximum", "max", "most", "limit"), "limits"),
    **dict.fromkeys(("money", "reimbursement", "paid"), "refund refunds"),
    **dict.fromkeys(("small", "big", "large", "tight", "loose", "fits"), "fit size"),
    **dict.fromkeys(("charge", "charges", "price", "fee", "fees", "expensive"), "costs"),
    **dict.fromkeys(("long", "fast", "quick", "quickly", "soon", "duration"), "days time"),
    **dict.fromkeys(("broken", "torn", "hole", "holes", "defect", "stain", "stained"), "damaged defect"),
    **dict.fromkeys(("composition", "made", "cloth"), "fabric material"),
    **dict.fromkeys(("urgent", "express", "asap"), "rush earlier"),
    **dict.fromkeys(("return", "returns", "send"), "delivered back"),
}
"""What customers say, and what the policies say for it."""
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "es", "ed", "er", "s", "e")
K1, B = 1.4, 0.6
HEADING_WEIGHT = 3
PREAMBLE = 0.5
"""What stands before the first heading speaks of everything a little."""
LEAST_SHARE = 0.34
"""A passage must hold so much of what the question is about (by rarity of its words), else nothing was found."""


@dataclass(frozen=True, slots=True)
class _Section:
    document: str
    slug: str
    citation: Json
    words: Counter[str]
    length: int
    preamble: bool = False


class LocalPolicyPassages:
    """Passages of the documents in ``folder``; a document states its version (``Version 1.2, …``)."""

    def __init__(self, folder: Path) -> None:
        self._sections = [section for path in sorted(folder.glob("*.md")) for section in _read(path)]
        frequency = Counter(word for section in self._sections for word in section.words)
        count = len(self._sections)
        self._rarity = {word: math.log(1 + (count - n + 0.5) / (n + 0.5)) for word, n in frequency.items()}
        self._mean = sum(section.length for section in self._sections) / max(count, 1)

    async def search(self, question: str, *, limit: int = 3) -> list[Json]:
        """The best passages, none if nothing fits the question well enough."""
        asked = _meant(question)
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
        unseen = math.log(1 + len(self._sections) + 0.5)
        return max((self._rarity[word] for word in words if word in self._rarity), default=unseen)

    def _score(self, asked: list[frozenset[str]], section: _Section) -> float:
        length = K1 * (1 - B + B * section.length / self._mean)
        score = 0.0
        for words in asked:
            found = [
                self._rarity[word] * section.words[word] * (K1 + 1) / (section.words[word] + length)
                for word in words & section.words.keys()
            ]
            score += max(found, default=0.0)
        return score * (PREAMBLE if section.preamble else 1.0)


def _meant(question: str) -> list[frozenset[str]]:
    """Every word of a question with what the policies may call the same."""
    said = [word for word in _WORD.findall(question.lower()) if word not in _STOP or word in _ALSO]
    return list({frozenset({_stem(word), *map(_stem, _ALSO.get(word, "").split())}) for word in said})


def _words(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in _STOP]


def _stem(word: str) -> str:
    if word.isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            bare = word[: -len(ending)]
            return bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "aeiou" else bare
    return word


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
            sections.append(_section(path.stem, title, version, match.group(2), passage))
    return sections


def _plain(markdown: str) -> str:
    """Paragraphs on one line each, without emphasis and link targets."""
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown.strip()).replace("**", "")
    return re.sub(r"(?<!\n)\n(?![\n|]|[-*] )\s*", " ", text)


def _version(text: str) -> str:
    stated = re.search(r"^Version ([\w.-]*\w)", text, re.MULTILINE)
    return stated.group(1) if stated else ""


def _section(document: str, title: str, version: str, heading: str, passage: str) -> _Section:
    slug = "-".join(_WORD.findall(heading.lower()))
    words = Counter(_words(passage))
    for word in _words(f"{heading} {title}"):
        words[word] += HEADING_WEIGHT
    citation = {
        "document": document,
        "title": title,
        "version": version,
        "section": heading,
        "url": None,
        "passage": passage,
    }
    return _Section(document, slug, citation, words, sum(words.values()), heading == title)
