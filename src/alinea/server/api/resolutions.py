"""Resolutions and their paragraphs, by their symbols and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.browsing import BrowseQuery, browse
from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.model.record import Footnote, Paragraph, Record
from alinea.server.api.parameters import Browsing, Listing, Naming, Reading
from alinea.server.api.problems import ProblemError
from alinea.server.api.responses import answer, cursor, key_of, next_link
from alinea.server.api.state import served_by
from alinea.server.api.values import KnownTexts, PassageInPlace, Resolutions, SourceText, counted
from alinea.store.faults import LibraryError
from alinea.store.library import Library
from alinea.store.values import PART, Metadata


def published(record: Record) -> Record:
    """Return a record whose source is named without the folders that it was read from.

    A sample: ``texts/2020/A-RES-75-28.pdf`` becomes ``A-RES-75-28.pdf``.
    """
    path = record.source.path
    name = re.split(r"[/\\]", path)[-1] or path
    if name == path:
        return record
    return record.model_copy(update={"source": record.source.model_copy(update={"path": name})})


PREFIX = "/api/v1"


def resolutions(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """List resolutions."""
    found = (
        served_by(request)
        .library()
        .page(
            _after(asked),
            asked.limit,
            order=asked.order,
            organ=asked.organ,
            session=asked.session,
            year=asked.year,
            language=asked.language,
        )
    )
    after = cursor(asked.question(), [found.next]) if found.next is not None else None
    given = Resolutions(items=found.works, next=after, total=found.total)
    return answer(given, Resolutions, next_link(request, after))


def browsing(request: Request, asked: Annotated[Browsing, Query()]) -> Response:
    """Tell of the resolutions known, in the library or not, and count them by what narrows them down."""
    given = asked.model_dump(exclude={"cursor", "lang"})
    found = browse(served_by(request).library(), BrowseQuery(**given, after=_after(asked)))
    after = cursor(asked.question(), [found.next]) if found.next is not None else None
    told = KnownTexts(
        held=found.held,
        besides=found.besides,
        items=found.texts,
        next=after,
        counts=counted(found.counts),
        agenda=found.items,
        cited=found.cited,
        all_cited=found.all_cited,
    )
    return answer(told, KnownTexts, next_link(request, after))


def _after(asked: Browsing | Listing) -> str | None:
    if asked.cursor is None:
        return None
    key = key_of(asked.question(), asked.cursor)
    if len(key) != 1 or not isinstance(key[0], str):
        raise ProblemError("invalid-cursor")
    return key[0]


def resolution(request: Request, symbol: str, asked: Annotated[Naming, Query()]) -> Response:
    """Give the record of a resolution."""
    library = served_by(request).library()
    name = named(library, symbol)
    record = record_of(library, name, asked.language)
    work = library.work(name)
    languages = work.languages if work else (record.language,)
    place = f"{PREFIX}/resolutions/{quote(name)}"
    others = [
        f'<{place}?language={each}>; rel="alternate"; hreflang="{each}"'
        for each in languages
        if each != record.language
    ]
    headers = {"content-language": record.language, "content-location": place}
    return answer(record, Record, {**headers, "link": ", ".join(others)} if others else headers)


def metadata(request: Request, symbol: str, _asked: Annotated[Reading, Query()]) -> Response:
    """Give what the United Nations publish of a resolution beside its text."""
    library = served_by(request).library()
    wanted = symbol_of(symbol) or symbol
    found = library.metadata(wanted)
    if found is None:
        raise ProblemError("not-held", what=wanted)
    return answer(found, Metadata)


def source(request: Request, sha256: str, _asked: Annotated[Reading, Query()]) -> Response:
    """Give the text that records were read from, in which their spans are places."""
    found = served_by(request).library().source(sha256)
    if found is None or found.text is None:
        raise ProblemError("no-source", what=sha256)
    given = SourceText(
        sha256=found.sha256,
        media_type=found.media_type,
        size=found.size,
        added_at=found.added_at,
        text=found.text,
    )
    return answer(given, SourceText)


def paragraph(request: Request, address: str, asked: Annotated[Naming, Query()]) -> Response:
    """Give a paragraph, footnote or title in its place."""
    library = served_by(request).library()
    symbol, _, wanted = address.rpartition("/")
    if not symbol:
        raise NotHeldError("not-held", address)
    name = named(library, symbol)
    record = record_of(library, name, asked.language)
    passages = list(_passages(record))
    places = [each[0] for each in passages]
    if wanted not in places:
        found = locate(library, f"{name}#{wanted}").paragraph
        if found not in places:  # of the principal version, and not of the one in the language asked for
            raise NotHeldError("no-paragraph", f"{name}#{wanted}", ())
        wanted = found
    place = places.index(wanted)
    _, part, thing = passages[place]
    shown = PassageInPlace(
        address=f"{name}#{wanted}",
        work=name,
        language=record.language,
        part=part,
        title=record.title,
        adopted_on=record.adopted_on,
        text=thing if isinstance(thing, str) else thing.text,
        paragraph=thing if isinstance(thing, Paragraph) else None,
        footnote=thing if isinstance(thing, Footnote) else None,
        footnotes=_called(record, thing),
        before=f"{name}#{places[place - 1]}" if place else None,
        after=f"{name}#{places[place + 1]}" if place + 1 < len(places) else None,
    )
    headers = {
        "content-language": record.language,
        "content-location": f"{PREFIX}/paragraphs/{quote(f'{name}/{wanted}')}",
    }
    return answer(shown, PassageInPlace, headers)


def _passages(record: Record) -> Iterator[tuple[str, PART, Paragraph | Footnote | str]]:
    """Yield the address, the part and the passage itself of all that has an address, in order of the text."""
    if record.title:
        yield "title", "title", record.title
    for part, paragraphs in (("preambular", record.preamble), ("operative", record.operative)):
        for top in paragraphs:
            for each in top.walk():
                yield each.id, part, each  # type: ignore[misc]
    for annex in record.annexes:
        for top in annex.paragraphs:
            for each in top.walk():
                yield each.id, "annex", each
    for place, note in enumerate(record.footnotes, 1):
        yield f"note_{place}", "note", note


def _called(record: Record, thing: Paragraph | Footnote | str) -> tuple[Footnote, ...]:
    if not isinstance(thing, Paragraph):
        return ()
    numbers = {number for each in thing.walk() for number in each.footnotes}
    return tuple(each for each in record.footnotes if each.number in numbers)


def named(library: Library, symbol: str) -> str:
    """Return the name of the work that a symbol, as typed, names.

    Raises:
        NotHeldError: none is held, or several may be meant.
    """
    found = locate(library, symbol)
    if found.paragraph is not None:  # 75/28/6 is a paragraph, and no resolution
        raise NotHeldError("not-held", symbol)
    return found.name


def record_of(library: Library, name: str, language: str | None) -> Record:
    """Return the record of a work that is held, in a language, or the principal one.

    Raises:
        ProblemError: it is not held in this language. LibraryError: the record is damaged.
    """
    try:
        found = library.record(name, language)
    except ValueError as error:
        raise LibraryError("damaged", library.path, str(error)) from error
    if found is None:
        work = library.work(name)
        raise ProblemError("no-language", candidates=work.languages if work else (), what=name)
    return published(found)
