"""A question in words becomes one of the questions that a library answers, by rules and vocabulary, without a model.

Nothing is guessed: what of a question is understood is a reading, which names the question it stands for and all that
it asks; words that no rule takes are told. Where a question can be meant in several ways there are several readings.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from alinea.analysing.actors import mentions
from alinea.library import links
from alinea.library.actor_names import by_code
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.likeness import LikeQuery, like
from alinea.library.naming import Located, NotHeldError, characters, locate, symbol_of
from alinea.library.search import Question, ask
from alinea.model.ledger import Entry, Status
from alinea.model.record import Record
from alinea.store.library import Library
from alinea.store.searching import Hit
from alinea.vocab.asking_words import AskingWords, asking_words
from alinea.vocab.folding import fold
from alinea.vocab.ordinals import parse_ordinal
from alinea.vocab.tables import LANGUAGES, table

Face = Literal["due", "who", "search", "text", "series", "cites", "cited-by", "compare", "like"]
"""Which question of the library is meant, by the name of its command; ``text`` is ``show``."""

LONGEST = 500
"""Characters that a question may have; what comes after is not read."""

_SYMBOL = re.compile(
    r"(?<![\w/])(?:[A-Z][A-Za-z]{0,5}(?:/[A-Za-z0-9.-]{1,12}){1,6}(?:\s?\([0-9IVXLC]{1,8}\))?(?:#\w+)?"
    r"|(?:E?S-)?\d{1,3}/\d{1,4}(?: ?[A-Z](?!['’\w]))?(?:#\w+)?"
    r"|\d{1,4}[A-Z]? ?\((?:\d{4}|[IVXLC]{1,8})\)(?:#\w+)?)(?![\w/])"
)
_SECTION = re.compile(r"§+ ?(?P<number>\d{1,3})")
_QUOTED = re.compile('["“«„]([^"“”«»„]{1,300})["”»“]')
_RUNNING = tuple(status.value for status in Status if status not in (Status.SUPERSEDED, Status.UNDATED))
"""How a mandate may stand that somebody asks the end of: one that was renewed is told by the text that renewed it."""
_WORD = re.compile(r"\w[\w-]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is understood by a question.

    Attributes:
        face: the question of the library that it stands for; language: that it was read in.
        actor: by identifier, or as typed where it has none; text, other: symbols; paragraph: its number or address.
        session, organ, kinds, statuses, since, before: of what is owed, as the ledger has them.
        words: that are looked for; organs, sessions, years: of the texts they are looked for in.
        unread: words of the question that nothing was made of.
    """

    face: Face
    language: str
    actor: str | None = None
    text: str | None = None
    other: str | None = None
    paragraph: str | None = None
    session: int | None = None
    organ: str | None = None
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: datetime.date | None = None
    before: datetime.date | None = None
    words: str = ""
    organs: tuple[str, ...] = ()
    sessions: tuple[int, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    unread: tuple[str, ...] = ()

    @property
    def of_links(self) -> bool:
        """Whether it is answered from what follows what, and so by a library that is linked alone."""
        return self.face in ("due", "who", "series")

    @property
    def address(self) -> str:
        """The text, and the paragraph of it that is meant."""
        if self.paragraph is None:
            return self.text or self.words
        between = "#" if "_" in self.paragraph else " §"
        return f"{self.text}{between}{self.paragraph}"

    def owed(self, today: datetime.date, limit: int | None) -> LedgerQuery:
        """Return the question of the ledger that a reading ``due`` or ``who`` stands for."""
        return LedgerQuery(
            as_of=today,
            statuses=EVERY if self.face == "who" else frozenset(map(Status, self.statuses)) or None,
            session=self.session,
            organ=self.organ,
            kinds=self.kinds,
            bearer=self.actor,
            work=self.address if self.text else None,
            since=self.since,
            before=self.before,
            about=self.words,
            limit=limit,
        )

    def sought(self, limit: int) -> Question:
        """Return the question of search that a reading ``search`` stands for."""
        return Question(
            words=self.words,
            organs=self.organs,
            sessions=self.sessions,
            years=self.years,
            mentions=(self.actor,) if self.actor else (),
            limit=limit,
        )


def readings(question: str, today: datetime.date, language: str | None = None) -> tuple[Reading, ...]:
    """Return what may be meant by a question in words, the likeliest first; none where it has no words.

    Args:
        question: *Who must report on water at the 81st session?*, *Que doit faire l'OMS avant 2027 ?*
        today: the day from which *this year* and *next year* are told.
        language: that it is read in where its own words do not tell.
    """
    asked = " ".join(characters(question)[:LONGEST].split())
    if not _WORD.search(asked):
        return ()
    return tuple(_Asked(asked, _language(asked, language), today).readings())


def _language(asked: str, otherwise: str | None) -> str:
    """Return the language of a question: the one of which it has more small words and words that ask."""
    folded = fold(asked)
    words = set(_WORD.findall(folded))

    def known(tag: str) -> tuple[int, bool]:
        table = asking_words(tag)
        asking = (*table.face.values(), *table.kind.values(), *table.status.values())
        return len(words & table.small) + sum(bool(each.search(folded)) for each in asking), tag == otherwise

    return max(LANGUAGES, key=known)


class _Asked:
    """A question while it is read: what of it is taken already."""

    def __init__(self, asked: str, language: str, today: datetime.date) -> None:
        self.asked, self.language, self.today = asked, language, today
        self.words: AskingWords = asking_words(language)
        self.taken = [False] * len(asked)
        self.folded = fold(asked)
        self.quoted = self._quoted()
        self.symbols, self.paragraph = self._texts()
        self.session, self.organ = self._session()
        self.since, self.before = self._time()
        self.kinds = tuple(name for name, pattern in self.words.kind.items() if self._says(pattern))
        # Of a mandate that ends those who are named are looked for as words: it was given by another, or to no one.
        self.ends = "term" in self.kinds
        self.actors, self.organs = ([], ()) if self.ends else self._actors()
        self.said = {name: self._says(pattern) for name, pattern in self.words.face.items()}
        self.statuses = tuple(name for name, pattern in self.words.status.items() if self._says(pattern))

    def readings(self) -> Iterator[Reading]:
        """Yield what may be meant."""
        if self.symbols:
            yield from self._of_texts()
        elif self.said["like"] and (words := self.quoted or self._rest("like", "texts", "text")):
            yield Reading("like", self.language, words=words)
        else:
            yield from self._of_many()

    # ---- what is named

    def _quoted(self) -> str | None:
        found = _QUOTED.search(self.asked)
        if found is None:
            return None
        self._take(found.start(), found.end())
        return found[1].strip()

    def _texts(self) -> tuple[list[str], str | None]:
        """Return the texts that are named, and the paragraph of the first."""
        symbols: list[str] = []
        paragraph: str | None = None
        for found in _SYMBOL.finditer(self.asked):
            main, _, address = found[0].partition("#")
            symbol = symbol_of(main)
            if symbol is None or self._is_taken(found.start(), found.end()):
                continue
            self._take(found.start(), found.end())
            if symbol not in symbols:
                symbols.append(symbol)
            paragraph = paragraph or address or None
        if symbols and paragraph is None:
            # A symbol and a paragraph alone are of no language.
            patterns = (*(asking_words(tag).paragraph for tag in LANGUAGES), _SECTION)
            if number := next(filter(None, (each.search(self.folded) for each in patterns)), None):
                self._take(*number.span())
                paragraph = number["number"]
        return symbols[:2], paragraph

    def _session(self) -> tuple[int | None, str | None]:
        """Return the session that is named, and whose it is where that is said."""
        for found in self.words.session.finditer(self.folded):
            figures = found["figures"]
            number = int(figures) if figures else parse_ordinal(found["ordinal"], self.language)
            if not number:
                continue
            self._take(*found.span())
            after = self.words.of.match(self.folded, found.end())
            for each in mentions(self.asked, self.language) if after else ():
                if (
                    after is not None
                    and each.name <= after.end() <= each.end
                    and (series := _series(each.id))
                ):
                    self._take(found.start(), each.end)
                    return number, series
            return number, None
        return None, None

    def _time(self) -> tuple[datetime.date | None, datetime.date | None]:
        """Return the first day, and the day before which, that a time names."""
        year = self.today.year
        for name, shift in (("this_year", 0), ("next_year", 1), ("last_year", -1)):
            if self._free(self.words.time[name]):
                return datetime.date(year + shift, 1, 1), datetime.date(year + shift + 1, 1, 1)
        for name in ("between", "before", "by", "since", "after", "within"):
            found = self._free(self.words.time[name])
            if found is None:
                continue
            first, after = self._days(found, "")
            if name == "between":
                return first, self._days(found, "2")[1]
            bounds = {
                "before": (None, first),
                "by": (None, after),
                "since": (first, None),
                "after": (after, None),
                "within": (first, after),
            }
            return bounds[name]
        return None, None

    def _days(self, found: re.Match[str], which: str) -> tuple[datetime.date | None, datetime.date | None]:
        """Return the first day of a date and the one after its last; None where there is no such day."""
        year = int(found[f"year{which}"])
        month = self.words.months[found[f"month{which}"]] if found[f"month{which}"] else None
        day = int(found[f"day{which}"]) if found[f"day{which}"] else None
        try:
            first = datetime.date(year, month or 1, day or 1)
        except ValueError:
            return None, None
        if day:
            return first, first + datetime.timedelta(days=1)
        if month:
            return first, datetime.date(year + month // 12, month % 12 + 1, 1)
        return first, datetime.date(year + 1, 1, 1)

    def _actors(self) -> tuple[list[str], tuple[str, ...]]:
        """Return the actors that are named, and organs whose texts are meant."""
        found: list[tuple[str, int, int]] = []
        loud = self.asked.isupper()
        for word in () if loud else re.finditer(r"\b[A-Z][A-Z.]+[A-Z]\b", self.asked):
            id = by_code(word[0])
            if id is not None and not self._is_taken(*word.span()):
                found.append((id, *word.span()))
        for each in mentions(self.asked, self.language):
            if not self._is_taken(each.name, each.end) and not any(
                start < each.end and each.name < end for _, start, end in found
            ):
                found.append((each.id or self.asked[each.name : each.end], each.name, each.end))
        actors: list[str] = []
        organs: list[str] = []
        for id, start, end in sorted(found, key=lambda each: each[1]):
            series = _series(id)
            if series and self._of_texts_adopted(start, end):
                organs.append(series)
            else:
                actors.append(id)
            self._take(start, end)
        return actors, tuple(organs)

    def _of_texts_adopted(self, start: int, end: int) -> bool:
        """Tell whether a name stands beside a word for texts: *General Assembly resolutions*."""
        after = self.words.face["texts"].match(self.folded, end + 1)
        before = self.words.organ.search(self.folded[:start].rstrip())
        led = [each.end() for each in self.words.face["texts"].finditer(self.folded[:start])]
        return after is not None or bool(before and led and start - led[-1] < 12)

    # ---- what is meant

    def _of_texts(self) -> Iterator[Reading]:
        """Yield the readings of a question that names a text."""
        said, text = self.said, self.symbols[0]
        base = Reading("text", self.language, text=text, paragraph=self.paragraph)
        owed = {
            "actor": self.actors[0] if self.actors else None,
            "kinds": self.kinds,
            "statuses": self.statuses,
            "session": self.session,
            "since": self.since,
            "before": self.before,
        }
        if len(self.symbols) > 1:
            unread = self._unread("compare", "texts", "text", "series")
            yield replace(base, face="compare", other=self.symbols[1], paragraph=None, unread=unread)
            return
        if said["like"]:
            yield replace(base, face="like", unread=self._unread("like", "texts", "text"))
        elif said["cited_by"] or said["cites"]:
            face: Face = "cited-by" if said["cited_by"] else "cites"
            yield replace(
                base, face=face, unread=self._unread("cites", "cited_by", "texts", "adopted", "owing")
            )
        elif said["series"]:
            yield replace(base, face="series", unread=self._unread("series", "texts", "adopted"))
        elif said["text"] and not self.actors and not self.kinds:
            yield replace(base, unread=self._unread("text", "texts"))
        elif said["owing"] or any(owed.values()):
            # Every status: who names a text asks what became of all that it asks.
            asked = Reading("due", self.language, text=text, paragraph=self.paragraph, **owed)  # type: ignore[arg-type]
            yield replace(asked, unread=self._unread("owing", "texts", "kinds", "statuses"))
        else:
            yield replace(base, unread=self._unread("texts"))

    def _of_many(self) -> Iterator[Reading]:
        """Yield the readings of a question that names no text."""
        owing = self.said["owing"] or self.statuses
        search = self._search()
        if self.said["adopted"] and self.said["texts"] and search is not None:
            yield search
            return
        timed = self.session or self.since or self.before
        if not (owing or self.kinds or self.actors or (timed and not self.said["texts"])):
            if search is not None:
                yield search
            return
        words = self._rest("owing", "texts", "text", "kinds", "statuses")
        owed = Reading(
            "due",
            self.language,
            session=self.session,
            organ=self.organ,
            kinds=("term",) if self.ends else self.kinds,
            statuses=self.statuses or _RUNNING * (self.ends and bool(words)),
            since=self.since,
            before=self.before,
            words=words,
        )
        people: list[str | None] = [*dict.fromkeys(self.actors)] or [None]
        alone = not (timed or self.kinds or self.statuses or words)
        found = [
            replace(
                owed,
                face="who" if alone and actor else "due",
                actor=actor,
                unread=self._others(people, actor),
            )
            for actor in people
        ]
        sure = bool(owing or timed or self.ends) and not (self.said["texts"] and not owing)
        if not sure and search is not None and (words or not self.actors):
            yield search
        yield from found

    def _others(self, people: list[str | None], actor: str | None) -> tuple[str, ...]:
        """Return the actors that a reading leaves out."""
        return tuple(each for each in people if each is not None and each != actor)

    def _search(self) -> Reading | None:
        """Return the question as one of search, None where nothing is left to look for."""
        words = self._rest("texts", "text", "adopted", "owing")
        if not (words or self.actors or self.organs or self.session or self.since or self.before):
            return None
        first = self.since.year if self.since else None
        last = (self.before - datetime.timedelta(days=1)).year if self.before else None
        return Reading(
            "search",
            self.language,
            actor=self.actors[0] if self.actors else None,
            words=words,
            organs=self.organs or ((self.organ,) if self.organ else ()),
            sessions=(self.session,) if self.session else (),
            years=(first, last),
        )

    # ---- what is left

    def _says(self, pattern: re.Pattern[str]) -> bool:
        return any(not self._is_taken(*each.span()) for each in pattern.finditer(self.folded))

    def _rest(self, *faces: str) -> str:
        """Return the words that are looked for: those that no rule takes, a quotation first."""
        told = list(self._runs(faces))
        return " ".join([f'"{self.quoted}"'] * (self.quoted is not None) + told)

    def _unread(self, *faces: str) -> tuple[str, ...]:
        quoted = (self.quoted,) if self.quoted is not None else ()
        return (*quoted, *self._runs(faces))

    def _runs(self, faces: tuple[str, ...]) -> Iterator[str]:
        """Yield what stands between the words that are taken, without small words at either end.

        Args:
            faces: whose words count as taken.
        """
        taken = list(self.taken)
        groups = {"kinds": self.words.kind, "statuses": self.words.status}
        patterns = [pattern for name in faces if name in groups for pattern in groups[name].values()]
        patterns += [self.words.face[name] for name in faces if name not in groups]
        for pattern in patterns:
            for found in pattern.finditer(self.folded):
                taken[found.start() : found.end()] = [True] * (found.end() - found.start())
        run: list[re.Match[str]] = []
        end = 0
        for word in _WORD.finditer(self.folded):
            if taken[word.start()]:
                yield from self._trimmed(run)
                run = []
            else:
                if run and any(taken[end : word.start()]):
                    yield from self._trimmed(run)
                    run = []
                run.append(word)
            end = word.end()
        yield from self._trimmed(run)

    def _trimmed(self, run: list[re.Match[str]]) -> Iterator[str]:
        small = self.words.small
        telling = [place for place, word in enumerate(run) if word[0] not in small]
        if telling:
            yield self.asked[run[telling[0]].start() : run[telling[-1]].end()]

    def _free(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first place where a pattern fits that nothing has taken, and take it."""
        for found in pattern.finditer(self.folded):
            if not self._is_taken(*found.span()):
                self._take(*found.span())
                return found
        return None

    def _is_taken(self, start: int, end: int) -> bool:
        return any(self.taken[start:end])

    def _take(self, start: int, end: int) -> None:
        self.taken[start:end] = [True] * (end - start)


def _series(id: str | None) -> str | None:
    """Return the series of an organ, None where the actor is none that adopts texts."""
    row = table("common", "actors").get(id) if id else None
    series: str | None = row.get("series") if row else None
    return series


TITLE = "title"


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph that answers, or a text.

    Attributes:
        symbol; paragraph: its address within the work, empty for the whole; language: of the words.
        text: its words; title, adopted_on: of the text; entry: what the ledger has of it, None where it was not asked.
    """

    symbol: str
    paragraph: str
    language: str
    text: str
    title: str | None = None
    adopted_on: datetime.date | None = None
    entry: Entry | None = None

    @property
    def address(self) -> str:
        """The stable address: ``A/RES/75/28#op_6``."""
        return f"{self.symbol}#{self.paragraph}" if self.paragraph else self.symbol


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a reading.

    Attributes:
        cited: in the order of the question that it stands for; more: it has more of them.
    """

    cited: tuple[Cited, ...]
    more: bool


def answered(library: Library, reading: Reading, today: datetime.date, limit: int) -> Answered:
    """Return what answers a reading: what its own question gives, no more and in no other order.

    Two texts that are compared cite nothing here: what changed is the answer of its own question.

    Raises:
        NotHeldError: a text that it names is not held, or several are meant; QuestionError: it cannot be searched for.
        LibraryError: the library cannot be read, or is not linked, or has not learnt what is alike.
    """
    found = tuple(islice(_cited(library, reading, today, limit + 1), limit + 1))
    return Answered(found[:limit], len(found) > limit)


def _cited(library: Library, reading: Reading, today: datetime.date, most: int) -> Iterator[Cited]:
    match reading.face:
        case "due" | "who":
            yield from _owed(library, reading, today, most)
        case "search":
            yield from map(cited_in, library.search(ask(reading.sought(most))).hits)
        case "like":
            yield from map(cited_in, like(library, LikeQuery(reading.address, limit=min(most, 100))).hits)
        case "cites" | "cited-by":
            yield from _leading(library, reading)
        case "series":
            name = _held(library, reading.text) or reading.text or ""
            for each in links.series(library, name).members:
                yield Cited(each.symbol, "", "", each.title or "", each.title, each.adopted_on)
        case "text":
            yield from _text(library, locate(library, reading.address))
        case "compare":
            for symbol in (reading.text, reading.other):
                locate(library, symbol or "")


def _owed(library: Library, reading: Reading, today: datetime.date, most: int) -> Iterator[Cited]:
    asked = reading.owed(today, most)
    if asked.work is not None:
        asked = replace(asked, work=locate(library, asked.work).address)
    for each in answer(library, asked).entries:
        owed = each.obligation
        yield Cited(owed.symbol, owed.paragraph, owed.language, owed.quote, owed.title, owed.adopted_on, each)


def _leading(library: Library, reading: Reading) -> Iterator[Cited]:
    if reading.face == "cites":
        found = links.cites(library, locate(library, reading.text or "").name)
    else:
        found = tuple(link for link, _ in links.cited_by(library, reading.text or ""))
    kept: dict[tuple[str, str], Record | None] = {}
    for each in (link.place for link in found):
        key = each.symbol, each.language
        record = kept[key] = kept[key] if key in kept else library.record(*key)
        text = next((p.text for p in record.paragraphs() if p.id == each.paragraph), "") if record else ""
        # Footnotes are no paragraphs: of what is cited in one its own words are shown.
        title, on = (record.title, record.adopted_on) if record else (None, None)
        yield Cited(each.symbol, each.paragraph, each.language, text or each.text, title, on)


def _held(library: Library, symbol: str | None) -> str | None:
    try:
        return locate(library, symbol or "").name
    except NotHeldError:
        return None


def _text(library: Library, found: Located) -> Iterator[Cited]:
    record = library.record(found.name)
    for each in record.paragraphs() if record else ():
        if record is not None and found.paragraph in (None, each.id):
            yield Cited(found.name, each.id, record.language, each.text, record.title, record.adopted_on)


def cited_in(hit: Hit) -> Cited:
    """Return the paragraph that a search found, the whole text where it found its title."""
    at = hit.address
    paragraph = "" if at.part == TITLE else at.paragraph
    return Cited(at.work, paragraph, at.language, hit.text, hit.title, hit.adopted_on)
