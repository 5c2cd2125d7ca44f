"""A resolution as Markdown (CommonMark with tables): a document to read, print or paste."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from alinea import _version
from alinea.model.record import Annex, Citation, Commitment, Heading, Instrument, Paragraph, Record
from alinea.presenting.commitments import cited, named, tell
from alinea.presenting.masthead import heading_words, headline, label, masthead
from alinea.presenting.places import place_of_span
from alinea.presenting.problems import printable, told
from alinea.presenting.words import Words

_MARKS = re.compile(r"[\\`*_\[\]<>|#~&$]")
_BLOCK_OPENINGS = re.compile(r"\d*(?=[-+=.)])")


def render(record: Record, words: Words) -> str:
    """Return a resolution as Markdown, ending in an empty line.

    Args:
        words: of the language of labels; the resolution's own text stays in its language.
    """
    return "\n\n".join(_Document(record, words).blocks()) + "\n\n"


def escaped(text: str) -> str:
    """Return a text that Markdown prints as it stands within a line: a backslash before each of its marks."""
    return _MARKS.sub(r"\\\g<0>", printable(text))


def block(text: str) -> str:
    """Return a text that Markdown prints as it stands as a block: ``1. Prie`` opens no list there."""
    return _guarded(escaped(text).strip())


def _guarded(text: str) -> str:
    opening = _BLOCK_OPENINGS.match(text)
    return f"{opening[0]}\\{text[opening.end() :]}" if opening else text


class _Document:
    """The blocks of the document of one resolution."""

    def __init__(self, record: Record, words: Words) -> None:
        self.record = record
        self.words = words
        self.headings: dict[str | None, list[Heading]] = {}
        for heading in record.headings:
            self.headings.setdefault(heading.before, []).append(heading)

    def blocks(self) -> Iterator[str]:
        record, words = self.record, self.words
        yield f"# {escaped(headline(record, words))}"
        yield f"**{escaped(record.title or words('label.untitled')) or '—'}**"
        yield self.table()
        if record.enacting and record.enacting.strip():
            yield f"*{escaped(record.enacting)}*"
        if record.preamble:
            yield f"## {words('label.preamble')}"
            for paragraph in record.preamble:
                yield from self.paragraph(paragraph, 0)
        if record.operative:
            yield f"## {words('label.operative')}"
            for paragraph in record.operative:
                yield from self.paragraph(paragraph, 0)
        yield from self.heads(None)
        for annex in record.annexes:
            yield from self.annex(annex)
        if record.footnotes:
            yield f"## {words('label.footnotes')}"
            for note in record.footnotes:
                yield f"{_raised(note.number)} {escaped(note.text)}"
        if record.warnings:
            yield f"## {words('label.warnings')}"
            yield "\n".join(self.warnings())
        yield f"*{escaped(words('phrase.unofficial', version=_version.__version__))}*"

    def table(self) -> str:
        """The masthead as a table without header."""
        rows = [f"| {name} | {escaped(value)} |" for name, value in masthead(self.record, self.words)]
        return "\n".join(["| | |", "|---|---|", *rows])

    def heads(self, before: str | None, indent: str = "") -> Iterator[str]:
        for heading in self.headings.get(before, ()):
            if words := heading_words(heading):
                yield f"{indent}### {escaped(words)}"

    def paragraph(self, paragraph: Paragraph, level: int) -> Iterator[str]:
        """A paragraph; sub-paragraphs are items of a list, one level a degree."""
        yield from self.heads(paragraph.id, "  " * level)
        first, rest = ("  " * (level - 1) + "- ", "  " * level) if level else ("", "")
        number = label(paragraph.number, self.record.language)
        text = _marked(paragraph).strip()
        text = f"**{escaped(number)}** {text}" if number else _guarded(text)
        yield first + (text or "—")
        found = [
            *self.cites(paragraph.citations),
            *self.names(paragraph.instruments),
            *map(self.commitment, paragraph.commitments),
        ]
        if found:
            yield "\n".join(f"{rest}> {line}  " for line in found)
        for child in paragraph.children:
            yield from self.paragraph(child, level + 1)

    def cites(self, citations: Iterable[Citation]) -> Iterator[str]:
        names = dict.fromkeys(cited(citation, self.words) for citation in citations)
        if names:
            yield f"{self.words('label.cites')} {', '.join(map(escaped, names))}"

    def names(self, instruments: Iterable[Instrument]) -> Iterator[str]:
        """The instruments named, each once."""
        listed = dict.fromkeys(named(each, self.words) for each in instruments)
        if listed:
            yield f"{self.words('label.names')} {', '.join(map(escaped, listed))}"

    def commitment(self, commitment: Commitment) -> str:
        """Who must do what by when, and under what condition."""
        said = tell(commitment, self.record, self.words)
        charge = f"**{said.charge}**" + (f", {escaped(said.due)}" if said.due else "")
        if said.bearer:
            charge = self.words("phrase.owes", bearer=escaped(said.bearer), charge=charge)
        if said.condition:
            charge += f" {escaped(self.words('phrase.if', condition=said.condition))}"
        if not said.certain:
            charge += rf" \[{self.words('label.uncertain')}\]"
        return f"→ {charge}"

    def annex(self, annex: Annex) -> Iterator[str]:
        yield f"## {self.words('label.annex')}"
        if annex.title.strip().casefold() not in ("", self.words("label.annex").casefold()):
            yield f"**{escaped(annex.title)}**"
        for paragraph in annex.paragraphs:
            yield from self.paragraph(paragraph, 0)

    def warnings(self) -> Iterator[str]:
        for warning in self.record.warnings:
            line = block(told("warning", warning.code, warning.message, self.words))
            where = place_of_span(self.record, warning.span, self.words)
            yield f"- {line} ({escaped(where)})" if where else f"- {line}"


def _marked(paragraph: Paragraph) -> str:
    """Return a paragraph's text with its opening in italics and footnote marks raised."""
    text, lead = paragraph.text, paragraph.lead
    marks: dict[int, str] = {}
    if lead and 0 <= lead.at.start < lead.at.end <= len(text):
        words = text[lead.at.start : lead.at.end]
        if words == words.strip():
            marks = {lead.at.start: "*", lead.at.end: "*"}
    for call in paragraph.calls:
        if 0 <= call.at <= len(text):
            marks[call.at] = marks.get(call.at, "") + _raised(call.number)
    done, place = [], 0
    for at in sorted(marks):
        done += [escaped(text[place:at]), marks[at]]
        place = at
    done.append(escaped(text[place:]))
    return "".join(done)


def _raised(number: str) -> str:
    return f"<sup>{escaped(number)}</sup>" if number.strip() else ""
