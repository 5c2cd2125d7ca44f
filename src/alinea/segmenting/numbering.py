"""Paragraph numbers printed otherwise than ``1.`` (``1)``, ``(1)``, ``1 -``), and the labels of drafts (``PP1``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from alinea.model.text import Role
from alinea.segmenting.labels import FARTHEST, number_at, tail_of
from alinea.segmenting.stretches import Stretch
from alinea.vocab.openings import Openings, openings
from alinea.vocab.structure import Structure

_DOT, _BARE = "dot", "bare"
_LOOK_AHEAD = 40
"""Stretches within which number 2 follows on number 1: a paragraph may have as many points."""


# Of folded text, in which every dash is a hyphen.
_FORMS = re.compile(
    r"(?:(?P<dot>\d{1,3})\s?[.·](?![\d/])\s?-?"
    r"|\((?P<brackets>\d{1,3})\s?\)\s?[.:-]?"
    r"|\[(?P<square>\d{1,3})\s?\]\s?[.:-]?"
    r"|(?P<bracket>\d{1,3})\s?\)\s?[.:-]?"
    r"|(?P<dash>\d{1,3})\s?-(?=\s)"
    r"|(?P<colon>\d{1,3})\s?:(?=\s)"
    r"|(?P<degree>\d{1,3})\s?[°º]\s?[.:)-]?"
    r"|(?P<bare>\d{1,3})(?=\s))\s*(?=[^\W\d_]|[«\"“*_(\[])"
)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number at the beginning of a text, the manner in which it is printed, and where the words begin."""

    value: int
    form: str
    end: int


def printed_number(folded: str, at: int = 0) -> PrintedNumber | None:
    """Return the number that a folded text begins with, however it is printed, or None: ``(2) prie`` gives 2, 4."""
    match = _FORMS.match(folded, at) if folded[at : at + 1] in frozenset("0123456789([") else None
    if match is None or match.lastgroup is None:
        return None
    return PrintedNumber(int(match[match.lastgroup]), match.lastgroup, match.end())


def labelled(folded: str, words: Structure) -> re.Match[str] | None:
    """Return the label of a draft that a folded text begins with, ``pp1``, ``(op 2)``, or None."""
    return words.patterns["labels.paragraph"].match(folded) if folded[:1] in frozenset("([ppo*da") else None


def read_labels(stretches: Sequence[Stretch], words: Structure) -> None:
    """Have numbers of other forms read as ``1.`` is, where they number paragraphs, and note what labels say.

    A resolution has one form throughout: the one in which number 1 opens its operative part. In that form only what
    counts on is the number of a paragraph; all other figures stay what they were.

    Args:
        stretches: the running text, in order.
        words: the structure words of its language.
    """
    reader = _Reader(stretches, words)
    for place in range(len(stretches)):
        reader.read(place)


class _Reader:
    """Goes over the stretches, knowing in which form paragraphs are numbered, and how far they and a list have come."""

    def __init__(self, stretches: Sequence[Stretch], words: Structure) -> None:
        self.stretches = stretches
        self.words = words
        self.openings: Openings = openings(words.language)
        self.form = ""
        self.expected = 1
        self.in_list = 0
        """The number due in a list of points that are numbered in the form of the paragraphs; 0 outside of one."""

    def read(self, place: int) -> None:
        """Read the number or label of one stretch."""
        stretch = self.stretches[place]
        if stretch.role is not Role.TEXT:
            return
        if stretch.folded.startswith(self.words.enacting_names):
            self.form, self.expected, self.in_list = "", 1, 0
            return
        if (label := labelled(stretch.folded, self.words)) is not None:
            _take_label(stretch, label)
            return
        found = printed_number(stretch.folded)
        if found is None:
            return
        before = tail_of(self.stretches[place - 1].raw) if place else ""
        if not self.form and self._begins(place, found, before):
            self.form = found.form
        if found.form == self.form and self._numbers_paragraph(stretch, found, before):
            self.expected, self.in_list = found.value + 1, 0
            if number_at(stretch.folded) != (found.value, found.end):
                _print_as_usual(stretch, f"{found.value}.", found.end)

    def _opens(self, stretch: Stretch, at: int) -> bool:
        return self.openings.match(stretch.raw[at:], "operative", strict=True) is not None

    def _begins(self, place: int, found: PrintedNumber, before: str) -> bool:
        """Tell whether a number is the first of the operative part."""
        stretch = self.stretches[place]
        if found.value != 1 or before == ":":
            return False
        opens = self._opens(stretch, found.end)
        if found.form == _DOT:
            return opens
        if found.form == _BARE:
            return opens and self._follows(place, _BARE)
        if opens:
            return True
        # An opening that is not known: what the preamble's last comma stands before, where nothing else is number 1.
        return (
            before in ",;"
            and stretch.raw[found.end : found.end + 1].isupper()
            and not self._follows(place, _DOT, 1)
        )

    def _follows(self, place: int, form: str, value: int = 2) -> bool:
        """Tell whether a number of a form follows before an opening of the operative part."""
        for ahead in islice(self.stretches, place + 1, place + _LOOK_AHEAD):
            found = printed_number(ahead.folded)
            if found is not None and (found.form, found.value) == (form, value):
                return self._opens(ahead, found.end)
        return False

    def _numbers_paragraph(self, stretch: Stretch, found: PrintedNumber, before: str) -> bool:
        """Tell whether a number in the form of the text is that of a paragraph, and none of a point below one."""
        opens = self._opens(stretch, found.end)
        if found.value == 1 and before == ":" and self.expected > 1:
            self.in_list = 2
            return False
        if self.in_list == found.value and not (opens and found.value == self.expected):
            self.in_list += 1
            return False
        if found.value == self.expected:
            return True
        return opens and (found.value == 1 or self.expected < found.value <= self.expected + FARTHEST)


def _print_as_usual(stretch: Stretch, label: str, end: int) -> None:
    """Put the usual label into the folded text, where the steps of segmenting look for it; places stay the same."""
    stretch.folded = label.ljust(end) + stretch.folded[end:]


def _take_label(stretch: Stretch, label: re.Match[str]) -> None:
    """Note what the label of a draft says: a preambular paragraph, or an operative one and its number."""
    if label["preambular"]:
        stretch.role = Role.PREAMBULAR
        stretch.begin += label.end()
        stretch.raw, stretch.folded = stretch.raw[label.end() :], stretch.folded[label.end() :]
        return
    stretch.role = Role.OPERATIVE
    printed = " ".join(part for part in (label["number"], label["added"]) if part)
    _print_as_usual(stretch, f"{printed}.", label.end())
