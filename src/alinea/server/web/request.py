"""One request as a page sees it: the language it is answered in, the day, the addresses it links to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Depends, Request

from alinea.desk.faults import DeskError
from alinea.library.actor_names import identified
from alinea.library.ledger import Wording, wording_of
from alinea.presenting.actor_names import titled
from alinea.presenting.masthead import first_words
from alinea.presenting.problems import printable, upright
from alinea.presenting.words import LANGUAGES, Words, words_in
from alinea.server.api.language import DEFAULT, preferred_of
from alinea.server.api.state import ServedLibrary, served_by
from alinea.store.faults import LibraryError
from alinea.store.library import Library
from alinea.store.values import Work
from alinea.vocab.actor_names import name_of


def legible(text: str) -> str:
    """Return a text of the same length without signs that command or turn; they show as U+FFFD."""
    return upright(printable(text))


Value = str | int | None
Facts = Mapping[str, Value | list[str] | tuple[str, ...]]


class Visit:
    """A request and what its page needs to know.

    Attributes:
        language: of the page: the one that the address names, else the one that the browser asks for, else English.
        chosen: the address names it, so that every link of the page names it too.
        words: the catalogue of that language; today: the day on which statuses stand.
        served: the library.
    """

    def __init__(self, request: Request) -> None:
        asked = request.query_params.get("lang", "")
        self.request = request
        self.chosen = asked in LANGUAGES
        self.language = (
            asked if self.chosen else preferred_of(request.headers.get("accept-language", "")) or DEFAULT
        )
        self.words: Words = words_in(self.language)
        self.served: ServedLibrary = served_by(request)
        self.today: datetime.date = self.served.today()

    @property
    def library(self) -> Library:
        """The library that is served."""
        return self.served.library()

    @property
    def linked(self) -> Library:
        """The library, for series and what is owed.

        Raises:
            LibraryError: it cannot be read, or nothing of it is linked by the rules of this version.
        """
        return self.served.linked()

    @property
    def left(self) -> int:
        """How many texts are still to be linked; 0, too, where the library cannot be read: the page says why."""
        try:
            return self.served.left
        except LibraryError:
            return 0

    @property
    def team(self) -> bool:
        """Whether people sign in here; not where the desk cannot be asked: its own pages say why."""
        casework = self.served.casework
        try:
            return casework is not None and casework.team()
        except DeskError:
            return False

    @property
    def base(self) -> str:
        """The address of this site, by the name by which it was called, without a stroke at its end."""
        return str(self.request.base_url).rstrip("/")

    def titled(self, name: str, title: str | None, language: str) -> tuple[str, str]:
        """Return the title of a text in the language of the page where it is held in it, and the language of the title.

        Args:
            title, language: of the version that is told of, for a text that is not held in the language of the page.
        """
        if language == self.language:
            return title or "", language
        own = self.library.title_in(name, self.language)
        return (own, self.language) if own else (title or "", language)

    def title(self, work: Work) -> tuple[str, str]:
        """Return the title of a work, or the first words of a text that has none, and the language of them.

        Those of the Security Council have none.
        """
        held = self.language if self.language in work.languages else work.languages[0]
        said, language = self.titled(work.name, work.title, work.languages[0])
        if said:
            return said, language
        record = self.library.record(work.name, held)
        return (first_words(record) if record else ""), held

    def wording(self, name: str) -> Wording | None:
        """Return what a text lays on someone in the language of the page, None where it is not held in it."""
        return _wording(self.served, self.served.generation(), name, self.language)

    def url(self, path: str, /, _fragment: str = "", **query: Value | list[str] | tuple[str, ...]) -> str:
        """Return an address of this site, in the language of the page where that was chosen.

        Args:
            path: as it is known here, not yet quoted: ``/resolution/A/RES/217(III)``.
            _fragment: the place in the page; query: what else the address says, empty values left out.
        """
        told: dict[str, Value | list[str] | tuple[str, ...]] = dict(query)
        if self.chosen:
            told.setdefault("lang", self.language)
        return _address(path, told, _fragment)

    def here(self, **changes: Value | list[str] | tuple[str, ...]) -> str:
        """Return the address of this page with some of what it says changed; None or empty takes it out."""
        told: dict[str, Value | list[str] | tuple[str, ...]] = {}
        for key, value in self.request.query_params.multi_items():
            before = told.get(key)
            told[key] = [*before, value] if isinstance(before, list) else [value]
        told.update(changes)
        # One stroke at the beginning: what follows two would be another host.
        return _address("/" + self.request.scope["path"].lstrip("/"), told, "")

    def resolution(self, name: str, paragraph: str = "", **query: Value) -> str:
        """Return the address of a resolution, or of a paragraph of it."""
        return self.url(f"/resolution/{name}", paragraph, **query)

    def document(self, symbol: str, **query: Value) -> str:
        """Return the address of a document that is no resolution."""
        return self.url(f"/document/{symbol}", "", **query)

    def cited(self, symbol: str) -> str:
        """Return the address of what is cited, be it in the library or not."""
        return self.resolution(symbol) if "/RES/" in symbol else self.document(symbol)

    def called(self, typed: str) -> str:
        """Return the name of the actor whose identifier is typed, in the language of the page; else what is typed."""
        name = name_of(typed, self.language)
        return titled(name, self.language) if name else legible(typed)

    def fielded(self, typed: str) -> str:
        """Return what a field has that asks for an actor: the name where it means the same as the identifier."""
        name = self.called(typed)
        return name if identified(name) == identified(typed) else legible(typed)

    def actor(self, name: str) -> str:
        """Return the address of an actor, by identifier or name."""
        return self.url(f"/actor/{name}")


@lru_cache(maxsize=4096)
def _wording(served: ServedLibrary, generation: str, name: str, language: str) -> Wording | None:
    del generation  # what was remembered is of no use once the library was written to
    record = served.library().record(name, language)
    return wording_of(record) if record else None


def visit_of(request: Request) -> Visit:
    """Return the visit of a request, the same one however often it is asked for."""
    known = getattr(request.state, "visit", None)
    if known is None:
        known = request.state.visit = Visit(request)
    return known


Visiting = Annotated[Visit, Depends(visit_of)]


def _address(path: str, query: Facts, fragment: str) -> str:
    pairs: list[tuple[str, str]] = []
    for key, value in query.items():
        several = value if isinstance(value, list | tuple) else [value]
        pairs += [(key, str(each)) for each in several if each not in (None, "")]
    told = _quoted(path)
    if pairs:
        told += f"?{urlencode(pairs)}"
    return f"{told}#{quote(fragment, safe='_-.')}" if fragment else told


@lru_cache(maxsize=1024)
def _quoted(path: str) -> str:
    return quote(path, safe="/()~:@!$&'*+,;=-._")
