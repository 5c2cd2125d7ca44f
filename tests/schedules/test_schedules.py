"""Cycles, forecasts, inventories and news: what they hold, in every form, from a small library."""

from __future__ import annotations

import csv
import datetime
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_texts import assembly

from alinea.cli.app import command
from alinea.library.adding import Asked, add
from alinea.library.ledger import LedgerQuery
from alinea.library.relinking import relink
from alinea.library.schedules.cycle import (
    REGIONS,
    cycle_of,
    forecast_of,
    months_from,
    news_of,
    region_of,
    states_of,
)
from alinea.library.schedules.inventory import inventory_of
from alinea.store.library import Library
from alinea.vocab.tables import table

OCEANS = "Les océans et le droit de la mer"
TEXTS = (
    assembly(
        "61/10",
        OCEANS,
        "6 décembre 2006",
        (),
        [
            "Prie le Secrétaire général de lui présenter, à sa soixante-deuxième session, un rapport sur les océans",
            "Décide de proroger jusqu'au 30 juin 2008 le mandat du Comité des océans",
        ],
    ),
    assembly(
        "62/11",
        OCEANS,
        "5 décembre 2007",
        [
            "Rappelant sa résolution 61/10 du 6 décembre 2006",
            "Prenant note du rapport que le Secrétaire général a présenté en application de la résolution 61/10"
            " (A/62/145)",
        ],
        [
            "Prie le Secrétaire général de lui présenter, à sa soixante-troisième session, un rapport sur les océans,"
            " dans la limite des ressources existantes",
            "Prie également le Secrétaire général de lui présenter, à sa soixante-troisième session, une étude des"
            " fonds marins",
        ],
    ),
    assembly(
        "62/12",
        "Les phares",
        "5 décembre 2007",
        (),
        [
            "Prie le Secrétaire général de présenter au Conseil des droits de l'homme, à sa neuvième session, un rapport"
        ],
    ),
    assembly(
        "62/90",
        "La situation en Libye",
        "20 décembre 2007",
        (),
        [
            "Prie le Secrétaire général de lui rendre compte tous les trois mois de la situation en Libye",
            "Demande à l'Organisation mondiale de la Santé de publier un guide avant le 15 mars 2008",
        ],
    ),
)
DAY = datetime.date(2008, 1, 1)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schedules")
    for place, text in enumerate(TEXTS):
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    path = folder / "library.sqlite"
    with Library.open(path, create=True) as library:
        asked = [Asked(str(each)) for each in sorted(folder.glob("*.txt"))]
        add(library, asked, lambda outcome: None, processes=1)
        relink(library)
    return path


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as opened:
        yield opened


def test_a_cycle_has_each_occasion_in_its_month(library: Library) -> None:
    cycle = cycle_of(library, LedgerQuery(DAY), DAY, 12)
    found = {
        month.first.month: [each.entry.obligation.address for each in month.occasions]
        for month in cycle.months
        if month.occasions
    }
    assert found[3] == [
        "A/RES/62/90#op_2",
        "A/RES/62/90#op_1",
    ]  # the guide by the 15th, the report on the 20th
    assert found[6] == ["A/RES/62/90#op_1", "A/RES/61/10#op_2"]
    assert [month for month, each in found.items() if "A/RES/62/90#op_1" in each] == [3, 6, 9, 12]


def test_what_is_due_during_a_session_stands_where_it_opens(library: Library) -> None:
    asked = LedgerQuery(DAY)
    cycle = cycle_of(library, asked, DAY, 12)
    address = "A/RES/62/11#op_1"  # at the session that opens on 16 September 2008 and closes a year later
    months = [
        month.first.month
        for month in cycle.months
        if address in {each.entry.obligation.address for each in month.occasions}
    ]
    assert months == [9]
    later = cycle_of(library, asked, datetime.date(2008, 12, 1), 2)
    assert address in {each.entry.obligation.address for each in later.months[0].occasions}  # it is open
    assert address not in {each.entry.obligation.address for each in later.months[1].occasions}


def test_a_cycle_tells_when_mandates_end_and_of_which_region_they_are(library: Library) -> None:
    cycle = cycle_of(library, LedgerQuery(DAY), DAY, 12)
    mandates = {each.work: each for each in cycle.mandates}
    assert mandates["A/RES/61/10"].ends == datetime.date(2008, 6, 30)
    assert (mandates["A/RES/62/90"].region, mandates["A/RES/61/10"].region) == ("africa", None)
    assert cycle.mandates[0].work == "A/RES/62/90"  # those of no one region come last


def test_a_document_is_to_be_handed_in_ten_weeks_before_its_session(library: Library) -> None:
    forecast = forecast_of(library, LedgerQuery(DAY), datetime.date(2008, 7, 1), 1)
    opens = datetime.date(2008, 9, 16)
    documents = [
        each for each in forecast.documents if each.occasion.entry.obligation.symbol == "A/RES/62/11"
    ]
    assert {each.occasion.entry.obligation.deliverable for each in documents} == {"report", "study"}
    assert {each.slot for each in documents} == {opens - datetime.timedelta(weeks=10)}
    assert {each.considered for each in documents} == {opens}


def test_days_that_rest_on_months_alone_are_said_to_be_about(path: Path, tmp_path: Path) -> None:
    asked = ("forecast", "--from", "2008-01", "--months", "12", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(written(path, tmp_path, "f.csv", *asked).read_text("utf-8-sig"))))
    told = {row["authority"].partition(",")[0]: (row["due"], row["precision"]) for row in rows}
    assert told["A/RES/62/11"] == ("during the 63rd session (General Assembly)", "")
    assert told["A/RES/62/12"] == ("during the 9th session (Human Rights Council)", "about")


def test_an_inventory_has_each_report_once_with_what_became_of_it(library: Library) -> None:
    found = {each.entry.obligation.address: each for each in inventory_of(library, "SG", DAY).requirements}
    assert "A/RES/61/10#op_1" not in found  # asked for anew
    again = found["A/RES/62/11#op_1"]
    assert [each.obligation.address for each in again.asked] == ["A/RES/61/10#op_1", "A/RES/62/11#op_1"]
    assert again.delivered == (("A/62/145", datetime.date(2007, 12, 5)),)
    assert again.years_between == 1.0 and again.age == 0
    assert again.entry.obligation.means == "existing-resources"
    assert again.group is not None and again.group == found["A/RES/62/11#op_2"].group
    assert found["A/RES/62/90#op_1"].group is None


def test_news_tells_what_a_text_of_these_days_shows(library: Library) -> None:
    news = news_of(library, LedgerQuery(datetime.date(2008, 3, 20)), datetime.date(2007, 12, 1))
    assert [each.name for each in news.adopted] == ["A/RES/62/90", "A/RES/62/12", "A/RES/62/11"]
    assert [each.obligation.address for each in news.done] == ["A/RES/61/10#op_1"]
    assert [each.obligation.address for each in news.passed] == ["A/RES/62/90#op_2"]
    assert "A/RES/61/10#op_2" not in {each.entry.obligation.address for each in news.coming}
    later = news_of(library, LedgerQuery(datetime.date(2008, 5, 1)), datetime.date(2008, 4, 1))
    assert not later.adopted and not later.done
    assert {each.entry.obligation.address for each in later.coming} == {
        "A/RES/61/10#op_2",
        "A/RES/62/90#op_1",
    }


def test_news_say_of_what_kind_each_is(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    # Two things asked in one paragraph, as views and a report on them, would else look like one told twice.
    assert (
        command(
            ["news", "--since", "2007-12-01", "--as-of", "2008-03-20", "--library", str(path), "--lang", "fr"]
        )
        == 0
    )
    told = capfd.readouterr().out.partition("Exécuté, d’après")[2].partition("\n\n")[0]
    assert "· Nature\u00a0: rendre compte ·" in told


def test_every_state_is_of_one_region() -> None:
    listed = [state for region in REGIONS for state in table("common", "regions")[region].split()]
    assert len(listed) == len(set(listed))
    assert set(table("common", "states")) <= set(listed)
    assert "SN" in states_of("africa")
    assert region_of("La situation au Moyen-Orient", "fr") == "asia"
    assert region_of("Libya and Haiti", "en") is None and region_of(OCEANS, "fr") is None


def test_months_go_on_over_the_year() -> None:
    assert months_from(datetime.date(2026, 11, 29), 3) == [
        datetime.date(2026, 11, 1),
        datetime.date(2026, 12, 1),
        datetime.date(2027, 1, 1),
    ]


def written(path: Path, tmp_path: Path, name: str, *arguments: str) -> Path:
    out = tmp_path / name
    assert command([*arguments, "--as-of", DAY.isoformat(), "--out", str(out), "--library", str(path)]) == 0
    return out


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_cycle_in_word_and_in_a_workbook(path: Path, tmp_path: Path, language: str) -> None:
    asked = ("cycle", "--from", "2008-01", "--months", "12", "--lang", language)
    document = docx.Document(str(written(path, tmp_path, "cycle.docx", *asked)))
    headings = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 2"]
    assert ("mars 2008" if language == "fr" else "March 2008") in headings
    assert ("Afrique" if language == "fr" else "Africa") in headings
    cells = {cell.text for table_ in document.tables for row in table_.rows for cell in row.cells}
    assert any("publier un guide avant le 15 mars 2008" in each for each in cells)
    book = openpyxl.load_workbook(written(path, tmp_path, "cycle.xlsx", *asked))
    overview = book.worksheets[0]
    assert datetime.datetime.combine(datetime.date(2008, 6, 30), datetime.time()) in {
        cell.value for row in overview.iter_rows() for cell in row
    }
    assert overview.freeze_panes == "A2"


def test_a_forecast_for_programs_and_as_a_page(path: Path, tmp_path: Path) -> None:
    asked = ("forecast", "--from", "2008-07", "--months", "1", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(written(path, tmp_path, "f.csv", *asked).read_text("utf-8-sig"))))
    value: dict[str, Any] = json.loads(written(path, tmp_path, "f.json", *asked).read_text("utf-8"))
    [section] = value["sections"]
    assert [row["slot"] for row in rows] == [row["slot"] for row in section["rows"]]
    assert "2008-07-08" in {row["slot"] for row in rows}
    page = written(path, tmp_path, "f.html", *asked).read_text("utf-8")
    assert "<script" not in page and 'href="https://undocs.org/en/A/RES/62/11"' in page
    assert '<time datetime="2008-07-08">8 July 2008</time>' in page


def test_what_cannot_be_written_is_refused(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = ("--library", str(path), "--lang", "en")
    assert command(["cycle", "--to", "docx", *library]) == 2
    assert command(["news", *library]) == 2
    assert command(["cycle", "--from", "soon", *library]) == 2
    assert command(["cycle", "--organ", "AG", *library]) == 2
    there = tmp_path / "there.docx"
    there.write_text("mine")
    assert command(["cycle", "--out", str(there), *library]) == 2
    assert there.read_text() == "mine"
    assert command(["inventory", "--bearer", "nobody at all", *library]) == 1
    assert "nobody at all" in capsys.readouterr().err


def test_a_cycle_is_opened_and_printed_by_a_word_processor(
    office: Callable[..., None], path: Path, tmp_path: Path
) -> None:
    import pypdfium2

    made = written(path, tmp_path, "cycle.docx", "cycle", "--from", "2008-01", "--lang", "fr")
    office("pdf", made)
    pages = pypdfium2.PdfDocument(tmp_path / "cycle.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert "Mois par mois" in text and "publier un guide" in text
    assert pages[0].get_width() > pages[0].get_height()


def test_a_word_document_has_no_column_that_says_nothing_and_no_entry_over_two_pages(
    path: Path, tmp_path: Path
) -> None:
    file = written(path, tmp_path, "inventory.docx", "inventory")
    tables = docx.Document(str(file)).tables
    assert tables
    for each in tables:
        rows = [[cell.text for cell in row.cells] for row in each.rows]
        assert all(any(row[place] for row in rows[1:]) for place in range(len(rows[0])))
        assert all("w:cantSplit" in row._tr.xml for row in each.rows[1:])


def test_a_long_table_goes_on_in_others_with_the_same_headings() -> None:
    """Programs take a time that grows with the square of its rows to set one table."""
    from docx.oxml.ns import qn

    from alinea.presenting.docx.papers import LONG, to_docx
    from alinea.presenting.papers.paper import Column, Paper, Sheet

    rows = tuple((str(number), None) for number in range(LONG + 1))
    sheet = Sheet("List", (Column("n", "No."), Column("rest", "Rest")), rows)
    paper = Paper("Inventory", (), (sheet,), "", "en", datetime.date(2026, 11, 30))
    document = docx.Document(io.BytesIO(to_docx(paper, str)))
    made = document.tables
    foot = document.sections[0].footer.paragraphs[0]
    assert foot.text.startswith("Inventory · ")
    assert [each.get(qn("w:instr")) for each in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert [len(each.rows) for each in made] == [LONG + 1, 2]
    assert [[cell.text for cell in each.rows[0].cells] for each in made] == [["No."], ["No."]]
