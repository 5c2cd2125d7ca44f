"""``alinea show``: a resolution of the library, or one of its paragraphs, and what is published beside its text."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import absent, stderr
from alinea.library.documents import consult_document
from alinea.library.naming import Located, NotHeldError, characters, locate, symbol_of
from alinea.library.resolution import drafts_behind
from alinea.library.subjects import subjects_of, telling
from alinea.model.document import Document
from alinea.model.problems import UnreadableError
from alinea.model.record import Paragraph, Record
from alinea.model.text import Source, Text
from alinea.presenting.forms import Printing, opening, render, render_document
from alinea.presenting.ledger import line
from alinea.presenting.masthead import draft_told
from alinea.presenting.problems import printable, refused
from alinea.presenting.terminal import WIDEST
from alinea.presenting.words import Words, words_in
from alinea.store.faults import LibraryError
from alinea.store.library import Library
from alinea.store.values import Metadata


@dataclass(frozen=True, slots=True)
class ShowRequest:
    """What the command was asked to do.

    Attributes:
        name: resolution or paragraph, as typed.
        language: of the text, None for the principal one.
        printing: form and words of what is printed.
        words: of the language of messages.
    """

    name: str
    library: Path
    language: str | None
    printing: Printing
    words: Words


def run(request: ShowRequest) -> int:
    """Print what was asked for and return the exit code."""
    with Library.open(request.library) as library:
        try:
            found = locate(library, request.name)
        except NotHeldError as error:
            symbol = symbol_of(request.name)
            language = request.language and characters(request.language)
            document = library.document(symbol, language) if symbol else None
            if symbol and document is not None:
                code = _document(library, document, request.printing)
                if code == DONE and request.printing.form == "text":
                    _answers(library, symbol, language, request)
                return code
            return _not_held(library, request, error)
        record = library.record(found.name, request.language and characters(request.language))
        work = library.work(found.name)
        beside = library.metadata(found.name)
        drafts = drafts_behind(library, record) if record else ()
        named = telling(subjects_of(library, found.name, record.language)) if record else ()
    if record is None:
        languages = ", ".join(work.languages) if work else ""
        stderr(f"alinea: {request.words('show.no-language', name=found.name, languages=languages)}")
        return FAILED
    out = sys.stdout.buffer
    form = request.printing.form
    out.write(_in_form(_paragraph_of(record, found), beside, request.printing))
    if form == "text" and found.paragraph is None:
        words = words_in(request.printing.lang or record.language)
        if told := [each.subject.names[words.language] for each in named]:
            out.write(f"  {words('show.named')}  {' · '.join(told)}\n\n".encode())
        if drafts:
            told = [draft_told(each, words) for each in drafts]
            out.write(f"  {words('show.drafts')}  {' · '.join(told)}\n\n".encode())
        if work and len(work.languages) > 1:
            out.write(f"  {words('show.languages')}  {', '.join(work.languages)}\n\n".encode())
        if beside:
            lines = metadata_lines(beside, words, request.printing.width)
            out.write("".join(f"{line}\n" for line in lines).encode())
    out.flush()
    return DONE


def _document(library: Library, document: Document, printing: Printing) -> int:
    """Print a document that is no resolution."""
    try:
        text = _text_of(library, document) if printing.form == "akn" else None
        shown = opening(printing.form, file=False) + render_document(document, printing, text)
    except UnreadableError as error:
        words = printing.words(document.language)
        stderr(f"alinea: {refused(error, words)}")
        return FAILED
    sys.stdout.buffer.write(shown)
    sys.stdout.buffer.flush()
    return DONE


def _text_of(library: Library, document: Document) -> Text | None:
    """Return the words of a document, None where the library has not kept them."""
    from alinea.reading.plain import read_plain

    held, origin = library.source(document.source.sha256), document.source
    if held is None or held.text is None:
        return None
    return read_plain(
        held.text, Source(origin.path, origin.media_type, origin.sha256, held.size, origin.pages)
    )


def _answers(library: Library, symbol: str, language: str | None, request: ShowRequest) -> None:
    """Print the commitments that a document answers, where the library is linked."""
    try:
        found = consult_document(library, symbol, language, request.printing.today)
    except LibraryError:  # not linked: the text is shown all the same
        return
    if found is not None and found.answers:
        sys.stdout.write(f"  {request.words('show.answers')}\n")
        for entry in found.answers:
            sys.stdout.write(f"    {line(entry, request.words)}\n")
        sys.stdout.write("\n")
        sys.stdout.flush()


def _in_form(record: Record, beside: Metadata | None, printing: Printing) -> bytes:
    """Return a record in the form asked for; what is published of it goes with those that programs read."""
    if printing.form == "csv":
        from alinea.presenting import published, tables

        return tables.header(published.COLUMNS) + tables.render(record, published.cells(beside))
    shown = opening(printing.form, file=False) + render(record, printing)
    if printing.form == "jsonl" and beside:
        from alinea.presenting import published

        return shown.rstrip()[:-1] + f',"metadata":{published.as_json(beside)}}}\n'.encode()
    return shown


def _not_held(library: Library, request: ShowRequest, error: NotHeldError) -> int:
    """Say that it is not held; print what is published of it beside its text, where that is."""
    words = request.words
    stderr(printable(f"alinea: {absent(error, words)}"))
    symbol = symbol_of(request.name)
    beside = library.metadata(symbol) if symbol and error.code == "not-held" else None
    if beside is None:
        return FAILED
    match request.printing.form:
        case "text":
            shown = "".join(f"{line}\n" for line in metadata_lines(beside, words, request.printing.width))
        case "jsonl":
            from alinea.presenting import published

            shown = f'{{"symbol":{json.dumps(symbol)},"metadata":{published.as_json(beside)}}}\n'
        case _:
            shown = ""
    sys.stdout.write(shown)
    return FAILED


def _paragraph_of(record: Record, found: Located) -> Record:
    """Return the record with no other paragraph than the one asked for, and those below it."""
    if found.paragraph is None:
        return record

    def among(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(each for top in paragraphs for each in top.walk() if each.id == found.paragraph)

    annexes = tuple(each.model_copy(update={"paragraphs": among(each.paragraphs)}) for each in record.annexes)
    kept = {
        "preamble": among(record.preamble),
        "operative": among(record.operative),
        "annexes": tuple(each for each in annexes if each.paragraphs),
    }
    shown = record.model_copy(update={**kept, "headings": (), "warnings": (), "parts": ()})
    called = {number for each in shown.paragraphs() for number in each.footnotes}
    notes = tuple(each for each in record.footnotes if each.number in called)
    return shown.model_copy(update={"footnotes": notes})


def metadata_lines(beside: Metadata, words: Words, width: int = 80) -> Iterator[str]:
    """Yield the lines that tell what is published of a resolution beside its text."""
    width = max(40, min(width, WIDEST))
    title = f"── {words('show.metadata')} "
    yield title + "─" * max(2, width - len(title))
    rows = [(words(f"show.{key}"), printable(value)) for key, value in _metadata_rows(beside, words) if value]
    widest = min(24, max((len(label) for label, _ in rows), default=0))
    for label, value in rows:
        head = f"  {label.ljust(widest)}  "
        yield from textwrap.wrap(value, width, initial_indent=head, subsequent_indent=" " * (widest + 4))
    yield ""


def _metadata_rows(beside: Metadata, words: Words) -> Iterator[tuple[str, str]]:
    yield "title", beside.title or ""
    yield "committee", beside.committee or ""
    item = " · ".join(each for each in (beside.agenda_item, beside.agenda_title) if each)
    yield "item", item
    yield "documents", ", ".join(beside.documents)
    yield "meeting", beside.meeting or ""
    adoption = beside.adoption or ""
    if beside.yes is not None:
        counts = words("show.votes", yes=beside.yes, no=beside.no or 0, abstain=beside.abstain or 0)
        adoption = f"{adoption} ({counts})" if adoption else counts
    yield "adoption", adoption
    yield "sponsors", ", ".join(beside.sponsors)
    yield "later", ", ".join(beside.later)
    for vote in ("yes", "no", "abstain"):
        yield vote, ", ".join(state for state, cast in beside.votes if cast == vote)
    yield "subjects", "; ".join(subject for subject, _ in beside.subjects)
    yield "goals", ", ".join(beside.goals)
