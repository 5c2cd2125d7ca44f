"""The chains of the samples told from end to end, over small texts that have their structure."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import library_of
from small_texts import assembly

from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.links import series
from alinea.library.schedules.cycle import news_of
from alinea.model.ledger import Entry, Status
from alinea.store.library import Library

TODAY = datetime.date(2007, 10, 1)
NEUTRALITY = "Le rôle de la politique de neutralité dans le maintien de la paix"
ZONE = "Zone de paix, de confiance et de coopération des îles"
CENTRE = "Rôle du Centre régional pour la diplomatie préventive dans les îles"
DAY = "Invite de nouveau tous les États Membres à célébrer chaque année, le 12 décembre, la Journée de la neutralité"
REPORT = "Prie le Secrétaire général de lui présenter à sa {} session un rapport sur l'application de la présente résolution"


def item(session: str, title: str) -> str:
    return f"Décide d'inscrire à l'ordre du jour provisoire de sa {session} session la question intitulée « {title} »"


TEXTS = (
    # 75/28, 79/274, 80/262: a day observed every year, and a report asked for anew
    assembly("60/28", NEUTRALITY, "7 décembre 2005", (), (DAY, REPORT.format("soixante et unième"))),
    assembly(
        "61/274",
        NEUTRALITY,
        "21 décembre 2006",
        ("Rappelant sa résolution 60/28", "Prenant note du rapport du Secrétaire général¹"),
        (DAY, REPORT.format("soixante-deuxième")),
        ("A/61/555.",),
    ),
    assembly(
        "62/262",
        NEUTRALITY,
        "27 septembre 2007",
        ("Rappelant ses résolutions 60/28 et 61/274",),
        (DAY, REPORT.format("soixante-quatrième")),
    ),
    # 76/299, 78/284, 79/5: an item on which its session adopts nothing, taken up at the next
    assembly("60/299", ZONE, "28 juillet 2006", (), (item("soixante et unième", ZONE),)),
    assembly(
        "62/5",
        ZONE,
        "25 septembre 2007",
        ("Rappelant sa résolution 60/299 du 28 juillet 2006",),
        (item("soixante-troisième", ZONE),),
    ),
    # 75/272, 77/273, 79/268: an item every second session
    assembly("60/272", CENTRE, "16 mai 2006", (), (item("soixante-deuxième", CENTRE),)),
    assembly(
        "62/273",
        CENTRE,
        "24 septembre 2007",
        ("Rappelant sa résolution 60/272",),
        (item("soixante-quatrième", CENTRE),),
    ),
)


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with library_of(*TEXTS) as made:
        yield made


@pytest.fixture(scope="module")
def entries(library: Library) -> dict[str, Entry]:
    return {each.obligation.id: each for each in answer(library, LedgerQuery(TODAY, EVERY)).entries}


@pytest.mark.parametrize(
    ("id", "status", "shown"),
    [
        ("A/RES/60/28#op_2/report/1", Status.MET, "A/RES/61/274"),
        ("A/RES/61/274#op_2/report/1", Status.SUPERSEDED, "A/RES/62/262"),
        ("A/RES/62/262#op_2/report/1", Status.DUE, None),
        ("A/RES/60/299#op_1/agenda/1", Status.MET, "A/RES/62/5"),
        ("A/RES/62/5#op_1/agenda/1", Status.DUE, None),
        ("A/RES/60/272#op_1/agenda/1", Status.MET, "A/RES/62/273"),
        ("A/RES/62/273#op_1/agenda/1", Status.DUE, None),
    ],
)
def test_each_request_of_a_chain_stands_where_it_does(
    entries: dict[str, Entry], id: str, status: Status, shown: str | None
) -> None:
    found = entries[id]
    assert (found.status, found.shown.place.symbol if found.shown else None) == (status, shown)


def test_a_day_that_each_text_repeats_is_due_once(entries: dict[str, Entry]) -> None:
    days = [each for id, each in entries.items() if "/observance/" in id]
    assert [each.obligation.symbol for each in days if each.status is Status.DUE] == ["A/RES/62/262"]
    assert {each.reason for each in days if each.status is Status.SUPERSEDED} == {"asked-anew"}


def test_that_a_day_is_asked_for_again_is_news(library: Library) -> None:
    news = news_of(library, LedgerQuery(TODAY), datetime.date(2007, 9, 20))
    assert "A/RES/61/274#op_1/observance/1" in {each.obligation.id for each in news.anew}


@pytest.mark.parametrize(
    ("symbol", "chain"),
    [
        ("60/28", ["A/RES/60/28", "A/RES/61/274", "A/RES/62/262"]),
        ("61/274", ["A/RES/60/28", "A/RES/61/274", "A/RES/62/262"]),
        ("62/5", ["A/RES/60/299", "A/RES/62/5"]),
        ("60/272", ["A/RES/60/272", "A/RES/62/273"]),
    ],
)
def test_the_series_is_told_from_any_of_its_texts(library: Library, symbol: str, chain: list[str]) -> None:
    assert [each.symbol for each in series(library, f"A/RES/{symbol}").members] == chain


@pytest.mark.parametrize(("later", "status"), [("65/5", Status.MET), ("66/5", Status.UNKNOWN)])
def test_an_item_is_carried_over_for_some_sessions_and_not_for_ever(later: str, status: Status) -> None:
    first = assembly("60/299", ZONE, "28 juillet 2006", (), (item("soixante et unième", ZONE),))
    after = assembly(
        later,
        ZONE,
        "6 décembre 2010",
        ("Rappelant sa résolution 60/299 du 28 juillet 2006",),
        ("Prend note de cela",),
    )
    with library_of(first, after) as library:
        [found] = answer(
            library, LedgerQuery(datetime.date(2026, 11, 21), EVERY, work="A/RES/60/299")
        ).entries
    assert found.status is status
