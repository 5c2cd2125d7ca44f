"""Who is meant by a short name."""

from __future__ import annotations

from small_texts import assembly, council, read

from alinea.linking.outlines import bare_name, bearers_of
from alinea.model.record import Record


def ids(record: Record) -> set[str]:
    """Return the identifiers of all who bear something."""
    return {party.id for parties in bearers_of(record).values() for party in parties if party.id}


FULL = "le Centre régional des Nations Unies pour la diplomatie préventive en Asie centrale"


def test_the_centre_is_the_one_named_before() -> None:
    [record] = read(
        assembly(
            "62/10",
            "Rôle du Centre",
            "5 décembre 2007",
            [f"Saluant {FULL}"],
            ["Encourage le Centre à continuer"],
        )
    )
    assert ids(record) == {"regional-centre-for-preventive-diplomacy"}


def test_of_two_that_were_named_neither_is_taken() -> None:
    other = "le Centre régional des Nations Unies pour la paix et le désarmement en Afrique"
    [record] = read(
        assembly(
            "62/10",
            "Rôle des centres",
            "5 décembre 2007",
            [f"Saluant {FULL}", f"Saluant également {other}"],
            ["Encourage le Centre à continuer"],
        )
    )
    assert ids(record) == set()


def test_a_short_name_that_one_organ_gives_to_one_actor() -> None:
    asked = ["Prie le Haut-Commissariat de lui présenter un rapport à sa dixième session"]
    [record] = read(council("7/12", "Les océans", ["Consciente des océans"], asked))
    assert ids(record) == {"office-of-the-high-commissioner-for-human-rights"}
    # In the Assembly it may be that for refugees.
    [record] = read(assembly("62/10", "Les océans", "5 décembre 2007", ["Consciente des océans"], asked))
    assert ids(record) == set()


def test_a_government_by_an_adjective_is_its_state() -> None:
    asked = ["Demande au Gouvernement afghan et aux autorités maliennes de transition de protéger les océans"]
    [record] = read(assembly("62/10", "Les océans", "5 décembre 2007", ["Consciente des océans"], asked))
    assert "AF" in {actor.id for paragraph in record.operative for actor in paragraph.actors}


def test_names_without_their_article() -> None:
    assert bare_name("le Secrétaire général", "fr") == "secretaire general"
    assert bare_name("Member States", "en") == "member states"
    assert bare_name("Генеральный секретарь", "ru") == "генеральныи секретарь"
