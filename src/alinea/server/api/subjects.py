"""Subjects, and those that a resolution names, with their places."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from alinea.library.subjects import subjects_of
from alinea.server.api.parameters import Asking, Naming
from alinea.server.api.resolutions import named, record_of
from alinea.server.api.responses import answer
from alinea.server.api.state import served_by
from alinea.server.api.values import Given
from alinea.vocab.subject_words import subjects


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
