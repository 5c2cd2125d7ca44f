"""Which texts go on from which: by what they recall, and never by the title alone."""

from __future__ import annotations

import pytest
from small_libraries import Links, library_of, series_of
from small_texts import SERIES, SPACE, assembly, council

from alinea.library.links import cited_by
from alinea.linking.series import ACCEPTED, WEIGHTS
from alinea.model.corpus import SeriesLink


def sure(corpus: Links, symbol: str) -> list[str]:
    return [each.earlier for each in corpus.of(symbol) if each.confidence >= ACCEPTED]


def grounds(link: SeriesLink) -> set[str]:
    return {each.code for each in link.reasons}


def test_a_series_goes_from_annual_to_biennial() -> None:
    corpus = Links(*SERIES)
    assert sure(corpus, "A/RES/62/80") == ["A/RES/61/70"]
    assert sure(corpus, "A/RES/64/33") == ["A/RES/62/80", "A/RES/61/70"]
    assert [each.later for each in corpus.later["A/RES/61/70"]] == ["A/RES/62/80", "A/RES/64/33"]


def test_every_link_shows_its_grounds_and_where() -> None:
    corpus = Links(*SERIES)
    [found] = corpus.earlier["A/RES/62/80"]
    assert {"recalled", "same-title", "agenda-title"} <= grounds(found)
    for reason in found.reasons:
        assert reason.weight == WEIGHTS[reason.code]
    place = next(each.place for each in found.reasons if each.code == "recalled")
    assert place is not None
    assert (place.address, place.text) == ("A/RES/62/80#pp_1", "résolution 61/70 du 6 décembre 2006")


def test_a_title_alone_makes_no_series() -> None:
    other = assembly(
        "62/81", SPACE, "5 décembre 2007", ["Consciente de l'espace"], ["Souligne l'importance de l'espace"]
    )
    corpus = Links(*SERIES, other)
    assert "A/RES/62/81" not in corpus.earlier
    assert all(each.later != "A/RES/62/81" for each in corpus.later["A/RES/61/70"])


def test_a_text_recalled_for_what_it_decides_is_of_another_series() -> None:
    millennium = assembly(
        "61/2", "Déclaration du Millénaire", "6 décembre 2006", [], ["Adopte la Déclaration"]
    )
    later = assembly(
        "62/80",
        SPACE,
        "5 décembre 2007",
        [
            "Rappelant sa résolution 61/2 du 6 décembre 2006, par laquelle elle a adopté la Déclaration du Millénaire"
        ],
        ["Souligne l'importance de l'espace"],
    )
    assert sure(Links(millennium, later), "A/RES/62/80") == []


def test_a_change_of_organ_is_no_successor() -> None:
    title = "Situation des droits de l'homme en Utopie"
    before = assembly("61/70", title, "6 décembre 2006", [], ["Souligne l'importance des droits de l'homme"])
    after = council(
        "7/12",
        title,
        [
            "Rappelant la résolution 61/70 de l'Assemblée générale, en date du 6 décembre 2006, sur la question"
        ],
        ["Souligne l'importance des droits de l'homme"],
    )
    with library_of(before, after) as library:
        assert cited_by(library, "A/RES/61/70"), "it is cited"
    assert Links(before, after).earlier == {}


def test_statements_by_the_president_are_no_series() -> None:
    name = "Déclaration du Président"
    before = assembly("61/70", name, "6 décembre 2006", [], ["Souligne l'importance de l'espace"])
    after = assembly(
        "62/80",
        name,
        "5 décembre 2007",
        ["Rappelant sa résolution 61/70 du 6 décembre 2006, par laquelle elle a créé le Comité"],
        ["Souligne l'importance des océans"],
    )
    corpus = Links(before, after)
    assert sure(corpus, "A/RES/62/80") == []


def test_what_was_adopted_later_is_not_gone_on_from() -> None:
    misprint = assembly(
        "61/70",
        SPACE,
        "6 décembre 2006",
        ["Rappelant sa résolution 62/80 sur la question"],
        ["Souligne l'espace"],
    )
    after = assembly("62/80", SPACE, "5 décembre 2007", [], ["Souligne l'importance de l'espace"])
    assert "A/RES/61/70" not in Links(misprint, after).earlier


def test_the_series_of_a_text_leads_both_ways_and_names_texts_not_held() -> None:
    _, second, fourth = SERIES
    found = series_of("A/RES/62/80", second, fourth)
    assert [(each.symbol, each.held) for each in found.members] == [
        ("A/RES/61/70", False),
        ("A/RES/62/80", True),
        ("A/RES/64/33", True),
    ]
    assert str(found.members[0].adopted_on) == "2006-12-06"


def test_what_may_be_of_the_series_is_told_apart() -> None:
    text = assembly(
        "62/80", SPACE, "5 décembre 2007", ["Rappelant sa résolution 61/70 du 6 décembre 2006"], ["Note"]
    )
    found = series_of("A/RES/62/80", text)
    assert [each.symbol for each in found.members] == ["A/RES/62/80"]
    assert [each.earlier for each in found.doubtful] == ["A/RES/61/70"]


@pytest.mark.parametrize("code", WEIGHTS)
def test_no_ground_alone_makes_a_link(code: str) -> None:
    assert abs(WEIGHTS[code]) < 1
    assert code == "same-title" or WEIGHTS[code] < ACCEPTED


def test_parts_recalled_together_have_one_title_and_several_matters() -> None:
    parts = [
        assembly(f"61/70 {letter}", SPACE, "6 décembre 2006", [], [f"Souligne l'importance {matter}"])
        for letter, matter in (("A", "de l'espace"), ("B", "du retour des archives"))
    ]
    recall = "Rappelant ses résolutions 61/70 A et B du 6 décembre 2006"
    later = assembly("62/80 A", SPACE, "5 décembre 2007", [recall], ["Souligne l'importance de l'espace"])
    corpus = Links(*parts, later)
    assert sure(corpus, "A/RES/62/80A") == []
    assert [each.earlier for each in corpus.earlier["A/RES/62/80A"]] == ["A/RES/61/70A"]


def test_a_list_with_two_texts_of_one_session_is_about_more_than_the_matter() -> None:
    def later(listed: str) -> list[str]:
        recall = f"Rappelant ses résolutions {listed} sur la {SPACE[0].lower()}{SPACE[1:]}"
        return sure(Links(assembly("64/33", SPACE, "2 décembre 2009", [recall], ["Souligne"])), "A/RES/64/33")

    assert later("60/10 et 62/80") == ["A/RES/62/80", "A/RES/60/10"]
    assert later("60/10, 62/80 et 62/91") == ["A/RES/60/10"]


def test_texts_that_extend_mandates_of_different_bodies_are_of_two_series() -> None:
    def resolution(number: str, year: int, body: str, recalled: str) -> str:
        return (
            f"Conseil de sécurité\n\nRésolution {number} ({year})\n\nLe Conseil de sécurité,\n\n"
            f"Rappelant ses résolutions antérieures sur la République de Zembla, en particulier ses résolutions "
            f"{recalled},\n\n1. Décide de proroger le mandat {body} jusqu'au 31 mars {year + 1};\n\n"
            "2. Décide de demeurer saisi de la question.\n"
        )

    first = resolution("2100", 2013, "de la MINUZEM", "2050 (2012) et 2060 (2012)")
    panel = resolution("2150", 2014, "du Groupe d'experts", "2050 (2012), 2060 (2012) et 2100 (2013)")
    again = resolution("2160", 2014, "de la MINUZEM", "2050 (2012), 2060 (2012) et 2100 (2013)")
    corpus = Links(first, panel, again)
    assert "S/RES/2100(2013)" in sure(corpus, "S/RES/2160(2014)")
    assert "S/RES/2100(2013)" not in sure(corpus, "S/RES/2150(2014)")
