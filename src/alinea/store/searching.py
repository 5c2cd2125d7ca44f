"""Full-text search: a query becomes one expression of the index, and what it finds is ranked.

The index gives what fits the latest adopted first, and stops when it has given enough to choose from: `WEIGHED`
passages, and of titles `TITLES` more. Among these the ranking is that of BM25 with weights for the parts of a
resolution. Counting and weighing all, as the ranking that FTS5 has built in does, takes seconds for the commonest
words in a library of a hundred thousand resolutions.
"""

from __future__ import annotations

import datetime
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from rapidfuzz.distance import Prefix
from sqlalchemy import Connection, func, select

from alinea.store.expressions import (
    MARK,
    UNMARK,
    Forms,
    Query,
    Term,
    expression_of,
    facet,
    in_part,
    indexed_phrase,
    letter_of,
    value_of,
    worded,
)
from alinea.store.tables import tables
from alinea.store.values import Address, Facets
from alinea.store.works import date
from alinea.store.writing import DAY_SHIFT, FIRST_DAY, VERSION_SHIFT, day_of

_VERSIONS, _PLACES = (1 << (DAY_SHIFT - VERSION_SHIFT)) - 1, (1 << VERSION_SHIFT) - 1


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage that was found.

    Attributes:
        score: the greater the better; passage: identifier; text: its words marked.
        lacking: how many of the words looked for it lacks.
    """

    score: float
    passage: int
    text: str
    lacking: int = 0


def version_of(passage: int) -> int:
    """Return the number of the version that a passage belongs to."""
    return passage >> VERSION_SHIFT & _VERSIONS


def best(connection: Connection, scored: Sequence[Scored], query: Query) -> list[Scored]:
    """Return the first passages of those that were found, as many as are wanted."""
    if not scored:
        return []
    worth = _worth(query)
    last = worth(sorted(scored, key=worth)[min(query.limit, len(scored)) - 1])
    tied = [each for each in scored if worth(each) <= last]
    return sorted(tied, key=_order(query, _named(connection, tied)))[: query.limit]


def by_text(connection: Connection, scored: Sequence[Scored], query: Query) -> list[list[Scored]]:
    """Return the passages of each text, of as many texts as are wanted, that of the first passage first."""
    named = _named(connection, scored)
    texts: dict[str, list[Scored]] = {}
    for each in sorted(scored, key=_order(query, named)):
        texts.setdefault(named[version_of(each.passage)][0], []).append(each)
    found = list(texts.values())[: query.limit]
    # By date, too, the passages of a text stand by their worth: the first of them speaks for it.
    return [sorted(some, key=lambda each: (each.lacking, -each.score)) for some in found]


def _worth(query: Query) -> Callable[[Scored], tuple[float, int]]:
    if query.order == "date":
        return lambda each: (each.lacking, -(each.passage >> DAY_SHIFT))
    return lambda each: (-each.score, 0)


def _order(query: Query, named: dict[int, tuple[str, str]]) -> Callable[[Scored], tuple[object, ...]]:
    """Return what puts passages in order: of those of one worth the latest first, then by name, language and place.

    By their identifiers those of one day would stand in the order in which they were added.
    """
    worth = _worth(query)

    def order(each: Scored) -> tuple[object, ...]:
        name = named[version_of(each.passage)]
        return worth(each), -(each.passage >> DAY_SHIFT), name, each.passage & _PLACES

    return order


def _named(connection: Connection, scored: Iterable[Scored]) -> dict[int, tuple[str, str]]:
    """Return the names and languages of the versions that passages belong to."""
    t = tables()
    v = t.versions.c
    query = select(v.id, t.works.c.name, v.language).join(t.works, t.works.c.id == v.work_id)
    rows = connection.execute(query.where(v.id.in_({version_of(each.passage) for each in scored})))
    return {row.id: (row.name, row.language) for row in rows}


WEIGHED = 400
ENOUGH = 10
"""Passages with all words of a query from which on none is looked for that lacks some of them."""
MOST_GROUPS = 8
"""Words of a query up to which that is done: of nine there are 126 ways to leave out four."""
_ENDING = 2  # letters of an ending of number or gender: -s, -es, -ux
_OTHER_FORM = 0.4
"""What a form that is further off counts for, where the word as it was typed counts for one."""
_NEAR = 12
"""Letters between two words of a query that stand near one another: *rights of the child*, not each in its clause."""
_TOGETHER = 1.0
"""What all words of a query near one another add to a score, as a share of it; some of them less."""
_LACKING = 1000.0
"""Taken off a score for every word that a passage lacks: none reaches as much by the words that it has."""
TITLES = 100

UNDER = 5
"""Passages of a text that are told under the first of it."""

# The parameters of BM25 are those that FTS5 uses (https://www.sqlite.org/fts5.html, 5.1.1).
_K1, _B = 1.2, 0.75
_PASSAGES = (
    "SELECT rowid, highlight(passage_index, 0, ?, ?), facets FROM passage_index"
    " WHERE passage_index MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
)
_TITLES = (
    "SELECT rowid, highlight(title_index, 0, ?, ?), facets FROM title_index"
    " WHERE title_index MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
)
_WEIGHTS = {"title": 2.5, "operative": 1.3, "preambular": 1.0, "annex": 0.9, "note": 0.6}


Row = tuple[int, str, str]
"""Identifier, marked text and facets of a passage."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that fits a query.

    Attributes:
        text: of the passage; marks: ranges of it that the query found, in order.
        title, organ, session, adopted_on: of the resolution.
        score: the greater the better; comparable within one answer only.
        lacking: of the words looked for, those that neither the passage nor the title of its resolution has.
        others: where hits are told by text, how many other passages of the resolution were found, each counted once
            whatever languages it is held in; under: the first of them.
    """

    address: Address
    text: str
    marks: tuple[tuple[int, int], ...]
    title: str | None
    organ: str | None
    session: int | None
    adopted_on: datetime.date | None
    score: float
    lacking: tuple[str, ...] = ()
    others: int = 0
    under: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query.

    Attributes:
        hits: the best, in order.
        weighed: number of passages they were chosen from.
        more: True where yet more passages fit, adopted earlier than those that were weighed.
        instead: words that stand nowhere, each with the one that was looked for in its place.
    """

    hits: tuple[Hit, ...]
    weighed: int
    more: bool
    instead: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The passages that hits are chosen from.

    Attributes:
        rows: identifier, marked text and facets of each, the latest adopted first.
        expression: of the index, that found them; more: True where it finds yet more, adopted earlier.
        forms: of the words that are looked for.
        fuller: those that lack fewer words of the query than some of `rows` do, and may be adopted earlier than all of
            them; None where none lacks any.
    """

    rows: list[Row]
    expression: str
    more: bool
    forms: Forms
    fuller: list[Row] | None = None


def search(connection: Connection, query: Query) -> Found:
    """Return the passages that fit a query, the best first.

    Raises:
        ValueError: it has neither a word nor a filter.
    """
    return ranked(connection, query, choose(connection, query))


def choose(connection: Connection, query: Query) -> Chosen:
    """Return the passages that fit a query and were adopted last, so many as are weighed.

    Where few have all its words, those that lack one of them are taken too, and so on to half of them.

    Raises:
        ValueError: it has neither a word nor a filter.
    """
    forms = Forms(connection, query.language)
    expression = worded(query, forms, exact=False)
    if expression is None:
        raise ValueError("there is nothing to look for")
    rows = _candidates(connection, expression, query, WEIGHED + 1)
    if forms.cut and len(rows) <= WEIGHED:
        expression = worded(query, forms, exact=True) or expression
        rows = _candidates(connection, expression, query, WEIGHED + 1)
    fuller: list[Row] | None = None
    for left_out in range(1, len(query.wanted) // 2 + 1 if len(query.wanted) <= MOST_GROUPS else 1):
        if len(rows) >= ENOUGH:
            break
        fuller = [*(fuller or ()), *rows]
        expression = in_part(query, forms, left_out) or expression
        rows = _candidates(connection, expression, query, WEIGHED + 1)
    return Chosen(rows[:WEIGHED], expression, len(rows) > WEIGHED, forms, fuller)


def ranked(connection: Connection, query: Query, chosen: Chosen) -> Found:
    """Return the best of the passages that were chosen, and of those with the words in their titles."""
    rows = [*chosen.rows, *(chosen.fuller or ())]
    # By date, titles of earlier texts would stand after a gap: what lies between was not looked at.
    if chosen.more and query.wanted and query.order == "relevance":
        rows += _candidates(connection, chosen.expression, query, TITLES, among=_TITLES)
    candidates = list({each[0]: each for each in rows}.values())
    scores = _Scores(query, chosen.forms, candidates) if query.wanted else None
    lacking = scores.lacking(connection, candidates) if scores and chosen.fuller is not None else {}
    scored = []
    for each in candidates:
        missing = len(lacking.get(each[0], ()))
        score = scores.of(each) - _LACKING * missing if scores else 0.0
        scored.append(Scored(score, each[0], each[1], missing))
    if query.by_text:
        hits = tuple(_of_text(some, query) for some in _texts(connection, scored, query, lacking))
    else:
        hits = tuple(hits_of(connection, best(connection, scored, query), lacking))
    return Found(hits, len(candidates), chosen.more, tuple(chosen.forms.instead.items()))


def _texts(
    connection: Connection, scored: Sequence[Scored], query: Query, lacking: Mapping[int, tuple[str, ...]]
) -> Iterator[list[Hit]]:
    """Yield what was found of each of the first texts, its passages in the order of the query."""
    texts = by_text(connection, scored, query)
    hits = hits_of(connection, [each for some in texts for each in some], lacking)
    for some in texts:
        yield list(islice(hits, len(some)))


def _of_text(found: Sequence[Hit], query: Query) -> Hit:
    """Return the first of the passages of a text, with the others under it.

    What lacks fewest words comes first, then what is in the language of the reader; a paragraph that was found in two
    languages is told in the first.
    """
    ordered = sorted(
        found, key=lambda hit: (len(hit.lacking), query.reader not in (None, hit.address.language))
    )
    told: dict[tuple[str, str], Hit] = {}
    for hit in ordered:
        told.setdefault((hit.address.part, hit.address.paragraph), hit)
    first, *others = told.values()
    return replace(first, others=len(others), under=tuple(others[:UNDER]))


def _candidates(
    connection: Connection, expression: str, query: Query, most: int, *, among: str = _PASSAGES
) -> list[Row]:
    """Return identifiers, marked texts and facets of passages that fit, the latest adopted first."""
    rows = connection.exec_driver_sql(among, (MARK, UNMARK, expression, *_days(query), most)).all()
    return [(row[0], row[1], row[2]) for row in rows]


def further(connection: Connection, query: Query, chosen: Chosen, most: int) -> list[tuple[int, str]]:
    """Return identifiers and facets of the passages that come after those that were chosen, so many at most."""
    low, _ = _days(query)
    order = (
        "SELECT rowid, facets FROM passage_index WHERE passage_index MATCH ? AND rowid BETWEEN ? AND ?"
        " ORDER BY rowid DESC LIMIT ?"
    )
    rows = connection.exec_driver_sql(order, (chosen.expression, low, chosen.rows[-1][0] - 1, most)).all()
    return [(row[0], row[1]) for row in rows]


def _days(query: Query) -> tuple[int, int]:
    """Return the least and the greatest identifier of a passage of the years asked for."""
    first = day_of(f"{_year(query.first):04}-01-01") if query.first is not None else None
    last = day_of(f"{_year(query.last):04}-12-31") if query.last is not None else None
    # A passage whose date is not known has day 0, and fits no range of years.
    low = max(first or 0, 1) << DAY_SHIFT if first is not None or last is not None else 0
    high = ((last + 1) << DAY_SHIFT) - 1 if last is not None else (1 << 63) - 1
    return low, high


def _year(asked: int) -> int:
    """Return the year of the calendar that is nearest to what is asked."""
    return min(max(asked, datetime.MINYEAR), datetime.MAXYEAR)


def matching(connection: Connection, expression: str, query: Query, most: int) -> list[int]:
    """Return the numbers of the passages that fit, the latest adopted first."""
    order = (
        "SELECT rowid FROM passage_index WHERE passage_index MATCH ? AND rowid BETWEEN ? AND ?"
        " ORDER BY rowid DESC LIMIT ?"
    )
    return list(connection.exec_driver_sql(order, (expression, *_days(query), most)).scalars().all())


def hits_of(
    connection: Connection, ranked: Sequence[Scored], lacking: Mapping[int, tuple[str, ...]]
) -> Iterator[Hit]:
    """Yield passages with where they stand.

    Args:
        ranked: in order; lacking: of each the words that it lacks.
    """
    t = tables()
    p, v, w = t.passages.c, t.versions.c, t.works.c
    query = (
        select(
            p.id, p.address, p.part, p.number, v.language, v.title, w.name, w.organ, w.session, w.adopted_on
        )
        .join(t.versions, v.id == p.version_id)
        .join(t.works, w.id == v.work_id)
        .where(p.id.in_([each.passage for each in ranked]))
    )
    rows = {row.id: row for row in connection.execute(query)}
    for each in ranked:
        row = rows[each.passage]
        plain, marks = unmarked(each.text)
        address = Address(row.name, row.language, row.address, row.part, row.number)
        adopted = date(row.adopted_on)
        yield Hit(
            address,
            plain,
            marks,
            row.title,
            row.organ,
            row.session,
            adopted,
            round(each.score, 3),
            lacking.get(each.passage, ()),
        )


def _far(term: Term, word: str) -> bool:
    """Tell whether a form of a word differs from it by more than an ending of number or gender.

    A stem is shared by words of other senses: *coopératives* and *coopération*.
    """
    return term.kind == "word" and Prefix.distance(term.text, word) > _ENDING


def _titles(connection: Connection, versions: Iterable[int]) -> dict[int, str]:
    """Return the titles of versions, their words as the index has them."""
    v = tables().versions.c
    rows = connection.execute(select(v.id, v.title).where(v.id.in_(list(versions)), v.title.is_not(None)))
    return {row.id: indexed_phrase(row.title) for row in rows}


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a text without its marks, and the ranges that stood between them."""
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for place, piece in enumerate(marked.split(MARK)):
        inside, _, after = piece.partition(UNMARK) if place else ("", "", piece)
        if inside:
            marks.append((length, length + len(inside)))
        plain += (inside, after)
        length += len(inside) + len(after)
    return "".join(plain), tuple(marks)


class _Scores:
    """BM25 over the passages that were found, by the words that the index marked in them."""

    def __init__(self, query: Query, forms: Forms, candidates: Sequence[tuple[int, str, str]]) -> None:
        total = forms.total()
        self.terms: list[tuple[Term, frozenset[str], float]] = []
        for term in (term for group in query.wanted for term in group):
            if term.kind in ("phrase", "symbol"):
                words = indexed_phrase(term.text)
                known, uses = frozenset((words,)), forms.uses(words)
            else:
                found = forms.of(term)
                known, uses = frozenset(found), sum(found.values())
            uses = min(uses, total)
            self.terms.append((term, known, math.log(1 + (total - uses + 0.5) / (uses + 0.5))))
        self.forms, self.groups = forms, query.wanted
        self.counts: dict[int, list[float]] = {}
        self.near: dict[int, int] = {}
        self.group_of = [place for place, group in enumerate(query.wanted) for _ in group]
        self.mean = sum(len(each[1]) for each in candidates) / len(candidates) if candidates else 1.0
        self.weights = {facet("part", part): weight for part, weight in _WEIGHTS.items()}
        self.seen: dict[str, tuple[tuple[int, float], ...]] = {}

    def lacking(self, connection: Connection, candidates: Sequence[Row]) -> dict[int, tuple[str, ...]]:
        """Return by passages the words of the query that they lack, unless the title of the resolution has them."""
        groups = {each[0]: missing for each in candidates if (missing := self._missing(each))}
        versions = {version_of(passage) for passage in groups}
        titles = _titles(connection, versions) if versions else {}
        found: dict[int, tuple[str, ...]] = {}
        for passage, missing in groups.items():
            title = titles.get(version_of(passage), "")
            words = frozenset(title.split())
            left = tuple(
                self.groups[place][0].typed or self.groups[place][0].text
                for place in missing
                if not any(self._titled(term, title, words) for term in self.groups[place])
            )
            if left:
                found[passage] = left
        return found

    def _missing(self, candidate: Row) -> tuple[int, ...]:
        """Return the places of the groups of which a passage has no term."""
        counted = self._counted(candidate)
        sizes = accumulate((len(group) for group in self.groups), initial=0)
        return tuple(
            place
            for place, (start, group) in enumerate(zip(sizes, self.groups, strict=False))
            if not any(counted[start : start + len(group)])
        )

    def _titled(self, term: Term, title: str, words: frozenset[str]) -> bool:
        if term.kind in ("phrase", "symbol"):
            return f" {indexed_phrase(term.text)} " in f" {title} "
        return not words.isdisjoint(self.forms.of(term))

    def of(self, candidate: tuple[int, str, str]) -> float:
        """Return the score of a passage."""
        _, marked, facets = candidate
        length = _K1 * (1 - _B + _B * len(marked) / self.mean)
        score = sum(
            self.terms[place][2] * count * (_K1 + 1) / (count + length)
            for place, count in enumerate(self._counted(candidate))
            if count
        )
        if len(self.groups) > 1:
            score *= 1 + _TOGETHER * (self.near[candidate[0]] - 1) / (len(self.groups) - 1)
        return score * self.weights.get(facets.partition(" ")[0], 1.0)

    def _counted(self, candidate: Row) -> list[float]:
        """Return how often each term stands in a passage; forms of a word that are far from it count for less."""
        passage, marked, facets = candidate
        if passage in self.counts:
            return self.counts[passage]
        counted = self.counts[passage] = [0.0] * len(self.terms)
        near, together = set[int](), 1
        for piece in marked.split(MARK)[1:]:
            found, _, after = piece.partition(UNMARK)
            places = self.seen.get(found)
            if places is None:
                places = self.seen[found] = self._places(found)
            for place, weight in places:
                counted[place] += weight
                near.add(self.group_of[place])
            together = max(together, len(near))
            if len(after) > _NEAR:
                near.clear()
        self.near[passage] = together
        for place, (term, _, _) in enumerate(self.terms):
            # A symbol is found by what the paragraph cites, not by its words.
            if term.kind == "symbol" and not counted[place]:
                counted[place] = any(facet(kind, term.text) in facets for kind in ("cites", "symbol"))
            elif term.actor is not None and not counted[place]:
                counted[place] = facet("mentions", term.actor) in facets.split()
        return counted

    def _places(self, found: str) -> tuple[tuple[int, float], ...]:
        """Return which terms a marked stretch of text stands for, and how much it counts for each."""
        phrase = indexed_phrase(found)
        exactly = tuple(self._counting(phrase))
        if exactly or " " not in phrase:
            return exactly
        return tuple(each for word in phrase.split() for each in self._counting(word))

    def _counting(self, words: str) -> Iterator[tuple[int, float]]:
        for place, term in enumerate(self.terms):
            if self._is(term, words):
                yield place, _OTHER_FORM if _far(term[0], words) else 1.0

    @staticmethod
    def _is(term: tuple[Term, frozenset[str], float], words: str) -> bool:
        return words in term[1] or (term[0].kind == "prefix" and words.startswith(term[0].text))


COUNTED = 5_000
"""Passages counted by what their resolution says: organ, session, year, language."""

LOOKED_AT = 2_000
"""Passages counted by what they themselves say: part, act, kind."""

_COUNTED_WORDS = frozenset(letter_of(kind) for kind in ("part", "act", "kind", "subject"))


def facets(connection: Connection, query: Query, most: int | None = None) -> Facets:
    """Return the counts for a query, or of the whole library where it asks for nothing.

    Args:
        most: passages counted by what their resolution says, the latest adopted; `COUNTED` where not given.
    """
    most = COUNTED if most is None else most
    expression = expression_of(connection, query)
    if expression is None:
        return _whole(connection)
    ids = matching(connection, expression, query, most + 1)
    more, ids = len(ids) > most, ids[:most]
    return _counted(connection, ids, _facets_of(connection, ids[:LOOKED_AT]), more=more)


def survey(connection: Connection, query: Query, most: int) -> tuple[Found, Facets]:
    """Return the passages that fit a query and the counts for it, the index asked once for both.

    Args:
        most: passages counted, the latest adopted.

    Raises:
        ValueError: the query has neither a word nor a filter.
    """
    chosen = choose(connection, query)
    rows = [(row[0], row[2]) for row in chosen.rows[:most]]
    more = chosen.more or len(chosen.rows) > most
    if chosen.more and most > len(rows):
        rows += further(connection, query, chosen, most - len(rows) + 1)
        more, rows = len(rows) > most, rows[:most]
    counted = _counted(connection, [row[0] for row in rows], [row[1] for row in rows], more=more)
    return ranked(connection, query, chosen), counted


def _counted(connection: Connection, ids: Sequence[int], looked: Sequence[str], *, more: bool) -> Facets:
    """Count passages; `looked` is what those of them can be filtered by that are counted by it."""
    versions = Counter(version_of(each) for each in ids)
    years = Counter(each >> DAY_SHIFT for each in ids)
    counts: dict[str, Counter[str | int]] = {"year": Counter()}
    for day, count in years.items():
        if day:
            counts["year"][(FIRST_DAY + datetime.timedelta(days=day)).year] += count
    works = _of_versions(connection, versions, counts)
    for kind in ("part", "act", "kind", "subject"):
        counts[kind] = Counter()
    # Words are counted first and understood after: there are thousands of them, and few that differ.
    for word, count in Counter(" ".join(looked).split()).items():
        found = value_of(word) if word[0] in _COUNTED_WORDS else None
        if found:
            counts[found[0]][found[1]] += count
    return Facets(works, len(ids), more, len(looked), _ordered(counts))


def _facets_of(connection: Connection, ids: Sequence[int]) -> Sequence[str]:
    """Return what passages can be filtered by, without asking the index for them again."""
    order = "SELECT facets FROM passages WHERE id IN (SELECT value FROM json_each(?))"
    return connection.exec_driver_sql(order, (json.dumps(ids),)).scalars().all()


def _of_versions(
    connection: Connection, versions: Counter[int], counts: dict[str, Counter[str | int]]
) -> int:
    """Count what the versions say, and return how many works they are of."""
    order = (
        "SELECT id, work_id, organ, session, language FROM versions"
        " WHERE id IN (SELECT value FROM json_each(?))"
    )
    rows = connection.exec_driver_sql(order, (json.dumps(list(versions)),)).all()
    for place, kind in enumerate(("organ", "session", "language"), 2):
        counts[kind] = Counter()
        for row in rows:
            if row[place] is not None:
                counts[kind][row[place]] += versions[row[0]]
    return len({row[1] for row in rows})


def _whole(connection: Connection) -> Facets:
    """Count the works of the library; of passages nothing is counted."""
    t = tables()
    w, v = t.works.c, t.versions.c
    counts: dict[str, Counter[str | int]] = {
        kind: Counter() for kind in ("organ", "session", "year", "language")
    }
    pairs = select(w.organ, w.session, func.count()).group_by(w.organ, w.session)
    for organ, session, count in connection.execute(pairs):
        for kind, value in (("organ", organ), ("session", session)):
            if value is not None:
                counts[kind][value] += count
    year = func.substr(w.adopted_on, 1, 4)
    years = select(year, func.count()).where(w.adopted_on.is_not(None)).group_by(year)
    counts["year"].update({int(row[0]): row[1] for row in connection.execute(years)})
    languages = select(v.language, func.count()).where(v.current == 1).group_by(v.language)
    counts["language"].update({row[0]: row[1] for row in connection.execute(languages)})
    total = int(connection.execute(select(func.count()).select_from(t.works)).scalar_one())
    return Facets(total, 0, False, 0, _ordered(counts))


def _ordered(counts: Mapping[str, Counter[str | int]]) -> dict[str, tuple[tuple[str | int, int], ...]]:
    """Return the values of each kind: sessions and years the latest first, others the most frequent first."""
    ordered = {}
    for kind, counted in counts.items():
        if kind in ("session", "year"):
            ordered[kind] = tuple(sorted(counted.items(), reverse=True))
        else:
            ordered[kind] = tuple(sorted(counted.items(), key=lambda each: (-each[1], str(each[0]))))
    return ordered
