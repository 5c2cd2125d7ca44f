"""Layouts of programs and of drafters in both languages: labels, lists, headings, and languages that are not read."""

from __future__ import annotations

import pytest

from alinea.model.problems import UnreadableError
from alinea.model.record import Record
from alinea.pipeline import read_bytes

ENGLISH = "79/10. Ports\n\nThe General Assembly,\n\nRecalling its resolution 78/1 of 5 September 2023,\n\n"
FRENCH = "79/10. Ports\n\nL'Assemblée générale,\n\nRappelant sa résolution 78/1 du 5 septembre 2023,\n\n"


def read(text: str, name: str = "text.txt") -> Record:
    (record,) = read_bytes(text.encode(), name)
    return record


def operative(record: Record) -> list[tuple[str | None, str]]:
    return [(each.number, each.text) for top in record.operative for each in top.walk()]


def preamble(record: Record) -> list[str]:
    return [each.text for each in record.preamble]


def test_labels_that_a_converter_set_apart_are_those_of_the_words_below() -> None:
    record = read(
        f"{ENGLISH}1.\n\nRegrets it;\n\n2.\n\nRequests States:\n\n(a)\n\nTo dredge;\n\n(b)\n\nTo report.\n"
    )
    assert operative(record) == [
        ("1", "Regrets it;"), ("2", "Requests States:"), ("2.a", "To dredge;"), ("2.b", "To report.")
    ]  # fmt: skip
    assert not record.warnings


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("1. i) Se déclare inquiète ;\n\nii) Prie les États d'agir ;\n\n2. Décide d'agir.", ["1", "1.i", "1.ii", "2"]),
        ("1. Prie les États d'agir ;\n\n2 a) Prie le Conseil d'agir ;\n\nb) Invite le Fonds.", ["1", "2", "2.a", "2.b"]),
        ("1. Prie les États d'agir :\n\n1. sans délai ;\n\n2. avec soin ;\n\n2. Décide d'agir.", ["1", "1.1", "1.2", "2"]),
        ("(1) Prie les États :\n  a) d'agir ;\n  b) d'écrire ;\n\n(2) Invite le Fonds.", ["1", "1.a", "1.b", "2"]),
        ("1 – Prie les États :\n  - d'agir ;\n  - d'écrire ;\n\n2 – Invite le Fonds.", ["1", "1.-", "1.-", "2"]),
        ("OP1 : Prie les États d'agir ;\n\nOP1 bis : Prie le Conseil d'agir ;\n\nOP2 : Invite le Fonds.", ["1", "1 bis", "2"]),
    ],
)  # fmt: skip
def test_labels_in_french(printed: str, numbers: list[str]) -> None:
    record = read(f"{FRENCH}{printed}\n")
    assert [number for number, _ in operative(record)] == numbers
    assert preamble(record) == ["Rappelant sa résolution 78/1 du 5 septembre 2023,"]


def test_an_agenda_within_a_paragraph_is_none_of_the_resolution() -> None:
    items = "1. Opening.\n\n2. Organization.\n\n3 Adoption of the report;\n\n"
    record = read(f"{ENGLISH}1. Approves the following agenda:\n\n{items}2. Decides to meet in 2030.\n")
    assert [number for number, _ in operative(record)] == ["1", "1.1", "1.2", "1.3", "2"]


def test_numbers_of_other_forms_number_paragraphs_only_where_they_count() -> None:
    record = read(
        f"{ENGLISH}1. Requests States:\n\n(1) To dredge;\n\n(2) To report;\n\n2. Decides to meet.\n"
    )
    assert [number for number, _ in operative(record)] == ["1", "1.1", "1.2", "2"]


MARKDOWN = """---
layout: post
title: 'Harbours'
---
# A/RES/81/73

## Small harbours

### Preamble

_The General Assembly,_

* _Recalling_ its resolution 79/118,
* **Noting** the report,

### Operative part

1\\. _Requests_ the Secretary-General to ~~study~~ report:
    1. on ports;
    2. on lighthouses;

> 2. _Decides_ to remain seized of the matter.
"""


def test_markdown() -> None:
    record = read(MARKDOWN, "text.md")
    assert (record.symbol, record.title) == ("A/RES/81/73", "Small harbours")
    assert preamble(record) == ["Recalling its resolution 79/118,", "Noting the report,"]
    assert operative(record)[:3] == [
        ("1", "Requests the Secretary-General to report:"), ("1.1", "on ports;"), ("1.2", "on lighthouses;")
    ]  # fmt: skip
    assert [warning.code for warning in record.warnings].count("struck-through") == 1
    assert record.parts[0].kind == "furniture"


def test_quoted_markdown() -> None:
    quoted = "".join(
        f"> {line}".rstrip() + "\n"
        for line in f"{ENGLISH}1. Decides:\n   - to meet;\n   - to act.".split("\n")
    )
    assert operative(read(quoted, "text.md")) == [("1", "Decides:"), ("1.-", "to meet;"), ("1.-", "to act.")]


def test_a_masthead_title_and_text_parted_by_line_ends_alone() -> None:
    lines = ("United Nations", "A/RES/79/10", "79/10. Ports", "The General Assembly,", "Deeply attached to ports,",
             "Noting the report,", "1. Requests States:", "(a) to dredge;", "(b) to report;", "2. Decides to meet.",
             "50th plenary meeting", "3 December 2024")  # fmt: skip
    page = f"<html><body><p>{'<br>'.join(lines)}</p></body></html>"
    for record in (read("\n".join(lines)), read(page, "text.html")):
        assert (record.symbol, record.title) == ("A/RES/79/10", "Ports")
        assert preamble(record) == ["Deeply attached to ports,", "Noting the report,"]
        assert [number for number, _ in operative(record)] == ["1", "1.a", "1.b", "2"]
        assert str(record.adopted_on) == "2024-12-03"


def test_a_sentence_that_goes_on_at_a_page_end_with_adopted_by_closes_nothing() -> None:
    record = read(
        f"{ENGLISH}1. Notes the plan\n\n2/9\n\nadopted by the Executive Committee;\n\n2. Decides to meet.\n"
    )
    assert operative(record)[0] == ("1", "Notes the plan adopted by the Executive Committee;")


@pytest.mark.parametrize(
    ("tag", "name", "text"),
    [
        ("it", "italien", "L'Assemblea generale,\n\nRicordando la sua risoluzione 7/8 del 4 dicembre 2024,\n\n1. Chiede al Segretario generale di presentare un rapporto sulla questione alla sua sessione;"),
        ("pt", "portugais", "A Assembleia Geral,\n\nRecordando a sua resolução 7/8, de 4 de dezembro de 2024,\n\n1. Solicita ao Secretário-Geral que apresente um relatório na sessão;"),
        ("de", "allemand", "Die Generalversammlung,\n\nunter Hinweis auf ihre Resolution 7/8 vom 4. Dezember 2024,\n\n1. ersucht den Generalsekretär, ihr auf der Tagung Bericht zu erstatten;"),
        ("es", "espagnol", "La Asamblea General,\n\nRecordando su resolución 7/8, de 4 de diciembre de 2024,\n\n1. Solicita al Secretario General que presente un informe en su período de sesiones;"),
        ("ru", "russe", "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию 7/8 от 4 декабря 2024 года,\n\n1. просит Генерального секретаря представить доклад;"),
        ("ar", "arabe", "إن الجمعية العامة،\n\nإذ تشير إلى قرارها 7/8 المؤرخ 4 كانون الأول/ديسمبر 2024،\n\n1 - تطلب إلى الأمين العام أن يقدم تقريرا؛"),
        ("zh", "chinois", "大会，\n\n回顾其2024年12月4日第7/8号决议，\n\n1. 请秘书长提出报告；"),
    ],
)  # fmt: skip
def test_other_languages_are_named_and_refused(tag: str, name: str, text: str) -> None:
    from alinea.presenting.problems import told
    from alinea.presenting.words import words_in

    with pytest.raises(UnreadableError) as refused:
        read(text)
    assert refused.value.code == "language-unsupported"
    assert f"({tag})" in refused.value.message
    assert name in told("error", refused.value.code, refused.value.message, words_in("fr"))


@pytest.mark.parametrize(
    ("line", "day", "meeting"),
    [
        ("Sixième séance plénière 19 mai 2025", "2025-05-19", 6),
        ("Vingt-troisième séance plénière, le 19 mai 2025", "2025-05-19", 23),
        ("/OJe  séance plénière 17 décembre 1981", "1981-12-17", None),
        ("séance plénière 23 novembre  1982", "1982-11-23", None),
    ],
)
def test_lines_of_the_meeting_without_figures_close_a_text(line: str, day: str, meeting: int | None) -> None:
    record = read(f"{FRENCH}1. Prie les États d'agir ;\n\n2. Décide de se réunir.\n\n{line}\n")
    assert operative(record)[-1] == ("2", "Décide de se réunir.")
    assert str(record.adopted_on) == day
    assert (record.meeting.number if record.meeting else None) == meeting


def test_a_preamble_with_a_finite_verb_that_a_page_end_cut_is_one() -> None:
    cut = "Constate avec préoccupation que les ports s'envasent et que les navires\n\n2/9\n\nne peuvent entrer,\n\n"
    record = read(f"{FRENCH}{cut}Déplorant le conflit,\n\nNotant le rapport,\n\n1. Prie les États d'agir.\n")
    assert len(record.preamble) == 4
    assert [number for number, _ in operative(record)] == ["1"]


def test_figures_that_begin_some_lines_are_no_numbers_of_lines() -> None:
    table = "\n".join(f"{number}  {number * 7} dollars for port {number}" for number in range(1, 9))
    record = read(f"{ENGLISH}1. Approves the budget:\n\n{table}\n\n2. Decides to meet.\n")
    assert "3 21 dollars for port 3" in " ".join(text for _, text in operative(record))


def test_a_job_number_in_the_middle_of_a_paragraph_is_no_part_of_it() -> None:
    text = (
        "Nations Unies\n\nConseil des droits de l'homme Vingt-neuvième session Point 4 de l'ordre du jour\n\n"
        "## 21/18 Les phares\n\nLe Conseil des droits de l'homme ,\n\nRappelant l'exécution de personnes\n\n"
        "GE.16-05772  (F)    140416    150416\n\nincarcérées par les autorités,\n\n1. Prie les États d'agir.\n"
    )
    found = read(text)
    assert [each.text for each in found.preamble] == [
        "Rappelant l'exécution de personnes incarcérées par les autorités,"
    ]
    assert "session-differs" in {each.code for each in found.warnings}
