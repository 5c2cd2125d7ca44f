"""Records written as AKN4UN: valid whatever they hold, and with every word in its place."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from akn_records import RECORDS, paragraph, record
from hypothesis import HealthCheck, given, settings
from lxml import etree

from alinea.model.record import (
    AdoptionBasis,
    Annex,
    Citation,
    Commitment,
    Due,
    Footnote,
    FootnoteCall,
    Heading,
    Item,
    Lead,
    Meeting,
    Party,
    Record,
    Vote,
    Warning,
)
from alinea.model.spans import Span
from alinea.presenting.akn.profile import legal, of_committee, ordinal, printed_date, wording
from alinea.presenting.akn.validate import check
from alinea.presenting.akn.writer import to_akn
from alinea.vocab.tables import table

A = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "al": "urn:x-alinea:akn:1"}
TODAY = datetime.date(2026, 11, 21)


def written(given_record: Record) -> etree._Element:
    data = to_akn(given_record, generated_on=TODAY)
    assert check(data) == ()
    return etree.fromstring(data)


def find(root: etree._Element, path: str) -> list[Any]:
    found = root.xpath(path, namespaces=A)
    assert isinstance(found, list)
    return found


def only(root: etree._Element, path: str) -> etree._Element:
    found = find(root, path)
    assert len(found) == 1, (path, len(found))
    assert isinstance(found[0], etree._Element)
    return found[0]


def attributes(element: etree._Element) -> dict[str, Any]:
    return {str(name): element.get(name) for name in element.attrib}


def words(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def citation(text: str, target: str, at: int, date: datetime.date | None = None) -> Citation:
    place = Span(at, at + len(text))
    return Citation(text=text, target=target, kind="resolution", date=date, span=place, at=place)


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(RECORDS)
def test_any_record_is_written_validly_and_whole(any_record: Record) -> None:
    data = to_akn(any_record, generated_on=TODAY)
    assert check(data) == ()
    root = etree.fromstring(data)
    for note in find(root, "//a:statement//a:authorialNote"):
        etree.strip_elements(note, "{*}*", with_tail=False)
    etree.strip_elements(root, "{*}meta", with_tail=False)
    text = re.sub(
        r"[ \t\r\n]", "", "".join(str(part) for part in only(root, "//a:statement").itertext(tag="{*}*"))
    )
    for top in any_record.preamble:
        for each in top.walk():
            assert re.sub(r"[ \t\r\n]", "", legal(each.text)) in text
    at = text.index(re.sub(r"[ \t\r\n]", "", legal(any_record.enacting or "")))
    for tops in [any_record.operative, *(annex.paragraphs for annex in any_record.annexes)]:
        for top in tops:
            for each in top.walk():
                wanted = re.sub(r"[ \t\r\n]", "", legal(each.text))
                at = text.index(wanted, at) + len(wanted)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(RECORDS)
def test_every_footnote_is_written_once(any_record: Record) -> None:
    root = etree.fromstring(to_akn(any_record, generated_on=TODAY))
    notes = find(root, "//a:authorialNote[not(@status)] | //a:note")
    assert sorted(words(note).strip() for note in notes) == sorted(
        legal(note.text).strip() for note in any_record.footnotes
    )


def test_one_record_is_always_written_the_same() -> None:
    one = record(operative=(paragraph("op_1", "1", "Prie"),))
    assert to_akn(one, generated_on=TODAY) == to_akn(one, generated_on=TODAY)


def test_identification_says_what_the_copy_is() -> None:
    root = written(record(distributed_on=datetime.date(2022, 8, 1)))
    work = only(root, "//a:FRBRWork")
    assert find(work, "a:FRBRuri/@value") == ["/akn/un/statement/deliberation/unga/2022-07-28/76-299"]
    assert find(work, "a:FRBRauthoritative/@value") == ["false"]
    assert find(root, "//a:FRBRManifestation/a:FRBRdate/@date") == ["2026-11-21"]
    comment = find(root, "//comment()")[0].text
    assert "Unofficial" in comment
    assert "United Nations" in comment


def test_unknown_is_not_made_up() -> None:
    root = written(record(symbol=None, organ=None, session=None, number=None, title=None, adopted_on=None))
    assert find(root, "//a:FRBRWork/a:FRBRuri/@value") == ["/akn/un/statement/deliberation/un/0001-01-01/nn"]
    for path in (
        "//a:preface",
        "//a:preamble",
        "//a:conclusions",
        "//a:session",
        "//a:voting",
        "//a:publication",
    ):
        assert not find(root, path), path


def test_preambular_paragraph_is_a_container_named_by_its_opening() -> None:
    text = "Rappelant sa résolution 73/338 du 12 septembre 2019,"
    lead = Lead(text="Rappelant", act="recall", act_class="recalling", span=Span(0, 9), at=Span(0, 9))
    root = written(
        record(enacting="L’Assemblée générale,", preamble=(paragraph("pp_1", None, text, lead=lead),))
    )
    container = only(root, "//a:preamble/a:container")
    assert container.get("name") == "Rappelant"
    assert container.get("eId") == "preamble__container_1"
    term = only(container, "a:p/a:term[@class='italic']")
    assert term.text == "Rappelant"
    entry = only(root, f"//a:TLCTerm[@eId='{(term.get('refersTo') or '')[1:]}']")
    assert entry.get("href") == "/akn/ontology/term/un/fra/rappelant"
    assert find(root, "//al:lead/@act") == ["#actRecall"]
    assert words(container).strip() == text
    assert words(only(root, "//a:formula[@name='enactingFormula']")).strip() == "L’Assemblée générale,"


def test_a_citation_has_the_iri_of_the_work_only_where_the_text_gives_its_date() -> None:
    text = "Réaffirme 73/338 et 70/1"
    cited = (
        citation("73/338", "A/RES/73/338", 10, datetime.date(2019, 9, 12)),
        citation("70/1", "A/RES/70/1", 20),
    )
    root = written(record(operative=(paragraph("op_1", "1", text, citations=cited),)))
    reference = only(root, "//a:mainBody//a:ref")
    assert reference.get("href") == "/akn/un/statement/deliberation/unga/2019-09-12/73-338"
    assert reference.text == "73/338"
    assert only(root, "//a:alternativeReference").get("href") == "https://docs.un.org/fr/A/RES/73/338"
    link = only(root, "//a:mainBody//a:a")
    assert (link.text, link.get("href")) == ("70/1", "https://docs.un.org/fr/A/RES/70/1")


def test_footnotes_stand_at_their_calls() -> None:
    notes = (
        Footnote(number="1", text="Résolution 53/243 A.", span=Span(50, 70)),
        Footnote(number="2", text="Ibid.", span=Span(70, 75)),
        Footnote(number="9", text="Que rien n’appelle.", span=Span(80, 90)),
    )
    calls = (FootnoteCall(number="1", at=4), FootnoteCall(number="1", at=9), FootnoteCall(number="7", at=9))
    one = paragraph("op_1", "1", "Prie tous", calls=calls, footnotes=("1", "1", "7", "2"))
    root = written(record(operative=(one,), footnotes=notes))
    line = only(root, "//a:paragraph/a:content/a:p")
    assert [etree.QName(child).localname for child in line] == [
        "authorialNote",
        "noteRef",
        "authorialNote",
        "authorialNote",
    ]
    assert (line.text, line[0].tail) == ("Prie", " tous")
    assert words(line[0]) == "Résolution 53/243 A."
    assert line[1].get("href") == f"#{line[0].get('eId')}"
    assert (line[2].get("status"), words(line[2])) == ("incomplete", "")
    assert words(line[3]) == "Ibid."
    assert words(only(root, "//a:notes/a:note[@marker='9']")).strip() == "Que rien n’appelle."


def test_points_are_nested_lists_with_numbers_as_the_language_prints_them() -> None:
    children = (
        paragraph("op_1_a", "1.a", "ceci ;"),
        paragraph("op_1_b", "1.b", "cela :", children=(paragraph("op_1_b_i", "1.b.i", "et ceci."),)),
    )
    one = paragraph("op_1", "1", "Prie :", children=children)
    for language, printed in (("fr", ["a)", "b)", "i)"]), ("en", ["(a)", "(b)", "(i)"])):
        root = written(record(language=language, operative=(one,)))
        assert find(root, "//a:point/a:num/text()") == printed
        assert find(root, "//a:point/@eId") == [
            "para_1__list_1__point_a",
            "para_1__list_1__point_b",
            "para_1__list_1__point_b__list_1__point_i",
        ]


def test_numbering_that_restarts_in_sections() -> None:
    operative = tuple(
        paragraph(f"op_{number}", number, f"Texte {number}", 10 * n)
        for n, number in enumerate(["I/1", "I/2", "II/1", "III/1"], 1)
    )
    headings = (
        Heading(number="I", text="Premier", before="op_I/1", span=Span(0, 1)),
        Heading(number="II", text="Second", before="op_II/1", span=Span(0, 1)),
        Heading(number=None, text="Sans numéro", before="op_II/1", span=Span(0, 1)),
    )
    preamble = (paragraph("pp_1", None, "Rappelant ceci,", 0), paragraph("pp_2", None, "Notant cela,", 25))
    root = written(record(operative=operative, headings=headings, preamble=preamble))
    assert find(root, "//a:section/a:num/text()") == ["I", "II", "III"]
    assert find(root, "//a:section/a:heading/text()") == ["Premier", "Second"]
    assert find(root, "//a:section/a:paragraph[a:num]/@eId") == [
        "sec_I__para_1",
        "sec_I__para_2",
        "sec_II__para_1",
        "sec_III__para_1",
    ]
    assert find(root, "//a:section/a:crossHeading/text()") == ["Notant cela,"]
    assert words(only(root, "//a:preamble")).strip() == "Rappelant ceci,"
    assert find(root, "//a:subheading/text()") == ["Sans numéro"]


def test_one_number_twice_gives_two_identifiers() -> None:
    root = written(record(operative=(paragraph("op_1", "3", "Prie"), paragraph("op_2", "3", "Note"))))
    assert find(root, "//a:paragraph/@eId") == ["para_3", "para_3-2"]
    assert find(root, "//a:paragraph/a:num/text()") == ["3.", "3."]


def test_annexes_have_their_own_identification() -> None:
    annex = Annex(title="Déclaration", paragraphs=(paragraph("annex_1_p_1", "1", "Nous"),), span=Span(0, 9))
    root = written(record(annexes=(annex,)))
    document = only(root, "//a:attachment/a:doc[@name='annex']")
    assert find(document, ".//a:FRBRWork/a:FRBRthis/@value")[0].endswith("/76-299/!annex_1")
    assert words(only(document, "a:preface")).strip() == "Déclaration"
    assert only(document, "a:mainBody/a:paragraph").get("eId") == "att_1__para_1"


def test_commitments_go_to_the_own_namespace_with_method_and_review() -> None:
    place = Span(0, 4)
    owed = Commitment(
        kind="report", bearer=Party(text="le Secrétaire général", id="secretary-general"), act="request", force=4,
        due=Due(session=77, organ="A"), quote="Prie le Secrétaire général", certain=False, span=place, at=place,
    )  # fmt: skip
    root = written(
        record(operative=(paragraph("op_1", "1", "Prie le Secrétaire général", commitments=(owed,)),))
    )
    found = only(root, "//a:otherAnalysis/al:commitment")
    assert attributes(found) == {
        "about": "#para_1", "kind": "report", "act": "#actRequest", "force": "4", "certain": "false",
        "method": "rule", "reviewed": "false",
    }  # fmt: skip
    assert only(found, "al:bearer").get("id") == "secretary-general"
    assert attributes(only(found, "al:due")) == {"session": "77", "organ": "A"}


def test_what_the_masthead_says_is_printed_and_stated() -> None:
    root = written(
        record(
            distributed_on=datetime.date(2022, 8, 1),
            agenda_items=(Item(item=12, sub="a"), Item(item=13), Item(item=14)),
            meeting=Meeting(number=97, symbol="A/76/PV.97"),
            basis=AdoptionBasis(kind="no-main-committee", documents=("A/76/L.74", "A/76/L.74/Add.1")),
            vote=Vote(yes=120, no=5, abstain=50),
            warnings=(Warning(code="numbering-gap", message="Paragraph 3 is missing."),),
        )
    )
    lines = [words(line) for line in find(root, "//a:coverPage/a:p")]
    assert lines == [
        "Nations Unies",
        "A/RES/76/299",
        "Assemblée générale",
        "Distr. générale",
        "1er août 2022",
        "76e session",
        "Points 12 a), 13 et 14 de l’ordre du jour",
        "Résolution adoptée par l’Assemblée générale le 28 juillet 2022",
        "[sans renvoi à une grande commission (A/76/L.74 et A/76/L.74/Add.1)]",
    ]
    assert find(root, "//a:step/@as") == ["A/76/L.74", "A/76/L.74/Add.1", "A/76/PV.97"]
    assert find(root, "//a:count/@value") == ["120", "5", "50"]
    assert [words(line) for line in find(root, "//a:conclusions/a:p")] == [
        "97e séance28 juillet 2022",
        "[Adoptée à l’issue d’un vote enregistré par 120 voix contre 5, avec 50 abstentions]",
    ]
    assert find(root, "//a:conclusions//a:quantity/@normalized") == ["120", "5", "50"]
    assert only(root, "//al:warning").get("code") == "numbering-gap"


def test_a_language_without_words_prints_figures() -> None:
    root = written(record(language="ru", agenda_items=(Item(item=12, sub="a"),)))
    assert [words(line) for line in find(root, "//a:coverPage/a:p")] == [
        "A/RES/76/299",
        "76",
        "12 (a)",
    ]


def test_characters_xml_forbids_leave_the_others_where_they_are() -> None:
    root = written(record(operative=(paragraph("op_1", "1", "Prie\x00 \x0btous\ufffe"),)))
    assert words(only(root, "//a:content/a:p")) == "Prie\ufffd \ufffdtous\ufffd"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_words_of_the_languages(language: str) -> None:
    own = table(language, "akn")
    for number, printed in own["ordinal_examples"].items():
        assert ordinal(int(number), language) == printed
    for name, printed in own["of_committee_examples"].items():
        assert of_committee(name, language) == printed
    common = table("common", "akn")
    assert set(own["printed"]) >= set(common["printed"])
    assert set(own["names"]) == set(common["ontology"])
    assert set(own["organs"]) == set(common["organizations"]) - {"unknown"}
    names = (
        "ordinal",
        "number",
        "items",
        "item",
        "sub",
        "organ",
        "date",
        "committee",
        "documents",
        "yes",
        "no",
        "abstentions",
    )
    values = dict.fromkeys(names, "x")
    printed = wording(language)["printed"]
    for form in (form for form in printed.values() if isinstance(form, str)):
        assert "{" not in form.format(**values)


def test_dates_as_printed() -> None:
    assert printed_date(datetime.date(2022, 8, 1), "fr") == "1er août 2022"
    assert printed_date(datetime.date(2022, 8, 11), "fr") == "11 août 2022"
    assert printed_date(datetime.date(2022, 8, 1), "en") == "1 August 2022"
    assert printed_date(datetime.date(2022, 8, 1), "zz") == "2022-08-01"
