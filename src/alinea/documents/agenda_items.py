"""Under which items of whose agenda a document is submitted, and where their titles end and its own begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from alinea.analysing.symbols import parse_symbol
from alinea.documents.head import Line, unstarred
from alinea.documents.head_blocks import joined_twice
from alinea.documents.kinds import Kind
from alinea.model.document import DocumentItem
from alinea.model.text import Role
from alinea.vocab.document_words import DocumentWords


@dataclass(frozen=True, slots=True)
class Titled:
    """The items of a document, and its title.

    Attributes:
        items: in order; title: None where the document bears none.
        certain: False where the titles of items and document could not be told apart.
    """

    items: tuple[DocumentItem, ...]
    title: str | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Number:
    item: int
    sub: str | None
    printed: str


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # The job number of the printers, the day of receipt, the number of a page, and a sentence of small print.
        "small": re.compile(
            r"\*?\d{6,7}[\s\d*]*$|(?:[a-z]{2,3}\.)?\d{2}-\d{4,6}[a-z]?(?:\s\([a-z]\)|$)|\[[^\[\]]{6,60}\]$|\d{1,3}$"
            r"|(?:\w+ ){9}[^.]*\.$"
        ),
        "token": re.compile(
            r"(?P<number>\d{1,3})|\(?(?<![a-z])(?P<sub>[a-z])(?![a-z])\s?\)?(?P<roman>\s?\([ivx]{1,4}\))?|(?P<word>[a-z]{2,})|(?P<dash>-)"
        ),
    }


def titles_of(
    lines: Sequence[Line],
    kind: Kind | None,
    series: Sequence[str],
    words: DocumentWords,
    masthead_last: int,
) -> Titled:
    """Return the items of a document and its title.

    Args:
        lines: of the head; kind: what the document calls itself, and where.
        series: of the organs it goes to, in the order in which their items are printed.
        words: of its language.
        masthead_last: number of the last line of the masthead.
    """
    found = [
        (number, match["items"], line.column)
        for number, line in enumerate(lines)
        if (match := words.patterns["agenda.line"].match(unstarred(line.folded)))
        and (kind is None or not kind.first <= number <= kind.last or kind.type == "agenda")
    ]
    items: list[DocumentItem] = []
    for place, (_, printed, column) in enumerate(found):
        owner = series[min(max(place, column), len(series) - 1)] if series else None
        for number in numbers_in(printed, words):
            items.append(DocumentItem(organ=owner, item=number.item, sub=number.sub, printed=number.printed))
    items = list(dict.fromkeys(items))
    start = max((number for number, _, _ in found), default=masthead_last) + 1
    columned = len({column for _, _, column in found}) > 1
    return _titled(lines, items, kind, words, start, columned)


def numbers_in(printed: str, words: DocumentWords) -> Iterator[_Number]:
    """Yield the numbers of items in a list: ``13 (f) and (g)`` is two, ``18 (a) to (c)`` three."""
    item: int | None = None
    waiting = False
    form = words.lists["agenda.form"][0]
    last = ""
    through = False
    for token in _patterns()["token"].finditer(printed):
        if token["number"]:
            if item is not None and not waiting:
                yield _Number(item, None, str(item))
            item, waiting, last = int(token["number"]), False, ""
        elif token["sub"] and item is not None:
            if through and last and last < token["sub"]:
                for code in range(ord(last) + 1, ord(token["sub"])):
                    yield _Number(item, chr(code), form.format(item=item, sub=chr(code)))
            last, waiting = token["sub"], True
            roman = f" {token['roman'].strip()}" if token["roman"] else ""
            yield _Number(item, last, form.format(item=item, sub=last) + roman)
        through = bool(token["dash"]) or (token["word"] or "") in words.lists["agenda.range"]
    if item is not None and not waiting:
        yield _Number(item, None, str(item))


def _titled(
    lines: Sequence[Line],
    items: list[DocumentItem],
    kind: Kind | None,
    words: DocumentWords,
    start: int,
    columned: bool,
) -> Titled:
    """Share out the lines between the items and what the document calls itself, and those below that."""
    first = len(lines) if kind is None else kind.first
    above = [line for line in lines[start:first] if not _is_no_title(line, words)]
    below = [
        line for line in lines[(kind.last + 1 if kind else len(lines)) :] if not _is_no_title(line, words)
    ]
    proposal = kind is not None and kind.type in ("draft-resolution", "draft-decision", "amendment")
    if kind is not None and kind.type == "statement":
        return Titled(_with_titles(items, _groups(above, words), columned), None)
    if proposal:
        named = [group for group in _groups(below, words) if parse_symbol(group) is None]
        headed = _groups(above, words)
        if not named and items and kind is not None and kind.type != "amendment":
            named = headed[-1:]  # old drafts bear the title of their item alone, above those who submit them
        title = _joined(named[:1])
        title = words.patterns["head.open_number"].sub("", title) if title else None
        return Titled(_with_titles(items, headed, columned), title)
    if not items:
        above = _below_body(above, words)
    groups = _groups(above, words)
    headed, rest = ([], groups[-1:]) if columned else _apart(above, groups, len(items), words)
    if not rest and kind is not None and len(groups) == 1 and lines[kind.first].group == above[-1].group:
        headed, rest = [], groups  # printed with what the document calls itself, in one block
    if kind is not None and kind.type == "other":
        parts = [*rest, kind.printed, *_groups(below, words)]
        return Titled(_with_titles(items, headed, columned), _joined(parts))
    bare = kind is None or (kind.type != "committee-report" and _is_bare(kind))
    if kind is not None and not bare and (not rest or kind.type == "committee-report"):
        return Titled(_with_titles(items, groups if not rest else headed + rest, columned), kind.printed)
    if kind is None:
        return Titled(_with_titles(items, headed, columned), rest[0] if rest else None)
    if kind.type == "letter":
        return Titled(_with_titles(items, headed, columned), _joined(rest) or kind.printed)
    if not rest:
        title = joined_twice(headed[-1]) if headed else (_joined(_groups(below, words)[:1]) or kind.printed)
        return Titled(_with_titles(items, headed, columned), title)
    return Titled(_with_titles(items, headed, columned), _joined(rest))


def _below_body(lines: list[Line], words: DocumentWords) -> list[Line]:
    """Return the lines below the name of a body that the masthead ends with: *Committee on Conferences*.

    Where it has no session of its own beneath it, its name stands above the title.
    """
    if not lines or not words.patterns["head.body_name"].match(lines[0].folded):
        return lines
    for number, line in enumerate(lines[1:], start=1):
        goes_on = line.role is Role.MASTHEAD or (
            line.group == lines[0].group and words.patterns["head.goes_on"].match(line.folded) is not None
        )
        if not goes_on:
            return lines[number:]
    return lines


def _is_bare(kind: Kind) -> bool:
    """Tell whether a document is called no more than what it is and whose: *Report of the Secretary-General*."""
    by = (kind.by or "").split()
    return kind.type in ("note", "letter", "other") or (kind.type != "agenda" and len(by) <= 4)


def _is_no_title(line: Line, words: DocumentWords) -> bool:
    folded = unstarred(line.folded)
    return (
        words.patterns["head.rapporteur"].match(folded) is not None
        or words.patterns["head.place_or_dates"].match(folded) is not None
        or words.patterns["head.masthead"].match(folded) is not None
        or _patterns()["small"].match(folded) is not None
        or parse_symbol(unstarred(line.text)) is not None
    )


def _groups(lines: Sequence[Line], words: DocumentWords) -> list[str]:
    """Return the titles that lines make: a block each; lines of the masthead are joined where one goes on."""
    groups: list[str] = []
    last: Line | None = None
    for line in lines:
        goes_on = last is not None and (
            line.group == last.group
            or (
                last.role is Role.MASTHEAD
                and line.role is Role.MASTHEAD
                and (
                    line.text[:1].islower() or words.patterns["head.open_end"].search(last.folded) is not None
                )
            )
        )
        if goes_on and groups:
            groups[-1] = f"{groups[-1]} {line.text}"
        else:
            groups.append(line.text)
        last = line
    return [unstarred(group) for group in groups]


def _apart(
    lines: Sequence[Line], groups: list[str], items: int, words: DocumentWords
) -> tuple[list[str], list[str]]:
    """Return the titles of items and the parts of the document's own title."""
    if not items:
        return [], groups
    masthead = [line for line in lines if line.role is Role.MASTHEAD]
    if masthead and len(masthead) < len(lines):
        own = [line for line in lines if line.role is not Role.MASTHEAD]
        return _groups(masthead, words), _groups(own, words)
    if masthead:
        return groups, []
    if len(groups) <= 1:
        return groups, []
    if len(groups) > items:
        return groups[:items], groups[items:]
    return groups[:-1], groups[-1:]


def _with_titles(items: list[DocumentItem], titles: list[str], columned: bool) -> tuple[DocumentItem, ...]:
    """Return the items with their titles, where each has one that is its own."""
    if columned or not titles or not items:
        return tuple(items)
    if len(items) == 1:
        return (items[0].model_copy(update={"title": " ".join(titles)}),)
    if len({item.item for item in items}) == 1 and titles[0].endswith(":") and len(titles) == 1 + len(items):
        return tuple(
            item.model_copy(update={"title": f"{titles[0]} {title}"})
            for item, title in zip(items, titles[1:], strict=True)
        )
    if len(titles) == len(items):
        return tuple(
            item.model_copy(update={"title": title}) for item, title in zip(items, titles, strict=True)
        )
    return tuple(items)


def _joined(parts: Sequence[str]) -> str | None:
    return ": ".join(parts) or None
