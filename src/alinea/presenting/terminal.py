"""A resolution as a person reads it in a terminal, in colour where there is colour."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from alinea import _version
from alinea.model.record import Annex, Citation, Commitment, Footnote, Heading, Paragraph, Record
from alinea.presenting.commitments import cited, named, tell
from alinea.presenting.masthead import heading_words, headline, label, masthead
from alinea.presenting.places import place_of_span
from alinea.presenting.problems import printable, told
from alinea.presenting.words import Words

ColourSystem = Literal["standard", "256", "truecolor"]

NARROWEST, WIDEST = 48, 112
"""Columns of the view at least and at most: it needs the room, and longer lines are hard to read."""

_MARGIN = 2
_NARROW = 16  # columns that a text has at least, however deep it is set in
_NUMBER = 5  # columns of a paragraph's number and the space after it

# One colour a class of act, of the sixteen that every terminal has: its theme makes them legible.
_CLASSES = {
    "deciding": "bold green",
    "directive": "bold magenta",
    "evaluative": "italic yellow",
    "observing": "italic cyan",
    "recalling": "italic blue",
    None: "italic",
}
_FRAME = "blue"
_LABEL = "dim"
_SYMBOL = "blue"
_ARROW = "bold magenta"
_WARNING = "bold red"

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_WORDS = re.compile(r"(?:[^ ]|(?<=«) | (?=[;:!?»]))+")


def render(record: Record, words: Words, *, width: int = 80, colour: ColourSystem | None = None) -> str:
    """Return the view of a resolution, with a line feed after every line and an empty line at the end.

    Args:
        words: of the language of labels; the resolution's own text stays in its language.
        width: columns of the terminal.
        colour: what its colours are coded in, None for none.
    """
    view = _View(record, words, max(NARROWEST, min(width, WIDEST)), colour is not None)
    return printed(view.lines(), width, colour)


def printed(lines: Iterable[Text], width: int, colour: ColourSystem | None) -> str:
    """Return lines as a terminal shows them, with a line feed after every line.

    Args:
        width: columns of the terminal; colour: what their colours are coded in, None for none.
    """
    file = io.StringIO()
    console = Console(
        file=file,
        width=width + 1,
        force_terminal=colour is not None,
        color_system=colour,
        legacy_windows=False,
        _environ={},
    )
    console.print(Text("\n").join(lines), soft_wrap=True, highlight=False, markup=False)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


def broken(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the places where the lines of a text begin and end, none wider than `width` columns.

    Lines end at spaces, but not at no-break spaces, nor before the marks that French sets off by a space
    (``; : ! ? »``), nor after ``«``. A word wider than a line is cut.
    """
    start = end = used = 0
    for word in _WORDS.finditer(text):
        wide = cell_len(word[0])
        if end > start and used + wide + word.start() - end > width:
            yield start, end
            start, used = word.start(), 0
        elif end > start:
            used += word.start() - end
        else:
            start = word.start()
        end, used = word.end(), used + wide
        while used > width:
            cut = _cut(text, start, width)
            yield start, cut
            start, used = cut, cell_len(text[cut:end])
    if end > start:
        yield start, end


def _cut(text: str, start: int, width: int) -> int:
    """Return the place after the last character from `start` that fits in `width` columns."""
    place, used = start, 0
    while used + cell_len(text[place]) <= width or place == start:
        used += cell_len(text[place])
        place += 1
    return place


class _View:
    """The lines of the view of one resolution."""

    def __init__(self, record: Record, words: Words, width: int, colour: bool) -> None:
        self.record = record
        self.words = words
        self.width = width
        self.colour = colour
        self.headings: dict[str | None, list[Heading]] = {}
        for heading in record.headings:
            self.headings.setdefault(heading.before, []).append(heading)

    def lines(self) -> Iterator[Text]:
        record, words = self.record, self.words
        yield from self.frame()
        yield from self.rows(masthead(record, words))
        if record.enacting:
            yield Text()
            yield from self.wrapped(Text(printable(record.enacting), "italic"), _MARGIN)
        if record.preamble:
            yield from self.rule(words("label.preamble"), words.count("preambular", len(record.preamble)))
            for paragraph in record.preamble:
                yield from self.paragraph(paragraph, 0)
        if record.operative:
            yield from self.rule(words("label.operative"), words.count("operative", len(record.operative)))
            for paragraph in record.operative:
                yield from self.paragraph(paragraph, 0)
        yield from self.heads(None)
        for annex in record.annexes:
            yield from self.annex(annex)
        yield from self.footnotes(record.footnotes)
        yield from self.warnings()
        yield Text()
        if self.colour:
            yield from self.legend()
        notice = words("phrase.unofficial", version=_version.__version__)
        yield from self.wrapped(Text(notice, "dim italic"), _MARGIN)
        yield Text()

    def frame(self) -> Iterator[Text]:
        """The symbol and title in a frame."""
        inner = self.width - 4
        yield Text("╭" + "─" * (self.width - 2) + "╮", _FRAME)
        symbol = Text(printable(headline(self.record, self.words)), "bold")
        title = Text(printable(self.record.title or self.words("label.untitled")))
        for text in (symbol, title):
            for start, end in broken(text.plain, inner):
                line = text[start:end]
                filled = " " * (inner - cell_len(line.plain))
                yield Text.assemble(("│ ", _FRAME), line, filled, (" │", _FRAME))
        yield Text("╰" + "─" * (self.width - 2) + "╯", _FRAME)

    def rows(self, rows: list[tuple[str, str]]) -> Iterator[Text]:
        """Labels and values in two columns."""
        widest = max((cell_len(name) for name, _ in rows), default=0) + 2
        for name, value in rows:
            filled = Text(name + " " * (widest - cell_len(name)), _LABEL)
            yield from self.wrapped(Text(printable(value)), _MARGIN + widest, first=filled)

    def rule(self, title: str, count: str = "") -> Iterator[Text]:
        """A line across with a title, an empty line before it."""
        head = f"── {title} "
        tail = f" {count} ──" if count else ""
        filled = "─" * max(2, self.width - cell_len(head) - cell_len(tail))
        yield Text()
        yield Text.assemble(("── ", _FRAME), (title, "bold"), " ", (filled, _FRAME), (tail, _FRAME))

    def heads(self, before: str | None) -> Iterator[Text]:
        """The headings that stand before a paragraph, or at the very end."""
        for heading in self.headings.get(before, ()):
            yield Text()
            yield from self.wrapped(Text(printable(heading_words(heading, ". ")), "bold"), _MARGIN + _NUMBER)

    def paragraph(self, paragraph: Paragraph, level: int) -> Iterator[Text]:
        """A paragraph, what it cites and asks, and its sub-paragraphs."""
        yield from self.heads(paragraph.id)
        yield Text()
        indent = _MARGIN + _NUMBER * (level + 1)
        number = Text(
            printable(label(paragraph.number, self.record.language)).rjust(_NUMBER - 1) + " ", "bold"
        )
        number.truncate(max(_NUMBER, cell_len(number.plain)))
        yield from self.wrapped(_marked(paragraph), indent, first=number)
        yield from self.cites(paragraph.citations, indent)
        instruments = (named(each, self.words) for each in paragraph.instruments)
        yield from self.list_of("label.names", instruments, indent)
        for commitment in paragraph.commitments:
            yield from self.commitment(commitment, indent)
        for child in paragraph.children:
            yield from self.paragraph(child, level + 1)

    def cites(self, citations: Iterable[Citation], indent: int) -> Iterator[Text]:
        """The documents named, each once."""
        yield from self.list_of("label.cites", (cited(each, self.words) for each in citations), indent)

    def list_of(self, label: str, listed: Iterable[str], indent: int) -> Iterator[Text]:
        """What the paragraph names, each once, behind a word that says what it is."""
        names = list(dict.fromkeys(listed))
        if names:
            first = Text(self.words(label) + " ", _LABEL)
            shown = Text(printable(" · ".join(names)), _SYMBOL)
            yield from self.wrapped(shown, indent + cell_len(first.plain), first=first)

    def commitment(self, commitment: Commitment, indent: int) -> Iterator[Text]:
        """Who must do what by when, and under what condition."""
        told = tell(commitment, self.record, self.words)
        bearer = printable(told.bearer or "")
        charge = self.words("phrase.owes", bearer=bearer, charge=told.charge) if bearer else told.charge
        line = Text(charge)
        line.stylize("bold", 0, len(bearer))
        if told.due:
            line.append(", ").append(printable(told.due), "bold")
        if told.condition:
            line.append(" ").append(printable(self.words("phrase.if", condition=told.condition)), "italic")
        if not told.certain:
            line.append(f" [{self.words('label.uncertain')}]", _WARNING)
        yield from self.wrapped(line, indent + 2, first=Text("→ ", _ARROW))
        if told.what:
            yield from self.wrapped(Text(printable(told.what), _LABEL), indent + 2)

    def annex(self, annex: Annex) -> Iterator[Text]:
        yield from self.rule(self.words("label.annex"))
        if annex.title.strip().casefold() not in ("", self.words("label.annex").casefold()):
            yield Text()
            yield from self.wrapped(Text(printable(annex.title), "bold"), _MARGIN + _NUMBER)
        for paragraph in annex.paragraphs:
            yield from self.paragraph(paragraph, 0)

    def footnotes(self, footnotes: tuple[Footnote, ...]) -> Iterator[Text]:
        if not footnotes:
            return
        yield from self.rule(self.words("label.footnotes"))
        for note in footnotes:
            number = Text(_raised(printable(note.number)).rjust(_NUMBER - 1) + " ", _LABEL)
            yield from self.wrapped(Text(printable(note.text), _LABEL), _MARGIN + _NUMBER, first=number)
            yield from self.cites(note.citations, _MARGIN + _NUMBER)

    def warnings(self) -> Iterator[Text]:
        if not self.record.warnings:
            return
        yield from self.rule(self.words("label.warnings"))
        for warning in self.record.warnings:
            line = Text(printable(told("warning", warning.code, warning.message, self.words)))
            where = place_of_span(self.record, warning.span, self.words)
            if where:
                line.append(f" ({printable(where)})", _LABEL)
            yield from self.wrapped(line, _MARGIN + 2, first=Text("! ", _WARNING))

    def legend(self) -> Iterator[Text]:
        """What the colours of the openings mean."""
        names = [Text(self.words(f"act-class.{name}"), style) for name, style in _CLASSES.items() if name]
        yield from self.wrapped(Text(" · ").join(names), _MARGIN)

    def wrapped(self, text: Text, indent: int, *, first: Text | None = None) -> Iterator[Text]:
        """Yield the lines of a text set in by `indent` columns, with `first` before the first of them."""
        indent = min(indent, self.width - _NARROW)
        lead = Text(" " * max(0, indent - (cell_len(first.plain) if first else 0)))
        if first:
            lead.append_text(first)
        for start, end in broken(text.plain, self.width - indent):
            yield lead + text[start:end]
            lead = Text(" " * indent)


def _marked(paragraph: Paragraph) -> Text:
    """Return a paragraph's text: its opening and what it cites in colour, footnote marks raised."""
    text = Text(printable(paragraph.text))
    size = len(text)
    for citation in paragraph.citations:
        if 0 <= citation.at.start < citation.at.end <= size:
            text.stylize(_SYMBOL, *citation.at)
    if paragraph.lead and 0 <= paragraph.lead.at.start < paragraph.lead.at.end <= size:
        text.stylize(_CLASSES[paragraph.lead.act_class], *paragraph.lead.at)
    for call in sorted(paragraph.calls, key=lambda call: call.at, reverse=True):
        if 0 <= call.at <= size:
            mark = Text(_raised(printable(call.number)), _LABEL)
            text = text[: call.at] + mark + text[call.at :]
    return text


def _raised(number: str) -> str:
    return number.translate(_RAISED)
