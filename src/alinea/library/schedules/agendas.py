"""The agenda by session: its items, who had them put on it, and the texts and documents under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.linking.matters import titles_alike
from alinea.linking.series import SAME
from alinea.model.document import Document
from alinea.model.ledger import Entry
from alinea.store.ledgers import ledgers
from alinea.store.library import Library


@dataclass(slots=True)
class AgendaItem:
    """An item of the agenda of a session.

    Attributes:
        organ, session: whose; item, sub: its number, None where only its title is known.
        title: as an agenda or a document prints it, else as the text that had it put there names it; language: of it.
        asked: the paragraphs that decide to put it on the agenda, or ask for it.
        texts: names of the resolutions adopted under it; titled: their titles; documents: symbols of those submitted.
    """

    organ: str
    session: int
    item: int | None
    sub: str
    title: str | None = None
    language: str = ""
    asked: list[Entry] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    titled: list[tuple[str, str]] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)


def agenda_of(library: Library, asked: LedgerQuery) -> tuple[AgendaItem, ...]:
    """Return the items of agendas, session by session, the latest first, in order of their numbers.

    An item is known by an agenda that is held, by the documents submitted and the texts adopted under its number, and
    by the paragraphs that decide to inscribe it; these are met with the others by its title.

    Args:
        asked: organ, session and day count.
    """
    items: dict[tuple[str, int, int, str], AgendaItem] = {}

    def at(organ: str, session: int, item: int, sub: str) -> AgendaItem:
        return items.setdefault((organ, session, item, sub), AgendaItem(organ, session, item, sub))

    for document in library.documents_of_session(asked.organ, asked.session, "agenda"):
        for organ, session, item, sub, title in _listed(document):
            _name(at(organ, session, item, sub), title, document.language)
    # Of all documents only those of one session are gone through: without one they may be a hundred thousand.
    for document in library.documents_of_session(asked.organ, asked.session) if asked.session else ():
        for each in document.agenda_items:
            found = document.session.get(each.organ or "")
            if each.organ and isinstance(found, int) and document.symbol:
                row = at(each.organ, found, each.item, each.sub or "")
                _name(row, each.title, document.language)
                row.documents.append(document.symbol)
    for name, organ, session, item, sub, text, language in library.under_items(asked.organ, asked.session):
        row = at(organ, session, item, sub)
        row.texts.append(name)
        if asked.session and row.title is None:
            _name(row, *_printed(library, name, item, sub))
        if text:
            row.titled.append((text, language))
    found_rows = list(items.values())
    wanted = LedgerQuery(
        asked.as_of, EVERY, session=asked.session, organ=asked.organ, kinds=("agenda",), bearer=asked.bearer
    )
    for entry in answer(library, wanted).entries:
        owed = entry.obligation
        if owed.due_session is None or owed.due_organ is None:
            continue
        under = next((each for each in found_rows if _is_of(each, entry)), None)
        if under is None:
            under = AgendaItem(owed.due_organ, owed.due_session, None, "")
            found_rows.append(under)
        _name(under, owed.subject or owed.title, owed.language)
        under.asked.append(entry)
    return tuple(
        sorted(found_rows, key=lambda each: (-each.session, each.organ, each.item or 9_999, each.sub))
    )


def _printed(library: Library, name: str, item: int, sub: str) -> tuple[str | None, str]:
    """Return the title of an item as the text adopted under it prints it, with its language; None where it does not."""
    with ledgers(library) as kept:
        for version in kept.outlines(name):
            for each in version.agenda_items:
                if (each.item, each.sub or "") == (item, sub) and each.title:
                    return each.title, version.language
    return None, ""


def _listed(document: Document) -> Iterator[tuple[str, int, int, str, str]]:
    """Yield organ, session, number, letter and title of what an agenda lists."""
    organ, session = next(iter(document.session.items()), ("", None))
    if not isinstance(session, int):
        return
    for entry in document.items:
        yield organ, session, int(entry.number), "", entry.title
        for sub in entry.sub_items:
            yield organ, session, int(entry.number), sub.number.strip("()"), sub.title


def _name(row: AgendaItem, title: str | None, language: str) -> None:
    if row.title is None and title:
        row.title, row.language = title, language


def _is_of(row: AgendaItem, entry: Entry) -> bool:
    """Tell whether a paragraph had the item put on the agenda: by its title, or by the text that shows it."""
    owed = entry.obligation
    if (row.organ, row.session) != (owed.due_organ, owed.due_session):
        return False
    if any(each.kind.startswith("item-") and each.place.symbol in row.texts for each in owed.evidence):
        return True
    wanted = owed.subject or owed.title or ""
    titles = [*row.titled, *([(row.title, row.language)] if row.title else [])]
    return any(
        language == owed.language and titles_alike(wanted, title, language) >= SAME
        for title, language in titles
    )
