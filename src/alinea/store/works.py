"""What the library holds, asked in SQL and given back as values."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from alinea.model.record import Record
from alinea.model.spans import Span
from alinea.store.expressions import letter_of, value_of
from alinea.store.rows import unpack
from alinea.store.tables import tables
from alinea.store.values import INSTRUMENT, Address, CitedAt, Held, InstrumentNamed, Reader, Version, Work

LANGUAGES = ("fr", "en")
"""Languages of the principal version, the first that is held; others follow by their tags."""

FORMATS = (
    "application/akn+xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text", "application/msword", "application/rtf",
    "application/vnd.wordperfect", "application/pdf", "text/html", "text/plain", "text/markdown",
)  # fmt: skip
"""Formats, those first that say most of a text by themselves."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A version of a work, with what the choice goes by; `sha256` and `place` are of and in its input."""

    id: int
    language: str
    fragment: bool
    media_type: str
    doubts: int
    extent: int
    current: bool
    principal: bool
    sha256: str
    place: int

    @classmethod
    def of(cls, row: Any) -> Candidate:
        """Return the version of a row."""
        return cls(
            row.id,
            row.language,
            bool(row.fragment),
            row.media_type,
            row.doubts,
            row.extent,
            bool(row.current),
            bool(row.principal),
            row.sha256,
            row.place,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The versions in use, one for each language, and the one that stands for the work."""

    current: frozenset[int]
    principal: int


def choose(candidates: Iterable[Candidate]) -> Choice | None:
    """Return the versions in use of those held of one work, None where none is held.

    A fragment is in use only where nothing whole is held in any language. In each language the choice goes, in
    this order, by format (the United Nations' own mark-up before PDF, PDF before plain text), by the number of
    warnings, and by the number of paragraphs. Of two that are equal in all that, the one whose input has the
    lesser hash: what is in use must not depend on the order in which texts were added.
    """
    held = list(candidates)
    whole = [each for each in held if not each.fragment] or held
    best: dict[str, Candidate] = {}
    for each in sorted(whole, key=_order):
        best.setdefault(each.language, each)
    if not best:
        return None
    principal = best[min(best, key=_language)]
    return Choice(frozenset(each.id for each in best.values()), principal.id)


def stands(candidates: Iterable[Candidate]) -> bool:
    """Tell whether the versions marked as in use are the choice, or equal to it in merit.

    Libraries filled before ties were broken by hash have the first that was read in use.
    """
    held = {each.id: each for each in candidates}
    choice = choose(held.values())
    if choice is None:
        return False

    def merits(some: Iterable[Candidate]) -> list[tuple[str, bool, tuple[int, int, int]]]:
        return sorted((each.language, each.fragment, _merit(each)) for each in some)

    current = [each for each in held.values() if each.current]
    principal = [each for each in held.values() if each.principal]
    return (
        merits(current) == merits(held[id] for id in choice.current)
        and merits(principal) == merits([held[choice.principal]])
        and principal[0] in current
    )


def _merit(each: Candidate) -> tuple[int, int, int]:
    place = FORMATS.index(each.media_type) if each.media_type in FORMATS else len(FORMATS)
    return place, each.doubts, -each.extent


def _order(each: Candidate) -> tuple[tuple[int, int, int], str, int, int]:
    return _merit(each), each.sha256, each.place, each.id


_AT_A_TIME = 200


def works(
    connection: Connection,
    *,
    organ: str | None = None,
    session: int | None = None,
    adopted_since: datetime.date | None = None,
    names: Sequence[str] | None = None,
) -> Iterator[Work]:
    """Yield the works, in order of their adoption, then of their names."""
    w = tables().works.c
    query = work_rows().order_by(w.adopted_on, w.name)
    if organ is not None:
        query = query.where(w.organ == organ)
    if session is not None:
        query = query.where(w.session == session)
    if adopted_since is not None:
        query = query.where(w.adopted_on >= adopted_since.isoformat())
    if names is not None:
        query = query.where(w.name.in_(names))
    for row in connection.execute(query):
        yield work_value(row)


def work_rows(ids: Sequence[int] | None = None) -> Select[Any]:
    """Select works, all or those of the numbers given, with what `work_value` needs."""
    query = _work_rows()
    return query if ids is None else query.where(tables().works.c.id.in_(ids))


@cache
def _work_rows() -> Select[Any]:
    t = tables()
    w, v = t.works.c, t.versions.c
    other = t.versions.alias().c
    # Looked up work by work: put together for all at once, they would take as long for one work as for all.
    languages = (
        select(func.group_concat(other.language, " "))
        .where(other.work_id == w.id, other.current == 1)
        .correlate(t.works)
        .scalar_subquery()
    )
    return select(t.works, v.title, v.language, v.fragment, languages.label("languages")).join(
        t.versions, and_(v.work_id == w.id, v.principal == 1)
    )


def under_items(
    connection: Connection, organ: str | None, session: int | None
) -> Iterator[tuple[str, str, int, int, str, str | None, str]]:
    """Yield name, organ, session, item, letter, title and language of each work, for each item it is adopted under."""
    t = tables()
    w, v, a = t.works.c, t.versions.c, t.agenda_items.c
    query = (
        select(w.name, w.organ, w.session, a.item, a.sub, v.title, v.language)
        .join(t.versions, and_(v.work_id == w.id, v.principal == 1))
        .join(t.agenda_items, a.version_id == v.id)
        .where(w.session.is_not(None))
    )
    if organ is not None:
        query = query.where(w.organ == organ)
    if session is not None:
        query = query.where(w.session == session)
    for row in connection.execute(query.order_by(w.name, a.item, a.sub)):
        yield row.name, row.organ, row.session, row.item, row.sub or "", row.title, row.language


def languages_of(connection: Connection, name: str) -> tuple[str, ...]:
    """Return the languages a work is held in, the principal one first; empty where it is not held."""
    t = tables()
    query = (
        select(t.versions.c.language)
        .join(t.works, t.works.c.id == t.versions.c.work_id)
        .where(t.works.c.name == name, t.versions.c.current == 1)
        .order_by(t.versions.c.principal.desc(), t.versions.c.language)
    )
    return tuple(connection.execute(query).scalars())


def versions_of(connection: Connection, name: str) -> Iterator[Version]:
    """Yield the texts that are held of a work, by language, the one in use first."""
    t = tables()
    v = t.versions.c
    query = (
        select(v.language, v.fragment, v.media_type, v.doubts, v.extent, v.current, t.sources.c.sha256)
        .add_columns(t.sources.c.added_at, t.records.c.json, t.records.c.sha256.label("digest"))
        .join(t.works, t.works.c.id == v.work_id)
        .join(t.sources, t.sources.c.id == v.source_id)
        .join(t.records, t.records.c.version_id == v.id)
        .where(t.works.c.name == name)
        .order_by(v.language, v.current.desc(), v.id)
    )
    for row in connection.execute(query):
        path = unpack(row.json, row.digest).source.path
        yield Version(
            row.sha256,
            path.replace("\\", "/").rpartition("/")[2],
            row.language,
            bool(row.fragment),
            row.media_type,
            row.doubts,
            row.extent,
            row.added_at,
            bool(row.current),
        )


def title_in(connection: Connection, name: str, language: str) -> str | None:
    """Return the title of a work in a language, None where it is not held in it or has none."""
    t = tables()
    query = (
        select(t.versions.c.title)
        .join(t.works, t.works.c.id == t.versions.c.work_id)
        .where(t.works.c.name == name, t.versions.c.current == 1, t.versions.c.language == language)
    )
    title: str | None = connection.execute(query).scalar()
    return title


def names_like(connection: Connection, beginning: str, most: int) -> tuple[str, ...]:
    """Return the names of works that begin so, in order, `most` of them."""
    # A page asks this for each text that is cited: to put the question together would take longer than to answer it.
    query = "SELECT name FROM works WHERE name >= ? AND name < ? ORDER BY name LIMIT ?"
    return tuple(connection.exec_driver_sql(query, (beginning, beginning + "\U0010ffff", most)).scalars())


def record(connection: Connection, name: str, language: str | None) -> Record | None:
    """Return the record of a work in a language, or the principal one."""
    t = tables()
    query = (
        select(t.records.c.json, t.records.c.sha256)
        .join(t.versions, t.versions.c.id == t.records.c.version_id)
        .join(t.works, t.works.c.id == t.versions.c.work_id)
        .where(t.works.c.name == name, t.versions.c.current == 1)
    )
    query = query.where(
        t.versions.c.principal == 1 if language is None else t.versions.c.language == language
    )
    row = connection.execute(query).first()
    return unpack(row.json, row.sha256) if row else None


def subjects_named(
    connection: Connection, name: str, language: str | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the address of the title and of each paragraph of a text, in order, and the subjects that it names."""
    query = (
        "SELECT p.address, p.facets FROM works w JOIN versions v ON v.work_id = w.id AND v.current = 1"
        " JOIN passages p ON p.version_id = v.id"
        " WHERE w.name = ? AND iif(? IS NULL, v.principal = 1, v.language = ?) AND p.part <> 'note' ORDER BY p.id"
    )
    letter = letter_of("subject")
    for address, facets in connection.exec_driver_sql(query, (name, language, language)):
        words = [each for each in facets.split(" ") if each.startswith(letter)]
        yield address, tuple(found[1] for found in map(value_of, words) if found)


def records(connection: Connection, language: str | None, *, principal: bool) -> Iterator[tuple[str, Record]]:
    """Yield the name and record of every work in use, few at a time, in order of their entry.

    One that cannot be read is left out, and the log told of it: it must not keep the others from being read.
    """
    t = tables()
    query = (
        select(t.works.c.name, t.records.c.json, t.records.c.sha256)
        .join(t.versions, t.versions.c.id == t.records.c.version_id)
        .join(t.works, t.works.c.id == t.versions.c.work_id)
        .where(t.versions.c.current == 1)
        .order_by(t.versions.c.id)
    )
    if language is not None:
        query = query.where(t.versions.c.language == language)
    if principal:
        query = query.where(t.versions.c.principal == 1)
    for row in connection.execution_options(yield_per=_AT_A_TIME).execute(query):
        try:
            found = unpack(row.json, row.sha256)
        except ValueError:
            logging.getLogger(__name__).warning("the record of %s is damaged and left out", ascii(row.name))
            continue
        yield row.name, found


def citations(
    connection: Connection, *, name: str | None = None, target: str | None = None, language: str | None = None
) -> Iterator[CitedAt]:
    """Yield the citations of a work, or of a target, or all; of each work those of its principal version.

    Instruments that are named (`alinea.model.record.instrument_key`) are told of a target only.

    Args:
        language: take the versions of this language instead.
    """
    t = tables()
    query = _placed(t.citations.c, language).order_by(t.citations.c.passage_id, t.citations.c.id)
    if name is not None:
        query = query.where(t.works.c.name == name)
    if target is None:
        query = query.where(t.citations.c.kind != INSTRUMENT)
    else:
        query = query.where(t.citations.c.target == target)
    for row in connection.execution_options(yield_per=5000).execute(query):
        yield _cited(row)


def instruments(
    connection: Connection, organ: str | None, until: datetime.date, most: int
) -> Iterator[InstrumentNamed]:
    """Yield the instruments that texts adopted by a day name, those that most name first; see `InstrumentNamed`."""
    # One pass over what is named: the day of a text stands before its name, so that the least is the first.
    query = (
        "SELECT c.target, count(DISTINCT v.work_id), min(coalesce(w.adopted_on, '9999') || char(9) || w.name || '#'"
        " || p.address), max(coalesce(w.adopted_on, '') || char(9) || w.name || '#' || p.address),"
        " group_concat(DISTINCT replace(c.pinpoint, ',', char(9))) FROM citations c"
        " JOIN versions v ON v.id = c.version_id AND v.principal = 1 JOIN works w ON w.id = v.work_id"
        " JOIN passages p ON p.id = c.passage_id"
        " WHERE c.kind = :kind AND coalesce(w.adopted_on, '') <= :until AND coalesce(:organ, w.organ) = w.organ"
        " GROUP BY c.target ORDER BY 2 DESC, 1 LIMIT :most"
    )
    given = {"kind": INSTRUMENT, "until": until.isoformat(), "organ": organ, "most": most}
    for key, texts, first, latest, places in connection.exec_driver_sql(query, given):
        ends = (each.partition("\t")[2].rpartition("#") for each in (first, latest))
        one, other = ((work, paragraph) for work, _, paragraph in ends)
        named = sorted({each.replace("\t", ",") for each in (places or "").split(",") if each})
        yield InstrumentNamed(key, texts, one, other, tuple(named))


def cited_targets(connection: Connection) -> dict[tuple[str, str], int]:
    """Return how often each document is cited, by its symbol and kind, in the principal versions of the works."""
    t = tables()
    c, v = t.citations.c, t.versions.c
    query = (
        select(c.target, c.kind, func.count())
        .join(t.versions, v.id == c.version_id)
        .where(v.principal == 1, c.kind != INSTRUMENT)
        .group_by(c.target, c.kind)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query).all()}


def held(connection: Connection, *, sha256: str | None = None, path: str | None = None) -> Iterator[Held]:
    """Yield the inputs that are held: all, or the one with these bytes, or in this file."""
    t = tables()
    query = select(t.sources).order_by(t.sources.c.id)
    if sha256 is not None:
        query = query.where(t.sources.c.sha256 == sha256)
    if path is not None:
        query = query.join(t.files, t.files.c.source_id == t.sources.c.id).where(t.files.c.path == path)
    for row in connection.execute(query):
        files = select(t.files.c.path).where(t.files.c.source_id == row.id).order_by(t.files.c.path)
        found = (
            select(t.works.c.name)
            .join(t.versions, t.versions.c.work_id == t.works.c.id)
            .where(t.versions.c.source_id == row.id)
            .order_by(t.versions.c.place)
        )
        yield Held(
            row.sha256,
            row.size,
            row.media_type,
            row.asked,
            Reader(row.reader, row.revision),
            tuple(connection.execute(files).scalars()),
            tuple(connection.execute(found).scalars()),
            row.left_out,
        )


def readers(connection: Connection) -> dict[str, tuple[str, Reader]]:
    """Return for the hash of every input held the language it was read in, and by which reader."""
    s = tables().sources.c
    query = select(s.sha256, s.asked, s.reader, s.revision)
    return {row.sha256: (row.asked, Reader(row.reader, row.revision)) for row in connection.execute(query)}


def paths(connection: Connection) -> dict[str, str]:
    """Return for every file that was added the hash of what it held."""
    t = tables()
    query = select(t.files.c.path, t.sources.c.sha256).join(t.sources, t.sources.c.id == t.files.c.source_id)
    return {row.path: row.sha256 for row in connection.execute(query)}


def counts(connection: Connection) -> dict[str, int]:
    """Return how many there are of each thing in the library, by the name of its table."""
    t = tables()
    counted = (t.works, t.versions, t.files, t.passages, t.citations, t.commitments, t.warnings, t.metadata)
    found = {
        table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for table in counted
    }
    of_instruments = select(func.count()).select_from(t.citations).where(t.citations.c.kind == INSTRUMENT)
    found["citations"] -= int(connection.execute(of_instruments).scalar_one())
    return found


def _placed(columns: Any, language: str | None) -> Select[Any]:
    """Select findings with the passage and the work that they stand in."""
    t = tables()
    v, p, w = t.versions.c, t.passages.c, t.works.c
    query = (
        select(
            *columns,
            w.name,
            w.organ,
            w.session,
            w.adopted_on,
            v.language,
            v.title,
            p.address,
            p.part,
            p.number,
        )
        .join(t.passages, p.id == columns.passage_id)
        .join(t.versions, v.id == columns.version_id)
        .join(t.works, w.id == v.work_id)
    )
    return query.where(v.principal == 1 if language is None else v.language == language)


def work_value(row: Row[Any]) -> Work:
    """Return the work of a row."""
    first = row.language
    rest = sorted({each for each in row.languages.split() if each != first}, key=_language)
    return Work(
        row.name,
        row.symbol,
        row.organ,
        row.session,
        row.number,
        row.part,
        date(row.adopted_on),
        row.title,
        (first, *rest),
        bool(row.fragment),
    )


def _address(row: Row[Any]) -> Address:
    return Address(row.name, row.language, row.address, row.part, row.number)


def _cited(row: Row[Any]) -> CitedAt:
    return CitedAt(
        _address(row),
        row.organ,
        row.session,
        date(row.adopted_on),
        row.target,
        row.kind,
        date(row.date),
        row.pinpoint,
        row.text,
        Span(row.span_start, row.span_end),
        Span(row.at_start, row.at_end),
    )


def date(text: str | None) -> datetime.date | None:
    """Return the date that a column holds."""
    return datetime.date.fromisoformat(text) if text else None


def _language(tag: str) -> tuple[int, str]:
    return (LANGUAGES.index(tag) if tag in LANGUAGES else len(LANGUAGES)), tag
