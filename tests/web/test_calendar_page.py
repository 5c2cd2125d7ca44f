"""A year as a calendar, and the file that calendar programs are given."""

from __future__ import annotations

import re

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_year_has_twelve_months_and_its_days_lead_to_the_list(client: TestClient, language: str) -> None:
    page = client.get("/calendar", params={"lang": language}).text
    assert page.count('<table class="month">') == 12
    places = set(re.findall(r'href="#([dm]-[\d-]+)"', page))
    assert "d-2026-12-12" in places  # International Day of Neutrality, every year on that day
    assert places <= set(re.findall(r'id="([dm]-[\d-]+)"', page))
    assert page.count("<tr>") == page.count("</tr>")


def test_days_are_those_of_the_year(client: TestClient) -> None:
    page = client.get("/calendar", params={"year": "2024", "lang": "fr"}).text
    february = page.split('<table class="month">')[2]
    assert february.count("<th ") == 7
    assert [int(day) for day in re.findall(r"<td[^>]*>(?:<a[^>]*>)?(\d+)", february)] == list(range(1, 30))
    # 1 February 2024 was a Thursday: three empty days before it
    assert re.search(r"<tr>(?:<td></td>){3}<td[^>]*>(?:<a[^>]*>)?1\b", february)


def test_sessions_are_bands_and_what_is_due_at_them_is_listed(client: TestClient) -> None:
    page = client.get("/calendar", params={"year": "2022", "lang": "fr"}).text
    assert "76e session" in page
    assert "77e session" in page
    assert "du 14 septembre 2021 au 12 septembre 2022" in page
    assert "Ouverture\u00a0: 77e session · Assemblée générale" in page
    assert "A/RES/75/28" in page


def test_years_before_and_after(client: TestClient) -> None:
    page = client.get("/calendar", params={"year": "2027", "bearer": "secretary-general", "lang": "en"}).text
    assert 'href="/calendar?year=2026&amp;bearer=secretary-general&amp;lang=en" rel="prev"' in page
    assert 'href="/calendar?year=2028&amp;bearer=secretary-general&amp;lang=en" rel="next"' in page
    assert 'rel="prev"' not in client.get("/calendar?year=1945").text
    for year in ("0", "9999", "abc", "1945", "2200"):
        assert client.get("/calendar", params={"year": year}).status_code == 200


def calendar_of(client: TestClient, query: str = "") -> Calendar:
    answer = client.get(f"/calendar.ics{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.text)
    assert isinstance(found, Calendar)
    return found


def test_the_file_has_what_falls_due_under_stable_names(client: TestClient) -> None:
    found = {str(event["uid"]): event for event in calendar_of(client, "?lang=fr").walk("VEVENT")}
    neutrality = found["A/RES/75/28#op_5/observance/1@alinea"]
    assert "Journée internationale de la neutralité" in str(neutrality["summary"])
    assert neutrality["rrule"]["BYMONTHDAY"] == [12]
    assert set(found) == {str(event["uid"]) for event in calendar_of(client, "?lang=en").walk("VEVENT")}


def test_the_file_is_the_same_until_something_changes(client: TestClient) -> None:
    first = client.get("/calendar.ics?lang=fr")
    assert client.get("/calendar.ics?lang=fr").content == first.content
    again = client.get("/calendar.ics?lang=fr", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/calendar.ics?lang=en").headers["etag"] != first.headers["etag"]


def test_the_file_is_filtered(client: TestClient) -> None:
    kinds = [
        str(event["uid"]).split("/")[-2] for event in calendar_of(client, "?kind=observance").walk("VEVENT")
    ]
    assert set(kinds) == {"observance"}
    assert not calendar_of(client, "?bearer=nobody+of+that+name").walk("VEVENT")
    named = calendar_of(client, "?bearer=ministres&lang=fr")
    assert str(named["x-wr-calname"]) == "Alinéa\u00a0: ministres"


def test_a_name_cannot_break_out_of_its_line(client: TestClient) -> None:
    answer = client.get(
        "/calendar.ics", params={"bearer": "x\r\nBEGIN:VEVENT\r\nSUMMARY:y; z,\u202e", "lang": "en"}
    )
    assert answer.text.count("BEGIN:VEVENT") == answer.text.count("\r\nBEGIN:VEVENT") + 1
    assert "\u202e" not in answer.text
    assert not calendar_of(client, "?bearer=x%0D%0ABEGIN:VEVENT").walk("VEVENT")
