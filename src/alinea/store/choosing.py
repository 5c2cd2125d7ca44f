"""Which of several versions of a resolution is in use: the one that is shown, searched and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LANGUAGES = ("fr", "en")
"""Languages of the principal version, the first that is held; others follow by their tags."""

FORMATS = (
    "application/akn+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/pdf",
    "text/html",
    "text/plain",
    "text/markdown",
)
"""Formats, those first that say most of a text by themselves."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A version of a work, with what the choice goes by."""

    id: int
    language: str
    fragment: bool
    media_type: str
    doubts: int
    extent: int
    current: bool
    principal: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The versions in use, one for each language, and the one that stands for the work."""

    current: frozenset[int]
    principal: int


def choose(candidates: Iterable[Candidate]) -> Choice | None:
    """Return the versions in use of those held of one work, None where none is held.

    A fragment is in use only where nothing whole is held in any language. In each language the choice goes, in
    this order, by format (the United Nations' own mark-up before PDF, PDF before plain text), by the number of
    warnings, by the number of paragraphs, and by age: of two that are equal, the one that was read first.
    """
    held = list(candidates)
    whole = [each for each in held if not each.fragment] or held
    best: dict[str, Candidate] = {}
    for each in sorted(whole, key=_merit):
        best.setdefault(each.language, each)
    if not best:
        return None
    principal = best[min(best, key=_language)]
    return Choice(frozenset(each.id for each in best.values()), principal.id)


def _merit(each: Candidate) -> tuple[int, int, int, int]:
    place = FORMATS.index(each.media_type) if each.media_type in FORMATS else len(FORMATS)
    return place, each.doubts, -each.extent, each.id


def _language(tag: str) -> tuple[int, str]:
    return (LANGUAGES.index(tag) if tag in LANGUAGES else len(LANGUAGES)), tag
