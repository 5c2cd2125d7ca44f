"""A question in words, as ``alinea ask`` and the page of questions understand it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.answering import Cited, answered
from alinea.library.asking import LONGEST, Reading, readings
from alinea.library.naming import NotHeldError
from alinea.library.search import QuestionError
from alinea.presenting.asking import api_query, command_of, described, why_none
from alinea.presenting.words import Words, words_in
from alinea.server.api.language import tongue
from alinea.server.api.parameters import Asking
from alinea.server.api.responses import answer
from alinea.server.api.state import ServedLibrary, served_by
from alinea.server.api.values import Given
from alinea.store.faults import LibraryError

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


def ask(request: Request, asked: Annotated[InWords, Query()]) -> Response:
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
