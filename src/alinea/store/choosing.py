"""Which of several versions of a resolution is in use: the one that is shown, searched and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("fr", "en")
"""Languages of the principal version, the first that is held; others follow by their tags."""

FORMATS = (
    "application/akn+xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text", "application/msword", "application/rtf",
    "application/vnd.wordperfect", "application/pdf", "text/html", "text/plain", "text/markdown",
)  # fmt: skip
"""Formats, those first that say most of a text by themselves."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A version of a work, with what the choice goes by; `sha256` and `place` are of and in its input."""

    id: int
    language: str
    fragment: bool
    media_type: str
    doubts: int
    extent: int
    current: bool
    principal: bool
    sha256: str
    place: int

    @classmethod
    def of(cls, row: Any) -> Candidate:
        """Return the version of a row."""
        return cls(
            row.id,
            row.language,
            bool(row.fragment),
            row.media_type,
            row.doubts,
            row.extent,
            bool(row.current),
            bool(row.principal),
            row.sha256,
            row.place,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The versions in use, one for each language, and the one that stands for the work."""

    current: frozenset[int]
    principal: int


def choose(candidates: Iterable[Candidate]) -> Choice | None:
    """Return the versions in use of those held of one work, None where none is held.

    A fragment is in use only where nothing whole is held in any language. In each language the choice goes, in
    this order, by format (the United Nations' own mark-up before PDF, PDF before plain text), by the number of
    warnings, and by the number of paragraphs. Of two that are equal in all that, the one whose input has the
    lesser hash: what is in use must not depend on the order in which texts were added.
    """
    held = list(candidates)
    whole = [each for each in held if not each.fragment] or held
    best: dict[str, Candidate] = {}
    for each in sorted(whole, key=_order):
        best.setdefault(each.language, each)
    if not best:
        return None
    principal = best[min(best, key=_language)]
    return Choice(frozenset(each.id for each in best.values()), principal.id)


def stands(candidates: Iterable[Candidate]) -> bool:
    """Tell whether the versions marked as in use are the choice, or equal to it in merit.

    Libraries filled before ties were broken by hash have the first that was read in use.
    """
    held = {each.id: each for each in candidates}
    choice = choose(held.values())
    if choice is None:
        return False

    def merits(some: Iterable[Candidate]) -> list[tuple[str, bool, tuple[int, int, int]]]:
        return sorted((each.language, each.fragment, _merit(each)) for each in some)

    current = [each for each in held.values() if each.current]
    principal = [each for each in held.values() if each.principal]
    return (
        merits(current) == merits(held[id] for id in choice.current)
        and merits(principal) == merits([held[choice.principal]])
        and principal[0] in current
    )


def _merit(each: Candidate) -> tuple[int, int, int]:
    place = FORMATS.index(each.media_type) if each.media_type in FORMATS else len(FORMATS)
    return place, each.doubts, -each.extent


def _order(each: Candidate) -> tuple[tuple[int, int, int], str, int, int]:
    return _merit(each), each.sha256, each.place, each.id


def _language(tag: str) -> tuple[int, str]:
    return (LANGUAGES.index(tag) if tag in LANGUAGES else len(LANGUAGES)), tag
