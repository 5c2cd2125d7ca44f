"""The page of what is due: its filter, its statuses, its pages, its files."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.library.adding import Asked, add
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.server.web.pages import ledger
from alinea.store.library import Library
from alinea.vocab.folding import fold

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def symbols(page: str) -> list[str]:
    return re.findall(r'<span class="nowrap">([^<]+)</span>', page)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_due_is_there_without_asking(client: TestClient, language: str) -> None:
    answer = client.get("/due", params={"lang": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert symbols(answer.text) == ["A/RES/76/299", "A/RES/75/28"]
    assert len(answer.content) < 150_000


def test_every_status_has_its_number(client: TestClient) -> None:
    page = client.get("/due", params={"lang": "fr"}).text
    counts = re.findall(r'\?.*?status=([^"]+)"[^>]*>.*?class="count">([^<]+)<', page)
    assert dict(counts) == {
        "due&amp;status=overdue": "2",
        "due": "2",
        "overdue": "0",
        "met": "0",
        "lapsed": "0",
        "superseded": "0",
        "unknown": "7",
        "undated": "15",
        "all": "24",
    }


def test_of_a_session_everything_is_shown(client: TestClient) -> None:
    page = client.get("/due", params={"session": "76", "lang": "fr"}).text
    assert "A/RES/75/28" in symbols(page)
    assert "76e session · Assemblée générale" in page
    assert "14 septembre 2021" in page


@pytest.mark.parametrize("name", ["Secrétaire général", "secretary-general", "the Secretary-General"])
def test_a_bearer_is_named_in_any_language(client: TestClient, name: str) -> None:
    page = client.get("/due", params={"bearer": name, "status": "all", "lang": "en"}).text
    assert set(symbols(page)) == {"A/RES/62/27", "A/RES/75/28"}


def test_pages_follow_one_another_and_miss_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SHOWN", 4)
    place: str | None = "/due?status=all&lang=fr"
    found: list[str] = []
    sizes = []
    while place:
        page = client.get(place).text
        places = re.findall(r'href="(/resolution/[^"]+)"><span class="nowrap">', page)
        found += places
        sizes.append(len(places))
        following = re.search(r'href="([^"]+)" rel="next"', page)
        place = following[1].replace("&amp;", "&") if following else None
    assert sizes == [4, 4, 4, 4, 4, 4]


def groups(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r'scope="rowgroup">(.*?)</th>', page)]


@pytest.mark.parametrize("by", ["session", "actor", "subject", "series", "status"])
def test_the_list_is_put_in_another_order_and_misses_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.setattr(ledger, "SHOWN", 5)
    place: str | None = f"/due?status=all&lang=en&by={by}"
    found: list[str] = []
    named: list[str] = []
    sizes: dict[str, int] = {}
    while place:
        page = client.get(place).text
        rows = page.partition("<tbody>")[2].partition("</table>")[0]
        found += re.findall(r'href="(/explain/[^"?]+)', rows)
        named += groups(page)
        for each in groups(page):
            parted = re.fullmatch(r"(.*?) ([\d,]+) requests?", each)
            assert parted, each
            sizes[parted[1]] = int(parted[2].replace(",", ""))
        following = re.search(r'href="([^"]+)" rel="next"', page)
        place = following[1].replace("&amp;", "&") if following else None
    assert len(set(found)) == 24
    # What is laid on several stands under each of them; else everything stands once.
    assert by == "actor" or len(found) == 24
    assert sum(sizes.values()) == len(found)
    told = list(dict.fromkeys(fold(each) for each in named if not each.startswith("Not said")))
    assert told == sorted(told)


def test_of_one_status_none_is_repeated_on_every_row(client: TestClient) -> None:
    assert '<span class="status due"' in client.get("/due?status=all").text
    assert '<span class="status due"' not in client.get("/due?status=due").text


def test_the_deed_stands_whole_in_its_row_and_an_order_that_is_none_is_the_day(client: TestClient) -> None:
    page = client.get("/due?lang=fr&by=nothing").text
    assert groups(page) == groups(client.get("/due?lang=fr").text)
    assert '<td data-label="Quoi">' in page


def test_a_place_of_another_list_leads_to_the_beginning(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SHOWN", 1)
    page = client.get("/due?lang=en").text
    following = re.search(r"after=([\w-]+)", page)
    assert following
    other = client.get(f"/due?status=unknown&lang=en&after={following[1]}")
    assert other.status_code == 200
    assert "Not understood" in other.text
    assert client.get("/due?lang=en&after=%00%ff").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "session=abc",
        "year=99999",
        "before=2026-02-31",
        "as-of=yesterday",
        "status=late",
        "kind=x",
        "organ=<b>",
        "organ=AG",
        "session=0",
        "session=-1",
    ],
)
def test_what_is_not_understood_is_told_of_and_counts_for_nothing(client: TestClient, query: str) -> None:
    page = client.get(f"/due?lang=en&{query}")
    assert page.status_code == 200
    assert "Not understood" in page.text
    assert len(symbols(page.text)) == 2


def test_the_day_can_be_another(client: TestClient) -> None:
    page = client.get("/due", params={"as-of": "2021-10-01", "lang": "fr", "organ": "A"}).text
    assert "76e session · Assemblée générale" in page
    assert "1er octobre 2021" in page


def test_nobody_of_that_name(client: TestClient) -> None:
    page = client.get("/due", params={"bearer": "<script>alert(1)</script>", "lang": "fr"})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "/actor?q=%3Cscript" in page.text


def test_the_same_as_a_file(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/due.csv?status=all").text)))
    assert len(rows) == 24
    data = client.get("/due.json?session=76").json()
    assert {each["work"] for each in data} == {"A/RES/75/28"}
    assert client.get("/due.xml").status_code == 404


def test_a_browser_that_has_the_page_is_told_so(client: TestClient) -> None:
    first = client.get("/due?lang=fr")
    again = client.get("/due?lang=fr", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def test_the_subscription_asks_for_the_same(client: TestClient) -> None:
    page = client.get("/due?bearer=secretary-general&kind=report&lang=en&status=met").text
    assert "webcal://localhost:8420/calendar.ics?bearer=secretary-general&amp;kind=report&amp;lang=en" in page


@pytest.mark.parametrize("place", ["/", "/due", "/calendar", "/actor", "/actor/secretary-general"])
def test_the_page_says_where_texts_are_not_linked_yet(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    said = "Some texts are not linked yet"
    assert said not in client.get(place, params={"lang": "en"}).text
    monkeypatch.setattr(ServedLibrary, "left", property(lambda self: 3))
    assert said in client.get(place, params={"lang": "en", "as": "otherwise"}).text


def test_texts_that_are_hostile_are_only_shown(tmp_path: Path) -> None:
    text = (SAMPLES / "A-RES-75-28.fr.txt").read_text(encoding="utf-8")
    evil = "<script>alert(1)</script>\u202e javascript:alert(2)"
    hostile = text.replace("75/28. Le rôle", f"75/28. Le rôle {evil}")
    assert hostile != text
    (tmp_path / "hostile.txt").write_text(hostile, encoding="utf-8")
    file = tmp_path / "library.sqlite"
    with Library.open(file, create=True) as library:
        add(library, [Asked(str(tmp_path / "hostile.txt"))], lambda outcome: None, processes=1)
    desk = ServedLibrary(file, today=lambda: datetime.date(2026, 11, 21), read_only=True)
    with TestClient(build(desk), base_url="http://localhost:8420") as client:
        for place in ("/due?status=all", "/calendar?year=2026", "/actor", "/actor/secretary-general"):
            page = client.get(place).text
            assert "<script>alert" not in page
            assert "\u202e" not in page
            assert 'href="javascript:' not in page
        assert "Le rôle &lt;script&gt;alert(1)" in client.get("/due?status=all").text
    desk.close()


def test_a_file_holds_all_however_long_and_is_made_a_piece_at_a_time(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/due.csv?status=all&lang=fr").content, client.get("/due.json?status=all").content
    monkeypatch.setattr(ledger, "AT_ONCE", 5)
    pieces = client.get("/due.csv?status=all&lang=fr").content, client.get("/due.json?status=all").content
    assert pieces == whole
    assert len(json.loads(pieces[1])) == 24
    assert client.get("/due.json?bearer=nobody-at-all").json() == []


def test_what_is_of_a_whole_year_stands_under_the_year(client: TestClient) -> None:
    """Every five years: it is observed in no month rather than another."""
    page = client.get("/due?lang=en").text
    assert groups(page)[0] == "2026" and not any("January 2026" in each for each in groups(page))


@pytest.mark.parametrize(("language", "name"), [("fr", "Secrétaire général"), ("en", "Secretary-General")])
def test_an_actor_is_named_and_not_identified(client: TestClient, language: str, name: str) -> None:
    page = client.get("/due", params={"bearer": "secretary-general", "lang": language}).text
    assert f'name="bearer" value="{name}"' in page
    again = client.get("/due", params={"bearer": name, "lang": language, "status": "all"}).text
    assert "A/RES/75/28" in again


def test_an_explanation_names_its_paragraph(client: TestClient) -> None:
    page = client.get("/explain/A/RES/75/28/op_6/report/1?lang=en").text
    assert "<h1>Explanation of the status: A/RES/75/28, para. 6</h1>" in page
