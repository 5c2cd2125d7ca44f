"""The rules: each finds the wrong sample of its explanation and not the right one, and says where."""

from __future__ import annotations

import pytest
from linted_texts import found_in, framed

from alinea.linting.checking import chosen
from alinea.presenting.words import words_in
from alinea.vocab.linting_words import rules
from alinea.vocab.tables import LANGUAGES

EACH = [
    pytest.param(rule, language, id=f"{rule}-{language}")
    for rule, known in rules().items()
    for language in LANGUAGES
    if language in known.languages
]


@pytest.mark.parametrize(("rule", "language"), EACH)
def test_the_wrong_sample_is_found_and_the_right_one_is_not(rule: str, language: str) -> None:
    words = words_in(language)
    wrong, right = (framed(words(f"rule.{rule}.{each}"), language) for each in ("wrong", "right"))
    assert {each.rule for each in found_in(wrong, rule, held=True)} == {rule}
    assert not found_in(right, rule, held=True)


@pytest.mark.parametrize(("rule", "language"), EACH)
def test_the_right_sample_departs_from_no_other_rule(rule: str, language: str) -> None:
    right = framed(words_in(language)(f"rule.{rule}.right"), language)
    assert [(each.rule, each.case, right[slice(*each.span)]) for each in found_in(right)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_words(language: str) -> None:
    """Each case that a rule can give stands in the catalogue with the facts it has."""
    from alinea.presenting.findings import said

    for rule, known in rules().items():
        for sample in sorted(known.languages):
            text = framed(words_in(sample)(f"rule.{rule}.wrong"), sample)
            for finding in found_in(text, rule, held=True):
                assert "{" not in said(finding, words_in(language))


def test_rules_of_a_beginning() -> None:
    assert chosen(["AL2"]) == {"AL201", "AL202", "AL203", "AL204", "AL205", "AL206"}
    assert chosen(["al203"], ["AL203"]) == set()
    assert chosen() == {each.id for each in rules().values() if each.shown}
    assert chosen(["AL"]) == set(rules())
    with pytest.raises(KeyError, match="AL9"):
        chosen(["AL9"])
    with pytest.raises(KeyError):
        chosen([""])


TEXT = """L’Assemblée générale,

Rappelant la Charte des Nations Unies,

{}

9.\u00a0Décide de rester saisie de la question.
"""


def in_operative(*paragraphs: str) -> str:
    numbered = "\n\n".join(f"{n}.\u00a0{each}\u00a0;" for n, each in enumerate(paragraphs, 1))
    return TEXT.format(numbered).replace("9.", f"{len(paragraphs) + 1}.")


def cases(text: str, *select: str) -> list[tuple[str, str | None]]:
    return [(each.case, each.address) for each in found_in(text, *select)]


def test_a_number_printed_twice_is_told_though_it_is_read_as_the_next() -> None:
    text = (
        "The General Assembly,\n\nRecalling the Charter,\n\n1. Decides to act;\n\n2. Decides to wait;\n\n"
        "2. Decides to remain seized of the matter.\n"
    )
    assert cases(text, "AL101") == [("repeated", "op_3")]


@pytest.mark.parametrize(
    ("enacting", "preambular", "operative"),
    [
        ("The General Assembly,", "Recall the Charter,", "Encourage States to build rafts"),
        ("L’Assemblée générale,", "Noter la Charte,", "Encourager les États à construire des radeaux"),
    ],
)
def test_an_infinitive_opens_no_paragraph(enacting: str, preambular: str, operative: str) -> None:
    text = f"{enacting}\n\n{preambular}\n\n1. {operative};\n\n2. {operative}.\n"
    found = found_in(text, "AL201", "AL202")
    assert [(each.rule, each.case, each.address) for each in found] == [
        ("AL201", "infinitive", "pp_1"),
        ("AL202", "infinitive", "op_1"),
        ("AL202", "infinitive", "op_2"),
    ]


def test_a_section_counts_anew() -> None:
    text = (
        "The General Assembly,\n\nRecalling the Charter,\n\nI\n\n1. Decides to act;\n\n2. Decides to wait;\n\n"
        "II\n\n1. Requests the Secretary-General to act;\n\n2. Decides to remain seized of the matter.\n"
    )
    assert cases(text, "AL101", "AL502") == []


def test_also_is_wanted_for_the_same_addressee_only() -> None:
    same = in_operative("Prie le Secrétaire général d’agir", "Prie le Secrétaire général d’attendre")
    other = in_operative("Prie le Secrétaire général d’agir", "Prie les États Membres d’attendre")
    assert cases(same, "AL204") == [("again", "op_2")]
    assert cases(other, "AL204") == []


def test_the_third_says_further_and_the_fourth_begins_anew() -> None:
    bearer = "le Secrétaire général de"
    text = in_operative(
        f"Prie {bearer} agir",
        f"Prie également {bearer} voir",
        f"Prie {bearer} dire",
        f"Prie {bearer} faire",
    )
    assert [(each.address, each.facts["adverb"]) for each in found_in(text, "AL204")] == [
        ("op_3", "en outre")
    ]


@pytest.mark.parametrize(
    ("organ", "wrong", "right"),
    [
        (
            "L’Assemblée générale,",
            "Vivement préoccupé par la situation,",
            "Vivement préoccupée par la situation,",
        ),
        ("Le Conseil de sécurité,", "Résolue à agir,", "Résolu à agir,"),
        ("La Commission des stupéfiants,", "Soucieux d’agir,", "Soucieuse d’agir,"),
    ],
)
def test_agreement_with_each_organ(organ: str, wrong: str, right: str) -> None:
    frame = "{}\n\nRappelant la Charte,\n\n{}\n\nDécide d’agir.\n"
    (finding,) = found_in(frame.format(organ, wrong), "AL203")
    assert str(finding.facts["right"]) in right
    assert found_in(frame.format(organ, right), "AL203") == ()


def test_agreement_where_the_organ_decides_to_remain_seized() -> None:
    text = in_operative("Décide de rester saisi de la question")
    (finding,) = found_in(text, "AL203")
    assert text[slice(*finding.span)] == "saisi"


def test_a_verb_is_no_participle_without_its_accent() -> None:
    assert cases(in_operative("Encourage les États Membres à agir", "Préoccupe les États"), "AL203") == []


@pytest.mark.parametrize(
    "words",
    [
        "Rappelant ses résolutions 71/31 et 71/32 du 5\u00a0décembre 2016,",
        "Rappelant la résolution 62/27, qu’elle a adoptée le 5\u00a0décembre 2007,",
        "Rappelant les résolutions 62/27 et 62/28, en date respectivement des 5 et 6\u00a0décembre 2007,",
        "Rappelant sa résolution 1325 (2000),",
        "Prenant note du groupe créé par la résolution 62/27,",
    ],
)
def test_dates_that_are_given_or_not_wanted(words: str) -> None:
    assert cases(framed(words, "fr"), "AL302") == []


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Rappelant sa résolution 62/27 du 5\u00a0décembre 2007,", False),
        ("Rappelant sa résolution 62/270 du 20\u00a0juin 2008,", False),
        ("Rappelant sa résolution 62/27 du 5\u00a0décembre 2001,", True),
        ("Rappelant sa résolution 62/27 du 5\u00a0décembre 2006,", True),
        ("Rappelant sa résolution 1514 (XV) du 14\u00a0décembre 1960,", False),
        ("Rappelant sa résolution 1514 (XV) du 14\u00a0décembre 1970,", True),
        ("Rappelant la résolution 1325 (2000) du Conseil de sécurité, du 31\u00a0octobre 2000,", False),
        (
            "Rappelant la résolution 1325 (2000) du Conseil de sécurité, en date du 31\u00a0octobre 2001,",
            True,
        ),
        ("Rappelant la résolution 2007/27 du Conseil économique et social, du 26\u00a0juillet 2007,", False),
    ],
)
def test_dates_that_can_be(words: str, wrong: bool) -> None:
    assert cases(framed(words, "fr"), "AL304") == ([("session", "pp_1")] if wrong else [])


def test_a_document_is_wanted_once() -> None:
    text = framed(
        "Rappelant sa résolution 62/99 du 5\u00a0décembre 2007,\n\nRéaffirmant sa résolution 62/99,", "fr"
    )
    assert [each.address for each in found_in(text, "AL301", held=True)] == ["pp_1"]
    assert found_in(text, "AL301") == ()


def test_a_declaration_is_no_series() -> None:
    text = "The General Assembly,\n\nRecalling the Charter,\n\n" + "\n\n".join(
        f"{n}. The Committee is composed of {n} members." for n in range(1, 6)
    )
    assert cases(text + "\n", "AL502") == []


def test_the_last_paragraph_without_its_stop() -> None:
    text = in_operative("Décide d’agir").rstrip().rstrip(".")
    assert cases(text, "AL502") == [("missing", "op_2")]


def test_a_footnote_mark_after_the_sign_is_no_missing_sign() -> None:
    text = "Recalling the report submitted in Kampala on 20 January 2024, 3"
    assert cases(framed(text, "en"), "AL501") == []


def test_items_without_signs_are_left_alone() -> None:
    text = "1. Decides:\n\n(a) Peace\n\n(b) Security\n\n(c) Justice"
    assert cases(framed(text, "en"), "AL504") == []


def test_the_spaces_of_a_title_in_another_language_stay() -> None:
    text = framed("Rappelant l’étude intitulée «\u00a0Peace: a way for the people of the world\u00a0»,", "fr")
    assert found_in(text, "AL6") == ()


def test_signs_in_addresses_stay() -> None:
    text = framed("Recalling https://example.org/it's , the Charter,", "en")
    assert cases(text, "AL604") == []


def test_what_a_pdf_draws_is_not_what_was_typed() -> None:
    from alinea.library.linting import lint_bytes
    from alinea.linting.checking import lint

    (draft,) = lint_bytes(framed("Rappelant l'importance ; et,", "fr").encode(), "a.txt", chosen())
    source = draft.record.source.model_copy(update={"media_type": "application/pdf"})
    drawn = draft.record.model_copy(update={"source": source})
    assert {each.rule for each in lint(draft.record, draft.content, chosen(["AL6"]))} == {"AL601", "AL604"}
    assert lint(drawn, draft.content, chosen(["AL6"])) == ()


def test_a_language_that_is_not_known_is_not_looked_at() -> None:
    from alinea.library.linting import lint_bytes
    from alinea.linting.checking import lint

    (draft,) = lint_bytes(framed("Rappelant l'importance,", "fr").encode(), "a.txt", chosen())
    assert lint(draft.record.model_copy(update={"language": "de"}), draft.content, chosen()) == ()


def test_findings_are_in_order_and_within_the_text() -> None:
    text = in_operative("Prie le Secrétaire général d'agir ,", 'Rappelant "la paix"')
    found = found_in(text, "AL")
    assert found and [each.span for each in found] == sorted(each.span for each in found)
    assert all(0 <= each.span.start <= each.span.end <= len(text) for each in found)
