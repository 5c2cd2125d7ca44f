"""The labels paragraphs are numbered with, and the tree they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from alinea.model.spans import Span
from alinea.segmenting.stretches import Stretch
from alinea.vocab.ordinals import parse_roman
from alinea.vocab.recognition import labels_read_as
from alinea.vocab.tables import table

FARTHEST = 12
"""How many numbers may be missing before a number is taken as no paragraph number (a year, an amount)."""
STROKES = "1IlJiL|!"
"""What recognition reads for the figure 1 in old print."""
LETTER, ROMAN, DIGIT, BULLET = "letter", "roman", "digit", "bullet"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    inserted = "|".join(table("common", "structure")["inserted"])
    return {
        # "1 bis. ", "[3 ter.]", "2bis) ": put in between when the text was drafted.
        "inserted": re.compile(
            rf"\[?\s?(?P<number>\d{{1,3}})\s?(?P<suffix>{inserted})(?![a-z])\s?[.·)]?\s?\]?\s*(?=\S)"
        ),
        # "7. ", also "7 . " and "7 · " as recognised from old print; never "7.5" or "7/12".
        "number": re.compile(r"(?P<number>\d{1,3})\s?[.·](?![\d/])\s*"),
        "item": re.compile(
            r"(?:[(\[]?\s?(?P<item>[a-z]{1,7}|\d{1,2})"
            rf"(?:\s(?P<suffix>{inserted}))?\s?[)\]]\s?[.;]?|(?P<dotted>[a-z]{{1,5}})\.(?=\s)"
            r"|(?P<bullet>[•▪●○◦–—]|[-*+](?=\s)))\s*"
        ),
        "bare_number": re.compile(r"(?P<number>\d{1,3})\s+(?=[^\W\d_])"),
        # The mark of a note glued to the sign that ends a paragraph: "du Conseil,1"; never the figures of "3,5".
        "note_mark": re.compile(r"(?:[^\d\s]|(?<!\d)\d{4}|/\d{1,3})[,;.:]\s?\d{1,3}\Z"),
        # What recognition leaves of "1." or "b)": a few signs before the verb.
        "ruin": re.compile(r"[^a-zà-ÿ«»\"“”]{0,4}[a-z0-9]{0,3}\s?[.,·:]{1,2}\s*"),
        "ruined_item": re.compile(r"(?=\w{0,2}[^\w\s()])[^\s()]{1,3}\s?\)\s*"),
    }


@dataclass(frozen=True, slots=True)
class Label:
    """What a sub-paragraph is labelled with: the readings it admits, and where its text begins.

    Attributes:
        doubtful: the label may as well be the beginning of a sentence (``a.``, a dash): it is one only where
            it goes on with a list or stands after a colon.
        inserted: it repeats the one before it with a suffix, ``a bis)``, and the count goes on from that one.
    """

    readings: tuple[tuple[str, int], ...]
    printed: str
    end: int
    doubtful: bool = False
    inserted: bool = False


def number_at(folded: str, at: int = 0) -> tuple[int, int] | None:
    """Return the number a paragraph begins with and where its text begins, or None: ``7. Prie`` gives 7, 3."""
    match = _patterns()["number"].match(folded, at)
    return (int(match["number"]), match.end()) if match else None


def inserted_at(folded: str) -> tuple[int, str, int] | None:
    """Return number and suffix of a paragraph put in between, and where its text begins: ``1 bis. Prie``."""
    match = _patterns()["inserted"].match(folded)
    return (int(match["number"]), match["suffix"], match.end()) if match else None


def bare_number_at(folded: str) -> tuple[int, int] | None:
    """Return a number without its full stop and where the text begins, or None: ``7 Encourage``."""
    match = _patterns()["bare_number"].match(folded)
    return (int(match["number"]), match.end()) if match else None


def item_at(folded: str, at: int = 0) -> Label | None:
    """Return the label of a sub-paragraph, or None: ``a)``, ``(a)``, ``ii)``, ``(2)``."""
    match = _patterns()["item"].match(folded, at)
    if match is None:
        return None
    if match["bullet"]:
        return Label(((BULLET, 0),), match["bullet"], match.end(), doubtful=True)
    item = (match["item"] or match["dotted"]).replace(" ", "")
    readings: list[tuple[str, int]] = []
    if item.isdigit():
        readings.append((DIGIT, int(item)))
    else:
        value = parse_roman(item)
        if len(item) == 1:
            readings.append((LETTER, ord(item) - 96))
        if value is not None and value <= 40:
            readings.append((ROMAN, value))
        if len(item) == 2 and item[0] == item[1]:
            # After z come aa, bb, cc, which may be numerals as well: ii, xx.
            readings.append((LETTER, 26 + ord(item[0]) - 96))
    if not readings:
        return None
    printed = f"{item} {match['suffix']}" if match["suffix"] else item
    return Label(
        tuple(readings), printed, match.end(), match["dotted"] is not None, match["suffix"] is not None
    )


def ruin_end(folded: str) -> int:
    """Return where the text may begin after what recognition left of a number, 0 if there is no such thing."""
    match = _patterns()["ruin"].match(folded)
    return match.end() if match else 0


def ruined_item_end(folded: str) -> int:
    """Return where the text may begin after what recognition left of a letter, 0 if there is none."""
    match = _patterns()["ruined_item"].match(folded)
    return match.end() if match else 0


def tail_of(raw: str) -> str:
    """Return the sign that a text ends with, marks of notes and closing brackets apart: ``du Conseil,1`` has ``,``."""
    bare = raw.rstrip(" \n\t*_»”\"')]¹²³⁰⁴⁵⁶⁷⁸⁹")
    if bare[-1:].isdigit() and _patterns()["note_mark"].search(bare[-12:]):
        bare = bare.rstrip("0123456789").rstrip()
    return bare[-1:]


DEEPEST = 12
"""Levels below a paragraph. Printed texts have four at most; records that nest about a hundred cannot be read back."""


@dataclass(slots=True)
class Para:
    """A paragraph as it grows.

    Attributes:
        number: printed number with those above it, ``7.a``; None for a preambular one.
        pieces: the stretches of the source that hold its words; label: where its label begins.
        stretches: the stretches it is made of.
    """

    number: str | None
    start: int
    pieces: list[Span] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    children: list[Para] = field(default_factory=list)
    section: str | None = None
    id: str = ""

    def extend(self, stretch: Stretch, at: int = 0, until: int | None = None) -> None:
        """Add the words of a stretch from the character `at` of its `raw` on, to the end or the character `until`."""
        self.stretches.append(stretch)
        begin = stretch.begin + at
        end = stretch.end if until is None else stretch.begin + until
        if begin < end:
            self.pieces.append(Span(begin, end))

    def tail(self) -> str:
        """Return the last sign that says whether the paragraph is at its end: ``.``, ``;``, ``,`` or a letter."""
        return next((sign for stretch in reversed(self.stretches) if (sign := tail_of(stretch.raw))), "")


@dataclass(slots=True)
class _List:
    """A list being counted: what it is counted with, how far, under what, and how far its items are set in."""

    kind: str
    last: int
    parent: Para
    indent: int | None = None


@dataclass(slots=True)
class Tree:
    """The sub-paragraphs of one paragraph, placed by their labels."""

    root: Para
    lists: list[_List] = field(default_factory=list)
    leaf: Para | None = None

    def place(self, label: Label, following: Label | None) -> tuple[Para, bool]:
        """Put a new sub-paragraph in its place; return it and whether its label is the one expected.

        Args:
            label: its label, with the readings it admits (``i`` is a letter and a numeral).
            following: the label after it, which tells letters from numerals.
        """
        leaf = self.leaf or self.root
        opens = leaf.tail() == ":"
        if label.inserted:
            for lst in reversed(self.lists):
                if (lst.kind, lst.last) in label.readings:
                    return self._child(lst.parent, label), True
        if label.readings[0][0] == BULLET:
            depth = next(
                (d for d in range(len(self.lists) - 1, -1, -1) if self.lists[d].kind == BULLET), None
            )
            if depth is None or (opens and self.lists[-1].kind != BULLET):
                return self._begin(BULLET, leaf, label)
            return self._go_on(depth, 0, label), True
        starts = [(kind, value) for kind, value in label.readings if value == 1]
        if starts and (opens or not self.lists) and self._numeral_wins(label, following, opens):
            return self._begin(starts[-1][0], leaf, label)
        for depth in range(len(self.lists) - 1, -1, -1):
            for kind, value in label.readings:
                if self.lists[depth].kind == kind and value == self.lists[depth].last + 1:
                    return self._go_on(depth, value, label), True
        if starts:
            return self._begin(starts[-1][0], leaf, label)
        for depth in range(len(self.lists) - 1, -1, -1):
            for kind, value in label.readings:
                if self.lists[depth].kind == kind:
                    return self._go_on(depth, value, label), False
        kind, value = label.readings[0]
        para, _ = self._begin(kind, leaf, label)
        self.lists[-1].last = value
        return para, False

    def _numeral_wins(self, label: Label, following: Label | None, opens: bool) -> bool:
        """Tell whether a label that could go on a list of letters begins a list of numerals instead."""
        goes_on = any(
            lst.kind == kind and value == lst.last + 1 for lst in self.lists for kind, value in label.readings
        )
        if not goes_on:
            return True
        if following is not None and (ROMAN, 2) in following.readings and len(following.printed) > 1:
            return True
        return opens

    def takes(self, label: Label) -> bool:
        """Tell whether a doubtful label goes on with a list or begins one after a colon."""
        if (self.leaf or self.root).tail() == ":":
            return label.readings[0][0] == BULLET or any(value == 1 for _, value in label.readings)
        return any(
            lst.kind == kind and (kind == BULLET or value == lst.last + 1)
            for lst in self.lists
            for kind, value in label.readings
        )

    def expects(self, label: Label) -> bool:
        """Tell whether a label goes on with a list, or begins one."""
        return any(
            value == 1 or any(lst.kind == kind and value == lst.last + 1 for lst in self.lists)
            for kind, value in label.readings
        )

    def restored(self, label: Label, following: Label | None) -> Label | None:
        """Return the label that a garbled one stands for, told by its place in the list, or None.

        It is the one due where its print looks like it, ``h)`` for b, or where the label after it is the next.
        """
        if label.readings[0][0] not in (LETTER, ROMAN) or self.expects(label):
            return None
        innermost = self.lists[-1] if self.lists else None
        if innermost is not None and innermost.kind == ROMAN:
            due = innermost.last + 1
            strokes = due <= 3 and len(label.printed) == due and set(label.printed) <= set("il1j")
            return Label(((ROMAN, due),), "i" * due, label.end) if strokes else None
        due = self.expected_letter() or (1 if innermost is None else 0)
        if not 0 < due <= 26:
            return None
        printed = chr(96 + due)
        after = following.readings if following is not None else ()
        if any((kind, value + 1) in after for kind, value in label.readings):
            return None  # the list goes on from the letter as printed: those between are left out
        if ((LETTER, due + 1) in after and due > 1) or label.printed in labels_read_as().get(printed, ()):
            return Label(((LETTER, due),), printed, label.end)
        return None

    def place_number(self, value: int, at: int, indent: int | None) -> Para:
        """Put a point that is numbered as paragraphs are in its place, which its indent tells: ``1. including``."""
        while self.lists and indent is not None and (self.lists[-1].indent or 0) > indent:
            self.lists.pop()
            self.leaf = self.lists[-1].parent.children[-1] if self.lists else None
        para, _ = self.place(Label(((DIGIT, value),), str(value), at), None)
        self.lists[-1].indent = indent
        return para

    def numbers_until(self, indent: int | None) -> int:
        """Return the last number of the list of numbered points that stands at an indent, 0 where there is none."""
        return next(
            (lst.last for lst in reversed(self.lists) if lst.kind == DIGIT and lst.indent == indent), 0
        )

    def counts_numbers(self) -> bool:
        """Tell whether points are being counted that are numbered as paragraphs are."""
        return any(lst.kind == DIGIT for lst in self.lists)

    def expected_letter(self) -> int | None:
        """Return the letter expected next, as a number, where letters are being counted."""
        for lst in reversed(self.lists):
            if lst.kind == LETTER:
                return lst.last + 1
        return None

    def _begin(self, kind: str, parent: Para, label: Label) -> tuple[Para, bool]:
        """Begin a list below a paragraph; where that is too deep to be meant, go on at the deepest level."""
        while self.lists and self.lists[-1].parent is parent:
            self.lists.pop()
        if len(self.lists) >= DEEPEST:
            parent = self.lists.pop().parent
            self.lists.append(_List(kind, 1, parent))
            return self._child(parent, label), False
        self.lists.append(_List(kind, 1, parent))
        return self._child(parent, label), True

    def _go_on(self, depth: int, value: int, label: Label) -> Para:
        del self.lists[depth + 1 :]
        self.lists[depth].last = value
        return self._child(self.lists[depth].parent, label)

    def _child(self, parent: Para, label: Label) -> Para:
        number = f"{parent.number}.{label.printed}" if parent.number else label.printed
        para = Para(number=number, start=-1)
        parent.children.append(para)
        self.leaf = para
        return para
