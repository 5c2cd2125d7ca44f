"""Lists of documents: CSV, JSON and MARCXML taken in, and what their coverage shows of what did not come."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from alinea.cli.app import command
from alinea.library.adding import Asked, add
from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.lists import Mapped, read_list
from alinea.store.library import Library

TODAY = datetime.date(2026, 11, 21)
MAPPING = (
    '[columns]\nsymbol = "Symbol"\ntitle = "Title"\ndate = "Issued"\npursuant_to = "Mandate"\n'
    '[constants]\nsubmitted_by = "Secretary-General"\n'
)
COVERAGE = '[[coverage]]\norgan = "A"\nsession = 74\non = {on}\nsubmitted_by = "Secretary-General"\n'
LIST = "Symbol,Title,Issued,Mandate\nA/74/192,Small lights,2019-07-18,73/100; 72/5\nA/74/193,Large lights,2019-07-19,\n"
MARC = (
    '<collection xmlns="http://www.loc.gov/MARC21/slim"><record>'
    '<datafield tag="191" ind1=" " ind2=" "><subfield code="a">A/74/192</subfield>'
    '<subfield code="b">A/</subfield><subfield code="c">74</subfield></datafield>'
    '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Small lights :</subfield></datafield>'
    '<datafield tag="269" ind1=" " ind2=" "><subfield code="a">20190718</subfield></datafield>'
    "</record></collection>"
)


def resolution(number: int, title: str) -> str:
    return (
        f"United Nations A/RES/73/{number}\nGeneral Assembly\nDistr.: General\n10 December 2018\n\nSeventy-third session\n"
        "Agenda item 97\n\nResolution adopted by the General Assembly on 5 December 2018\n\n"
        f"73/{number}. {title}\n\nThe General Assembly,\n\nRecalling the Charter,\n\n1. Welcomes lights;\n\n"
        "2. Requests the Secretary-General to submit to the General Assembly at its seventy-fourth session a report on the"
        " implementation of the present resolution.\n"
    )


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A library in which 73/100 and 73/101 ask the Secretary-General for a report each."""
    path = tmp_path / "library.sqlite"
    with Library.open(path, create=True) as library:
        texts = [
            Asked(f"{number}.txt", resolution(number, title).encode())
            for number, title in ((100, "Small lights"), (101, "Distant lights"))
        ]
        add(library, texts, lambda outcome: None, processes=1)
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    return path


def listed(held: Path, mapping: str) -> None:
    columns = held.parent / "columns.toml"
    columns.write_text(mapping, encoding="utf-8")
    asked = [
        "add",
        "--documents",
        str(held.parent / "list.csv"),
        "--columns",
        str(columns),
        "--library",
        str(held),
    ]
    assert command([*asked, "--lang", "en"]) == 0


def statuses(held: Path) -> dict[str, tuple[str, str]]:
    with Library.open(held) as library:
        found = answer(library, LedgerQuery(TODAY, EVERY, kinds=("report",))).entries
    return {each.obligation.symbol: (each.status.value, each.reason) for each in found}


def test_a_listed_report_is_evidence_and_absence_without_coverage_is_none(held: Path) -> None:
    assert {each[0] for each in statuses(held).values()} == {"unknown"}
    listed(held, MAPPING)
    assert statuses(held) == {
        "A/RES/73/100": ("met", "report-issued"),
        "A/RES/73/101": ("unknown", "nothing-held-tells"),
    }


def test_one_of_many_reports_goes_by_its_own_title(held: Path) -> None:
    many = resolution(102, "Budget").partition("2. Requests")[0] + "".join(
        f"{place}. Requests the Secretary-General to submit to the General Assembly at its seventy-fourth session a "
        f"report on {matter};\n\n"
        for place, matter in enumerate(
            ("harbour cranes", "winter uniforms", "mountain rescue helicopters"), 2
        )
    )
    with Library.open(held, create=True) as library:
        add(library, [Asked("many.txt", many.encode())], lambda outcome: None, processes=1)
    (held.parent / "list.csv").write_text(
        "Symbol,Title,Issued,Mandate\nA/74/192,Cranes of the harbour,2019-07-18,\n"
    )
    listed(held, MAPPING + COVERAGE.format(on="2026-01-31"))
    with Library.open(held) as library:
        found = answer(library, LedgerQuery(TODAY, EVERY, work="A/RES/73/102", kinds=("report",))).entries
    assert [each.status.value for each in found] == ["unknown", "overdue", "overdue"]


def test_a_report_on_the_matter_of_a_section_goes_by_its_own_title(held: Path) -> None:
    begins, _, asks = resolution(102, "Budget").partition("1. Welcomes")
    asks = asks.replace("implementation of the", "harbour cranes of the")
    one = f"{begins}I\n\nHarbour cranes\n\n1. Welcomes{asks}\nII\n\nUniforms\n\n1. Welcomes uniforms.\n"
    with Library.open(held, create=True) as library:
        add(library, [Asked("one.txt", one.encode())], lambda outcome: None, processes=1)
    (held.parent / "list.csv").write_text(
        "Symbol,Title,Issued,Mandate\nA/74/192,Cranes of the harbour,2019-07-18,\n"
    )
    listed(held, MAPPING + COVERAGE.format(on="2026-01-31"))
    with Library.open(held) as library:
        found = answer(library, LedgerQuery(TODAY, EVERY, work="A/RES/73/102", kinds=("report",))).entries
    assert [(each.obligation.paragraph, each.status.value) for each in found] == [("op_I_2", "unknown")]


def test_the_author_of_a_list_may_stand_in_another_language(held: Path) -> None:
    board = MAPPING.replace("Secretary-General", "Comité des commissaires aux comptes")
    listed(held, board)
    assert statuses(held)["A/RES/73/100"][0] == "unknown"


def test_absence_under_coverage_is_overdue_until_the_report_comes(held: Path) -> None:
    listed(held, MAPPING + COVERAGE.format(on="2026-01-31"))
    assert statuses(held)["A/RES/73/101"] == ("overdue", "not-listed")
    assert statuses(held)["A/RES/73/100"] == ("met", "report-issued")
    late = (
        "United Nations A/74/900\nGeneral Assembly\nDistr.: General\n18 July 2026\n\nSeventy-fourth session\nItem 97 of the"
        " provisional agenda*\nDistant lights\n\nReport of the Secretary-General\n\n"
        "1. The present report is submitted pursuant to General Assembly resolution 73/101.\n"
    )
    with Library.open(held, create=True) as library:
        add(library, [Asked("late.txt", late.encode())], lambda outcome: None, processes=1)
    assert statuses(held)["A/RES/73/101"] == ("met", "report-issued")


@pytest.mark.parametrize(
    "coverage",
    [
        COVERAGE.format(on="2019-10-01"),  # made before the time had passed
        COVERAGE.format(on="2026-01-31").replace("74", "75"),
        COVERAGE.format(on="2026-01-31").replace("Secretary-General", "Board of Auditors"),
    ],
)
def test_a_list_that_does_not_cover_it_tells_nothing(held: Path, coverage: str) -> None:
    listed(held, MAPPING + coverage)
    assert statuses(held)["A/RES/73/101"][0] == "unknown"


def test_what_a_list_showed_goes_with_it(held: Path) -> None:
    listed(held, MAPPING + COVERAGE.format(on="2026-01-31"))
    assert command(["remove", str(held.parent / "list.csv"), "--library", str(held)]) == 0
    assert {each[0] for each in statuses(held).values()} == {"unknown"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.json", json.dumps([{"symbol": "A/74/192", "title": "Small lights", "date": "2019-07-18"}])),
        ("list.jsonl", '{"symbol": "A/74/192", "title": "Small lights", "date": "2019-07-18"}\n'),
        ("list.xml", MARC),
        ("list.csv", "symbol,title,date\na/74/192,Small lights,2019-07-18\n"),
    ],
)
def test_each_form_without_a_mapping(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    [document] = read_list(tmp_path / name, Mapped(), TODAY).documents
    assert (document.symbol, document.type, document.title, str(document.date), document.session) == (
        "A/74/192",
        "report",
        "Small lights",
        "2019-07-18",
        {"A": 74},
    )


@pytest.mark.parametrize(
    ("name", "text", "mapping", "said"),
    [
        ("list.csv", "a,b\n1,2\n", "", "no symbol of a document"),
        ("list.csv", "a,b\n1,2\n", '[columns]\nsymbol = "c"\n', "no column or field “c”"),
        ("list.json", "{", "", "no JSON"),
        ("list.xml", "<a", "", "no MARCXML"),
        ("list.csv", "symbol\nA/74/1\n", "[[coverage]]\norgan = 'A'\n", "a coverage names"),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, mapping: str, said: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "columns.toml").write_text(mapping, encoding="utf-8")
    asked = ["add", "--documents", str(tmp_path / name), "--columns", str(tmp_path / "columns.toml")]
    assert command([*asked, "--library", str(tmp_path / "library.sqlite"), "--lang", "en"]) != 0
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "rows",
    [
        "A/74/900,Lumières lointaines,2019-07-20,\n",  # in a language that the text is not held in
        "A/74/900,Distant lights,2019-07-20,\nA/74/901,Distant lights,2019-07-21,\n",  # one of two
    ],
    ids=["another language", "two that fit"],
)
def test_absence_is_not_told_where_a_listed_report_may_be_it(held: Path, rows: str) -> None:
    (held.parent / "list.csv").write_text("Symbol,Title,Issued,Mandate\n" + rows, encoding="utf-8")
    mapping = MAPPING + ('language = "fr"\n' if "Lumières" in rows else "")
    listed(held, mapping + COVERAGE.format(on="2026-01-31"))
    assert statuses(held)["A/RES/73/101"] == ("unknown", "nothing-held-tells")
