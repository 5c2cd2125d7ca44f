"""Mandates that are alike, to be reviewed together: clusters over organs (A/RES/80/251, para. 17).

Two mandates are alike where they ask the same kind of deed of the same actor, of different texts, and say it of the
same matter: what tells them from others (rare words of the request and of the title of its text, subjects that these
name) they have in common. Each cluster is those that are alike to one mandate, the latest, so that no chain of small
likenesses joins what has nothing in common. The reason is what all of them share.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alinea.analysing.subjects import named_subjects
from alinea.library.ledger import LedgerQuery, answer
from alinea.model.ledger import Entry, Status
from alinea.store.library import Library
from alinea.vocab.folding import fold
from alinea.vocab.search_words import stem

STANDING = frozenset({Status.DUE, Status.OVERDUE, Status.UNKNOWN, Status.UNDATED})
"""What is still a mandate: not done, not lapsed, and taken over by no later text (A/RES/80/251, para. 20)."""

MOST = 3_000
"""Mandates that are looked at, those of the latest texts first."""

NEAR = 0.45
"""Likeness from which two are alike: half of what tells them from all others they share."""

SAME = 0.75
"""Likeness from which they are alike without a subject in common, which most words that many texts use have not."""

COMMONEST = 0.2
"""What stands in a greater share of the mandates tells nothing apart, where there are many."""

SUBJECT = 1.5
"""How much more a subject tells than a word, which may be used of many."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_FEW = 10  # mandates among which nothing is too common to tell


@dataclass(frozen=True, slots=True)
class ClusterQuery:
    """What is asked: which mandates are alike.

    Attributes:
        as_of: the day on which they stand; about: words, as of `LedgerQuery`; bearer: of whom they are asked; organ:
            whose session they are due at, else whose text they stand in.
        across: those clusters only that have mandates of two organs or more.
        limit: how many.
    """

    as_of: datetime.date
    about: str = ""
    bearer: str | None = None
    organ: str | None = None
    across: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mandates that are alike, the latest first.

    Attributes:
        entries: of the ledger, one a text.
        organs: whose texts they are.
        bearer: of whom all are asked, as the latest prints it, None where none is named; bearer_id: where it is known.
        kind: of commitment; subjects: identifiers of those that all of them name.
        words: that all of them have, of those that tell most, where they are in one language.
        likeness: of 0 to 1, the least between the latest and the others.
    """

    entries: tuple[Entry, ...]
    organs: tuple[str, ...]
    bearer: str | None
    bearer_id: str | None
    kind: str
    subjects: tuple[str, ...]
    words: tuple[str, ...]
    likeness: float

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where they stand: what reviews are opened on."""
        return tuple(each.obligation.address for each in self.entries)


@dataclass(frozen=True, slots=True)
class Clusters:
    """What is alike: first what concerns most organs, then most texts; left: more mandates stand than are looked at."""

    items: tuple[Cluster, ...]
    left: bool


def clusters(library: Library, asked: ClusterQuery) -> Clusters:
    """Return the mandates of a library that are alike.

    Raises:
        UnknownValueError: the organ is none that is known; QuestionError: it is asked about no words.
    """
    query = LedgerQuery(
        asked.as_of,
        STANDING,
        bearer=asked.bearer,
        organ=asked.organ,
        about=asked.about,
        order="text",
        limit=MOST,
    )
    found = answer(library, query)
    alike: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in found.entries:
        owed = entry.obligation
        if owed.kind != "agenda":  # an item is put on the agenda of each matter by the same words
            alike[owed.kind, owed.bearer_id or fold(owed.bearer or "")].append(entry)
    told = _told(found.entries)
    items = [cluster for group in alike.values() for cluster in _grouped(group, told)]
    items.sort(key=lambda each: (-len(each.organs), -len(each.entries), -each.likeness, each.addresses))
    once = {frozenset(each.addresses): each for each in reversed(items)}  # a paragraph may ask two things
    items = [each for each in items if once[frozenset(each.addresses)] is each]
    items = [each for each in items if len(each.organs) > 1 or not asked.across]
    return Clusters(tuple(items[: asked.limit]), left=len(found.entries) == MOST)


def _told(entries: Sequence[Entry]) -> Mapping[str, Mapping[str, float]]:
    """Return what tells each mandate from the others, and how much of the whole it is, by its identifier."""
    held = {entry.obligation.id: _features(entry) for entry in entries}
    uses = Counter(each for its in held.values() for each in its)
    most = max(COMMONEST * len(held), _FEW)
    found = {}
    for id, its in held.items():
        weighed = {
            each: math.log((1 + len(held)) / uses[each]) * (SUBJECT if each.startswith("#") else 1.0)
            for each in its
            if uses[each] <= most
        }
        length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
        found[id] = {each: value / length for each, value in weighed.items()}
    return found


def _features(entry: Entry) -> frozenset[str]:
    """Return the words of a mandate and its title, by their stems and language, and the subjects that they name."""
    owed = entry.obligation
    text = f"{owed.title or ''}\n{owed.quote}"
    words = {f"{owed.language}:{stem(word, owed.language)}" for word in _WORD.findall(fold(text))}
    return frozenset(words | {f"#{each.id}" for each in named_subjects(text, owed.language)})


def _grouped(entries: Sequence[Entry], told: Mapping[str, Mapping[str, float]]) -> Iterator[Cluster]:
    """Yield the clusters among mandates of one kind and actor, which come the latest first."""
    at: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for each in told[entry.obligation.id]:
            at[each].append(place)
    taken: set[int] = set()
    for place, entry in enumerate(entries):
        if place in taken:
            continue
        nearness: dict[int, float] = defaultdict(float)
        for each, weight in told[entry.obligation.id].items():
            for other in at[each]:
                if other > place and other not in taken:
                    nearness[other] += weight * told[entries[other].obligation.id][each]
        near = [(place, 1.0)]
        works = {entry.obligation.symbol}
        common = _subjects(told, entry)
        for other, likeness in sorted(nearness.items(), key=lambda pair: (-pair[1], pair[0])):
            work, shared = entries[other].obligation.symbol, common & _subjects(told, entries[other])
            if work not in works and (likeness >= SAME or (shared and likeness >= NEAR)):
                works.add(work)
                near.append((other, likeness))
                common = shared or common
        if len(near) > 1:
            taken.update(other for other, _ in near)
            yield _cluster([entries[other] for other, _ in near], min(each for _, each in near[1:]), told)


def _subjects(told: Mapping[str, Mapping[str, float]], entry: Entry) -> frozenset[str]:
    return frozenset(each for each in told[entry.obligation.id] if each.startswith("#"))


def _cluster(entries: Sequence[Entry], likeness: float, told: Mapping[str, Mapping[str, float]]) -> Cluster:
    first = entries[0].obligation
    shared = frozenset.intersection(*(frozenset(told[each.obligation.id]) for each in entries))
    telling = sorted(shared, key=lambda each: (-told[first.id][each], each))
    stems = [each.partition(":")[2] for each in telling if not each.startswith("#")]
    printed = _WORD.findall(f"{first.title or ''} {first.quote}".casefold())
    folded = {stem(fold(word), first.language): word for word in printed}
    return Cluster(
        tuple(entries),
        tuple(sorted({each.obligation.organ for each in entries})),
        first.bearer,
        first.bearer_id,
        first.kind,
        tuple(each[1:] for each in telling if each.startswith("#")),
        tuple(folded.get(each, each) for each in stems[:5]),
        round(min(likeness, 1.0), 2),
    )
