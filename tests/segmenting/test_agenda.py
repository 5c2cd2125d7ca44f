"""The items of the agenda: their numbers, their letters, their titles; no item out of a year."""

from __future__ import annotations

import datetime

import pytest

from alinea import read
from alinea.presenting.akn.writer import to_akn
from alinea.presenting.masthead import agenda_item
from alinea.presenting.words import words_in

MASTHEADS = {
    "en": (
        "United Nations\nA/RES/62/12\nGeneral Assembly\nDistr.: General\n20 December 2007\n\nSixty-second session\n"
        "{}\n\nResolution adopted by the General Assembly on 18 December 2007\n\n62/12. Repair of nets\n\n"
        "The General Assembly,\n\nRecalling the Charter,\n\n1. Decides to act.\n"
    ),
    "fr": (
        "Nations Unies\nA/RES/62/12\nAssemblée générale\nDistr. générale\n20 décembre 2007\n\n"
        "Soixante-deuxième session\n{}\n\nRésolution adoptée par l'Assemblée générale le 18 décembre 2007\n\n"
        "62/12. Entretien des filets\n\nL'Assemblée générale,\n\nRappelant la Charte,\n\n1. Décide d'agir.\n"
    ),
}
NETS, LAMPS = "Nets and other gear: repair of nets", "Lamps"


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        (
            "en",
            "Agenda item 136\nProposed programme budget for 2027",
            [(136, None, "Proposed programme budget for 2027")],
        ),
        ("en", f"Agenda item 98 (rr)\n{NETS}", [(98, "rr", NETS)]),
        ("en", "Agenda item 97\nA world of lamps by 2030", [(97, None, "A world of lamps by 2030")]),
        ("en", f"Agenda items 13 and 117\n\n{NETS}\n\n{LAMPS}", [(13, None, NETS), (117, None, LAMPS)]),
        ("en", f"Agenda items 13 and 117\n{NETS}\n{LAMPS}", [(13, None, NETS), (117, None, LAMPS)]),
        ("en", f"Agenda items 13 and 117\n{NETS}", [(13, None, None), (117, None, None)]),
        (
            "en",
            f"Agenda items 74 (b) and (c) and 80\n\n{NETS}\n\n{LAMPS}",
            [(74, "b", NETS), (74, "c", NETS), (80, None, LAMPS)],
        ),
        ("en", f"Item 35 of the provisional agenda*\n{LAMPS}", [(35, None, LAMPS)]),
        ("en", "Agenda item 5", [(5, None, None)]),
        (
            "fr",
            "Point 98, h, de l'ordre du jour\nEntretien des filets : 50 ans",
            [(98, "h", "Entretien des filets : 50 ans")],
        ),
        ("fr", "Point 97 q de l'ordre du jour\nLampes", [(97, "q", "Lampes")]),
        (
            "fr",
            "Point 34 a) de l'ordre du jour\n**Filets : suite\ndes filets**",
            [(34, "a", "Filets : suite des filets")],
        ),
        ("fr", "Points 15 et 116 de l'ordre du jour", [(15, None, None), (116, None, None)]),
        (
            "fr",
            "Point 20 c) de l'ordre du jour et des lampes\n\nÉchanges : entretien des filets",
            [(20, "c", "Échanges : entretien des filets et des lampes")],
        ),
    ],
)
def test_items_and_their_titles(
    language: str, lines: str, expected: list[tuple[int, str | None, str | None]]
) -> None:
    (record,) = read(MASTHEADS[language].format(lines).encode())
    assert [(each.item, each.sub, each.title) for each in record.agenda_items] == expected
    assert record.session == 62
    assert record.adopted_on is not None


def test_titles_are_shown_and_survive_the_way_through_mark_up() -> None:
    (record,) = read(MASTHEADS["en"].format(f"Agenda item 98 (h)\n{NETS}").encode())
    assert agenda_item(record.agenda_items[0], words_in("en")) == f"98 (h) (“{NETS}”)"
    (again,) = read(to_akn(record, generated_on=datetime.date(2026, 11, 29)))
    assert again.agenda_items == record.agenda_items
