"""The masthead of a resolution as rows to read: organ, agenda item, dates, meeting, basis, vote."""

from __future__ import annotations

from collections.abc import Iterator

from alinea.model.record import Heading, Item, Record
from alinea.presenting.words import Words, words_in


def masthead(record: Record, words: Words) -> list[tuple[str, str]]:
    """Return what is known of a resolution as a whole, as pairs (label, value), unknown things left out."""
    return list(_rows(record, words))


def _rows(record: Record, words: Words) -> Iterator[tuple[str, str]]:
    if record.type != "resolution":
        yield words("label.type"), words(f"document-type.{record.type}")
    if record.organ:
        organ = words.find(f"organ.{record.organ}") or record.organ
        if record.session is not None:
            organ = words("phrase.organ", organ=organ, session=words.session(record.session))
        yield words("label.organ"), organ
    elif record.session is not None:
        yield words("label.session"), words.numbered(record.session)
    if record.agenda_items:
        yield words("label.item"), words.listing([agenda_item(item, words) for item in record.agenda_items])
    if record.adopted_on:
        yield words("label.adopted"), words.date(record.adopted_on)
    if record.meeting:
        number = words.ordinal(record.meeting.number)
        if record.meeting.symbol:
            yield words("label.meeting"), words("phrase.meeting", number=number, symbol=record.meeting.symbol)
        else:
            yield words("label.meeting"), words("phrase.meeting-only", number=number)
    basis = _basis(record, words)
    if basis:
        yield words("label.basis"), basis
    if record.vote:
        vote = record.vote
        yield words("label.vote"), words("phrase.votes", yes=vote.yes, no=vote.no, abstain=vote.abstain)
    if record.submitted_by:
        yield words("label.submitted-by"), record.submitted_by
    if record.sponsors:
        yield words("label.sponsors"), words.listing(record.sponsors)
    if record.distributed_on:
        yield words("label.distributed"), words.date(record.distributed_on)
    source = record.source
    if source.pages:
        pages = words.count("pages", source.pages)
        yield words("label.source"), words("phrase.pages", path=source.path, pages=pages)
    else:
        yield words("label.source"), source.path


def draft_told(draft: Record, words: Words) -> str:
    """Return a draft with those who submit it: ``A/75/L.31 (Bahreïn, Mongolie et Turkménistan)``."""
    who = words.listing(draft.sponsors) if draft.sponsors else draft.submitted_by
    return words("phrase.draft", symbol=draft.symbol, sponsors=who) if who else draft.symbol or ""


def agenda_item(item: Item, words: Words) -> str:
    """Return an item of the agenda as it is named: ``34 a) (« Prévention des conflits armés »)``."""
    number = words("phrase.sub-item", item=item.item, sub=item.sub) if item.sub else str(item.item)
    return words("phrase.titled-item", item=number, title=item.title) if item.title else number


def _basis(record: Record, words: Words) -> str:
    """Return the adoption bracket in words, empty where there is none."""
    basis = record.basis
    if basis is None:
        return ""
    documents = ", ".join(basis.documents)
    if basis.kind == "no-main-committee":
        key = "phrase.no-committee" if documents else "phrase.no-committee-only"
    elif basis.committee:
        key = "phrase.committee" if documents else "phrase.committee-only"
    elif documents:
        key = "phrase.report"
    else:
        return ""
    return words(key, committee=basis.committee, documents=documents)


def headline(record: Record, words: Words) -> str:
    """Return the symbol, with what is said of a mere fragment: ``A/RES/217A(III) (fragment)``."""
    symbol = record.symbol or words("label.unnumbered")
    return f"{symbol} ({words('label.fragment')})" if record.fragment else symbol


def heading_words(heading: Heading, between: str = " ") -> str:
    """Return a heading with its numeral, once: ``II Funding``, or ``II. Funding`` with ``. `` between the two."""
    text = heading.text.strip()
    number = heading.number or ""
    if not number or (text.startswith(number) and not text[len(number) : len(number) + 1].isalnum()):
        return text
    return f"{number}{between}{text}" if text else number


def label(number: str | None, language: str) -> str:
    """Return a paragraph's number as it is printed before it: ``7.``, ``a)``; of ``I/7.a`` it is ``a)``.

    Args:
        language: of the resolution, whose custom it is: English prints ``(a)``.
    """
    if not number:
        return ""
    printed = number.rsplit("/", 1)[-1]
    if not printed:
        return ""
    steps = printed.split(".")
    if len(steps) == 1:
        return f"{printed}."
    return words_in(language)("phrase.sub-paragraph", letter=steps[-1])


def first_words(record: Record) -> str:
    """Return the words by which a text without a title is known: those of its first operative paragraph."""
    paragraphs = (*record.operative, *record.preamble)
    return paragraphs[0].text if paragraphs else ""
