"""Paragraphs that only a line end parts: one below another without an empty line, or with ``<br>`` between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from alinea.model.text import Role
from alinea.segmenting.labels import tail_of
from alinea.segmenting.numbering import labelled, printed_number
from alinea.segmenting.stretches import Stretch, parted
from alinea.segmenting.titles import title_in
from alinea.vocab.folding import fold
from alinea.vocab.opening_rules import Kind
from alinea.vocab.openings import REACH, Openings, openings
from alinea.vocab.structure import Structure

_WIDEST = 130
"""Characters. No line of wrapped text is longer, so that a longer one ends where its paragraph does."""
_SLACK = 6
"""Characters by which a line may fall short of the widest though the first word of the next would not have fitted."""
_SHORTEST_OPENING = 5
"""Letters. A word as short as *Vu* may open a line in the middle of a paragraph, too."""

_CLOSING = ("closing.meeting", "closing.result")
"""Patterns of the lines below the last paragraph."""
_ABOVE = 1_000
"""Characters of a paragraph that are looked at for each line in it: a hostile one has a million."""
_LOOK_AHEAD = 3
"""Lines, or stretches, of a title at most before the enacting words."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # A line end before what may open a paragraph: a capital, a figure, a bracket, a quotation, a letter, a dash.
        "begins": re.compile(
            r"\n[^\S\n]*(?=[*_]{0,3}[^\W\d_a-zà-ÿ]|\d|[(\[«\"“•▪–—-]|[*+]\s|[a-z]{1,4}\s?\))"
        ),
        "item": re.compile(r"(?:\(?(?P<letter>[a-z]{1,4})\s?\)|[•▪–—*+-])\s+"),
        # The points of a list that runs on: "… : (a) to meet; (b) to report".
        "in_line": re.compile(r"[;:,]\s+(?:(?:and|et|or|ou)\s+)?\(?[a-z]\s?\)\s"),
        "conjunction": re.compile(r"(?<=[,;])\s+\w{2,3}\Z"),
        "first_word": re.compile(r"\S+"),
    }


def part_lines(stretches: Sequence[Stretch], words: Structure) -> list[Stretch]:
    """Cut the stretches that hold several paragraphs, one a line or one below another, into these.

    Args:
        stretches: the running text, in order.
        words: the structure words of the language.

    A sample: ``1. Calls for a fund⏎2. Urges States to join it`` is two.
    """
    parter = _Parter(stretches, words)
    out: list[Stretch] = []
    for place in range(len(stretches)):
        out += parter.parted(place)
    return out


class _Parter:
    """Goes over the stretches, knowing which number was printed last and how wide the lines are."""

    def __init__(self, stretches: Sequence[Stretch], words: Structure) -> None:
        self.stretches = stretches
        self.words = words
        self.openings: Openings = openings(words.language)
        self.number = 0
        self.letter = " "
        self.enacted_below = False

    @cached_property
    def width(self) -> int:
        """Characters of the widest line of the text; 0 where lines are paragraphs, as one is wider than print is."""
        widest = max(len(line) for stretch in self.stretches for line in stretch.raw.split("\n"))
        return widest if widest <= _WIDEST else 0

    def parted(self, place: int) -> list[Stretch]:
        """Return the paragraphs of the stretch at a place."""
        stretch = self.stretches[place]
        if (found := printed_number(stretch.folded)) is not None:
            self.number = found.value
        if stretch.role is not Role.TEXT or "\n" not in stretch.raw:
            return [stretch]
        following = self.stretches[place + 1 : place + 1 + _LOOK_AHEAD]
        self.enacted_below = any(self._enacts(ahead.folded) for ahead in following)
        return parted(stretch, list(self._places(stretch)))

    def _places(self, stretch: Stretch) -> Iterator[int]:
        """Yield where the lines begin that open a paragraph."""
        raw = stretch.raw
        if (label := _patterns()["item"].match(stretch.folded)) is not None and label["letter"] is not None:
            self.letter = label["letter"][:1]
        done = 0
        for match in _patterns()["begins"].finditer(raw):
            start = match.end()
            end = raw.find("\n", start)
            line = raw[raw.rfind("\n", 0, match.start()) + 1 : match.start()].rstrip()
            if self._opens(
                raw,
                stretch.folded,
                start,
                end if end >= 0 else len(raw),
                line,
                raw[max(done, match.start() - _ABOVE) : match.start()],
            ):
                done = start
                yield start

    def _opens(self, raw: str, folded: str, start: int, end: int, before: str, above: str) -> bool:
        """Tell whether a line opens a paragraph.

        Args:
            raw, folded: of the stretch; start, end: where the line stands in them.
            before: the line before it; above: all of the paragraph before it.
        """
        if (
            self._enacts(folded[start:end])
            or self._tells(folded, start)
            or (len(above) < _ABOVE and self._enacts(fold(above)))
        ):
            return True
        tail = tail_of(_patterns()["conjunction"].sub("", before))
        closed = tail in ",;:.?!"
        if self._is_title(folded, start, end):
            return True
        if tail == "." and any(self.words.patterns[name].match(folded, start, end) for name in _CLOSING):
            return True
        found = printed_number(folded, start)
        if found is not None:
            opens = self._matches(raw[found.end : found.end + REACH], "operative")
            due = found.value in (1, self.number + 1)
            if due and (opens or (closed and self._ends(raw, start, before) and raw[found.end].isupper())):
                self.number = found.value
                return True
            return False
        if labelled(folded[start : start + REACH], self.words) is not None:
            return True
        if (item := _patterns()["item"].match(folded, start)) is not None:
            return self._begins_point(item, raw, before, above, closed)
        opening = raw[start : start + REACH]
        preambular = self.openings.match(opening, "preambular", strict=True)
        if preambular is not None:
            return closed or len(preambular.phrase) >= _SHORTEST_OPENING
        if not closed or not raw[start].isupper():
            return False
        if self._matches(opening, "operative"):
            return tail != "," or self._ends(raw, start, before)
        return self._ends(raw, start, before)

    def _is_title(self, folded: str, start: int, end: int) -> bool:
        """Tell whether a line below a masthead is a title, ``81/90. Small harbours``, with enacting words below it."""
        if (
            not folded[start].isdigit()
            or (title := title_in(folded[start:end], "")) is None
            or not title.sure
        ):
            return False
        below = folded[end + 1 : end + 1 + _ABOVE].split("\n", _LOOK_AHEAD)[:_LOOK_AHEAD]
        return self.enacted_below or any(self._enacts(line.strip()) for line in below)

    def _begins_point(self, item: re.Match[str], raw: str, before: str, above: str, closed: bool) -> bool:
        """Tell whether a label at the beginning of a line is that of a point, and the points are set one a line."""
        if item["letter"] is None:
            return tail_of(before) in ":;" or (closed and self._ends(raw, item.start(), before))
        if _patterns()["in_line"].search(above):
            return False
        # Without a sign before it, a letter opens a point where it counts on: a reference, "paragraph 3⏎(a)", does not.
        counts = item["letter"] in ("a", "i", chr(ord(self.letter) + 1))
        alone = raw[item.end() : item.end() + 1].isupper() or not self.width
        if not closed and not (counts and alone):
            return False
        self.letter = item["letter"][:1]
        return True

    def _matches(self, text: str, kind: Kind) -> bool:
        return self.openings.match(text, kind, strict=True) is not None

    def _enacts(self, folded: str) -> bool:
        """Tell whether a line holds enacting words and nothing else: ``L'Assemblée générale,``."""
        return folded.startswith(self.words.enacting_names) and any(
            folded.startswith(name) and not folded[len(name) :].strip(" ,:*")
            for name in self.words.enacting_names
        )

    def _tells(self, folded: str, start: int) -> bool:
        """Tell whether a line begins the sentence of a decision: *At its 40th meeting, on …, the Assembly …*."""
        lead = self.words.patterns["body.decided_at"].match(folded, start)
        return lead is not None and folded.startswith(self.words.enacting_names, lead.end())

    def _ends(self, raw: str, start: int, before: str) -> bool:
        """Tell whether a line ends a paragraph: the first word of the next would still have fitted in it."""
        if not self.width or len(before) > _WIDEST:
            return True
        word = _patterns()["first_word"].match(raw, start)
        return len(before) + 1 + len(word[0] if word else "") + _SLACK < self.width
