"""The forms in which a record can be printed or written."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from alinea.model.problems import UnreadableError
from alinea.presenting.words import LANGUAGES, Words, words_in

if TYPE_CHECKING:
    from alinea.model.document import Document
    from alinea.model.record import Record
    from alinea.model.text import Text
    from alinea.presenting.terminal import ColourSystem

Form = Literal["text", "jsonl", "akn", "csv", "markdown", "bibtex", "ris", "marcxml", "jsonld"]
FORMS: tuple[Form, ...] = get_args(Form)

SUFFIX: dict[Form, str] = {
    "text": ".txt",
    "jsonl": ".json",
    "akn": ".xml",
    "csv": ".csv",
    "markdown": ".md",
    "bibtex": ".bib",
    "ris": ".ris",
    "marcxml": ".xml",
    "jsonld": ".jsonld",
}
"""Suffix of the file that holds one resolution."""

ALONE: frozenset[Form] = frozenset({"akn", "marcxml"})
"""Forms of which a file holds one resolution: two documents of XML after one another are none."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Printing:
    """How records are printed.

    Attributes:
        form: one of `FORMS`.
        lang: language of labels and messages; None for that of each resolution.
        today: the date that a file says it was made on.
        width, colour: of the terminal, for ``text``.
    """

    form: Form
    lang: str | None
    today: datetime.date
    width: int = 80
    colour: ColourSystem | None = None

    def words(self, language: str) -> Words:
        """Return the catalogue for a resolution in `language`."""
        return words_in(self.lang or (language if language in LANGUAGES else "en"))


def opening(form: Form, *, file: bool) -> bytes:
    """Return what stands before the first record.

    Args:
        file: it is written to a file, not printed: spreadsheets take a CSV file for UTF-8 only where a byte
            order mark says so.
    """
    if form != "csv":
        return b""
    from alinea.presenting import tables

    return (BYTE_ORDER_MARK if file else b"") + tables.header()


def render_document(document: Document, printing: Printing, text: Text | None) -> bytes:
    """Return a document that is no resolution in the form asked for, in UTF-8.

    Args:
        text: that it was read from, None where that is not at hand.

    Raises:
        UnreadableError: ``no-akn``: AKN4UN is asked for, which holds all words of a document, and they are not at hand.
    """
    words = printing.words(document.language)
    match printing.form:
        case "jsonl":
            from alinea.presenting import jsonl

            return jsonl.render(document)
        case "csv":
            from alinea.presenting import tables

            return tables.render_document(document)
        case "akn":
            if text is None:
                raise UnreadableError("no-akn", "its words are not kept; read its file, --to akn")
            from alinea.presenting.akn.documents import document_to_akn

            return document_to_akn(document, text, generated_on=printing.today)
        case "bibtex" | "ris" | "marcxml" | "jsonld":
            return _exchanged(document, printing.form)
        case "markdown":
            from alinea.presenting import documents

            return documents.markdown(document, words).encode()
        case "text":
            from alinea.presenting import terminal_document

            return terminal_document.render(
                document, words, width=printing.width, colour=printing.colour
            ).encode()


def render(record: Record, printing: Printing) -> bytes:
    """Return a record in the form asked for, in UTF-8."""
    match printing.form:
        case "jsonl":
            from alinea.presenting import jsonl

            return jsonl.render(record)
        case "csv":
            from alinea.presenting import tables

            return tables.render(record)
        case "akn":
            from alinea.presenting.akn.writer import to_akn

            return to_akn(record, generated_on=printing.today)
        case "bibtex" | "ris" | "marcxml" | "jsonld":
            return _exchanged(record, printing.form)
        case "markdown":
            from alinea.presenting import markdown

            return markdown.render(record, printing.words(record.language)).encode()
        case "text":
            from alinea.presenting import terminal

            view = terminal.render(
                record, printing.words(record.language), width=printing.width, colour=printing.colour
            )
            return view.encode()


def _exchanged(text: Record | Document, form: Literal["bibtex", "ris", "marcxml", "jsonld"]) -> bytes:
    """Return a text in a form that other programs take in."""
    if form == "jsonld":
        from alinea.presenting.exchange import linked_data

        return linked_data.rendered(linked_data.node_of(text))
    from alinea.presenting.exchange.bibliographies import described

    if form == "marcxml":
        from alinea.presenting.exchange.marcxml import marcxml

        return marcxml(described(text), whole=True)
    from alinea.presenting.exchange import bibliographies

    return (bibliographies.bibtex if form == "bibtex" else bibliographies.ris)(described(text))
