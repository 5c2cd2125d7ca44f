"""What pages show of much or of nothing: numbers say what they are of, empty columns take no room."""

from __future__ import annotations

import datetime
import re
import socket
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from alinea.cli.at_desk import AtDesk
from alinea.cli.serve import ServeRequest, listen
from alinea.presenting.words import words_in
from alinea.server.web.pages import search
from alinea.server.web.pages.map import BETWEEN, BOX, EDGE


def test_numbers_of_a_part_of_what_fits_say_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get("/search?q=paix&lang=fr").text
    assert "adoptés en dernier" not in whole
    monkeypatch.setattr(search, "COUNTED", (2, 1))
    assert (
        "Les chiffres portent sur les 2 passages adoptés en dernier"
        in client.get("/search?q=paix&lang=fr&show=21").text
    )
    assert "of the 2 passages adopted last" in client.get("/search?q=paix&lang=en&show=21").text
    monkeypatch.setattr(search, "LARGE", 1)
    assert "of the 1 passages adopted last" in client.get("/search?q=paix&lang=en&show=22").text


def test_an_answer_does_not_wait_for_the_one_who_asks_to_confirm_its_first_part() -> None:
    today = datetime.date(2026, 11, 21)
    now = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
    asked = AtDesk(Path("none"), "text", words_in("en"), lambda: now)
    request = ServeRequest(asked, "127.0.0.1", 0, (), True)
    listening = listen(request)
    assert listening is not None
    with listening:
        # asyncio turns Nagle's algorithm off where a socket names its protocol, and only there.
        assert listening.proto == socket.IPPROTO_TCP


def test_a_column_without_texts_takes_no_room_in_the_map(client: TestClient) -> None:
    svg = re.search(r'<svg class="map" width="(\d+)"', client.get("/map/A/RES/62/27").text)
    assert svg is not None and int(svg[1]) == 2 * BOX + BETWEEN + 2 * EDGE
