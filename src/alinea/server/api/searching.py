"""Searching, as ``alinea search`` and ``alinea like`` do."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.asking import LONGEST, Cited, Reading, answered, readings
from alinea.library.likeness import Alike, LikeQuery, like
from alinea.library.naming import NotHeldError
from alinea.library.search import Question, QuestionError, ask, years_of
from alinea.library.subjects import subjects_of
from alinea.presenting.asking import api_query, command_of, described, why_none
from alinea.presenting.words import Words, words_in
from alinea.server.api.language import tongue
from alinea.server.api.parameters import Asking, Likening, Naming, Searching, Sifting
from alinea.server.api.problems import ProblemError
from alinea.server.api.resolutions import named, record_of
from alinea.server.api.responses import answer, cursor, key_of, next_link
from alinea.server.api.state import ServedLibrary, served_by
from alinea.server.api.values import FacetCounts, Given, Passages, facet_counts
from alinea.store.expressions import Query as Sought
from alinea.store.faults import LibraryError
from alinea.store.searching import Hit
from alinea.vocab.subject_words import subjects

REACH = 500
"""Passages that can be leafed through, as many as are weighed."""


def search(request: Request, asked: Annotated[Searching, Query()]) -> Response:
    """Give the passages that fit a question, the best or the latest first, each by itself or under its text."""
    query = _query(asked, asked.limit + 1 if asked.cursor is None else REACH)
    query = replace(query, order=asked.order, by_text=asked.by_text)
    found = served_by(request).library().search(query)
    given = key_of(asked.question(), asked.cursor) if asked.cursor is not None else None
    first = _after(found.hits, given, asked) if given is not None else 0
    items = found.hits[first : first + asked.limit]
    after = cursor(asked.question(), _key(items[-1])) if first + asked.limit < len(found.hits) else None
    answered = Passages(
        items=items, next=after, weighed=found.weighed, more=found.more, instead=found.instead
    )
    return answer(answered, Passages, next_link(request, after))


def facets(request: Request, asked: Annotated[Sifting, Query()]) -> Response:
    """Count what fits a question by organ, session, year and so on; without one, the resolutions of the library."""
    library = served_by(request).library()
    empty = not asked.model_dump(exclude={"lang"}, exclude_defaults=True)
    found = library.facets(None if empty else _query(asked, 1))
    return answer(facet_counts(found), FacetCounts)


def alike(request: Request, asked: Annotated[Likening, Query()]) -> Response:
    """Give what else says what a paragraph, or some words, say, the likest first."""
    query = LikeQuery(asked.q, among=tuple(asked.language), limit=asked.limit)
    return answer(like(served_by(request).library(), query), Alike)


def _query(asked: Sifting, limit: int) -> Sought:
    return ask(
        Question(
            words=asked.q,
            organs=tuple(asked.organ),
            sessions=tuple(asked.session),
            years=years_of(asked.year) if asked.year else (None, None),
            languages=tuple(asked.language),
            parts=tuple(asked.part),
            acts=tuple(asked.act),
            kinds=tuple(asked.kind),
            bearers=tuple(asked.bearer),
            mentions=tuple(asked.mentions),
            subjects=tuple(asked.subject),
            cites=tuple(asked.cites),
            limit=limit,
        )
    )


def _key(hit: Hit) -> tuple[float, str, str]:
    return hit.score, str(hit.address), hit.address.language


def _after(hits: tuple[Hit, ...], key: list[str | int | float | None], asked: Searching) -> int:
    """Return the place after the hit that a cursor names; where it is gone, of the first that is worth less."""
    if len(key) != 3 or not isinstance(key[0], float | int):
        raise ProblemError("invalid-cursor")
    score = key[0]
    for place, hit in enumerate(hits):
        if [str(hit.address), hit.address.language] == key[1:]:
            return place + 1
    less = (place for place, hit in enumerate(hits) if asked.order == "relevance" and hit.score < score)
    return next(less, len(hits))


class KnownSubject(Given):
    """A subject.

    Attributes:
        id: of ours, such as ``preventive-diplomacy``; domain: two figures of the UNBIS Thesaurus.
        unbis: its number there, null where it is not known; names: by language.
    """

    id: str
    domain: str
    unbis: str | None
    names: dict[str, str]


class Subjects(Given):
    """All subjects, by their domains."""

    items: tuple[KnownSubject, ...]


class NamedSubject(Given):
    """A subject that a resolution names.

    Attributes:
        places: ``title``, and the addresses of its paragraphs.
    """

    subject: KnownSubject
    places: tuple[str, ...]


class NamedSubjects(Given):
    """The subjects of a resolution, the most telling first."""

    items: tuple[NamedSubject, ...]


def all_subjects(_request: Request, _asked: Annotated[Asking, Query()]) -> Response:
    """List the subjects that texts can be searched by."""
    return answer(Subjects(items=tuple(map(_known, subjects()))), Subjects)


def subjects_named(request: Request, symbol: str, asked: Annotated[Naming, Query()]) -> Response:
    """Give the subjects that the title and the paragraphs of a resolution name."""
    library = served_by(request).library()
    name = named(library, symbol)
    found = subjects_of(library, name, record_of(library, name, asked.language).language)
    items = tuple(NamedSubject(subject=_known(each.subject.id), places=each.places) for each in found)
    return answer(NamedSubjects(items=items), NamedSubjects)


def _known(id: str) -> KnownSubject:
    subject = subjects()[id]
    return KnownSubject(id=id, domain=subject.domain, unbis=subject.unbis or None, names=dict(subject.names))


PREFIX = "/api/v1"


class InWords(Asking):
    """What is asked in words."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    limit: int = Field(default=10, ge=1, le=100)


class CitedGiven(Given):
    """A paragraph that answers, or a text: its address and words; its status where it is of the ledger."""

    address: str
    title: str | None
    language: str | None
    text: str
    status: str | None


class Understood(Given):
    """A reading of a question.

    Attributes:
        face: the question that it stands for; said: in words; command, at: the command and the address of the API that
            ask it; unread: words of the question that nothing was made of.
        items: what answers, in the order of that question; more: it has more of them; trouble: why there is no answer.
    """

    face: str
    said: str
    command: str
    at: str
    unread: tuple[str, ...]
    items: tuple[CitedGiven, ...]
    more: bool
    trouble: str | None


class Readings(Given):
    """What a question may mean, the likeliest first."""

    readings: tuple[Understood, ...]


def ask_in_words(request: Request, asked: Annotated[InWords, Query()]) -> Response:
    """Give what is understood of a question in words, and what answers."""
    served, language = served_by(request), tongue(request)
    found = readings(asked.q, served.today(), language)
    words = words_in(language)
    given = tuple(_understood(served, each, asked.limit, words) for each in found)
    return answer(Readings(readings=given), Readings)


def _understood(served: ServedLibrary, reading: Reading, limit: int, words: Words) -> Understood:
    path, query = api_query(reading)
    pairs = [
        (name, str(each))
        for name, value in query.items()
        for each in (value if isinstance(value, list) else [value])
        if each != ""
    ]
    items: tuple[Cited, ...] = ()
    more, trouble = False, None
    try:
        library = served.linked() if reading.of_links else served.library()
        found = answered(library, reading, served.today(), limit)
        items, more = found.cited, found.more
    except (NotHeldError, QuestionError, LibraryError) as error:
        trouble = why_none(error, words)
    return Understood(
        face=reading.face,
        said=described(reading, words),
        command=command_of(reading),
        at=PREFIX + quote(path, safe="/()") + (f"?{urlencode(pairs)}" if pairs else ""),
        unread=reading.unread,
        items=tuple(_given(each) for each in items),
        more=more,
        trouble=trouble,
    )


def _given(each: Cited) -> CitedGiven:
    return CitedGiven(
        address=each.address,
        title=each.title,
        language=each.language or None,
        text=each.text,
        status=each.entry.status.value if each.entry else None,
    )
