"""What changed, in words of the trade."""

from __future__ import annotations

import pytest
from compared_texts import OPERATIVE, PREAMBLE, made, printed, read

from alinea.comparing import compare
from alinea.model.comparison import Change, Pairing


def pairing(before: str, after: str, *, later: dict[str, str] | None = None) -> Pairing:
    """The pairing of a paragraph of one text and what stands in its place in another."""
    one = read(printed(PREAMBLE, (*OPERATIVE[:1], before)))
    other = read(printed(PREAMBLE, (*OPERATIVE[:1], after), **(later or {})))
    found = [each for each in compare(one, other).pairings if each.before and each.before[0].id == "op_2"]
    assert len(found) == 1 and found[0].after
    return found[0]


def kinds(before: str, after: str, *, later: dict[str, str] | None = None) -> list[str]:
    return [each.kind for each in pairing(before, after, later=later).changes]


NEXT_YEAR = {"number": "63/12", "session": "Soixante-troisième", "day": "4 décembre 2008"}
REPORT = "le Secrétaire général de lui présenter un rapport sur les terrasses à sa {session} session ;"
ASKED = "Prie " + REPORT


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("Prie", "Invite", "force-lowered"), ("Encourage", "Demande instamment au", "force-raised")],
)
def test_force_is_raised_and_lowered(before: str, after: str, kind: str) -> None:
    rest = " les États Membres à planter des glycines sur les terrasses de leurs municipalités ;"
    assert kinds(before + rest, after + rest)[0] == kind


def test_a_deadline_that_moved_on_with_the_text_is_routine() -> None:
    found = pairing(
        ASKED.format(session="soixante-troisième"),
        ASKED.format(session="soixante-quatrième"),
        later=NEXT_YEAR,
    )
    assert [each.kind for each in found.changes] == ["session"]
    assert found.routine


def test_a_deadline_that_is_put_off_is_told() -> None:
    found = pairing(
        ASKED.format(session="soixante-troisième"),
        ASKED.format(session="soixante-cinquième"),
        later=NEXT_YEAR,
    )
    assert [each.kind for each in found.changes] == ["deadline"]
    assert (found.changes[0].value_before, found.changes[0].value_after) == ("session 63", "session 65")
    assert not found.routine


def test_another_period_is_told() -> None:
    before = "Prie le Secrétaire général de lui présenter tous les ans un rapport sur les terrasses ;"
    changes = pairing(before, before.replace("tous les ans", "tous les deux ans")).changes
    assert ("periodicity", "annual", "biennial") in [(e.kind, e.value_before, e.value_after) for e in changes]


def test_another_bearer_is_told() -> None:
    before = ASKED.format(session="soixante-troisième")
    after = before.replace("le Secrétaire général", "le Comité du programme et de la coordination")
    assert "bearer" in kinds(before, after)


def test_a_condition_is_added() -> None:
    before = "Invite les États Membres à planter des glycines sur les terrasses de leurs municipalités ;"
    after = before.replace("à planter", "à planter, s'il y a lieu,")
    assert "condition-added" in kinds(before, after)
    assert "condition-dropped" in kinds(after, before)


def test_documents_are_updated_added_and_dropped() -> None:
    before = "Rappelle sa résolution 61/53 du 6 décembre 2006 et les rapports A/61/7 et S/2006/9 ;"
    after = "Rappelle sa résolution 62/27 du 5 décembre 2007 et le rapport A/62/8 ;"
    found = {(each.kind, each.before, each.after) for each in pairing(before, after).changes}
    assert ("citation-updated", "A/RES/61/53", "A/RES/62/27") in found
    assert ("citation-updated", "A/61/7", "A/62/8") in found
    assert ("citation-dropped", "S/2006/9", None) in found


def test_a_mere_date_is_routine() -> None:
    before = "Se félicite de la réunion sur les terrasses plantées qui s'est tenue le 3 mai 2007 à Genève ;"
    found = pairing(before, before.replace("3 mai 2007", "4 juin 2008"))
    assert [each.kind for each in found.changes] == ["date"]
    assert found.routine


def test_a_date_that_stands_within_a_citation_in_the_other_text_is_no_change() -> None:
    before = "Rappelle la résolution 2216 (2015) du Conseil de sécurité en date du 14 avril 2015 ;"
    after = "Rappelle les résolutions du Conseil de sécurité 2216 (2015) du 14 avril 2015 et 2451 (2018) ;"
    assert "14 avril 2015" not in [each.before for each in pairing(before, after).changes]


def test_what_changed_stands_where_it_is_said_to_stand() -> None:
    found = pairing("Prie le Comité des jardins de siéger ;", "Invite le Comité des jardins de siéger ;")
    change: Change = found.changes[0]
    assert change.at_before and change.at_after
    assert found.text_before[slice(*change.at_before)] == change.before == "Prie"
    assert found.text_after[slice(*change.at_after)] == change.after == "Invite"


def test_nothing_changes_in_a_paragraph_of_the_same_words() -> None:
    changed = read(
        printed((*PREAMBLE[:1], "Notant la rareté des fontainiers,", *PREAMBLE[1:]), OPERATIVE[1:])
    )
    for each in compare(read(printed()), changed).pairings:
        if each.before and each.after:
            assert {change.kind for change in each.changes} <= {"numbering"}


def test_a_text_in_a_language_without_words_is_compared() -> None:
    one, other = made(["wort eins zwei drei"], language="de"), made(["wort eins zwei vier"], language="de")
    assert [each.kind for each in compare(one, other).pairings[0].changes] == ["words"]
