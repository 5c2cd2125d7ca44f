"""What *toutes ses résolutions ultérieures sur la question* may stand for; and who owes what a draft asks: nobody."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import library_of
from small_texts import assembly

from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.links import cited_by, open_links
from alinea.library.resolution import drafts_behind
from alinea.model.corpus import Ambiguous

AID = assembly("60/182", "Aide", "19 décembre 2005", ("Consciente du besoin",), ("Adopte l'annexe",))
AGAIN = assembly(
    "61/19", "Aide aux îles", "1er décembre 2006", ("Rappelant sa résolution 60/182",), ("Souligne l'aide",)
)
LATER = assembly(
    "65/19", "Aide aux îles", "1er décembre 2010", ("Rappelant sa résolution 60/182",), ("Souligne l'aide",)
)
OPEN = assembly(
    "64/28",
    "Les îles",
    "7 décembre 2009",
    (
        "Rappelant sa résolution 60/182 du 19 décembre 2005 et toutes ses résolutions ultérieures sur la question,"
        " notamment sa résolution 63/11 du 3 novembre 2008",
        "Rappelant aussi d'autres résolutions pertinentes",
    ),
    ("Souligne cela",),
)
DRAFT = (
    "Nations Unies A/64/L.7\nAssemblée générale\nDistr. limitée\n25 novembre 2009\nFrançais\nOriginal : anglais\n\n"
    "Soixante-quatrième session\nPoint 34 de l'ordre du jour\nLes îles\n\nCuba et Mongolie : projet de résolution\n\n"
    "Les îles\n\nL'Assemblée générale,\n\nConsciente des îles,\n\n"
    "1. Prie le Secrétaire général de lui présenter un rapport à sa soixante-cinquième session.\n"
)


def test_later_texts_are_those_that_recall_the_one_named_and_those_named_behind() -> None:
    with library_of(AID, AGAIN, LATER, OPEN) as library:
        record = library.record("A/RES/64/28")
        assert record is not None
        first, second = open_links(library, record)
    assert isinstance(first.outcome, Ambiguous) and isinstance(second.outcome, Ambiguous)
    assert (first.outcome.reason, first.outcome.candidates) == (
        "open-subsequent",
        ("A/RES/61/19", "A/RES/63/11"),  # 65/19 came after the text itself
    )
    assert (second.outcome.reason, second.outcome.candidates) == ("open-relevant", ())


def test_an_instrument_is_found_by_its_short_name_and_by_the_beginning_of_its_name() -> None:
    text = assembly(
        "64/30",
        "Les îles",
        "7 décembre 2009",
        ("Rappelant la Déclaration de Malé issue du dialogue des îles (Document des îles)",),
        ("Souligne cela",),
    )
    with library_of(text) as library:
        named = {each.place.paragraph for each, _ in cited_by(library, "Déclaration de Malé")}
        assert named == {"pp_1"}
        assert cited_by(library, "Déclaration de Rio") == ()


def test_a_draft_asks_nothing_of_anybody_and_stands_beside_the_text_adopted() -> None:
    adopted = OPEN.replace("(A/64/391)", "(A/64/L.7)")
    with library_of(DRAFT, adopted) as library:
        found = answer(library, LedgerQuery(datetime.date(2010, 1, 1), EVERY)).entries
        assert {each.obligation.symbol for each in found} <= {"A/RES/64/28"}
        record = library.record("A/RES/64/28")
        assert record is not None
        assert [each.sponsors for each in drafts_behind(library, record)] == [("Cuba", "Mongolie")]
