"""The next text from the last: carried on by rule, read as any text is, with what the library knows of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from alinea.drafting.carrying import carry
from alinea.drafting.printing import as_set, printed, typesetting
from alinea.drafting.wording import drafting_words
from alinea.library.naming import locate
from alinea.linking.outlines import outline
from alinea.linting.findings import Draft as Looked
from alinea.linting.mandates import clauses_lacking
from alinea.model.draft import MASTHEAD, Change, Choice, ChoiceCode, Draft, Known, Line, Outlook
from alinea.model.record import Record
from alinea.model.spans import Span
from alinea.store.ledgers import ledgers
from alinea.store.library import Library

CONFIDENT = 0.75
"""From which confidence on an earlier text is of the series, as everywhere."""
_EXPECTED = frozenset({"no-symbol", "symbol-from-file-name", "unnamed-text"})
"""Warnings that every draft would have: its symbol is to come."""


class DraftError(ValueError):
    """A text cannot be carried to the session.

    Attributes:
        code: ``before`` (the session is that of the text, or earlier), ``far`` (many sessions later), ``language``,
            ``no-organ`` (no symbol, or no organ, was read), ``fragment``, ``no-language`` (the library has no text of
            it in the language asked for).
        what: what it is about, such as the symbol.
    """

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(f"{code}: {what}" if what else code)
        self.code = code
        self.what = what


def draft_from(record: Record, session: int, known: Known | None = None) -> Draft:
    """Return the next text from the last.

    Args:
        record: the last text, whole; session: at which the next is taken up; known: what a library knows besides.

    Raises:
        DraftError: it cannot be made.

    A sample: A/RES/62/27 carried to the sixty-third session recalls 62/27 of 5 December 2007 and asks for a report to
    the sixty-fourth.
    """
    if record.fragment:
        raise DraftError("fragment", record.symbol or "")
    found = outline(record)
    if found is None:
        raise DraftError("no-organ", record.symbol or record.source.path)
    try:
        outlook = typesetting(carry(record, found, session, known))
    except LookupError:
        raise DraftError("language", record.language) from None
    except ValueError as error:
        raise DraftError(str(error), str(record.session)) from None
    return _read(record, outlook)


def draft_of(
    library: Library, name: str, session: int, as_of: datetime.date, language: str | None = None
) -> Draft:
    """Return the next text from one that a library holds, with what the library knows of it.

    Args:
        name: symbol of the last text, as typed; as_of: the day on which its commitments stand where they do.
        language: of the text, None for the principal one.

    Raises:
        NotHeldError: the library does not hold it; DraftError: the draft cannot be made.
    """
    symbol = locate(library, name).name
    record = library.record(symbol, language)
    if record is None:
        raise DraftError("no-language", symbol)
    return draft_from(record, session, known_of(library, symbol, as_of))


def known_of(library: Library, symbol: str, as_of: datetime.date) -> Known:
    """Return what a library knows of a text besides its words: where its commitments stand, and its series.

    Args:
        symbol: canonical; as_of: the day on which the commitments stand where they do. The library must be linked.
    """
    from alinea.library.ledger import LedgerQuery, answer

    entries = answer(library, LedgerQuery(as_of, work=symbol)).entries
    with ledgers(library) as kept:
        earlier = tuple(each.earlier for each in kept.earlier(symbol) if each.confidence >= CONFIDENT)
    return Known(entries, earlier)


def _read(last: Record, outlook: Outlook) -> Draft:
    """Read the text to be, and say of each change and choice where it stands in what was read."""
    from alinea.pipeline import read_from

    text = printed(outlook)
    record = as_set(next(iter(read_from(text, outlook.language))), outlook)
    warnings = tuple(each for each in record.warnings if each.code not in _EXPECTED)
    record = record.model_copy(update={"warnings": warnings, "symbol": None})
    places = _Places(outlook, record)
    return Draft(
        last=last,
        session=outlook.session,
        content=text.content,
        record=record,
        masthead=outlook.masthead,
        changes=tuple(sorted(map(places.change, outlook.changes), key=places.order)),
        choices=tuple(
            sorted((*map(places.choice, outlook.choices), *_offered(record, text.content)), key=places.order)
        ),
    )


def _offered(record: Record, content: str) -> Iterator[Choice]:
    """Yield the clauses of review and of retirement that the text to be lacks, before its last paragraph.

    Source: A/RES/80/251, paras. 5 and 13. The words are those of the table; the day in them stands open.
    """
    words = drafting_words(record.language).table["clauses"]
    for lacking in clauses_lacking(Looked(record, content)):
        code: ChoiceCode = "review-clause" if lacking.rule == "AL404" else "retirement-clause"
        clause = words["review" if code == "review-clause" else "retirement"]
        yield Choice(code, record.operative[-1].id, facts=(("clause", clause),))


class _Places:
    """Where the paragraphs of the last text stand in the text to be."""

    def __init__(self, outlook: Outlook, record: Record) -> None:
        lines = [*_walk(outlook.preamble), *_walk(outlook.operative)]
        for annex in outlook.annexes:
            lines += _walk(annex.paragraphs)
        self._texts = {each.id: each.text for each in record.paragraphs()}
        self._texts |= {f"note_{place}": note.text for place, note in enumerate(record.footnotes, 1)}
        self._addresses = _addresses(lines, self._texts)
        self._rank = {address: rank for rank, address in enumerate([MASTHEAD, *self._texts])}

    def change(self, change: Change) -> Change:
        """Return a change with its address and place in the text to be."""
        address = self._addresses.get(change.paragraph, change.paragraph)
        return replace(change, paragraph=address, at=self._at(address, change.at, change.now))

    def choice(self, choice: Choice) -> Choice:
        """Return a choice with its address and place in the text to be."""
        address = self._addresses.get(choice.paragraph, choice.paragraph)
        return replace(choice, paragraph=address, at=self._at(address, choice.at, choice.text))

    def _at(self, address: str, at: Span, words: str) -> Span:
        text = self._texts.get(address, "")
        if text[at.start : at.end] == words:
            return at
        start = text.find(words) if words else -1
        return Span(start, start + len(words)) if start >= 0 else Span(0, 0)

    def order(self, each: Change | Choice) -> tuple[int, int]:
        """Return by what changes and choices are put in order: that of the text."""
        return self._rank.get(each.paragraph, len(self._rank)), each.at.start


def _addresses(lines: Sequence[Line], texts: Mapping[str, str]) -> dict[str, str]:
    """Return the address that each paragraph has in the text to be, by the one it had in the last."""
    read = [(address, text) for address, text in texts.items() if not address.startswith("note_")]
    if len(read) == len(lines):
        return {line.id: address for line, (address, _) in zip(lines, read, strict=True)}
    by_text = {text: address for address, text in reversed(read)}
    return {line.id: by_text[line.text] for line in lines if line.text in by_text}


def _walk(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _walk(line.children)
