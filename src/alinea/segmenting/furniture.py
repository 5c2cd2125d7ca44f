"""What does not belong to the running text: page furniture, and footnotes at the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from alinea.model.resolution import PartKind
from alinea.model.text import LOWERED, Role
from alinea.segmenting.stretches import Stretch
from alinea.vocab.openings import REACH, Openings, openings
from alinea.vocab.structure import Structure

_LONGEST_NUMBERED = 700
"""Characters. A stretch without a word typical of footnotes is taken as one by its number alone only up to this
length; the longest explanatory footnotes of the development corpus have about 600."""

_LONGEST_NUMBER = 12
"""Characters of the line on which the number of a text stands alone."""
_HEAD = 4
"""Stretches of the head of a text whose number stands alone: number, title, a subtitle, the words that enact it."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "rule": re.compile(r"(?:\\?_|[─—\-]){5,}\s*\Z"),
        "furniture": re.compile(
            r"(?:\d{1,3}\s?/\s?\d{1,3}(?:\s+\d\d-\d{4,6}.{0,8})?"  # 2/24   21-40509
            r"|(?:[A-Z]{1,2}\.)?\d{2}-\d{4,6}(?:\s{0,4}\([A-Z]\))?[\d\s*]*(?:\s+\d{1,3}\s?/\s?\d{1,3})?"  # GE.14-08293
            r"|[♲♻·•\s*|`'~^,;:.-]{1,12}|`{3}"
            r"|\*\d{6,8}\*|\d{6,8}"  # barcodes
            r"|(?:page|p\.)\s\d{1,3})\Z",
            re.IGNORECASE,
        ),
        "number_of_text": re.compile(r"\d{1,4}/\d{1,4}\.?\s*\Z"),
        "note": re.compile(
            r"(?:(?P<raised>[⁰¹²³⁴-⁹]{1,3})|(?P<stars>\*{1,3}|†)(?=\s?[^\s*])|(?P<number>[\d!]{1,3})(?:\s?/(?=\s)|\]:(?=\s)|(?=\s+[^\s.)·/%°-])))\s*"
        ),
        # "J/", "!/": what recognition leaves of "3/" below notes.
        "garbled_note": re.compile(r"[\dJjlIi!|]{1,2}\s?/\s+(?=[^\W\d_])"),
        # "Supplément no", "Supplement No.", "vol.", "par.": a number is to follow.
        "numero": re.compile(r"(?:(?<![a-z])(?:n[o°º]s?|vol|par|paras?|chap|sect|art|p)\s?\.?|°|º)\Z"),
        "symbol": re.compile(r"(?:[A-Z]{1,6}/)+[A-Z0-9()./\s-]{1,30}\.?\Z"),
        "day": re.compile(r"\d{1,2}\s?(?:er|st|nd|rd|th)?\s[a-z]{3,10}\.?\s(?:19|20)\d{2}"),
        "number_alone": re.compile(r"\d{1,3}\Z"),
    }


@dataclass(slots=True)
class FootnoteDraft:
    """A footnote as it is gathered: its number, and the stretches of its text."""

    number: str
    stretches: list[Stretch] = field(default_factory=list)
    text_at: int = 0
    """Where the text begins in the `raw` of the first stretch."""


def set_apart(stretches: Sequence[Stretch], words: Structure) -> list[FootnoteDraft]:
    """Mark page furniture and footnotes; return the footnotes in order.

    After this the stretches whose ``kind`` is None are the running text.

    Args:
        stretches: those of a text, in order.
        words: the structure words of its language.

    A sample: ``__________________``, ``¹ A/75/656.``, ``21-40509    3/24``.
    """
    notes: list[FootnoteDraft] = []
    paged = len({stretch.page for stretch in stretches}) > 1
    gatherer = _Gatherer(words, notes, paged)
    for index, stretch in enumerate(stretches):
        if (
            not paged
            and len(stretch.raw) < _LONGEST_NUMBER
            and _numbers_text(stretch, stretches[index + 1 : index + _HEAD], words)
        ):
            continue
        following = stretches[index + 1] if index + 1 < len(stretches) else None
        gatherer.take(stretch, following)
    return notes


def _numbers_text(stretch: Stretch, following: Sequence[Stretch], words: Structure) -> bool:
    """Tell whether a number alone on its line is that of a text: its title and what enacts it stand right below."""
    if _patterns()["number_of_text"].match(stretch.raw) is None:
        return False
    decided_at = words.patterns["body.decided_at"]
    return any(
        decided_at.match(each.folded) or each.folded.strip(" ,") in words.enacting_names for each in following
    )


class _Gatherer:
    """Goes over the stretches, knowing whether it stands below the rule that sets footnotes off."""

    def __init__(self, words: Structure, notes: list[FootnoteDraft], paged: bool) -> None:
        self.words = words
        self.openings: Openings = openings(words.language)
        self.paged = paged
        self.notes = notes
        self.rule_page: int | None = None
        self.below_rule = False
        self.in_notes = False
        self.last = 0
        self.number_waits: Stretch | None = None

    def take(self, stretch: Stretch, following: Stretch | None) -> None:
        if self.below_rule and stretch.page != self.rule_page:
            self.below_rule = False
        if stretch.role is Role.FOOTNOTE:
            self._note(stretch)
            return
        rule = _patterns()["rule"].match(stretch.raw) is not None
        if rule or stretch.role is Role.FURNITURE or self._is_furniture(stretch):
            stretch.kind = PartKind.FURNITURE
            if rule:
                self.below_rule, self.rule_page = True, stretch.page
            return
        if stretch.role is not Role.TEXT and stretch.role is not Role.HEADING:
            self.in_notes = False
            return
        if self._number_alone(stretch, following):
            return
        if self.in_notes and self._wraps(stretch):
            stretch.kind = PartKind.FOOTNOTE
            self.notes[-1].stretches.append(stretch)
        elif self._begins_note(stretch):
            self._note(stretch)
        elif self.in_notes and self._continues_note(stretch):
            stretch.kind = PartKind.FOOTNOTE
            self.notes[-1].stretches.append(stretch)
        else:
            self.in_notes = False
            if not self.paged:
                self.below_rule = False  # the running text goes on: the rule has served

    def _is_furniture(self, stretch: Stretch) -> bool:
        if stretch.role is Role.HEADING:
            return False  # "12/16" as a heading is the number of a resolution, not of a page
        return len(stretch.raw) < 60 and _patterns()["furniture"].match(stretch.raw) is not None

    def _number_alone(self, stretch: Stretch, following: Stretch | None) -> bool:
        """Take a number that a converter set apart from the footnote it belongs to."""
        if len(stretch.raw) > 3 or not _patterns()["number_alone"].match(stretch.raw):
            return False
        if following is None or not (
            self.words.patterns["body.note"].match(following.folded)
            or _patterns()["symbol"].match(following.raw)
        ):
            return False
        stretch.kind = PartKind.FOOTNOTE
        self.number_waits = stretch
        return True

    def _begins_note(self, stretch: Stretch) -> bool:
        if self.number_waits is not None:
            return True
        if self.in_notes and _patterns()["garbled_note"].match(stretch.raw):
            return True
        match = _patterns()["note"].match(stretch.raw)
        if match is None:
            return self._unnumbered(stretch)
        if match["raised"]:
            return True
        rest = stretch.folded[match.end() :]
        if match["stars"]:
            if self._is_item(stretch, match.end()):
                return False
            return self.below_rule or (len(stretch.raw) < _LONGEST_NUMBERED and len(rest) > 3)
        if _patterns()["day"].match(stretch.folded) and not self.words.patterns["body.note"].match(rest):
            return False
        if self.words.patterns["closing.meeting"].match(stretch.folded):
            return False
        number = int(match["number"].replace("!", "1"))
        typical = self.words.patterns["body.note"].match(rest) is not None
        if self.below_rule or typical:
            return number >= 1 and (typical or self.last == 0 or self.last <= number <= self.last + 12)
        expected = self.last < number <= self.last + 3 and bool(self.last)
        raw_rest = stretch.raw[match.end() :]
        return (
            expected and raw_rest[:1].isupper() and len(stretch.raw) < _LONGEST_NUMBERED and rest[-1:] in ".)"
        )

    def _is_item(self, stretch: Stretch, at: int) -> bool:
        """Tell a paragraph that is an item of a list of Markdown from a note: ``* Recalling …``."""
        return any(
            self.openings.match(stretch.raw[at : at + REACH], kind, strict=True)
            for kind in ("preambular", "operative")
        )

    def _wraps(self, stretch: Stretch) -> bool:
        """Tell whether a line goes on with a note that broke off before a number: ``Supplément n°`` / ``12 (A/71)``."""
        before = self.notes[-1].stretches[-1]
        if self.number_waits is not None or not stretch.raw[:1].isdigit() or before.page != stretch.page:
            return False
        tail = before.folded.rstrip()
        if _patterns()["numero"].search(tail[-12:]):
            return True
        if tail[-1:] in '.;:)»"”':
            return False
        # A note that does not end goes on with any number but the one that is due.
        match = _patterns()["note"].match(stretch.raw)
        return match is None or match["number"] is None or match["number"] != str(self.last + 1)

    def _unnumbered(self, stretch: Stretch) -> bool:
        """Tell whether a stretch is a footnote that lost its number: a reference and nothing else."""
        if len(stretch.raw) > 160 or stretch.raw[-1:] != "." or stretch.role is Role.HEADING:
            return False
        if _patterns()["symbol"].match(stretch.raw):
            return True
        return (self.below_rule or self.in_notes) and self.words.patterns["body.note"].match(
            stretch.folded
        ) is not None

    def _continues_note(self, stretch: Stretch) -> bool:
        if self.below_rule and self._pages_known(stretch):
            return True
        if len(stretch.raw) > 160 or stretch.role is Role.HEADING:
            return False
        before = self.notes[-1].stretches[-1].raw.rstrip()
        return (before[-1:] not in ".;:" and stretch.raw[:1].islower()) or stretch.folded.startswith("ibid")

    def _pages_known(self, stretch: Stretch) -> bool:
        """Tell whether the text has page ends: then all below the rule on a page is footnotes."""
        return stretch.page is not None and self.rule_page == stretch.page and self.paged

    def _note(self, stretch: Stretch) -> None:
        stretch.kind = PartKind.FOOTNOTE
        self.in_notes = True
        if self.number_waits is not None:
            note = FootnoteDraft(self.number_waits.raw, [self.number_waits, stretch])
            note.text_at = len(self.number_waits.raw)
            self.number_waits = None
        elif (garbled := _patterns()["garbled_note"].match(stretch.raw)) and not stretch.raw[:1].isdigit():
            note = FootnoteDraft(str(self.last + 1), [stretch], garbled.end())
        else:
            match = _patterns()["note"].match(stretch.raw)
            printed = next(g for g in match.groups() if g) if match else ""
            note = FootnoteDraft(
                printed.translate(LOWERED).replace("!", "1"), [stretch], match.end() if match else 0
            )
            if match is None and self.notes and stretch.role is Role.FOOTNOTE:
                self.notes[-1].stretches.append(stretch)
                return
        if note.number.isdigit():
            self.last = int(note.number)
        self.notes.append(note)
