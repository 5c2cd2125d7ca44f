"""Plain text, and text with light mark-up as converters leave it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from alinea.model.problems import Problem
from alinea.model.spans import Span
from alinea.model.text import LOWERED, Block, Mark, MarkKind, Role, Source, Text
from alinea.reading.line_numbers import margin_of

_LONGEST_HEAD = 200
"""Characters of a running head: a title, perhaps cut short, and a symbol."""
_FEWEST_QUOTED = 3
"""Lines that begin with the sign of a quotation from which on it is one; a single sign is dirt in a scan."""
STRUCK = "struck"
"""Value of the mark of words that are struck through."""


@dataclass(slots=True)
class _Line:
    """A line with something on it: its place without the white space around it, and without a number in the margin.

    Attributes:
        left, right: its place with the number of the line, and with those of empty lines before it.
    """

    start: int
    end: int
    indent: int
    page: int
    left: int
    right: int
    first: bool = False
    """It is the first of a page after the first page."""


@dataclass(slots=True)
class _Group:
    """Lines that follow one another without an empty line between."""

    lines: list[_Line] = field(default_factory=list)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # Lines between two of the same signs, the first of which names a value: YAML, or TOML between +++.
        "front": re.compile(
            r"\ufeff?\s{0,20}(?P<matter>(?P<fence>---|\+\+\+)[^\S\n]*\n(?=\s*[\w\"'-]{1,60}\s*[:=])"
            r"(?:(?!(?P=fence)|\.\.\.)[^\n]*\n){1,200}(?:(?P=fence)|\.\.\.)[^\S\n]*(?=\n|\Z))"
        ),
        "line": re.compile(r"([^\S\n\r\f]*)([^\n\r\f]*)(\r\n|[\n\r\f]|\Z)"),
        "rule": re.compile(r"(?:\\?_|[─—\-]){5,}\s*\Z"),
        "image": re.compile(r"(?:<!--.*?-->\s*|!\[[^\]]*\]\([^)]*\)\s*)+\Z"),
        "address": re.compile(r"<?https?://\S+>?\Z"),
        "heading": re.compile(r"#{1,6}(?=\s)"),
        "label": re.compile(r"(?:\d{1,3}\s?\.|\(?[a-z]{1,4}\s?\)|(?:[a-z]|[ivx]{2,4})\.)\s"),
        "note": re.compile(r"(?:[⁰¹²³⁴-⁹]{1,3}|\d{1,3}(?=\s)|\*{1,3}(?=\s))"),
        "defined": re.compile(r"\[\^\d{1,3}\]:"),
        "closed": re.compile(r"[.;:,!?]\s*(?:et|and|ou|or)?\s*[\"»”)]?\Z"),
        # Running heads end in a symbol: "Compte d'appui aux opérations  A/RES/75/293".
        "head": re.compile(
            r"(?:.{0,140}\s{2,})?[A-Z]{1,6}(?:/[A-Za-z0-9.\-() ]{1,20}){1,5}\Z"
            r"|[A-Z]{1,6}(?:/[A-Za-z0-9.\-()]{1,20}){1,5}\s{2,}.{0,140}\Z"
        ),
        # A head that comes again and again need not be set apart from the symbol by more than a space.
        "named": re.compile(r"(?:.{1,140}\s)?[A-Z]{1,6}(?:/[A-Za-z0-9.\-()]{1,20}){1,5}(?:\s.{1,140})?\Z"),
        # A quotation of Markdown, or of a message; the white space behind the first sign is none of its own.
        "quote": re.compile(r">(?:\s?>)*\s?(?P<blank>\s*)"),
        "page": re.compile(
            r"(?:[-–—]\s?\d{1,3}\s?[-–—]|(?:page|p\.)\s?\d{1,3}(?:\s?(?:/|of|sur|de)\s?\d{1,3})?|\d{1,3}\s?/\s?\d{1,3}|/\s?(?:\.{3}|…))\Z",
            re.IGNORECASE,
        ),
        "foot": re.compile(
            r"(?:\d{1,3}\s?/\s?\d{1,3}\s+)?(?:[A-Z]{2}\.)?\d{2}-\d{4,6}(?:\s*\([A-Z]\))?(?:\s+\d{1,3}\s?/\s?\d{1,3})?\Z"
        ),
        # Emphasis of Markdown, links, superscripts as converters write them, escapes. Every alternative begins with
        # one literal character, so that the engine skips to these instead of trying all alternatives at every place.
        "markup": re.compile(
            r"\*(?<![\w*]\*)(?P<second>\*?)(?=[^\s*])(?P<inner>[^*]{1,600}?)(?<=[^\s*])\*(?P=second)(?![\w*])"
            r"|\[(?P<shown>[^\]\[\n]{1,200})\]\((?P<to>[^()\s]{0,300}(?:\([^()\s]{0,60}\)[^()\s]{0,60})?)\)"
            r"|\[\^(?P<noted>\d{1,3})\](?P<colon>:?)"
            r"|\^(?:\{(?P<braced>[^{}\n]{1,6})\}|(?=\w)(?P<bare>\d{1,3}|[a-z]{1,3}))"
            r"|<sup>(?P<raised>[^<\n]{1,8})</sup>"
            r"|\\(?=[_*#\[\]()<>`~|.+!-])"
            r"|_(?<![\w_\\]_)(?P<second_line>_?)(?=[^\s_])(?P<underlined>[^_\n]{1,600}?)(?<=[^\s_\\])_(?P=second_line)(?!\w)"
            r"|~~(?P<struck>[^~]{1,2000})~~"
        ),
        "underline": re.compile(r"_(?<![\w_\\]_)_?(?=[^\s_])"),
        "superscript": re.compile(r"[⁰¹²³⁴-⁹](?<![kcm]m.)(?<!\sm.)[⁰¹²³⁴-⁹]{0,2}"),
    }


def read_plain(content: str, source: Source) -> Text:
    """Read a text file, with or without light mark-up.

    Args:
        content: the decoded text; the spans of all that is found refer to it.
        source: where it came from.

    Returns:
        A text whose blocks are the paragraphs that empty lines, labels and rules separate; headings and
        emphasis of Markdown are taken as what they are.

    A sample::

        1. *Réaffirme* que le multilatéralisme est le principe fondamental ;
    """
    front = _front_matter(content)
    groups = _groups(content, front.end if front is not None else 0)
    single_lines = _set_line_by_line(groups)
    repeated = _repeated(content, groups)
    width = max((line.end - line.start for group in groups for line in group.lines), default=0)
    # Few texts have mark-up, or raised figures: what stands nowhere is not looked for in every block.
    marked = any(sign in content for sign in ("*", "](", "^", "\\", "<sup>", "~~"))
    # A rule is a run of the sign by which Markdown underlines.
    marked = marked or _patterns()["underline"].search(content) is not None
    raised = _patterns()["superscript"].search(content) is not None
    blocks: list[Block] = [] if front is None else [Block(front, Role.FURNITURE, page=1)]
    pages = 1
    previous: Block | None = None
    after_rule = False
    for group in groups:
        for lines, role, note in _blocks_of(content, group, after_rule, repeated):
            after_rule = note
            first, last = lines[0], lines[-1]
            pages = last.page
            joined = False
            if single_lines and previous is not None and role is Role.TEXT and previous.role is Role.TEXT:
                joined = previous.span.end - previous.span.start >= 0.8 * width
            marks = list(_marks(content, Span(first.start, last.end), marked, raised))
            if any(line.left != line.start or line.right != line.end for line in lines):
                marks = _with_margins(marks, lines)
            block = Block(
                span=Span(first.left, last.right),
                role=role,
                page=first.page,
                indent=first.indent,
                marks=tuple(marks),
                joined=joined,
            )
            blocks.append(block)
            if role is not Role.FURNITURE:
                previous = block
    return Text(
        content=content,
        source=source if pages == 1 else _paged(source, pages),
        blocks=tuple(blocks),
        problems=tuple(_problems(blocks)),
    )


def _problems(blocks: Sequence[Block]) -> Iterator[Problem]:
    """Yield what the text holds that was left out."""
    struck = [
        mark.span
        for block in blocks
        for mark in block.marks
        if mark.kind is MarkKind.ASIDE and mark.value == STRUCK
    ]
    if struck:
        message = f"{len(struck)} stretches of text that is struck through were left out."
        yield Problem("struck-through", message, struck[0])


def _front_matter(content: str) -> Span | None:
    """Return where the metadata stand that programs put before a text in Markdown, between ``---`` and ``---``."""
    match = _patterns()["front"].match(content)
    return Span(*match.span("matter")) if match else None


def _paged(source: Source, pages: int) -> Source:
    return Source(source.path, source.media_type, source.sha256, source.size, source.pages or pages)


def _with_margins(marks: Sequence[Mark], lines: Sequence[_Line]) -> list[Mark]:
    """Return marks with those of the numbers in the margin."""
    found = list(marks)
    for line in lines:
        for start, end in ((line.left, line.start), (line.end, line.right)):
            if start < end:
                found.append(Mark(Span(start, end), MarkKind.ASIDE))
    return sorted(found, key=lambda mark: (mark.span.start, -mark.span.end))


def _groups(content: str, start: int) -> list[_Group]:
    """Return the groups of lines that empty lines and page ends separate."""
    margin = margin_of(content, start)
    quoted = content.count("\n>", start) >= _FEWEST_QUOTED
    groups: list[_Group] = []
    group = _Group()
    page = 1
    fresh = False
    waiting: int | None = None  # where the number of an empty line stands, before the line that it goes with
    for match in _patterns()["line"].finditer(content, start):
        blank, body, end = match.groups()
        body = body.rstrip()
        if body:
            first = left = match.start(2)
            last = right = first + len(body)
            if (number := margin.numbers.get(first)) is not None:
                first, last = number.text
                body = content[first:last]
            elif quoted and (quote := _patterns()["quote"].match(body)):
                first += quote.end()
                body = body[quote.end() :]
                blank += quote["blank"]
            left = left if waiting is None else waiting
            if body:
                indent = max(first - match.start(1) - margin.width, 0) if margin.width else len(blank)
                group.lines.append(_Line(first, last, indent, page, left, right, first=fresh))
                fresh = False
            waiting = None if body else left
        if (not body or end == "\f") and group.lines:
            groups.append(group)
            group = _Group()
        if end == "\f":
            page += 1
            fresh = True
        if not end:
            break
    if group.lines:
        groups.append(group)
    if waiting is not None and groups:
        groups[-1].lines[-1].right = len(content.rstrip())
    return groups


def _set_line_by_line(groups: list[_Group]) -> bool:
    """Tell whether a converter put an empty line after every line of a paragraph."""
    if len(groups) < 30:
        return False
    single = [group.lines[0] for group in groups if len(group.lines) == 1]
    if len(single) < 0.9 * len(groups):
        return False
    lengths = sorted(line.end - line.start for line in single)
    return lengths[len(lengths) // 2] >= 45 and lengths[-1] <= 130


def _repeated(content: str, groups: Sequence[_Group]) -> frozenset[int]:
    """Return where the running heads begin of a text whose pages are told by nothing else.

    They name the document and come again, or stand below the number of the page that ends; where the symbol stands
    alone the first of them is that of the masthead.
    """
    patterns = _patterns()
    seen: dict[str, list[int]] = {}
    found: set[int] = set()
    below_foot = False
    for group in groups:
        for line in group.lines:
            if line.end - line.start > _LONGEST_HEAD:
                below_foot = False
                continue
            body = content[line.start : line.end]
            if patterns["page"].match(body) or patterns["foot"].match(body):
                below_foot = True
                found.add(line.start)
                continue
            if below_foot and (body in seen or patterns["head"].match(body)):
                found.add(line.start)
                seen.setdefault(body, [])
                continue
            below_foot = False
            if len(group.lines) == 1:
                seen.setdefault(body, []).append(line.start)
    for body, places in seen.items():
        if len(places) > 1 and "/" in body and patterns["named"].match(body):
            found.update(places if " " in body else places[1:])
    return frozenset(found)


def _blocks_of(
    content: str, group: _Group, after_rule: bool, repeated: frozenset[int]
) -> Iterator[tuple[list[_Line], Role, bool]]:
    """Cut a group into blocks: yield lines, the role that is sure, and whether footnotes follow."""
    patterns = _patterns()
    current: list[_Line] = []
    role = Role.TEXT
    notes = after_rule
    for line in group.lines:
        body = content[line.start : line.end]
        special = Role.FURNITURE if line.start in repeated else _special(body, line)
        if special is not None:
            if current:
                yield current, role, notes
            if special is Role.FURNITURE and patterns["rule"].match(body):
                notes = True
            yield [line], special, notes
            current, role = [], Role.TEXT
            continue
        if body.startswith("|"):
            if current and role is not Role.TABLE:
                yield current, role, notes
                current = []
            role = Role.TABLE
            current.append(line)
            continue
        defined = patterns["defined"].match(body) is not None
        begins = bool(current) and (
            role is Role.TABLE
            or defined
            or (notes and patterns["note"].match(body) is not None)
            or patterns["superscript"].match(body) is not None
            or (
                patterns["label"].match(body) is not None
                and patterns["closed"].search(content[current[-1].start : current[-1].end]) is not None
            )
        )
        if begins:
            yield current, role, notes
            current, role = [], Role.TEXT
        if defined:
            role = Role.FOOTNOTE
        current.append(line)
    if current:
        yield current, role, notes


def _special(body: str, line: _Line) -> Role | None:
    """Return the role of a line that stands by itself, or None."""
    patterns = _patterns()
    sign = body[0]
    if sign == "#" and patterns["heading"].match(body):
        return Role.HEADING
    if sign in "_\\─—-" and patterns["rule"].match(body):
        return Role.FURNITURE
    if sign in "<!h" and (patterns["image"].match(body) or patterns["address"].match(body)):
        return Role.FURNITURE
    if line.first and patterns["head"].match(body):
        return Role.FURNITURE
    if body[-1] in "0123456789)" and len(body) < 60 and patterns["foot"].match(body):
        return Role.FURNITURE
    return None


def _marks(content: str, span: Span, marked: bool, raised: bool) -> Iterator[Mark]:
    """Yield what mark-up and superscript digits say about the characters of a block, in order."""
    patterns = _patterns()
    found: list[Mark] = []
    start, end = span
    heading = patterns["heading"].match(content, start, end) if content[start] == "#" else None
    if heading:
        found.append(Mark(Span(start, heading.end()), MarkKind.MARKUP))
        start = heading.end()
    if marked:
        for match in patterns["markup"].finditer(content, start, end):
            found += _mark_up(match)
    for match in patterns["superscript"].finditer(content, start, end) if raised else ():
        if match.start() > span.start:
            found.append(Mark(Span(*match.span()), MarkKind.CALL, match.group().translate(LOWERED)))
    yield from sorted(found, key=lambda mark: (mark.span.start, -mark.span.end))


def _mark_up(match: re.Match[str]) -> list[Mark]:
    """Return the marks of one piece of mark-up: what it says, and the signs that say it."""

    def signs(start: int, end: int) -> Mark:
        return Mark(Span(start, end), MarkKind.MARKUP)

    if match["struck"]:
        return [Mark(Span(*match.span()), MarkKind.ASIDE, STRUCK)]
    if match["inner"] or match["underlined"]:
        start, end = match.span("inner" if match["inner"] else "underlined")
        found = [
            signs(match.start(), start),
            Mark(Span(start, end), MarkKind.ITALIC),
            signs(end, match.end()),
        ]
        # A link or superscript within emphasis is looked for within.
        for inner in _patterns()["markup"].finditer(match.string, start, end):
            found += _mark_up(inner)
        return found
    if match["shown"]:
        start, end = match.span("shown")
        link = Mark(Span(start, end), MarkKind.LINK, match["to"])
        return [signs(match.start(), start), link, signs(end, match.end())]
    if match["noted"]:
        line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
        if match["colon"] and not line.strip("> \t"):  # the note itself
            return [signs(match.start(), match.start("noted")), signs(match.end("noted"), match.end())]
        return [Mark(Span(match.start(), match.end("noted") + 1), MarkKind.CALL, match["noted"])]
    if match.lastgroup is None:  # an escape
        return [signs(*match.span())]
    group = "raised" if match["raised"] else ("braced" if match["braced"] else "bare")
    start, end = match.span(group)
    value = match[group].strip()
    if value.isdigit() or value == "*":
        return [Mark(Span(*match.span()), MarkKind.CALL, value)]
    return [signs(match.start(), start), *([signs(end, match.end())] if end < match.end() else [])]
