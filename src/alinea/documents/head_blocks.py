"""The blocks of a head whose lines a converter joined or tore apart, as the document prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from alinea.analysing.symbols import symbols_in
from alinea.documents.entities import states_in
from alinea.model.spans import Span
from alinea.model.text import Block, Role, Text
from alinea.vocab.dates import find_dates
from alinea.vocab.document_words import DocumentWords
from alinea.vocab.folding import fold

_LOOKED_AT = 60
"""Blocks at the top among which the head is."""

_MASTHEAD = 700
"""Characters at the top of a block in which a masthead stands that was joined with what follows."""

_JOINED = 40
"""Characters from which a line with the word *Distr.* holds more of a masthead than two columns."""

_RUNNING = 160
"""Characters from which a block that ends a sentence is running text: what stands below it is no head."""

_PAGED = "application/pdf"
_LABEL = re.compile(r"\W{0,2}(?:\d{1,3}|[a-z]{1,2}|[ivx]+)\s?[.)]")
_ENDED = re.compile(r"[.;:!?)\]\"”»]\**\d*$")
_NO_HEAD = frozenset({Role.FURNITURE, Role.FOOTNOTE, Role.TABLE, Role.MASTHEAD})


def with_lines_apart(text: Text, language: str, words: DocumentWords) -> Text:
    """Return a text whose head has a block for each of its parts: one that holds several cut, one torn apart joined.

    Web pages and converters print a masthead as one line, the item with its title behind it, and each line of a title
    as a paragraph.

    A sample: ``General Assembly Distr.: General 10 September 2009 Sixty-fourth session Item 15 of the provisional
    agenda* The coast Report of the Secretary-General Summary …`` is eight blocks.
    """
    if text.source.media_type == _PAGED:
        return text  # the lines of a page say what belongs together
    cut: list[Block] = []
    count = 0
    for block in text.blocks[:_LOOKED_AT]:
        count += 1
        whole = text.content[block.span.start : block.span.end]
        cut += [block] if block.role in _NO_HEAD else _parts(text.content, block, language, words)
        if len(whole) > _RUNNING and whole.rstrip().endswith((".", ".”")):
            break
    joined: list[Block] = []
    for block in cut:
        if joined and _goes_on(text.content, joined[-1], block, words):
            last = joined.pop()
            block = replace(
                last, span=Span(last.span.start, block.span.end), marks=(*last.marks, *block.marks)
            )
        joined.append(block)
    if len(joined) == count and all(map(_same, joined, text.blocks)):
        return text
    return replace(text, blocks=(*joined, *text.blocks[count:]))


def _same(first: Block, second: Block) -> bool:
    return first.span == second.span


def _parts(content: str, block: Block, language: str, words: DocumentWords) -> Iterator[Block]:
    """Yield the parts of a block: cut in each of its lines."""
    start = block.span.start
    printed = content[start : block.span.end]
    edges = {0, len(printed)}
    place = 0
    for line in printed.split("\n"):
        edges |= {place + cut for cut in _cuts(line, language, words)}
        place += len(line) + 1
    for first, last in pairwise(sorted(edges)):
        piece = printed[first:last]
        if not (bare := piece.strip()):
            continue
        at = start + first + len(piece) - len(piece.lstrip())
        span = Span(at, at + len(bare))
        inside = tuple(
            mark for mark in block.marks if span.start <= mark.span.start and mark.span.end <= span.end
        )
        yield replace(block, span=span, marks=inside if len(edges) > 2 else block.marks)


def _cuts(line: str, language: str, words: DocumentWords) -> Iterator[int]:
    """Yield where a line of the head has to be cut."""
    if _LABEL.match(line):
        return  # an item of an agenda, a paragraph
    folded = fold(line)
    patterns = words.patterns
    start, end, places = 0, len(line), []
    for below in patterns["head.cut_below"].finditer(folded):
        place = max(below.start("heading"), below.start("text"))
        if not line[place].islower():
            yield place
            yield max(place, below.end("heading"))
            end = place
            break
    top = min(end, _MASTHEAD)
    if patterns["head.distributed"].search(folded, 0, top) and len(folded) > _JOINED:
        symbols = symbols_in(line[:top])[:2]
        places = [last for _, _, last in symbols]
        places += [each.end() for each in patterns["head.cut_behind"].finditer(folded, 0, top)]
        places += [last for _, _, last in find_dates(line[:top], language)][:1]
        places = [each for each in places if line[each : each + 1] in ("", " ", "*", "\t")]
        before = [each.start("start") for each in patterns["head.cut_before"].finditer(folded, 0, top)]
        items = [each for each in before if patterns["agenda.joined"].match(folded, each)]
        last_item = items[-1] if items else top  # what follows the last item is its title
        places = [
            each for each in (*places, *before, *(first for _, first, _ in symbols[:1])) if each <= last_item
        ]
        places = [each for each in places if not line[each:].lstrip()[:1].islower()]
        yield from places
        start = max(places, default=0)
    for first in (0, *places):
        item = patterns["agenda.joined"].match(folded, first)
        if item is not None and line[item.end() : item.end() + 1].isupper():
            yield item.end()
            start = max(start, item.end())
    end = min(end, start + _MASTHEAD)
    joined = start > 0 or end < len(line)  # a line of an agenda may name a report
    for called in patterns["head.cut_called"].finditer(folded, start, end):
        if joined and line[called.start("name")].isupper():
            yield called.start("name")
    proposal = patterns["head.cut_proposal"].search(folded, start, end)
    if proposal is not None and line[proposal.end()].isupper():
        yield proposal.end()
        yield _sponsors_at(line[: proposal.start()], language, words)
        enacting = patterns["head.cut_enacting"].search(folded, proposal.end())
        if enacting is not None and line[enacting.end()].isupper():
            yield enacting.end()


def _sponsors_at(above: str, language: str, words: DocumentWords) -> int:
    """Return where the list of States begins with which words end: ``The coast Cuba, Peru* and Samoa: ``."""
    start = len(above)
    for state in reversed(list(states_in(above, language, words))):
        between = fold(above[state.end : start]).strip(" *:")
        if between not in ("", ",", "and", "et") or (between == "" and start < len(above)):
            break
        start = state.start
    return start


def _goes_on(content: str, above: Block, below: Block, words: DocumentWords) -> bool:
    """Tell whether a block goes on with the words of the one above it: a title whose lines stand apart."""
    if above.role in _NO_HEAD or above.role is not below.role or above.page != below.page:
        return False
    first = content[above.span.start : above.span.end].rstrip()
    second = content[below.span.start : below.span.end]
    if max(len(first), len(second)) > _RUNNING * 2 or _ENDED.search(first) or "\n" in second:
        return False
    if _LABEL.match(first) or _LABEL.match(second):
        return False  # the items of a list
    last = fold(first.split("\n")[-1])
    if words.patterns["head.masthead"].match(last) or symbols_in(first.split("\n")[-1]):
        return False
    return second[:1].islower() or words.patterns["head.open_word"].search(last) is not None


def joined_twice(title: str) -> str:
    """Return the title of a document behind that of its item, where both stand on one line and end alike.

    A sample: ``The situation in the Middle East The situation in the Middle East`` gives one of them.
    """
    folded = fold(title)
    for start in [match.start() for match in re.finditer(r"(?<=\s)[A-Z]", title)]:
        behind = folded[start:]
        if behind.count(" ") >= 1 and folded[:start].rstrip().endswith(behind.rstrip()):
            return title[start:]
    return title
