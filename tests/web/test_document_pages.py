"""Documents that are no resolutions, on pages and in the API: listed, shown with what they answer, added by upload."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.library.adding import Asked, add
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

TODAY = datetime.date(2026, 11, 21)
RESOLUTION = (
    "United Nations A/RES/73/100\nGeneral Assembly\nDistr.: General\n10 December 2018\n\nSeventy-third session\n"
    "Agenda item 97\n\nResolution adopted by the General Assembly on 5 December 2018\n\n73/100. Small lights\n\n"
    "The General Assembly,\n\nRecalling the Charter,\n\n1. Welcomes small lights;\n\n"
    "2. Invites Member States to keep them;\n\n3. Requests the Secretary-General to submit to the General Assembly at its"
    " seventy-fourth session a report on the implementation of the present resolution;\n\n"
    "4. Decides to remain seized of the matter.\n"
)
REPORT = (
    "United Nations A/74/192-S/2019/80\nGeneral Assembly\nDistr.: General\n18 July 2019\n\nSeventy-fourth session\n"
    "Item 97 (b) of the provisional agenda*\nSmall lights\n\nReport of the Secretary-General\n\n"
    "1. The present report is submitted pursuant to paragraph 3 of General Assembly resolution 73/100.\n\n"
    "2. Replies had been received from Cuba and Ireland.\n"
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "library.sqlite"
    with Library.open(path, create=True) as library:
        texts = [Asked("resolution.txt", RESOLUTION.encode()), Asked("report.txt", REPORT.encode())]
        add(library, texts, lambda outcome: None, processes=1)
    desk = ServedLibrary(path, today=lambda: TODAY)
    with TestClient(build(desk), base_url="http://localhost:8420") as made:
        yield made
    desk.close()


def test_its_page_leads_to_what_asked_for_it_to_who_replied_and_to_what_it_answers(
    client: TestClient,
) -> None:
    for symbol in ("A/74/192", "S/2019/80"):
        page = client.get(f"/document/{symbol}?lang=en").text
        assert "Small lights" in page and "18 July 2019" in page
        assert 'href="/resolution/A/RES/73/100?lang=en#op_3">A/RES/73/100, para. 3</a>' in page
        assert 'href="/actor/CU?lang=en">Cuba</a>' in page and 'href="/actor/IE?lang=en">Ireland</a>' in page
        assert "What it answers" in page and "A/RES/73/100</span>, " in page


def test_the_commitment_that_it_answers_leads_to_it(client: TestClient) -> None:
    page = client.get("/resolution/A/RES/73/100?lang=en").text
    assert 'href="/document/A/74/192?lang=en"' in page


@pytest.mark.parametrize(
    ("question", "found"),
    [("q=small", 1), ("q=a/74 lights", 1), ("q=large", 0), ("type=note", 0), ("organ=A&session=74", 1)],
)
def test_it_is_listed_by_words_type_organ_and_session(client: TestClient, question: str, found: int) -> None:
    assert len(re.findall(r'href="/document/A/74/192', client.get(f"/documents?{question}").text)) == found
    given = client.get(f"/api/v1/documents?{question}").json()
    assert (given["total"], len(given["items"])) == (found, found)


def test_the_api_gives_it_with_what_it_answers(client: TestClient) -> None:
    given = client.get("/api/v1/documents/S/2019/80").json()
    assert given["document"]["replies_from"] == ["Cuba", "Ireland"]
    [answered] = given["answers"]
    assert answered["obligation"]["id"] == "A/RES/73/100#op_3/report/1" and answered["status"] == "met"
    assert client.get("/api/v1/documents/A/74/193").status_code == 404


def test_a_symbol_that_is_searched_leads_to_it(client: TestClient) -> None:
    assert 'href="/document/A/74/192' in client.get("/search?q=A/74/192").text


def test_one_that_is_sent_is_shown_and_kept(client: TestClient) -> None:
    form = client.get("/add?lang=en").text
    token = re.search(r'name="token" value="([^"]+)"', form)
    assert token
    note = REPORT.replace("A/74/192-S/2019/80", "A/74/500").replace("Report of", "Note by")
    headers = {"origin": "http://localhost:8420"}
    sent = client.post(
        "/add?lang=en",
        data={"token": token[1]},
        files={"files": ("note.txt", note.encode())},
        headers=headers,
    )
    assert "Note by the Secretary-General" in sent.text and "1 other document" in sent.text
    action = re.search(r'action="(/add/[^"]+)"', sent.text)
    assert action
    kept = client.post(action[1], data={"token": token[1], "decision": "keep"}, headers=headers)
    assert kept.url.path == "/document/A/74/500"
