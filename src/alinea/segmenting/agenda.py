"""The items of the agenda that a masthead names, with their titles."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from string import ascii_lowercase

from alinea.model.resolution import AgendaItem
from alinea.model.spans import Span
from alinea.segmenting.drafts import Draft
from alinea.segmenting.masthead import is_below, line_of
from alinea.segmenting.mending import mend
from alinea.segmenting.stretches import Stretch, drops_of
from alinea.vocab.folding import fold
from alinea.vocab.structure import Structure

_SESSION = 80
"""Letters of the words that name a session, which may stand on the line of the item."""
_LONGEST = 500
"""Letters of a title; the longest that are known have 290."""

_LONE = re.compile(r"\s+[a-z](?![^\W\d_])")
_SUB = re.compile(r"(?<![a-z])([a-z])\1?(?![a-z])")


@cache
def _items() -> re.Pattern[str]:
    """Match the numbers of items with their sub-items: ``98, h,``; ``13 et 117``; ``74 (b) and (c)``.

    A longer number is none, such as a year in a title.
    """
    item = _item().pattern
    return re.compile(rf"{item}(?:\s*(?:,|;|\b(?:et|and|y)\b|, ?(?:et|and)\b)\s*{item})*")


@cache
def _item() -> re.Pattern[str]:
    blank = r"[^\S\n]*"
    letter = rf"(?<![^\W\d_])(?:[a-z]|{'|'.join(each * 2 for each in ascii_lowercase)})(?![^\W\d_])"
    joint = rf"{blank},?{blank}(?:(?:et|and|y){blank})?"
    # In brackets, or between commas; a lone letter may be the first word of the title.
    sub = rf"{joint}(?:\({blank}{letter}{blank}\)|{letter}{blank}(?:\)|(?=,|\n|\Z)))"
    return re.compile(rf"(?<!\d)\d{{1,3}}(?![\d/])(?:{sub})*")


def agenda_items_of(content: str, draft: Draft, words: Structure) -> tuple[AgendaItem, ...]:
    """Return the items of the agenda: ``Point 98, h, de l'ordre du jour`` is item 98, sub h.

    The title of an item stands below its number, or behind it on the same line. Of several items each has its own,
    in the same order; where it cannot be told which is whose, none is given.

    A line that begins with a small letter goes on with the one before it, or is the end of one that stands below.

    Args:
        content: the text that the draft is a part of.
    """
    found: list[AgendaItem] = []
    lines = draft.masthead
    for place, stretch in enumerate(lines):
        for match in words.patterns["masthead.agenda_word"].finditer(stretch.folded):
            numbers = _items().match(stretch.folded, match.end())
            if numbers is None:
                continue
            end = numbers.end()
            tail = words.patterns["masthead.agenda_tail"]
            # "97 q de l'ordre du jour": the words behind it tell that the letter is a sub-item.
            lone = _LONE.match(stretch.folded, end)
            if lone and (after := tail.match(stretch.folded, lone.end())) and _bare(after[0]):
                end = lone.end()
            items = _of(stretch.folded[numbers.start() : end])
            behind = tail.match(stretch.folded, end)
            end = behind.end() if behind else end
            titles = _titles(content, stretch, end, lines[place + 1 :], items, words)
            if not _opens_line(stretch.raw[: match.start()]):
                titles = [None] * len(items)
            found += [
                AgendaItem(each.item, each.sub, title) for each, title in zip(items, titles, strict=True)
            ]
    return tuple({(each.item, each.sub): each for each in reversed(found)}.values())[::-1]


def _opens_line(before: str) -> bool:
    """Tell whether nothing stands before the word for an item but the session: no list of contents."""
    line = before.rpartition("\n")[2]
    return len(line) <= _SESSION and not re.search(r"[\d(\[]", line)


def _of(numbers: str) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    places = [*(match.start() for match in _item().finditer(numbers)), len(numbers)]
    for start, end in pairwise(places):
        number = re.match(r"\d+", numbers[start:end])
        assert number is not None  # an item begins with its number
        subs = [sub[0] for sub in _SUB.finditer(numbers[start:end], number.end())]
        # "y" and "e" may join two items, as Spanish mastheads have it.
        subs = [sub for sub in subs if sub not in ("e", "y") or len(subs) == 1]
        items += [AgendaItem(int(number[0]), sub) for sub in subs] or [AgendaItem(int(number[0]))]
    return items


def _titles(
    content: str,
    stretch: Stretch,
    at: int,
    following: list[Stretch],
    items: list[AgendaItem],
    words: Structure,
) -> list[str | None]:
    """Return the title of each item: what stands behind the numbers, and below them."""
    wanted = len({each.item for each in items})
    blocks = _lines(content, stretch, at, wanted, words)
    for line in following:
        if _ends(line, words):
            break
        block = _mended(content, line, 0, len(line.raw), words)
        if blocks and blocks[-1][0].islower():
            blocks[-1] = f"{block} {blocks[-1]}"  # its end was printed beside the numbers
        elif blocks and block[0].islower():
            blocks[-1] = f"{blocks[-1]} {block}"
        elif len(blocks) < wanted:
            blocks.append(block)
        else:
            break
    blocks = [block for block in blocks if not block[0].islower()]
    if len(blocks) < wanted:
        return [None] * len(items)
    numbers = list(dict.fromkeys(each.item for each in items))
    return [_bare(blocks[numbers.index(each.item)]) or None for each in items]


def _lines(content: str, stretch: Stretch, at: int, wanted: int, words: Structure) -> list[str]:
    """Return the titles that stand in the stretch of the numbers: one, or one a line for several items."""
    rest = stretch.raw[at:]
    if not _bare(rest):
        return []
    begins = [at] if rest.split("\n")[0].strip(" *_,") else []
    begins += [at + match.start() for match in re.finditer(r"(?<=\n)\s*[*_]*(?=[^\W\d_a-zà-ÿ])", rest)]
    parts = [*begins, len(stretch.raw)]
    if wanted == 1 or len(begins) != wanted:
        parts = [at, len(stretch.raw)]
    pieces = [_mended(content, stretch, start, end, words) for start, end in pairwise(parts)]
    return [piece for piece in pieces if piece]


def _ends(line: Stretch, words: Structure) -> bool:
    """Tell whether a line of a masthead is something else than the title of an item."""
    printed = line_of(line)
    return (
        not _bare(printed)
        or len(printed) > _LONGEST
        or printed[0].isdigit()
        or is_below(printed, words)
        or any(
            words.patterns[f"masthead.{name}"].search(fold(printed))
            for name in ("adopted", "after_agenda", "distribution", "session", "line", "agenda_word")
        )
    )


def _bare(printed: str) -> str:
    return printed.strip(" \n\t*_#,.;:")


def _mended(content: str, stretch: Stretch, start: int, end: int, words: Structure) -> str:
    place = Span(stretch.begin + start, stretch.begin + end)
    text = mend(content, [place], drops_of(stretch), words.language).text
    return text.replace("**", "").strip(" \n\t*_#")
