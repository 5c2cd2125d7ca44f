from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alinea.model.problems import UnreadableError
from alinea.model.text import MarkKind, Role, Source, Text
from alinea.reading.html.reader import read_html

SOURCE = Source("a.html", "text/html", "0" * 64, 1)


def read(page: str | bytes) -> Text:
    text = read_html(page if isinstance(page, bytes) else page.encode(), SOURCE)
    check(text)
    return text


def check(text: Text) -> None:
    """Every character that prints lies in exactly one block, and every mark in its block."""
    place = 0
    for block in text.blocks:
        start, end = block.span
        assert start >= place and not text.content[place:start].strip()
        assert text.content[start:end].strip() == text.content[start:end] != ""
        for mark in block.marks:
            assert block.span.covers(mark.span) and mark.span.start < mark.span.end
        place = end
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


def test_paragraphs_headings_italics_and_links() -> None:
    text = read(
        "<h2>62/27. Promotion</h2><p><i>L'Assemblée\n   générale</i>,</p>"
        '<p>1. <em>Prie</em> de voir <a href="https://undocs.org/A/62/391">A/62/391</a>&nbsp;;</p>Fin'
    )
    assert lines(text) == [
        "62/27. Promotion",
        "L'Assemblée générale,",
        "1. Prie de voir A/62/391\xa0;",
        "Fin",
    ]
    assert lines(text, Role.HEADING) == ["62/27. Promotion"]
    assert marks(text, MarkKind.ITALIC) == [("L'Assemblée générale", ""), ("Prie", "")]
    assert marks(text, MarkKind.LINK) == [("A/62/391", "https://undocs.org/A/62/391")]


def test_entities_are_decoded_those_of_windows_too() -> None:
    assert lines(
        read("<p>l&#146;&eacute;tat &laquo;&#160;x&#160;&raquo; &hellip; &#x2019;&shy;&amp;lt;</p>")
    ) == ["l’état «\xa0x\xa0» … ’\u00ad&lt;"]


def test_what_is_not_printed_is_left_out() -> None:
    page = (
        "<title>t</title><style>s</style><script>if (a < b) { '<p>c</p>' }</script><nav>n</nav><p hidden>h</p>"
        "<p style='display : none'>d</p><div role=navigation>r</div><!-- c --><template>t</template>"
        "<p>vu</p><noscript>n</noscript><del>rayé</del>"
    )
    text = read(page)
    assert lines(text) == ["vu"]
    assert [problem.code for problem in text.problems] == ["struck-through"]


def test_what_surrounds_the_main_part_is_furniture() -> None:
    text = read(
        "<header>Site</header><main><h1>Titre</h1><p>Un texte assez long</p></main><footer>Pied</footer>"
    )
    assert lines(text, Role.FURNITURE) == ["Site", "Pied"]
    assert lines(text, Role.HEADING, Role.TEXT) == ["Titre", "Un texte assez long"]


def test_main_part_that_holds_little_is_not_believed() -> None:
    text = read("<main><p>x</p></main><p>Tout le texte de la résolution</p>")
    assert {block.role for block in text.blocks} == {Role.TEXT}


def test_line_breaks() -> None:
    assert lines(
        read("Distr.<br>générale<br><br>1. Prie<br/> <br/>2. Engage<br>&nbsp;&nbsp;&nbsp;3. Invite")
    ) == [
        "Distr.\ngénérale",
        "1. Prie",
        "2. Engage",
        "3. Invite",
    ]


def test_numbers_of_lists_are_printed() -> None:
    text = read(
        "<ol start=4><li>a<li>b<ol type=a><li>c</li><li><p>d</p><p>e</p></li></ol></li><li value=9>f</li></ol>"
        "<ol style='list-style-type: lower-roman'><li>g</li></ol><ol style='list-style:none'><li>h</li></ol>"
        "<ul><li>i</li></ul><ol><li>1. déjà</li><li>(2) déjà</li><li></li><li>k</li></ol>"
    )
    assert lines(text) == [
        "4. a", "5. b", "a. c", "b. d", "e", "9. f", "i. g", "h", "• i", "1. déjà", "(2) déjà", "4. k",
    ]  # fmt: skip


NOTED = "<p>la résolution 61/62{0}, et 3 km<sup>2</sup>, le 1<sup>er</sup>{1} ;</p>{2}"


@pytest.mark.parametrize(
    ("first", "second", "notes"),
    [
        (
            '<sup><a href="#fn1">1</a></sup>',
            '<sup><a href="#fn2">2</a></sup>',
            '<ol><li id="fn1">A/62/133. <a href="#r1">↩</a></li><li id="fn2">Ibid.</li></ol>',
        ),
        (
            '<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>',
            '<a href="#_ftn2" name="_ftnref2"><span class=MsoFootnoteReference>[2]</span></a>',
            '<div><hr><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> A/62/133.</p></div>'
            '<div id=ftn2><p><a href="#_ftnref2" name="_ftn2">[2]</a> Ibid.</p></div></div>',
        ),
        (
            '<a href="page.htm#1" name="b1">1</a>',
            '<a href="page.htm#2" name="b2">2</a>',
            '<p><a name="1" href="#b1">1</a> A/62/133.<br><a name="2" href="#b2">2</a> Ibid.</p>',
        ),
        ("<sup>1</sup>", "<sup>2</sup>", "<p><sup>1</sup> A/62/133.</p><p><sup>2</sup> Ibid.</p>"),
    ],
    ids=["list", "word", "one paragraph", "raised only"],
)
def test_footnotes(first: str, second: str, notes: str) -> None:
    text = read(NOTED.format(first, second, notes))
    assert lines(text)[0] == "la résolution 61/62¹, et 3 km², le 1er² ;"
    assert marks(text, MarkKind.CALL) == [("¹", "1"), ("²", "2")]
    assert [line.removesuffix(" ↩") for line in lines(text, Role.FOOTNOTE)] == ["¹ A/62/133.", "² Ibid."]


def test_numbered_links_that_call_no_footnote() -> None:
    text = read('<p><a href="#s1">1</a> <a href="#s2">2</a></p><p id=s1>Un</p><p id=s2>Deux</p>')
    assert not marks(text, MarkKind.CALL)
    assert not lines(text, Role.FOOTNOTE)


def test_footnote_of_several_paragraphs() -> None:
    text = read('<p>x<sup><a href="#n">*</a></sup></p><div id=n><p>* Mot.</p><p>Suite.</p></div><p>y</p>')
    assert lines(text, Role.FOOTNOTE) == ["* Mot.", "Suite."]
    assert lines(text, Role.TEXT) == ["x*", "y"]


def test_tables_of_data_and_tables_of_layout() -> None:
    text = read(
        "<table><tr><td>Nations Unies<td>A/RES/62/27<tr><td>Assemblée<td>Distr.</table><p>x</p>"
        "<table><caption>Barème</caption><tr><th>État<th>Part<tr><td><p>France</p><td>4<sup>e</sup></table>"
        "<table><tr><td>3.</td><td><p>Prie</p><p>z</p></td></tr><tr><td>4.</td><td>Décide</td></tr></table>"
    )
    assert lines(text, Role.TABLE) == ["Barème", "État\tPart", "France\t4e"]
    assert lines(text, Role.TEXT) == [
        "Nations Unies", "A/RES/62/27", "Assemblée", "Distr.", "x", "3. Prie", "z", "4. Décide",
    ]  # fmt: skip


def test_page_laid_out_by_nested_tables() -> None:
    inner = "<table><tr><td>1.</td><td>Prie</td></tr></table>"
    assert lines(read(f"<p>x</p><table><tr><td>a<td>{inner}<tr><td>b<td>c</table>")) == [
        "x",
        "a",
        "1. Prie",
        "b",
        "c",
    ]


def test_preformatted_text_is_read_as_plain_text() -> None:
    text = read(
        "<h1>T</h1><pre>\nLe Conseil,\n\n   1. Prie le Secrétaire\ngénéral ;\n\n   2. Voir <b>ceci</b>.\n</pre><p>x"
    )
    assert lines(text) == ["T", "Le Conseil,", "1. Prie le Secrétaire\ngénéral ;", "2. Voir ceci.", "x"]


def test_indent_of_styles() -> None:
    text = read("<div style='margin-left:1cm'><p style='text-indent: 12pt'>x</p></div><p>y</p>")
    assert [block.indent for block in text.blocks] == [7, None]


def test_encodings_of_pages() -> None:
    page = "<meta charset=iso-8859-1><p>l’œuvre générale</p>"
    declared = read(page.encode("cp1252"))
    assert lines(declared) == ["l’œuvre générale"] and not declared.problems
    guessed = read(page.replace("<meta charset=iso-8859-1>", "").encode("cp1252"))
    assert lines(guessed) == ["l’œuvre générale"]
    assert [problem.code for problem in guessed.problems] == ["encoding-guessed"]
    assert lines(read(page.encode("utf-16"))) == ["l’œuvre générale"]


def test_language_of_a_site_is_not_that_of_its_text() -> None:
    assert read('<html lang="en"><p>Prie le Secrétaire</p>').language is None


@pytest.mark.parametrize(
    "page", ["<html></html>", "<p>&nbsp;</p>", "<script>x</script>", "<frameset><frame></frameset>"]
)
def test_page_without_text(page: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(page)
    assert caught.value.code == "no-text"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "x",
        "<table><tr><td>" * 50_000,
        "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">x",
        "<a href=#t>" * 1500 + "<i></i>" * 50_000 + "<p id=t>1 x",
        "<b>" * 1500 + "".join(f"<sup><a href=#t{i}>{i % 99}</a></sup>" for i in range(5_000)) + "</b>" * 1500
        + "<p>" + "<i></i>" * 50_000 + "".join(f"<a id=t{i}></a>{i} x<br>" for i in range(5_000)),
        "<pre><i>" + "<a href=x>a</a>\n\n" * 20_000,
        "<" * 1_000_000,
        "&" * 1_000_000,
        "<!--" * 200_000,
        "<ol><li>" * 900,
        "x<br>" * 50_000,
    ],
    ids=["depth", "tables", "attributes", "links", "notes", "pre", "signs", "entities", "comments", "lists", "breaks"],
)  # fmt: skip
def test_pages_made_to_take_long_do_not(page: str) -> None:
    begun = time.process_time()
    try:
        read(page)
    except UnreadableError as error:
        assert error.code in ("damaged", "too-large", "no-text")
    assert time.process_time() - begun < 8


TAGS = [
    "p",
    "i",
    "a href=#x",
    "a id=x",
    "sup",
    "table",
    "tr",
    "td",
    "ol",
    "li",
    "br",
    "pre",
    "div",
    "h1",
    "main",
    "footer",
    "b",
]


@settings(max_examples=300)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t.split()[0]}>" for t in TAGS]),
            st.sampled_from(["1", "[1]", " ", "Prie", "1. ", "\n\n", "\xa0", "*", "&eacute;"]),
        )
    )
)
def test_any_page_gives_a_text_that_its_blocks_partition(pieces: list[str]) -> None:
    try:
        read("".join(pieces))
    except UnreadableError as error:
        assert error.code == "no-text"
