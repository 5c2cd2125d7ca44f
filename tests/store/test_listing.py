"""Lists of the ledger: the same as judging every obligation one by one, whatever is asked."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from alinea.following.ledgers import judge
from alinea.model.corpus import Place as TextPlace
from alinea.model.ledger import Entry, Evidence, EvidenceKind, Obligation, Recurrence, Status
from alinea.model.record import CommitmentKind, Party
from alinea.model.spans import Span
from alinea.model.window import Window
from alinea.store.ledgers import Bearer, Ledgers, ledgers
from alinea.store.library import Library
from alinea.store.listed import (
    called,
    counts,
    keys,
    listed,
    most_charged,
    obligations,
    recurring,
    spans,
    tallies,
    turning,
    turning_counts,
)
from alinea.store.listing import Listing, Place

DAYS = [datetime.date(year, month, 12) for year in (2005, 2015, 2025) for month in (3, 9)]
DAY = datetime.date(2015, 9, 12)
KINDS = get_args(CommitmentKind)
BEARERS = [
    (),
    (("secretary-general", "secretaire general"),),
    ((None, "comite"),),
    (("states", "etats"), (None, "comite")),
    (("centre", "le centre"), ("states", "etats"), ("secretary-general", "secretaire general")),
]
USUAL = {"secretaire general", "etats"}


def obligation(seed: random.Random, number: int) -> Obligation:
    """Return an obligation with whatever a seed gives it."""
    closes = seed.choice([None, None, *DAYS])
    rule = seed.choice([None, None, None, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12"])
    until = seed.choice([None, *DAYS]) if rule else None
    session = seed.choice([None, None, 61])
    bearers = tuple(Party(text=name, id=id_) for id_, name in seed.choice(BEARERS))
    kind = seed.choice(KINDS)
    symbol = f"A/RES/{60 + number % 9}/{number}"
    place = TextPlace(symbol, "pp_1", "fr", Span(0, 1), "x")
    shown = [
        Evidence(seed.choice(get_args(EvidenceKind)), place, seed.choice([None, *DAYS]))
        for _ in range(seed.choice([0, 0, 1, 2]))
    ]
    return Obligation(
        id=f"{symbol}#op_1/{kind}/1",
        symbol=symbol,
        organ=seed.choice(["A", "S", "E"]),
        session=60,
        adopted_on=seed.choice([None, *DAYS]),
        title="Titre",
        language="fr",
        paragraph="op_1",
        kind=kind,
        bearer=bearers[0].text if bearers else None,
        bearer_id=bearers[0].id if bearers else None,
        bearers=bearers,
        recipient=None,
        recipient_id=None,
        act=None,
        force=None,
        condition=None,
        certain=True,
        quote="x",
        span=Span(0, 1),
        due=None,
        window=Window(closes - datetime.timedelta(days=30), closes, "day") if closes else None,
        due_session=session,
        due_organ=seed.choice(["A", "E"]) if session else None,
        recurrence=Recurrence("annual", rule, DAY, until=until, lapses=seed.choice([None, *DAYS]))
        if rule
        else None,
        subject=seed.choice([None, "Journée"]),
        evidence=tuple(shown),
    )


def found_by(owed: Obligation) -> list[Bearer]:
    """Return those on whom an obligation is laid as the library finds them."""
    return [Bearer(each.text, each.id, usual=each.text in USUAL) for each in owed.bearers]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledgers]:
    path = Path(tmp_path_factory.mktemp("listing")) / "library.sqlite"
    seed = random.Random(8)
    with Library.open(path, create=True) as library:
        with ledgers(library, write=True) as made:
            made.make("rules")
            for number in range(400):
                each = obligation(seed, number)
                made.followed(each.symbol, [each], [found_by(each)])
            for number in range(0, 400, 5):  # some are followed anew
                each = obligation(seed, number)
                made.followed(each.symbol, [each], [found_by(each)])
        with ledgers(library) as opened:
            yield opened


def every(kept: Ledgers) -> list[Obligation]:
    """Return every obligation of the library."""
    return obligations(
        kept, [row[0] for row in kept.connection.exec_driver_sql("SELECT id FROM obligations")]
    )


QUESTIONS = [
    {},
    {"statuses": frozenset({Status.DUE})},
    {"statuses": frozenset({Status.OVERDUE})},
    {"statuses": frozenset({Status.DUE, Status.OVERDUE})},
    {"statuses": frozenset({Status.MET, Status.SUPERSEDED}), "organ": "A"},
    {"statuses": frozenset({Status.UNKNOWN}), "kinds": ("report", "action")},
    {"statuses": frozenset({Status.UNDATED}), "kinds": ("report", "action")},
    {"statuses": frozenset({Status.UNDATED, Status.LAPSED})},
    {"session": 61},
    {"session": 61, "organ": "E", "statuses": frozenset({Status.UNKNOWN})},
    {"since": datetime.date(2015, 1, 1), "before": datetime.date(2016, 1, 1)},
    {"before": datetime.date(2015, 9, 1), "kinds": ("report",)},
    {"actors": ("secretary-general",)},
    {"actors": keys((), ("comite",))},
    {"actors": keys((), ("le centre",))},
    {"actors": keys(("states",), ("comite",)), "statuses": frozenset({Status.DUE})},
    {"actors": keys(("states", "secretary-general"), ("comite",))},
    {"actors": keys(("states", "secretary-general"), ("comite",)), "charges": 10**6},
    {"actors": ("states",), "session": 61},
]


def fits(entry: Entry, asked: Listing, *, again: bool = False) -> bool:
    owed = entry.obligation
    if entry.status not in asked.statuses or (owed.recurrence is not None) != again:
        return False
    if asked.session is not None and owed.due_session != asked.session:
        return False
    if asked.organ is not None and (owed.due_organ or owed.organ) != asked.organ:
        return False
    if asked.kinds and owed.kind not in asked.kinds:
        return False
    if asked.actors is not None and not {key for each in found_by(owed) for key in each.keys} & {
        *asked.actors
    }:
        return False
    if asked.dated:
        window = owed.window
        if window is None:
            return False
        return not (asked.since and window.closes < asked.since) and not (
            asked.before and window.opens >= asked.before
        )
    return True


@pytest.mark.parametrize(
    "day", [datetime.date(2010, 1, 1), datetime.date(2015, 6, 12), datetime.date(2030, 1, 1)]
)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: "-".join(sorted(question)))
def test_lists_and_counts_are_those_of_judging_each(
    kept: Ledgers, question: dict[str, object], day: datetime.date
) -> None:
    asked = Listing(day, **question)  # type: ignore[arg-type]
    judged = [entry for each in every(kept) if (entry := judge(each, day)) is not None]
    expected = {entry.obligation.id for entry in judged if fits(entry, asked)}
    found: list[str] = []
    after: Place | None = None
    while page := listed(kept, asked, after, 7):
        found += [id for _, id in page]
        after = page[-1][0]
    assert len(found) == len(set(found))
    assert set(found) == expected
    whenever = replace(asked, session=None, since=None, before=None)
    turns = {each.id: each.status for each in turning(kept, asked)}
    assert turns == {
        entry.obligation.id: entry.status
        for entry in judged
        if entry.obligation.recurrence and fits(entry, whenever, again=True)
    }
    assert turning_counts(kept, asked) == Counter(turns.values())
    whole = Listing(day, **{**question, "statuses": frozenset(Status)})  # type: ignore[arg-type]
    numbers = dict.fromkeys(Status, 0)
    for entry in judged:
        numbers[entry.status] += fits(entry, whole)
    assert counts(kept, asked) == numbers


def test_what_is_due_begins_with_the_nearest_and_what_is_overdue_with_the_latest(kept: Ledgers) -> None:
    for status in (Status.DUE, Status.OVERDUE):
        page = listed(kept, Listing(DAY, frozenset({status})), None, 400)
        days = [place.day for place, _ in page]
        assert len(set(days)) > 1
        assert days == sorted(days, reverse=status is Status.OVERDUE)


def test_times_that_touch_a_year(kept: Ledgers) -> None:
    first, last = datetime.date(2015, 1, 1), datetime.date(2015, 12, 31)
    found = spans(kept, Listing(datetime.date(2030, 1, 1)), first, last)
    expected = [
        each.id
        for each in every(kept)
        if each.window and not each.recurrence and each.window.opens <= last and each.window.closes >= first
    ]
    assert sum(each.charges for each in found) == len(expected)


def test_observances_of_a_day_are_one(kept: Ledgers) -> None:
    asked = Listing(datetime.date(2030, 1, 1), kinds=("observance",))
    found = [(each.subject, charges) for each, charges in recurring(kept, asked, 50)]
    expected = [each for each in every(kept) if each.kind == "observance" and each.recurrence]
    assert sum(charges for _, charges in found) == len(expected)
    assert len(found) == 2


def test_tallies_are_those_of_the_obligations(kept: Ledgers) -> None:
    all_laid = every(kept)
    found = {(each.id, each.name): each.charges for each in most_charged(kept, 10)}
    theirs = tallies(kept, ("secretary-general",))
    laid = [each for each in all_laid if "secretary-general" in {party.id for party in each.bearers}]
    assert found["secretary-general", None] == len(laid) == sum(each.charges for each in theirs)
    assert found[None, "comite"] == sum(
        "comite" in {party.text for party in each.bearers} for each in all_laid
    )
    assert (None, "le centre") not in found  # it has an identifier
    several = tallies(kept, keys(("states", "secretary-general"), ("comite",)))
    assert sum(each.charges for each in several) == sum(
        any(party.text != "le centre" for party in each.bearers) for each in all_laid
    )
    year = sum(each.charges for each in theirs if each.year == 2015 and each.kind == "report")
    assert year == sum(
        each.adopted_on is not None and each.adopted_on.year == 2015 and each.kind == "report"
        for each in laid
    )


def test_bearers_are_found_by_words_of_their_name(kept: Ledgers) -> None:
    assert called(kept, "comite", exactly=False) == called(kept, "comite", exactly=True) == [("comite", None)]
    assert called(kept, "comit", exactly=False) == []
    assert called(kept, "general", exactly=False) == []  # the vocabulary has the name


def test_what_was_shown_is_not_looked_for_where_nothing_ever_is() -> None:
    asked = Listing(DAY)
    assert any("live = 0" in sql for sql, _, _ in asked.page(None, 5))
    shown = replace(asked, shown_since=DAYS[0])
    assert not any("live = 0" in sql for sql, _, _ in shown.page(None, 5))
