"""The address of a paragraph or note within a resolution, taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

Part = Literal["masthead", "title", "heading", "pp", "op", "annex", "note"]

_ALONE = ("masthead", "title")
_COUNTED = ("heading", "note")


@dataclass(frozen=True, slots=True)
class Address:
    """Where something stands within a resolution: ``op_7_a``, ``op_II_4``, ``pp_3``, ``annex_1_p_12``, ``note_2``.

    Attributes:
        part: of the resolution; ``pp`` is the preamble, ``op`` the operative part.
        section: the section that restarts the numbering: ``II``, ``II.A``; empty where there is none.
        annex: which of the annexes, from 1; None outside them.
        number: of a numbered operative paragraph, as printed; of all else its place among its kind, from 1. Empty
            for the masthead, the title, and an annex as a whole.
        below: numbers and letters of the sub-paragraphs, from the upper to the lower.
        counted: whether `number` is a place that is counted, not a number that is printed.
    """

    part: Part
    section: str = ""
    annex: int | None = None
    number: str = ""
    below: tuple[str, ...] = ()
    counted: bool = True

    @classmethod
    def parse(cls, address: str) -> Address | None:
        """Return an address taken apart, None where it is none.

        Samples: ``op_7_a`` is sub-paragraph a of the operative paragraph printed 7; ``op_u1`` the first one that is
        printed without a number; ``annex_2_p_4`` the fourth paragraph of the second annex.
        """
        part, _, rest = address.partition("_")
        if part in _ALONE and not rest:
            return cls(cast(Part, part))
        marks = [mark for mark in rest.split("_") if mark]
        if not marks:
            return None
        if part == "op":
            return _operative(marks)
        place, *below = marks
        if not _counts(place):
            return None
        if part in _COUNTED and not below:
            return cls(cast(Part, part), number=place)
        if part == "pp":
            return cls("pp", number=place, below=tuple(below))
        if part == "annex":
            return _annexed(int(place), below)
        return None


def _operative(marks: list[str]) -> Address:
    section: list[str] = []
    # A section is named by capitals, and a number follows: "II_4". "I_a" is sub-paragraph a of a paragraph I.
    while len(marks) > len(section) + 1 and marks[len(section)].isalpha() and marks[len(section)].isupper():
        section.append(marks[len(section)])
    if section and not marks[len(section)][0].isdigit():
        section = []
    number, *below = marks[len(section) :]
    counted = number.startswith("u") and _counts(number[1:])
    printed = number[1:] if counted else _as_printed(number)
    return Address("op", ".".join(section), None, printed, tuple(below), counted=counted)


def _as_printed(mark: str) -> str:
    """Return the number of a paragraph as it is printed: the mark ``1bis`` stands for ``1 bis``."""
    figures = mark.rstrip("abcdefghijklmnopqrstuvwxyz")
    return f"{figures} {mark[len(figures) :]}" if figures.isdigit() and figures != mark else mark


def _annexed(annex: int, marks: list[str]) -> Address | None:
    if not marks:
        return Address("annex", annex=annex)
    if marks[0] != "p" or len(marks) < 2 or not _counts(marks[1]):
        return None
    return Address("annex", annex=annex, number=marks[1], below=tuple(marks[2:]))


def _counts(mark: str) -> bool:
    """Tell whether a mark is a place that is counted; longer ones than any text has are refused."""
    return mark.isascii() and mark.isdigit() and len(mark) < 7
