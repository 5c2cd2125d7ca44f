"""A resolution with all that the library knows of it: what its citations lead to, what is owed, its series."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alinea.library.ledger import LedgerQuery, answer
from alinea.library.links import links_of, open_links, series
from alinea.model.corpus import Link, Resolved, Series
from alinea.model.ledger import Entry
from alinea.model.record import Record
from alinea.store.library import Library
from alinea.store.values import Metadata, Work


@dataclass(frozen=True, slots=True)
class Consulted:
    """A resolution in one language and what is known of it.

    Attributes:
        work, record: the resolution, and its text in the language consulted.
        links: what each citation leads to, by where it begins in the source.
        cited: the works held that are cited, by name.
        entries: what is owed by each paragraph, by its address; series: texts before and after it.
        metadata: as published, None where not imported; drafts: held, on the basis of which it was adopted.
    """

    work: Work
    record: Record
    links: Mapping[int, Link]
    cited: Mapping[str, Work]
    entries: Mapping[str, Sequence[Entry]]
    series: Series
    metadata: Metadata | None
    drafts: tuple[Record, ...] = ()


def drafts_behind(library: Library, record: Record) -> tuple[Record, ...]:
    """Return the drafts that are held of those on the basis of which a resolution was adopted, in order."""
    documents = record.basis.documents if record.basis else ()
    found = (library.record(each) for each in documents if library.work(each))
    return tuple(each for each in found if each is not None and each.type == "draft-resolution")


def consult(library: Library, name: str, language: str | None, as_of: datetime.date) -> Consulted | None:
    """Return a resolution with all that is known of it on a day; None where it is not held in that language.

    Args:
        name: of the work; language: of the text, None for that of the principal version.
    """
    work = library.work(name)
    record = library.record(name, language) if work else None
    if work is None or record is None:
        return None
    links = (*links_of(library, name, record.language), *open_links(library, record))
    held = sorted({link.outcome.symbol for link in links if isinstance(link.outcome, Resolved)})
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in answer(library, LedgerQuery(as_of, work=name)).entries:
        entries[entry.obligation.paragraph].append(entry)
    return Consulted(
        work=work,
        record=record,
        links={link.place.span.start: link for link in links},
        cited={each.name: each for each in library.works_named(held)},
        entries=entries,
        series=series(library, name),
        metadata=library.metadata(work.symbol) if work.symbol else None,
        drafts=drafts_behind(library, record),
    )
