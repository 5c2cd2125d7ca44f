from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from word_documents import levels, numbered, numbering, paragraph, root, run, word_document, zipped

from alinea.model.problems import UnreadableError
from alinea.model.text import MarkKind, Role, Source, Text
from alinea.pipeline import read_from
from alinea.reading.docx.reader import read_docx

SOURCE = Source("a.docx", "application/x", "0" * 64, 1)


def read(data: bytes) -> Text:
    text = read_docx(data, SOURCE)
    check(text)
    return text


def check(text: Text) -> None:
    """Every character that prints lies in exactly one block, and every mark in its block."""
    place = 0
    for block in text.blocks:
        assert block.span.start >= place
        assert not text.content[place : block.span.start].strip()
        assert (
            text.content[block.span.start : block.span.end].strip()
            == text.content[block.span.start : block.span.end]
        )
        for mark in block.marks:
            assert block.span.covers(mark.span) and mark.span.start < mark.span.end
        place = block.span.end
    assert not text.content[place:].strip()


def lines(text: Text, *roles: Role) -> list[str]:
    wanted = roles or tuple(Role)
    return [text.content[b.span.start : b.span.end] for b in text.blocks if b.role in wanted]


def marks(text: Text, kind: MarkKind) -> list[tuple[str, str]]:
    return [
        (text.content[m.span.start : m.span.end], m.value)
        for b in text.blocks
        for m in b.marks
        if m.kind is kind
    ]


RESOLUTION_LEVELS = levels(("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "(%3)"))


def test_document_made_by_python_docx() -> None:
    document = docx.Document()
    document.add_heading("62/27. Promotion du multilatéralisme", level=1)
    opening = document.add_paragraph()
    opening.add_run("L'Assemblée générale").italic = True
    opening.add_run(",")
    operative = document.add_paragraph("1.\tPrie le Secrétaire général ;")
    operative.paragraph_format.left_indent = Pt(30)
    buffer = io.BytesIO()
    document.save(buffer)
    text = read(buffer.getvalue())
    assert [(b.role, b.indent) for b in text.blocks] == [(Role.HEADING, 0), (Role.TEXT, 0), (Role.TEXT, 5)]
    assert lines(text)[1:] == ["L'Assemblée générale,", "1.\tPrie le Secrétaire général ;"]
    assert marks(text, MarkKind.ITALIC) == [("L'Assemblée générale", "")]


def test_generated_numbers_are_rendered() -> None:
    body = (
        numbered("Prie")
        + numbered("d'élaborer", 1)
        + numbered("premier", 2)
        + numbered("deuxième", 2)
        + numbered("d'adopter", 1)
        + paragraph("Entre")
        + numbered("Décide")
        + numbered("de rester", 1)
        + numbered("premier", 2)
    )
    text = read(word_document(body, numbering=numbering(RESOLUTION_LEVELS)))
    assert [line.split()[0] for line in lines(text)] == [
        "1.",
        "a)",
        "(i)",
        "(ii)",
        "b)",
        "Entre",
        "2.",
        "a)",
        "(i)",
    ]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", "28"),
        ("decimalZero", "28"),
        ("upperRoman", "XXVIII"),
        ("lowerRoman", "xxviii"),
        ("upperLetter", "BB"),
        ("lowerLetter", "bb"),
        ("russianLower", "я"),
        ("arabicAbjad", "غ"),
        ("none", ""),
    ],
)
def test_number_formats(form: str, shown: str) -> None:
    text = read(word_document(numbered("x"), numbering=numbering(levels((form, "(%1)"), start=28))))
    assert lines(text) == [f"({shown}) x"]
    assert not text.problems


def test_number_in_words_is_decimal_and_said_to_be() -> None:
    text = read(word_document(numbered("x"), numbering=numbering(levels(("ordinalText", "%1")))))
    assert lines(text) == ["1 x"]
    assert [problem.code for problem in text.problems] == ["numbering-format"]


def test_levels_show_those_above_and_legal_numbers_are_decimal() -> None:
    rules = levels(("upperRoman", "%1"), ("decimal", "%1.%2"))
    legal = levels(("upperRoman", "%1"), ("decimal", "%1.%2"), extra="<w:isLgl/>")
    body = numbered("a") + numbered("b", 1) + numbered("c", 0, 2) + numbered("d", 1, 2)
    text = read(word_document(body, numbering=numbering(rules, legal)))
    assert lines(text) == ["I a", "I.1 b", "1 c", "1.1 d"]


def test_list_starts_and_restarts_where_it_says_so() -> None:
    instances = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    part = numbering(levels(("decimal", "%1."), start=4), instances=instances)
    body = "".join(numbered("x", 0, list_id) for list_id in (1, 1, 2, 2, 3))
    # The third instance goes on with the numbers of the list it shares.
    assert lines(read(word_document(body, numbering=part))) == ["4. x", "5. x", "1. x", "2. x", "3. x"]


def test_level_that_never_restarts() -> None:
    part = numbering(levels(("upperRoman", "%1."), ("decimal", "%2."), extra='<w:lvlRestart w:val="0"/>'))
    body = numbered("A") + numbered("x", 1) + numbered("B") + numbered("x", 1)
    assert lines(read(word_document(body, numbering=part))) == ["I. A", "1. x", "II. B", "2. x"]


def test_numbering_by_style_and_its_removal() -> None:
    styles = root(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Op"><w:name w:val="Operative"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr><w:ind w:left="1134"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Op"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="Deep"/><w:basedOn w:val="Sub"/></w:style>',
    )
    body = (
        paragraph("Prie", '<w:pStyle w:val="Op"/>')
        + paragraph("de faire", '<w:pStyle w:val="Sub"/>')
        + paragraph("d'agir", '<w:pStyle w:val="Deep"/>')
        + paragraph("sans", '<w:pStyle w:val="Op"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    text = read(word_document(body, styles=styles, numbering=numbering(RESOLUTION_LEVELS)))
    assert lines(text) == ["1. Prie", "a) de faire", "b) d'agir", "sans"]
    assert text.blocks[0].indent == 11


def test_list_that_only_names_a_style() -> None:
    styles = root(
        "styles",
        '<w:style w:type="numbering" w:styleId="Ops"><w:name w:val="Ops"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>",
    )
    part = numbering(RESOLUTION_LEVELS, '<w:numStyleLink w:val="Ops"/>')
    assert lines(read(word_document(numbered("x", 1, 2), styles=styles, numbering=part))) == ["a) x"]


def test_bullets_and_hidden_numbers() -> None:
    bullet = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    dash = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl>'
    hidden = levels(("decimal", "%1."), extra="<w:rPr><w:vanish/></w:rPr>")
    part = numbering(bullet, dash, hidden)
    body = numbered("x") + numbered("y", 0, 2) + numbered("z", 0, 3)
    assert lines(read(word_document(body, numbering=part))) == ["• x", "– y", "z"]


def test_empty_numbered_paragraph_counts_and_is_reported() -> None:
    body = numbered("x") + numbered("") + numbered("y")
    text = read(word_document(body, numbering=numbering(RESOLUTION_LEVELS)))
    assert lines(text) == ["1. x", "3. y"]
    assert [problem.code for problem in text.problems] == ["empty-numbered-paragraph"]


@pytest.mark.parametrize(
    ("style", "role"),
    [
        ('<w:name w:val="heading 2"/>', Role.HEADING),
        ('<w:name w:val="_ H_1"/>', Role.HEADING),
        ('<w:name w:val="Section"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>', Role.HEADING),
        ('<w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', Role.TEXT),
        ('<w:name w:val="_ Single Txt"/>', Role.TEXT),
        ('<w:name w:val="footnote text"/>', Role.FOOTNOTE),
    ],
)
def test_roles_of_styles(style: str, role: Role) -> None:
    styles = root("styles", f'<w:style w:type="paragraph" w:styleId="S">{style}</w:style>')
    text = read(word_document(paragraph("I. Objectifs", '<w:pStyle w:val="S"/>'), styles=styles))
    assert [block.role for block in text.blocks] == [role]
    long = read(word_document(paragraph("Objectifs " * 40, '<w:pStyle w:val="S"/>'), styles=styles))
    assert long.blocks[0].role is not Role.HEADING


NOTES = root(
    "footnotes",
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r>{run(" Voir résolution 55/2.")}</w:p></w:footnote>'
    f'<w:footnote w:id="2"><w:p>{run("A/62/133", "<w:i/>")}{run(".")}</w:p><w:p>{run("Suite.")}</w:p></w:footnote>'
    f'<w:footnote w:id="9"><w:p>{run("* Mot.")}</w:p></w:footnote>'
    f'<w:footnote w:id="8"><w:p>{run("jamais appelée")}</w:p></w:footnote>',
)


def reference(identifier: int, more: str = "") -> str:
    return f'<w:r><w:footnoteReference w:id="{identifier}"{more}/></w:r>'


def test_footnotes_are_numbered_as_called_and_follow_the_text() -> None:
    body = paragraph(run("Rappelant la Déclaration") + reference(5) + run(",")) + paragraph(
        run("la résolution 61/62") + reference(2) + run(" ;")
    )
    text = read(word_document(body, footnotes=NOTES))
    assert lines(text, Role.TEXT) == ["Rappelant la Déclaration¹,", "la résolution 61/62² ;"]
    assert marks(text, MarkKind.CALL) == [("¹", "1"), ("²", "2")]
    assert lines(text, Role.FOOTNOTE) == ["¹ Voir résolution 55/2.", "² A/62/133.\nSuite."]
    assert marks(text, MarkKind.ITALIC) == [("A/62/133", "")]


def test_raised_figures_call_notes_that_are_typed_below_a_rule() -> None:
    body = "".join(
        paragraph(run(words))
        for words in ("64/9. Bacs", "L'Assemblée générale,", "Rappelant la Charte,", "1. Salue le rapport ;")
    )
    raised = '<w:vertAlign w:val="superscript"/>'
    body += paragraph(run("2. Salue celui de 2009") + run("1", raised) + run(" ;"))
    body += paragraph(run("3. Décide de rester saisie de la question.")) + paragraph(run("_" * 15))
    body += paragraph(run("1 A/64/12."))
    (found,) = read_from(read(word_document(body)))
    assert [each.text for each in found.operative[1:]] == [
        "Salue celui de 2009 ;",
        "Décide de rester saisie de la question.",
    ]
    assert list(found.operative[1].footnotes) == ["1"]
    assert found.warnings == ()


def test_footnote_with_a_mark_typed_in_place_of_a_number() -> None:
    custom = ' w:customMarkFollows="1"'
    body = paragraph(
        run("mot")
        + f'<w:r><w:footnoteReference w:id="9"{custom}/><w:t>*</w:t></w:r>'
        + run(" et")
        + reference(5)
    )
    text = read(word_document(body, footnotes=NOTES))
    assert lines(text) == ["mot* et¹", "* Mot.", "¹ Voir résolution 55/2."]
    assert marks(text, MarkKind.CALL) == [("*", "*"), ("¹", "1")]


def test_footnote_format_start_and_sections() -> None:
    section = (
        '<w:sectPr><w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/><w:numRestart w:val="eachSect"/>'
        "</w:footnotePr></w:sectPr>"
    )
    body = paragraph(run("x") + reference(5), section) + paragraph(run("y") + reference(2)) + section
    assert marks(read(word_document(body, footnotes=NOTES)), MarkKind.CALL) == [("c", "c"), ("c", "c")]


def test_endnotes_have_roman_numbers() -> None:
    endnotes = root("endnotes", f'<w:endnote w:id="1"><w:p>{run("Fin.")}</w:p></w:endnote>')
    body = paragraph(run("x") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    assert lines(read(word_document(body, endnotes=endnotes))) == ["xi", "i Fin."]


def test_dangling_footnote_reference_prints_nothing() -> None:
    assert lines(read(word_document(paragraph(run("x") + reference(77)), footnotes=NOTES))) == ["x"]


def test_raised_numbers_call_the_notes_that_open_with_them() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = (
        paragraph(
            run("la résolution 61/62")
            + run("1", raised)
            + run("2", raised)
            + run(", sur 3 km")
            + run("2", raised)
        )
        + paragraph(
            run("Le 1") + run("er", raised) + run(" janvier, la 61") + run("e", raised) + run(" séance")
        )
        + paragraph(run("12", raised) + run(" A/62/133."))
    )
    text = read(word_document(body))
    assert lines(text) == [
        "la résolution 61/62¹², sur 3 km²",
        "Le 1er janvier, la 61e séance",
        "¹² A/62/133.",
    ]
    assert marks(text, MarkKind.CALL) == [("¹²", "12")]
    assert text.blocks[2].role is Role.FOOTNOTE


def test_links_fields_and_signs() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://undocs.org/A/75/L.31" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("A/75/L.31")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    page = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr="DATE">{run("le 3 mars")}</w:fldSimple>'
    signs = "<w:r><w:t>a</w:t><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:br/><w:sym w:font='Symbol' w:char='F0B7'/></w:r>"
    body = paragraph(
        f'<w:hyperlink r:id="k1">{run("50/80 A")}</w:hyperlink>{run(" et ")}{field}{page}{simple}{signs}'
    )
    text = read(word_document(body, links={"k1": "https://undocs.org/A/RES/50/80"}))
    assert lines(text) == ["50/80 A et A/75/L.31le 3 marsa\t\u2011\u00ad\n•"]
    assert marks(text, MarkKind.LINK) == [
        ("50/80 A", "https://undocs.org/A/RES/50/80"),
        ("A/75/L.31", "https://undocs.org/A/75/L.31"),
    ]


def test_broken_field_does_not_swallow_what_follows() -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    assert lines(read(word_document(paragraph(broken) + paragraph("Prie")))) == ["Prie"]


def test_tracked_changes() -> None:
    deleted = f"<w:del>{run('vieux').replace('w:t ', 'w:delText ').replace('/w:t>', '/w:delText>')}</w:del>"
    moved = f"<w:moveFrom>{run('ici')}</w:moveFrom><w:moveTo>{run(' là')}</w:moveTo>"
    gone = paragraph(
        deleted, "<w:rPr><w:del/></w:rPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    )
    body = (
        numbered(f"{run('Prie ')}<w:ins>{run('neuf')}</w:ins>{deleted}{moved}")
        + gone
        + paragraph("Début ", "<w:rPr><w:del/></w:rPr>")
        + numbered("fin")
    )
    text = read(word_document(body, numbering=numbering(RESOLUTION_LEVELS)))
    assert lines(text) == ["1. Prie neuf là", "2. Début fin"]
    assert [problem.code for problem in text.problems] == ["tracked-changes"]


def test_italics_by_style_cancel_each_other() -> None:
    styles = root(
        "styles",
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:i/></w:rPr></w:style>',
    )
    body = paragraph(
        run("a") + run("b", '<w:rStyle w:val="C"/>') + run("c", '<w:i w:val="0"/>') + run("d"),
        '<w:pStyle w:val="P"/>',
    )
    assert marks(read(word_document(body, styles=styles)), MarkKind.ITALIC) == [("a", ""), ("d", "")]


def test_hidden_text_is_left_out_and_reported() -> None:
    text = read(word_document(paragraph(run("vu") + run("caché", "<w:vanish/>"))))
    assert lines(text) == ["vu"]
    assert [problem.code for problem in text.problems] == ["hidden-text"]


def table(*rows: list[str]) -> str:
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_tables_of_data_and_tables_of_layout() -> None:
    masthead = table(["Nations Unies", "A/RES/62/27"], ["Assemblée générale", "Distr. générale"])
    data = table(["État", "Quote-part"], ["France", "4,4"], ["Mali", paragraph("0,1") + paragraph("bis")])
    listed = table(["3.", "Prie"], ["4.", "Décide"])
    text = read(word_document(masthead + paragraph("x") + data + listed))
    assert lines(text, Role.TABLE) == ["État\tQuote-part", "France\t4,4", "Mali\t0,1 bis"]
    assert lines(text, Role.TEXT) == [
        "Nations Unies", "A/RES/62/27", "Assemblée générale", "Distr. générale", "x", "3. Prie", "4. Décide",
    ]  # fmt: skip


def test_text_boxes_once_and_content_controls() -> None:
    box = f"<w:txbxContent>{paragraph('dans la boîte')}</w:txbxContent>"
    alternatives = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('contrôlé')}</w:sdtContent></w:sdt>"
    assert lines(read(word_document(paragraph(run("x") + alternatives) + control))) == [
        "x",
        "dans la boîte",
        "contrôlé",
    ]


def test_headers_and_footers_once() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="r_header1"/><w:headerReference w:type="default" r:id="r_header2"/>'
        '<w:footerReference w:type="default" r:id="r_footer1"/><w:titlePg/></w:sectPr>'
    )
    text = read(
        word_document(
            paragraph("x") + section,
            header1=root("hdr", paragraph("A/RES/62/27")),
            header2=root("hdr", paragraph("A/RES/62/27 (suite)")),
            footer1=root("ftr", paragraph("A/RES/62/27 (suite)") + paragraph("08-11873")),
        )
    )
    assert lines(text, Role.TEXT) == ["A/RES/62/27", "x"]
    assert lines(text, Role.FURNITURE) == ["A/RES/62/27 (suite)", "08-11873"]


def test_first_header_that_is_not_shown_is_not_read() -> None:
    section = '<w:sectPr><w:headerReference w:type="first" r:id="r_header1"/></w:sectPr>'
    data = word_document(paragraph("x") + section, header1=root("hdr", paragraph("jamais")))
    assert lines(read(data)) == ["x"]


def test_strict_variant_of_the_format() -> None:
    parts = word_document(paragraph("Prie", "<w:jc w:val='both'/>"))
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in unzipped(parts).items()
    }
    assert lines(read(zipped(dict(strict)))) == ["Prie"]


def unzipped(data: bytes) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return {name: container.read(name) for name in container.namelist()}


def test_dangling_reference_does_no_harm() -> None:
    data = word_document(paragraph("Prie"), footnotes=NOTES)
    parts = {name: content for name, content in unzipped(data).items() if name != "word/footnotes.xml"}
    assert lines(read(zipped(dict(parts)))) == ["Prie"]


def test_document_of_pictures_only() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(word_document(paragraph("<w:r><w:drawing/></w:r>")))
    assert caught.value.code == "no-text"


def test_python_docx_template_with_real_list_style() -> None:
    document = docx.Document()
    for words in ("Prie", "Décide"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("x").paragraph_format.first_line_indent = Pt(22)
    assert document.styles["List Number"].element.find(qn("w:pPr")) is not None
    buffer = io.BytesIO()
    document.save(buffer)
    text = read(buffer.getvalue())
    assert lines(text) == ["1. Prie", "2. Décide", "x"]
    assert text.blocks[2].indent == 4


def test_struck_through_words_are_no_text_and_are_told() -> None:
    struck = root(
        "styles",
        '<w:style w:type="character" w:styleId="Gone"><w:name w:val="gone"/><w:rPr><w:strike/></w:rPr></w:style>',
    )
    body = paragraph(
        run("Prie ")
        + run("vieux ", "<w:strike/>")
        + run("vieux ", '<w:dstrike w:val="1"/>')
        + run("vieux ", '<w:rStyle w:val="Gone"/>')
        + run("neuf", '<w:rStyle w:val="Gone"/><w:strike w:val="0"/>')
    )
    text = read(word_document(body, styles=struck))
    assert lines(text) == ["Prie neuf"]
    assert [problem.code for problem in text.problems] == ["struck-through"]


def test_levels_of_a_list_are_set_in_where_the_document_says_nothing() -> None:
    body = numbered("Prie") + numbered("d'agir", 1)
    text = read(word_document(body, numbering=numbering(levels(("decimal", "%1."), ("decimal", "%2.")))))
    assert lines(text) == ["1. Prie", "1. d'agir"]
    assert [block.indent for block in text.blocks] == [0, 4]
