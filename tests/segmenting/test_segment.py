"""Whole texts: masthead, preamble, operative part, annex, footnotes, and the parts that partition them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from segmented_texts import ENGLISH, FRENCH, MASTHEAD, flat, numbers, only, segmented

from alinea.model.resolution import AgendaItem, PartKind, Segmented


def test_masthead_in_french() -> None:
    resolution = only(FRENCH)
    assert resolution.symbol == "A/RES/85/7"
    assert (resolution.organ, resolution.session, resolution.number) == ("A", 85, "7")
    assert resolution.title is not None
    assert resolution.title.text == "Garde des phares"
    assert resolution.adopted_on == date(2030, 12, 3)
    assert resolution.distributed_on == date(2031, 1, 12)
    assert resolution.agenda_items == (AgendaItem(12, "b"), AgendaItem(31))
    assert resolution.meeting == 40
    assert resolution.basis is not None
    assert resolution.basis.kind == "committee-report"
    assert resolution.basis.committee == "Première Commission"


def test_masthead_in_english() -> None:
    resolution = only(ENGLISH)
    assert resolution.symbol == "A/RES/85/7"
    assert resolution.language == "en"
    assert resolution.session == 85
    assert resolution.adopted_on == date(2030, 12, 3)
    assert resolution.distributed_on == date(2031, 1, 12)
    assert resolution.agenda_items == (AgendaItem(12, "b"),)
    assert resolution.meeting == 40


def test_a_title_whose_number_stands_before_its_second_line() -> None:
    text = FRENCH.replace("85/7. Garde des phares", "Garde des phares et des balises\n\n85/7. en haute mer")
    resolution = only(text)
    assert (
        resolution.title is not None
        and resolution.title.text == "Garde des phares et des balises en haute mer"
    )
    assert resolution.number == "7"
    # What says on whose report the text was adopted is no title.
    resolution = only(FRENCH.replace("85/7. Garde des phares", "85/7. en haute mer"))
    assert resolution.title is not None and resolution.title.text == "en haute mer"


@pytest.mark.parametrize("printed", ["du 12 juin 1999", "du 12 Juin 11193", "du 4 novembre l 993"])
def test_a_date_below_the_number_is_no_title(printed: str) -> None:
    text = (
        f"Résolution 880 (1993) {printed}\n\nLe Conseil de sécurité,\n\nRappelant sa résolution 879 (1993),\n\n"
        "1. Décide de rester saisi de la question.\n"
    )
    assert only(text).title is None


def test_the_list_of_an_amendment_that_is_quoted_stays_below_its_paragraph() -> None:
    quoted = (
        "1. Décide de remplacer ce paragraphe par ce qui suit :\n\n« Décide que cette mesure ne s'applique pas :\n\n"
        "a. À la lumière ;\n\nb. Aux lampes ; »\n\n2. Décide de rester saisi de la question.\n"
    )
    resolution = only(
        f"Résolution 880 (1993)\n\nLe Conseil de sécurité,\n\nRappelant sa résolution,\n\n{quoted}"
    )
    assert numbers(resolution) == ["1", "1.a", "1.b", "2"]


@pytest.mark.parametrize(
    "line", ["Adoptée par le Conseil de sécurité à sa 8199 e séance, le 8 mars 2018", "Adoptée à l'unanimité"]
)
def test_the_line_that_says_where_a_text_was_adopted_is_no_title(line: str) -> None:
    text = f"Résolution 2405 (2018)\n\n{line}\n\nLe Conseil de sécurité,\n\nRappelant sa résolution,\n\n1. Décide d'agir.\n"
    assert only(text).title is None


@pytest.mark.parametrize(
    "title",
    ["Rapport sur l'incendie du phare survenu le 17 décembre 1979", "Phares éteints le 1er mars 2018"],
)
def test_a_title_with_a_date_in_it_is_a_title(title: str) -> None:
    text = f"Résolution 2405 (2018)\n\n{title}\n\nLe Conseil de sécurité,\n\nRappelant sa résolution,\n\n1. Décide d'agir.\n"
    assert (made := only(text).title) is not None and made.text == title


def test_letters_go_on_after_the_last_of_the_alphabet() -> None:
    labels = [*"abcdefghijklmnopqrstuvwxyz", *(2 * letter for letter in "abcdefghij")]
    items = "\n\n".join(f"{label}) De garder le phare ;" for label in labels)
    text = f"85/7. Phares\n\nL'Assemblée générale,\n\nRappelant sa résolution 84/9,\n\n1. Prie le Secrétaire général :\n\n{items}\n\n2. Décide d'agir.\n"
    assert numbers(only(text)) == ["1", *(f"1.{label}" for label in labels), "2"]
    roman = "\n\n".join(f"{label}) De garder le phare ;" for label in ("i", "ii", "iii", "iv"))
    assert numbers(only(text.replace(items, f"a) Dans l'ordre :\n\n{roman}")))[2:6] == [
        f"1.a.{label}" for label in ("i", "ii", "iii", "iv")
    ]


def test_paragraphs_and_their_tree() -> None:
    resolution = only(FRENCH)
    assert [passage.text.text[:9] for passage in resolution.preamble] == ["Rappelant", "Consciente"[:9]]
    assert numbers(resolution) == ["1", "1.a", "1.b", "1.b.i", "1.b.ii", "2"]
    assert [passage.id for passage in flat(resolution.operative)][:4] == [
        "op_1",
        "op_1_a",
        "op_1_b",
        "op_1_b_i",
    ]


def test_footnote_marks_are_taken_out_and_kept() -> None:
    resolution = only(FRENCH)
    passage = resolution.preamble[1]
    assert passage.text.text.startswith("Consciente que les phares guident les navires, et notant")
    assert [(call.number, passage.text.text[: call.at][-7:]) for call in passage.calls] == [("1", "navires")]
    assert [(note.number, note.text.text) for note in resolution.footnotes] == [("1", "A/85/9.")]


def test_annex() -> None:
    (annex,) = only(FRENCH).annexes
    assert annex.title.text == "Annexe Liste des phares"
    assert [(p.number, p.text.text) for p in annex.passages] == [("1", "Les phares du nord sont blancs.")]


def test_page_furniture_lies_in_no_paragraph() -> None:
    resolution = only(ENGLISH)
    assert numbers(resolution) == ["1", "1.a", "1.b", "2"]
    assert all("30-12345" not in passage.text.text for passage in flat(resolution.operative))


def test_paragraph_cut_by_a_page_end_is_one() -> None:
    content = ENGLISH.replace(
        "at its eighty-sixth\n    session;\n\n30-12345\n\fA/RES/85/7\n\n",
        "at its eighty-sixth\n\n30-12345\n\fA/RES/85/7\n\n    session;\n\n",
    )
    passage = flat(only(content).operative)[2]
    assert passage.text.text == "To report to the General Assembly at its eighty-sixth session;"
    assert len(passage.pieces) == 2


def test_several_resolutions_on_a_page() -> None:
    content = (
        "de rendre compte chaque année.\n\n17e séance plénière, 3 décembre 1949.\n\n## 301 (IV). Phares\n\n"
        "L'Assemblée générale,\n\nConsidérant les phares,\n\n1. Invite les Membres à garder les phares;\n\n"
        "2. Prie le Secrétaire général d'y veiller.\n\n18e séance plénière, 4 décembre 1949.\n\n## 302 (IV). Ports\n\n"
        "L'Assemblée générale\n\nDécide d'ouvrir les ports.\n\n18e séance plénière, 4 décembre 1949.\n"
    )
    first, second = [r for r in segmented(content).resolutions if not r.fragment]
    assert (first.symbol, second.symbol) == ("A/RES/301(IV)", "A/RES/302(IV)")
    assert numbers(second) == [""]
    assert (first.meeting, first.adopted_on) == (18, date(1949, 12, 4))


def test_parts_of_one_number() -> None:
    body = "## L'Assemblée générale ,\n\nRappelant les phares,\n\n1. Prie les États de les garder ;\n\n2. Décide d'y revenir.\n\n"
    closing = "40e séance plénière\n3 décembre 2030\n\n"
    for between in ("## B\n\n## PORTS\n\n", f"{closing}B\n\nPORTS\n\n"):
        content = f"{MASTHEAD}\n## 85/8. Phares et ports\n\nA\n\nPHARES\n\n{body}{between}{body}"
        resolutions = segmented(content).resolutions
        assert [resolution.symbol for resolution in resolutions] == ["A/RES/85/8A", "A/RES/85/8B"]


def test_sections_that_restart_the_numbering() -> None:
    content = (
        f"{MASTHEAD}\n85/9. Phares\n\nL'Assemblée générale,\n\nRappelant les phares,\n\nI\n\nGarde\n\n"
        "1. Prie les États de garder les phares ;\n\n2. Invite les États à les peindre ;\n\nII\n\nPeinture\n\n"
        "1. Décide que les phares sont blancs ;\n\n2. Décide d'y revenir.\n"
    )
    resolution = only(content)
    assert numbers(resolution) == ["I/1", "I/2", "II/1", "II/2"]
    assert [(s.number, s.before) for s in resolution.sections if s.number] == [
        ("I", "op_I_1"),
        ("II", "op_II_1"),
    ]


def test_draft_recommended_within_a_resolution() -> None:
    content = (
        "Résolution adoptée par le Conseil économique et social le 2 juillet 2030\n\n2030/4. Phares\n\n"
        "Le Conseil économique et social\n\nRecommande à l'Assemblée générale d'adopter le projet de résolution suivant :\n\n"
        "L'Assemblée générale,\n\nConsciente du rôle des phares,\n\n1. Prie les États de les garder ;\n\n2. Décide d'y revenir.\n"
    )
    resolution = only(content)
    assert (resolution.symbol, resolution.session) == ("E/RES/2030/4", 2030)
    assert numbers(resolution) == ["", "1", "2"]
    assert len(resolution.preamble) == 1


def test_languages_side_by_side_are_taken_apart() -> None:
    content = (
        "## 142 (II). Lighthouses\n\n## The General Assembly\n\n1. Recommends that the Members keep all of the lighthouses of the coast;\n\n"
        "## 142 (II). Phares\n\n## L'Assemblée générale\n\n1. Recommande aux Membres de garder les phares de la côte;\n\n"
        "2. Requests the Secretary-General to report on the lighthouses to the Council.\n\n"
        "2. Prie le Secrétaire général de faire rapport sur les phares au Conseil.\n"
    )
    french, english = segmented(content).resolutions
    assert (french.language, english.language) == ("fr", "en")
    assert french.symbol == english.symbol == "A/RES/142(II)"
    assert numbers(french) == numbers(english) == ["1", "2"]
    (asked,) = segmented(content, "en").resolutions
    assert asked.operative[1].text.text.startswith("Requests the Secretary-General")


def test_columns_read_across_are_put_in_order() -> None:
    content = (
        "Consciente du rôle des phares dans la navigation de nuit,\n\n1. Prie les États de garder les phares ;\n\n"
        "2. Invite les États à les peindre, en prenant\n\n## 31/58. Phares\n\nL'Assemblée générale,\n\n"
        "Rappelant sa résolution 30/1 du 2 novembre 1975,\n\ndes mesures pour que la peinture dure;\n\n"
        "3. Décide d'y revenir.\n\n85e séance plénière 1er décembre 1976\n"
    )
    resolution = only(content)
    assert numbers(resolution) == ["1", "2", "3"]
    assert resolution.operative[1].text.text.endswith("en prenant des mesures pour que la peinture dure;")
    assert "reordered" in {problem.code for problem in resolution.problems}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("l. Prie les États de garder les phares ;", "number-garbled"),
        ("Prie les États de garder les phares ;", "number-missing"),
    ],
)
def test_number_that_recognition_lost(printed: str, code: str) -> None:
    content = f"{MASTHEAD}\n85/7. Phares\n\nL'Assemblée générale,\n\nRappelant les phares,\n\n{printed}\n\n2. Décide d'y revenir.\n"
    resolution = only(content)
    assert numbers(resolution) == ["1", "2"]
    assert code in {problem.code for problem in resolution.problems}


def test_gap_in_the_numbers_is_a_problem_and_not_repaired() -> None:
    content = f"{MASTHEAD}\n85/7. Phares\n\nL'Assemblée générale,\n\nRappelant les phares,\n\n1. Prie les États de garder les phares ;\n\n3. Décide d'y revenir.\n"
    resolution = only(content)
    assert numbers(resolution) == ["1", "3"]
    assert "numbering-gap" in {problem.code for problem in resolution.problems}


def test_text_that_is_no_resolution() -> None:
    assert segmented("Le phare est blanc.\n\nLa mer est calme.\n").resolutions == ()


# -- what holds of any text


def _holds(content: str, result: Segmented) -> None:
    """Assert that the parts partition the text and that every paragraph can be shown in its place."""
    place = 0
    for part in result.parts:
        assert part.span.start == place
        assert part.span.end >= part.span.start
        place = part.span.end
    assert place == len(content) or not result.parts
    for resolution in result.resolutions:
        for passage in [*flat(resolution.preamble), *flat(resolution.operative)]:
            for at, sign in enumerate(passage.text.text):
                source = content[passage.text.source_of(at)]
                assert sign == source or (sign == " " and (source.isspace() or not source.isalnum() or True))
                if sign != " ":
                    assert sign == source
            assert 0 <= passage.span.start <= passage.span.end <= len(content)


@pytest.mark.parametrize("content", [FRENCH, ENGLISH])
def test_parts_and_places(content: str) -> None:
    result = segmented(content)
    _holds(content, result)
    kinds = {part.kind for part in result.parts}
    assert {
        PartKind.MASTHEAD,
        PartKind.TITLE,
        PartKind.ENACTING,
        PartKind.PREAMBLE,
        PartKind.OPERATIVE,
    } <= kinds


_LINES = st.sampled_from(
    [
        *FRENCH.split("\n\n"),
        *ENGLISH.split("\n\n"),
        "II",
        "## 31/5. Ports",
        "a) De",
        "(iv) To",
        "•",
        "5 A/85/1.",
        "\f",
        "1.",
        "12",
        "« 3. Les États",
        "L'Assemblée générale",
        "__________",
        "Résolution 5 (1999)",
        "pren› dre la mer",
        "sous-\nrégional",
    ]
)


@settings(max_examples=150)
@given(st.lists(_LINES, max_size=25).map("\n\n".join))
def test_any_order_of_lines_is_partitioned(content: str) -> None:
    _holds(content, segmented(content))


@settings(max_examples=150)
@given(st.text(max_size=400))
def test_any_text_is_partitioned(content: str) -> None:
    _holds(content, segmented(content))
