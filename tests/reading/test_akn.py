"""Akoma Ntoso read as printed text: the UN's usage with its oddities, broken files, hostile files."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from alinea.model.problems import UnreadableError
from alinea.model.text import Block, Mark, MarkKind, Role, Source, Text
from alinea.reading.akn.reader import read_akn
from alinea.vocab.tables import table

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = """<meta><identification source="#x"><FRBRWork><FRBRuri value="/akn/un/x"/>
<FRBRdate date="2022-07-28" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRdate date="2022-08-01" name="publication"/><FRBRlanguage language="fra"/></FRBRExpression>
</identification></meta>"""


def source(name: str = "x.xml") -> Source:
    return Source(name, "application/xml", "0" * 64, 0)


def read(inner: str, meta: str = META) -> Text:
    data = (
        f'<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution">{meta}{inner}</statement></akomaNtoso>'
    )
    return read_akn(data.encode(), source())


def lines(text: Text) -> list[tuple[str, str]]:
    return [(block.role.value, shown(text, block)) for block in text.blocks]


def shown(text: Text, block: Block | Mark) -> str:
    return text.content[block.span.start : block.span.end]


def without_blank(text: str) -> str:
    return re.sub(r"[ \t\r\n]", "", text)


def words_lost_or_doubled(data: bytes, text: Text) -> tuple[Counter[str], Counter[str]]:
    """Characters of the document that the content lacks, and those it has too many of; marks set aside."""
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, recover=True, resolve_entities=False))
    etree.strip_elements(root, "{*}meta", with_tail=False)
    wanted = Counter(without_blank("".join(str(part) for part in root.itertext())))
    content = text.content
    marks = [mark.span for block in text.blocks for mark in block.marks if mark.kind is MarkKind.CALL]
    for block in text.blocks:
        if block.role is Role.FOOTNOTE:
            marks.append(type(block.span)(block.span.start, content.index(" ", block.span.start)))
    for start, end in sorted(marks, reverse=True):
        content = content[:start] + content[end:]
    printed = Counter(without_blank(content))
    return wanted - printed, printed - wanted


def assert_sound(text: Text) -> None:
    """Blocks are in order, do not overlap, have no blank at their ends, and hold all that is not blank."""
    end = 0
    for block in text.blocks:
        assert text.content[end : block.span.start].strip(" \t\r\n") == ""
        assert shown(text, block) == shown(text, block).strip(" \t\r\n") != ""
        for mark in block.marks:
            assert block.span.covers(mark.span)
            assert mark.span.end > mark.span.start
        assert list(block.marks) == sorted(block.marks, key=lambda mark: (mark.span.start, -mark.span.end))
        end = block.span.end
    assert text.content[end:].strip(" \t\r\n") == ""


def test_a_resolution_as_the_un_marks_it_up() -> None:
    text = read(
        """<coverPage><p><docNumber refersTo="#symbol">A/RES/76/299</docNumber></p>
        <p><session value="76">Soixante-seizième session</session></p></coverPage>
        <preface><p> <docNumber>76/299.</docNumber>
          <docTitle refersTo="#resolutionTitle"><span class="bold">\tZone de paix</span></docTitle></p></preface>
        <preamble><formula name="enactingFormula"><p xml:space="preserve"><span class="italic">L’Assemblée générale</span>,</p></formula>
        <container name="Rappelant"><p xml:space="preserve"> <span class="italic">Rappelant </span>sa résolution
          <a href="https://undocs.org/fr/A/RES/70/1">70/1</a>,</p></container></preamble>
        <mainBody><paragraph class="SingleTxt"><num>1.</num><content><p><span class="italic">\tPrie</span> tous ;</p></content></paragraph>
        </mainBody><conclusions><p><event><location title="97e" refersTo="#adoptionMeeting">97<sup>e</sup> séance</location><eol/>
        <docDate date="2022-07-28">28 juillet 2022</docDate></event></p></conclusions>"""
    )
    assert_sound(text)
    assert lines(text) == [
        ("masthead", "A/RES/76/299"),
        ("masthead", "Soixante-seizième session"),
        ("title", "76/299. Zone de paix"),
        ("enacting", "L’Assemblée générale,"),
        ("preambular", "Rappelant sa résolution 70/1,"),
        ("operative", "1. Prie tous ;"),
        ("closing", "97e séance\n28 juillet 2022"),
    ]
    assert text.language == "fr"
    assert dict(text.facts) == {
        "symbol": "A/RES/76/299", "session": "76", "title": "Zone de paix", "adopted_on": "2022-07-28",
        "distributed_on": "2022-08-01", "meeting": "97",
    }  # fmt: skip
    preambular = text.blocks[4]
    assert [(mark.kind, shown(text, mark), mark.value) for mark in preambular.marks] == [
        (MarkKind.ITALIC, "Rappelant", ""),
        (MarkKind.LINK, "70/1", "https://undocs.org/fr/A/RES/70/1"),
    ]
    assert text.problems == ()


def test_footnotes_stand_below_the_paragraph_that_calls_them() -> None:
    text = read(
        """<mainBody><paragraph><num>1.</num><content><p>Prie<authorialNote marker="1" placement="bottom"><p>Résolution
        <i>70/1</i>.</p></authorialNote> tous<sup><authorialNote><p>Ibid.</p><p>Suite.</p></authorialNote></sup>, et
        encore<noteRef href="#n1" marker="1"/><authorialNote marker="9" status="incomplete"><p/></authorialNote>.</p></content>
        </paragraph><paragraph><num>2.</num><content><p>Note.</p></content></paragraph></mainBody>"""
    )
    assert_sound(text)
    assert lines(text) == [
        ("operative", "1. Prie1 tous2, et encore19."),
        ("footnote", "1 Résolution 70/1."),
        ("footnote", "2 Ibid.\nSuite."),
        ("operative", "2. Note."),
    ]
    calls = [(shown(text, mark), mark.value) for mark in text.blocks[0].marks if mark.kind is MarkKind.CALL]
    assert calls == [("1", "1"), ("2", "2"), ("1", "1"), ("9", "9")]


def test_points_and_the_sublists_beside_them() -> None:
    text = read(
        """<mainBody><paragraph><num>1.</num><list><intro><p>Prie :</p></intro>
        <point><num>a)</num><content><p>ceci :</p></content></point>
        <sublist><point><num>i)</num><content><p>un ;</p></content></point>
          <sublist><point><num>–</num><content><p>plus bas ;</p></content></point></sublist></sublist>
        <point><num>b)</num><list><intro><p>cela :</p></intro><point><num>i)</num><content><p>deux.</p></content></point></list></point>
        <wrapUp><p>et reste.</p></wrapUp></list><alinea><content><p>Suite.</p></content></alinea></paragraph>
        <paragraph><num>2.</num><intro><p>Invite :</p></intro><point><num>a)</num><content><p>rien.</p></content></point></paragraph></mainBody>"""
    )
    assert_sound(text)
    assert [(block.indent, block.joined, shown(text, block)) for block in text.blocks] == [
        (0, False, "1. Prie :"),
        (4, False, "a) ceci :"),
        (8, False, "i) un ;"),
        (12, False, "– plus bas ;"),
        (4, False, "b) cela :"),
        (8, False, "i) deux."),
        (0, True, "et reste."),
        (0, True, "Suite."),
        (0, False, "2. Invite :"),
        (4, False, "a) rien."),
    ]
    assert {block.role for block in text.blocks} == {Role.OPERATIVE}


def test_headings_in_all_their_guises() -> None:
    text = read(
        """<mainBody><paragraph class="H23"><subheading>Groupes armés</subheading></paragraph>
        <paragraph class="H23"><num>A.</num><content><p><span class="bold">Barème</span></p></content></paragraph>
        <paragraph class="SingleTxt"><subheading>Article 10</subheading><num>1.</num><content><p>La Commission</p></content></paragraph>
        <paragraph class="H1"><num>I.</num><heading>Premier</heading></paragraph>
        <section><num>II</num><heading>Second</heading><crossHeading refersTo="#preamble">Rappelant ceci,</crossHeading>
        <crossHeading>Entre eux</crossHeading></section>
        <section><num>III</num><subheading>Troisième</subheading><paragraph><num>1.</num><content><p>Prie.</p></content></paragraph></section></mainBody>"""
    )
    assert lines(text) == [
        ("heading", "Groupes armés"),
        ("heading", "A. Barème"),
        ("heading", "Article 10"),
        ("operative", "1. La Commission"),
        ("heading", "I. Premier"),
        ("heading", "II Second"),
        ("preambular", "Rappelant ceci,"),
        ("heading", "Entre eux"),
        ("heading", "III"),
        ("heading", "Troisième"),
        ("operative", "1. Prie."),
    ]


def test_a_number_set_apart_from_its_words() -> None:
    text = read(
        """<mainBody><paragraph><num>7.</num><content><p/></content></paragraph>
        <paragraph class="SingleTxt"><content><p>Le Groupe peut.</p></content></paragraph>
        <paragraph><num>8.</num><content><p/></content></paragraph></mainBody>"""
    )
    assert [shown(text, block) for block in text.blocks] == ["7. Le Groupe peut.", "8."]


def test_a_list_within_the_preamble() -> None:
    text = read(
        """<preamble><container name="Consciente"><blockList><listIntroduction><i>Consciente</i> :</listIntroduction>
        <item><num>a)</num><p>de ceci,</p></item><item><num>b)</num><p>de cela,</p></item></blockList></container>
        <recitals><recital><num>1</num><p>Notant</p></recital></recitals></preamble><mainBody><p/></mainBody>"""
    )
    assert [(block.role.value, block.indent, shown(text, block)) for block in text.blocks] == [
        ("preambular", 0, "Consciente :"),
        ("preambular", 4, "a) de ceci,"),
        ("preambular", 4, "b) de cela,"),
        ("preambular", 4, "1 Notant"),
    ]


def test_annexes() -> None:
    annex = """<attachments><attachment><heading>Annexe</heading><doc name="annex"><meta/><preface><p><docType>Déclaration</docType></p></preface>
    <mainBody><paragraph class="HCh"><content><p>Titre</p></content></paragraph><paragraph><num>1.</num><content><p>Nous</p></content></paragraph></mainBody></doc></attachment>
    <attachment><doc name="annex"><mainBody><paragraph class="H1"><heading>Annexe II</heading></paragraph>
    <paragraph class="H1"><content><p>Mandat</p></content></paragraph><paragraph><content><p>Le Groupe.</p></content></paragraph></mainBody></doc></attachment></attachments>"""
    text = read(f"<mainBody><paragraph><content><p>Adopte.</p></content></paragraph></mainBody>{annex}")
    assert lines(text) == [
        ("operative", "Adopte."),
        ("annex-heading", "Annexe"),
        ("annex-heading", "Déclaration"),
        ("heading", "Titre"),
        ("annex", "1. Nous"),
        ("annex-heading", "Annexe II\nMandat"),
        ("annex", "Le Groupe."),
    ]


def test_a_resolution_in_parts() -> None:
    part = """<component><statement><preface><p><docNumber>{0}</docNumber></p></preface><preamble><formula name="enactingFormula">
    <p>L’Assemblée générale,</p></formula></preamble><mainBody><paragraph><num>1.</num><content><p>Texte {0}.</p></content></paragraph></mainBody>
    </statement></component>"""
    data = f"""<akomaNtoso xmlns="{NAMESPACE}"><documentCollection name="publication">{META}<coverPage><p><docNumber refersTo="#symbol">A/RES/77/256 A-B</docNumber></p>
    <p><session value="77">77</session></p></coverPage><preface><p><docNumber>77/256.</docNumber><docTitle refersTo="#resolutionTitle">Régime commun</docTitle></p></preface>
    <collectionBody><component><documentRef href="comp_0" showAs="Resolution A"/></component></collectionBody></documentCollection>
    <components>{part.format("A")}{part.format("B")}</components></akomaNtoso>"""
    text = read_akn(data.encode(), source())
    assert [line for line in lines(text) if line[0] != "enacting"] == [
        ("masthead", "A/RES/77/256 A-B"),
        ("masthead", "77"),
        ("title", "77/256. Régime commun"),
        ("text", "A"),
        ("operative", "1. Texte A."),
        ("text", "B"),
        ("operative", "1. Texte B."),
    ]
    assert dict(text.facts) == {"session": "77", "adopted_on": "2022-07-28", "distributed_on": "2022-08-01"}


def test_a_council_resolution_has_its_number_on_the_cover() -> None:
    text = read(
        """<coverPage><p><docTitle refersTo="#resolutionNumber">Résolution 2744 (2024)</docTitle></p>
        <p><docTitle refersTo="#adoption">Adoptée par le Conseil de sécurité à sa <inline name="adoptionMeeting" title="9689e">9689e séance</inline>, le
        <docDate date="2024-07-19">19 juillet 2024</docDate></docTitle></p></coverPage><mainBody><p/></mainBody>"""
    )
    assert lines(text) == [
        ("title", "Résolution 2744 (2024)"),
        ("masthead", "Adoptée par le Conseil de sécurité à sa 9689e séance, le 19 juillet 2024"),
    ]
    assert dict(text.facts)["meeting"] == "9689"


def test_a_text_quoted_within_a_paragraph_stays_in_it() -> None:
    text = read(
        """<mainBody><paragraph><content><p>Remplace :<embeddedStructure>
        <paragraph><num>1.</num><content><p>Prie.</p></content></paragraph></embeddedStructure> Fin.</p></content></paragraph></mainBody>"""
    )
    assert lines(text) == [("operative", "Remplace :\n1. Prie.\nFin.")]


def test_a_draft_recommended_within_a_paragraph_has_its_own_paragraphs() -> None:
    text = read(
        """<mainBody><paragraph><content><p>Recommande :<embeddedStructure><container name="formula"><p>L’Assemblée générale,</p></container>
        <container name="Rappelant"><p>Rappelant ses résolutions,</p></container>
        <paragraph><num>1.</num><content><p>Prie.</p></content></paragraph>
        <paragraph><num>2.</num><content><p>Décide.</p></content></paragraph></embeddedStructure></p></content></paragraph></mainBody>"""
    )
    assert lines(text) == [
        ("operative", "Recommande :"),
        ("enacting", "L’Assemblée générale,"),
        ("preambular", "Rappelant ses résolutions,"),
        ("operative", "1. Prie."),
        ("operative", "2. Décide."),
    ]


def test_a_vote_and_a_table_are_set_as_print_sets_them() -> None:
    text = read(
        """<mainBody><container name="table"><table><tr><th><p>Poste</p></th><th><p>Nombre</p></th></tr><tr><td><p>P-4</p><p>bis</p></td><td>2</td></tr></table></container></mainBody>
        <conclusions><p><vote by="#x"><outcome>[Adoptée par <quantity>32</quantity> voix.<outcome>Pour :<eol/><organization>Algérie</organization></outcome></outcome></vote></p></conclusions>"""
    )
    assert lines(text) == [
        ("table", "Poste\tNombre\nP-4 bis\t2"),
        ("closing", "[Adoptée par 32 voix.\nPour :\nAlgérie"),
    ]


def test_preambular_paragraphs_after_the_body_are_read_and_reported() -> None:
    text = read(
        """<mainBody><paragraph><num>1.</num><content><p>Prie.</p></content></paragraph></mainBody>
        <preamble><container name="Notant"><p>Notant ceci,</p></container></preamble>"""
    )
    assert lines(text) == [("operative", "1. Prie."), ("preambular", "Notant ceci,")]
    assert [problem.code for problem in text.problems] == ["preamble-after-body"]


@pytest.mark.parametrize(
    ("title", "words", "items"),
    [
        ("66", "Point 66 de l’ordre du jour", [[66, None]]),
        ("98\u00a0(rr)", "Agenda item 98 (rr)", [[98, "rr"]]),
        ("12 d)", "Point 12 d) de l’ordre du jour", [[12, "d"]]),
        ("136", "Points 136 et 148 de l’ordre du jour", None),
        ("", "Point 30", None),
    ],
)
def test_agenda_items_are_stated_only_where_attribute_and_words_agree(
    title: str, words: str, items: object
) -> None:
    text = read(
        f'<coverPage><p><inline name="agenda item" title="{title}">{words}</inline></p></coverPage><mainBody><p/></mainBody>'
    )
    stated = dict(text.facts).get("agenda_items")
    assert (json.loads(stated) if stated else None) == items


def test_the_unknown_date_is_no_date() -> None:
    text = read(
        "<mainBody><p>x</p></mainBody>", META.replace("2022-07-28", "0001-01-01").replace("2022-08-01", "x")
    )
    assert dict(text.facts) == {}


def test_metadata_that_identify_nothing_are_reported() -> None:
    assert [problem.code for problem in read("<mainBody><p>x</p></mainBody>", "<meta/>").problems] == [
        "no-identification"
    ]


@pytest.mark.parametrize(
    "broken",
    [
        '<akomaNtoso xmlns="{0}"><statement><mainBody><p>Prie tous',
        '<akomaNtoso xmlns="{0}"><statement><mainBody><p>Prie & tous</p></mainBody></statement></akomaNtoso>',
        '<akomaNtoso xmlns="{0}"><statement><mainBody><p>Prie</q> tous</p></mainBody></statement></akomaNtoso>',
        '<akomaNtoso><statement><mainBody><p a="1" a="2">Prie tous</p></mainBody></statement></akomaNtoso>',
    ],
)
def test_malformed_files_are_read_as_far_as_they_go(broken: str) -> None:
    text = read_akn(broken.format(NAMESPACE).encode(), source())
    assert "Prie" in text.content
    assert "tous" in text.content
    assert text.problems[0].code == "malformed-xml"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"\x00\x01\x02", "not-xml"),
        (b"prose that is no mark-up", "not-xml"),
        (b"<html><p>x</p></html>", "not-akn"),
        (f'<akomaNtoso xmlns="{NAMESPACE}"><statement/></akomaNtoso>'.encode(), "empty"),
        (b"<" * 50_000_001, "too-large"),
    ],
    ids=["nothing", "blank", "noise", "prose", "html", "no-text", "too-large"],
)
def test_what_cannot_be_read_is_said_in_one_line(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_akn(data, source())
    assert caught.value.code == code
    assert "\n" not in caught.value.message


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not to be read")
    body = f'<akomaNtoso xmlns="{NAMESPACE}"><statement>{META}<mainBody><p>Prie &l1; et &x;</p></mainBody></statement></akomaNtoso>'
    entities = f'<!ENTITY l0 "ha"><!ENTITY l1 "&l0;&l0;"><!ENTITY x SYSTEM "{secret.as_uri()}">'
    text = read_akn(f"<!DOCTYPE akomaNtoso [{entities}]>{body}".encode(), source())
    assert text.content == "Prie &l1; et &x;\n"
    assert [problem.code for problem in text.problems] == ["entity"]
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE akomaNtoso [<!ENTITY l0 "ha">{laughs}]>{body.replace("&l1;", "&l8;")}'
    assert len(read_akn(bomb.encode(), source()).content) < 200


def test_deeply_nested_elements_do_no_harm() -> None:
    deep = "<list><point>" * 115 + "<content><p>Prie</p></content>" + "</point></list>" * 115
    assert "Prie" in read(f"<mainBody><paragraph>{deep}</paragraph></mainBody>").content
    deeper = "<span>" * 5000 + "Prie"
    try:
        read(f"<mainBody><p>{deeper}</p></mainBody>")
    except UnreadableError as error:
        assert error.code in ("not-xml", "empty")


NAMES = st.sampled_from(
    (
        "statement",
        "coverPage",
        "preface",
        "preamble",
        "formula",
        "container",
        "mainBody",
        "section",
        "paragraph",
        "point",
        "list",
        "sublist",
        "intro",
        "content",
        "wrapUp",
        "alinea",
        "num",
        "heading",
        "subheading",
        "crossHeading",
        "p",
        "span",
        "i",
        "a",
        "sup",
        "authorialNote",
        "eol",
        "inline",
        "blockList",
        "listIntroduction",
        "item",
        "table",
        "tr",
        "td",
        "conclusions",
        "attachments",
        "attachment",
        "doc",
        "components",
        "component",
        "docTitle",
        "docNumber",
        "embeddedStructure",
        "unknown",
    )
)
VALUES = st.sampled_from(["italic", "H23", "#preamble", "#symbol", "1", "agenda item", "sponsors", ""])
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={"marker": st.sampled_from(["1", "*", " 2 ", ""])}
    | dict.fromkeys(("class", "refersTo", "name", "title", "href", "value"), VALUES),
)
WORDS = st.sampled_from(["", " ", "\n  ", "Prie ", "a", "1.", "\u00a0", "x\ty", "é"])


def _element(
    children: st.SearchStrategy[list[tuple[etree._Element, str]]],
) -> st.SearchStrategy[etree._Element]:
    def build(
        name: str, attributes: dict[str, str], text: str, inner: list[tuple[etree._Element, str]]
    ) -> etree._Element:
        made = etree.Element(f"{{{NAMESPACE}}}{name}", attributes)
        made.text = text
        for child, tail in inner:
            child.tail = tail
            made.append(child)
        return made

    return st.builds(build, NAMES, ATTRIBUTES, WORDS, children)


TREES = st.recursive(
    _element(st.just([])),
    lambda inner: _element(st.lists(st.tuples(inner, WORDS), max_size=4)),
    max_leaves=12,
)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.lists(TREES, max_size=4))
def test_whatever_stands_in_a_file_is_printed_once(trees: list[etree._Element]) -> None:
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso")
    for tree in trees:
        root.append(etree.fromstring(etree.tostring(tree, with_tail=False)))
    data = etree.tostring(root)
    try:
        text = read_akn(data, source())
    except UnreadableError as error:
        assert error.code == "empty"
        assert not without_blank("".join(str(part) for part in root.itertext()))
        return
    assert_sound(text)
    assert words_lost_or_doubled(data, text) == (Counter(), Counter())


@pytest.mark.shared
def test_the_files_of_the_un_are_read_whole(shared: Path) -> None:
    files = sorted((shared / "unxml" / "xml").glob("*.xml"))
    assert len(files) > 300
    for file in files:
        data = file.read_bytes()
        text = read_akn(data, source(file.name))
        assert_sound(text)
        assert words_lost_or_doubled(data, text) == (Counter(), Counter()), file.name
        assert text.language in ("fr", "en")
        assert dict(text.facts).get("symbol") or len(list(etree.fromstring(data).iter("{*}statement"))) > 1


def test_signs_of_the_un_files() -> None:
    reading = table("common", "akn")["reading"]
    for pattern, samples in (
        (reading["heading_class"], reading["heading_classes"]),
        (reading["agenda_item"], reading["agenda_item_numbers"]),
    ):
        assert all(re.match(pattern, sample) for sample in samples["yes"])
        assert not any(re.match(pattern, sample) for sample in samples["no"])


@pytest.mark.parametrize(
    ("stated", "tag"), [("ita", "it"), ("it", "it"), ("fra", "fr"), ("swe", "swe"), ("und", None)]
)
def test_the_language_that_a_file_states(stated: str, tag: str | None) -> None:
    meta = META.replace('language="fra"', f'language="{stated}"')
    assert read("<mainBody><p>x</p></mainBody>", meta).language == tag
