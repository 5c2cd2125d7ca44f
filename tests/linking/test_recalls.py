"""What a preamble recalls, and what it says that is about."""

from __future__ import annotations

from small_texts import SPACE, assembly, read

from alinea.linking.outlines import find_recalls
from alinea.model.corpus import Recall


def recalled(*preamble: str) -> dict[str, Recall]:
    [record] = read(
        assembly("64/10", SPACE, "2 décembre 2009", preamble, ["Souligne l'importance de l'espace"])
    )
    found = {each.target: each for each in find_recalls(record)}
    for each in found.values():
        assert each.place.symbol == "A/RES/64/10"
    return found


def test_a_list_has_one_subject() -> None:
    found = recalled(
        "Rappelant ses résolutions 61/70 du 6 décembre 2006, 62/80 du 5 décembre 2007 et 63/90 du 2 décembre 2008 sur "
        "la prévention de l'accumulation des débris spatiaux, ainsi que sa résolution 55/2 du 8 septembre 2000"
    )
    assert found["A/RES/62/80"].listed == ("A/RES/61/70", "A/RES/62/80", "A/RES/63/90")
    assert "debris spatiaux" in found["A/RES/61/70"].subject
    assert found["A/RES/55/2"].subject == ""
    assert found["A/RES/61/70"].date is not None


def test_earlier_resolutions_on_the_question() -> None:
    found = recalled(
        "Rappelant sa résolution 63/90 du 2 décembre 2008, ainsi que ses résolutions antérieures sur la question"
    )
    assert found["A/RES/63/90"].prior
    assert found["A/RES/63/90"].subject == ""


def test_later_resolutions_are_no_earlier_ones() -> None:
    found = recalled(
        "Soulignant le respect de sa résolution 46/182 du 19 décembre 1991 et de toutes ses résolutions ultérieures sur la "
        "question, notamment sa résolution 63/139 du 11 décembre 2008"
    )
    assert not found["A/RES/63/139"].prior
    assert not found["A/RES/46/182"].prior


def test_a_subject_that_stands_before_the_list() -> None:
    found = recalled(
        "Rappelant ses précédentes résolutions sur les débris spatiaux, en particulier la résolution 63/90 du "
        "2 décembre 2008"
    )
    assert found["A/RES/63/90"].prior
    assert "debris spatiaux" in found["A/RES/63/90"].subject


def test_recalled_for_what_it_decides() -> None:
    found = recalled("Rappelant sa résolution 63/90 du 2 décembre 2008, par laquelle elle a créé le Comité")
    assert found["A/RES/63/90"].content


def test_resolutions_of_other_organs_are_left_out() -> None:
    assert (
        recalled("Rappelant la résolution 1325 (2000) du Conseil de sécurité, en date du 31 octobre 2000")
        == {}
    )
