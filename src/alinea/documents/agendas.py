"""The items of an agenda: numbers, titles, sub-items, and the resolutions they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from alinea.documents.head import Head, mended_words
from alinea.model.document import AgendaEntry, SubItem
from alinea.model.spans import Span
from alinea.model.text import Block, Role, Text
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold

_LONGEST_TITLE = 700
"""Characters of the longest title of an item with its bracket of resolutions."""


_FEWEST = 3
"""Items that a list has at least, to be that of the agenda and no beginning of something else."""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_LETTERS = 26
"""After (z) come (aa), (bb) …"""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "resolution": re.compile(r"\b(?:S-|ES-)?\d{1,4}/\d{1,3}(?: [A-Z]\b)?|\b\d{3,4} \([A-Z-]+\)"),
        "decision": re.compile(r"decisions?[^;]*"),
        "mark": re.compile(r"(?<=[.;:,a-z])\d{1,2}$"),
        "ended": re.compile(r"[.;:]\s?\d{0,3}\s*$"),
        "start": re.compile(r"(?m)^(?=\d{1,3}\s?\.\s|\([a-z]{1,2}\)\s)"),
    }


def agenda_of(text: Text, head: Head, words: DocumentWords) -> tuple[AgendaEntry, ...]:
    """Return the items of an agenda in order.

    The list ends where its numbers begin again, as they do in the annotations below it; of several the first counts.
    """
    lists: list[list[_Item]] = [[]]
    section: str | None = None
    for start, printed, role in _pieces(text, head):
        folded = fold(printed)
        match = words.patterns["agendas.item"].match(words_of(folded))
        if match and (match["title"] or match["named"]):
            number = int(match["number"] or match["named"])
            title = printed[_title_at(printed, match["title"]) :] if match["title"] else ""
            current = lists[-1]
            if current and number == 1:
                current = []
                lists.append(current)
                section = None
            if number == (current[-1].number + 1 if current else 1):
                current.append(_Item(number, title, start, section))
                continue
            if current and number > current[-1].number + 1:
                continue
        elif bare := _in_contents(folded, lists[-1], words):
            lists[-1].append(
                _Item(int(bare["number"]), printed[bare.start("title") :], start, section, contents=True)
            )
            continue
        current = lists[-1]
        if not current:
            continue
        sub = words.patterns["agendas.sub_item"].match(folded)
        below = words.patterns["agendas.sub_sub_item"].match(folded)
        if sub and current[-1].takes(letter := sub["number"] or sub["bare"]):
            label = f"({letter})" if sub["number"] else f"{letter})"
            current[-1].subs.append((label, printed[sub.start("title") :], start, len(printed)))
        elif below and current[-1].takes_below(below["number"]):
            numeral = f"{current[-1].letter} ({below['number']})"
            current[-1].subs.append((numeral, printed[below.start("title") :], start, len(printed)))
        elif role is Role.HEADING and (match := words.patterns["agendas.section"].match(folded)):
            section = words_of(printed)
        elif words.patterns["agendas.ends"].match(folded) and len(current) > 1:
            lists.append([])
        elif role is not Role.HEADING:
            current[-1].goes_on(printed)
    best = next((each for each in lists if len(each) >= _FEWEST), max(lists, key=len))
    return tuple(item.entry(text.content, words) for item in best)


def _in_contents(folded: str, current: list[_Item], words: DocumentWords) -> re.Match[str] | None:
    """Return the item that a line of a table of contents names by a number without full stop, or None.

    The first has leaders, or its page, behind it; of those after it a long one may go on in the next line.
    """
    match = words.patterns["agendas.bare_item"].match(folded)
    if match is None or int(match["number"]) != (current[-1].number + 1 if current else 1):
        return None
    begun = bool(current) and current[0].contents
    return match if begun or words.patterns["agendas.leader"].search(folded) else None


def _title_at(printed: str, title: str) -> int:
    """Return where the title of an item begins, behind its number and the white space after it."""
    return fold(printed).find(title.split(" ", 1)[0])


def words_of(printed: str) -> str:
    """Return the words of a heading on one line."""
    return " ".join(printed.split())


def _pieces(text: Text, head: Head) -> Iterator[tuple[int, str, Role]]:
    """Yield the paragraphs below the head; a block that holds several numbered lines gives each of them."""
    blocks: Iterable[Block] = head.body
    for block in blocks:
        raw = text.content[block.span.start : block.span.end]
        cuts = [match.start() for match in _patterns()["start"].finditer(raw)]
        if len(cuts) > 1:
            edges = [0, *[cut for cut in cuts if cut], len(raw)]
            for first, last in pairwise(edges):
                piece = raw[first:last].rstrip()
                if piece:
                    yield block.span.start + first, piece, block.role
            continue
        yield block.span.start, raw, block.role


class _Item:
    """An item while its sub-items are gathered."""

    def __init__(
        self, number: int, printed: str, start: int, section: str | None, *, contents: bool = False
    ) -> None:
        self.number = number
        self.printed = printed
        self.start = start
        self.section = section
        self.contents = contents
        self.subs: list[tuple[str, str, int, int]] = []

    def takes(self, letter: str) -> bool:
        """Tell whether a letter is that of the next sub-item."""
        place = sum(" " not in number for number, _, _, _ in self.subs)
        return letter == chr(ord("a") + place % _LETTERS) * (1 + place // _LETTERS)

    @property
    def letter(self) -> str:
        """The last sub-item as printed; empty where there is none."""
        return self.subs[-1][0].partition(" ")[0] if self.subs else ""

    def takes_below(self, numeral: str) -> bool:
        """Tell whether a Roman numeral is the next below the last sub-item: *(e) (i)*."""
        below = sum(number.startswith(f"{self.letter} ") for number, _, _, _ in self.subs)
        return bool(self.letter) and below < len(_ROMAN) and numeral == _ROMAN[below]

    def goes_on(self, printed: str) -> None:
        """Take what is set apart from an item that has not ended: a line of its own, or over a page end."""
        if self.subs:
            number, words, start, _ = self.subs[-1]
            if not _patterns()["ended"].search(words):
                self.subs[-1] = (number, f"{words}\n{printed}", start, len(words) + len(printed) + 1)
        elif not _patterns()["ended"].search(self.printed):
            self.printed = f"{self.printed}\n{printed}"

    def entry(self, content: str, words: DocumentWords) -> AgendaEntry:
        """Return the item as it is told."""
        title, basis = _titled(self.printed, words)
        subs = []
        for number, printed, start, length in self.subs:
            sub_title, sub_basis = _titled(printed, words)
            subs.append(
                SubItem(number=number, title=sub_title, basis=sub_basis, span=Span(start, start + length))
            )
        whole = mended_words(content, Span(self.start, self.start + len(self.printed)))
        return AgendaEntry(
            number=str(self.number),
            title=title,
            basis=basis,
            resolutions=_resolutions(basis),
            section=self.section,
            sub_items=tuple(subs),
            span=whole.span(0, len(whole.text)) if whole else Span(self.start, self.start),
        )


def _titled(printed: str, words: DocumentWords) -> tuple[str, str | None]:
    """Return the title of an item and the bracket behind it: ``General debate (resolution 57/301).``"""
    joined = (
        re.sub(r"(?<=\w-) ", "", words_of(printed.replace("-\n", "-")))
        if "-\n" in printed
        else words_of(printed)
    )
    folded = fold(joined)
    leader = words.patterns["agendas.leader"].search(folded)
    if leader:
        joined, folded = joined[: leader.start()], folded[: leader.start()]
    basis = words.patterns["agendas.basis"].search(folded)
    if basis and len(joined) <= _LONGEST_TITLE:
        return _unended(joined[: basis.start()]), joined[basis.start("basis") : basis.end("basis")]
    return _unended(joined), None


def _unended(title: str) -> str:
    """Return a title without the signs and the mark of a note at its end: ``Election of officers.3``."""
    while True:
        title = title.rstrip(" .;:,")
        mark = _patterns()["mark"].search(title, max(0, len(title) - 3))
        if mark is None:
            return title
        title = title[: mark.start()]


def _resolutions(basis: str | None) -> tuple[str, ...]:
    if basis is None:
        return ()
    decisions = [match.span() for match in _patterns()["decision"].finditer(fold(basis))]
    return tuple(
        match[0]
        for match in _patterns()["resolution"].finditer(basis)
        if not any(start <= match.start() < end for start, end in decisions)
    )
