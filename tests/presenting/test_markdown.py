"""A resolution as Markdown."""

from __future__ import annotations

from akn_records import RECORDS
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from printed_records import RECORD

from alinea.presenting.markdown import block, render
from alinea.presenting.words import words_in


def test_the_document() -> None:
    text = render(RECORD, words_in("fr"))
    for block_ in (
        "# A/RES/62/27\n\n**Promotion du multilatéralisme",
        "| Adoptée le | 5 décembre 2007 |",
        "*L'Assemblée générale,*",
        "*Rappelant* sa résolution 56/24 T",
        "> cite A/RES/56/24T, A/RES/57/63, A/RES/58/44  \n",
        "*Rappelant en outre* la Déclaration du Millénaire<sup>1</sup> et",
        "### I Mesures\n\n**1.** *Décide* de créer",
        "> → le Secrétaire général\u00a0: **recueillir ou communiquer des vues** (condition\u00a0: s'ils y consentent)  \n",
        "- **a)** De promouvoir la paix ;\n\n  - **i)** Y compris",
        "<sup>1</sup> Voir résolution 55/2.",
        "- un numéro de paragraphe manque (paragraphe 2)",
        "*Lecture non officielle",
    ):
        assert block_ in text, block_


def test_a_reader_of_markdown_sees_the_same_structure() -> None:
    html = MarkdownIt("commonmark").enable("table").render(render(RECORD, words_in("fr")))
    assert html.count("<h1>") == 1
    assert html.count("<ul>") == 3  # two levels of sub-paragraphs, and the warnings
    assert "<td>5 décembre 2007</td>" in html
    assert "<em>Décide</em> de créer un groupe ;" in html


@given(st.text(st.sampled_from("*_`[]()<>#~|&;1.)-+= a\\!"), max_size=20))
def test_no_text_is_taken_for_markdown(text: str) -> None:
    words_in = " ".join(text.split())
    html = MarkdownIt("commonmark").enable("table").render(block(words_in))
    unescaped = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert unescaped.strip() == (f"<p>{words_in}</p>" if words_in else "")


@settings(max_examples=60)
@given(RECORDS)
def test_any_record_has_a_document(record: object) -> None:
    render(record, words_in("en")).encode()  # type: ignore[arg-type]
