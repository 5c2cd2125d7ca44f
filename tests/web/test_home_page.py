"""The first page: useful with four texts."""

from __future__ import annotations

import datetime

from starlette.testclient import TestClient

from alinea.library.ledger import OPEN, LedgerQuery, answer
from alinea.server.api.state import Desk


def test_what_comes_next_is_there_with_the_samples_alone(client: TestClient) -> None:
    html = client.get("/", params={"lang": "fr"}).text
    assert "12 décembre 2026" in html and "/resolution/A/RES/75/28?lang=fr#op_5" in html
    assert "4 résolutions" in html and "/resolution/A/RES/76/299?lang=fr" in html


def test_entries_are_in_order_of_their_days(desk: Desk) -> None:
    found = answer(desk.linked(), LedgerQuery(datetime.date(2020, 12, 8), OPEN, limit=6)).entries
    ids = [each.obligation.id for each in found]
    assert ids.index("A/RES/75/28#op_5/observance/1") < ids.index("A/RES/75/28#op_6/views/1")


def test_what_is_added_shows_what_the_ledger_says(client: TestClient) -> None:
    html = client.get("/", params={"lang": "en"}).text
    assert "Falls due next" in html and 'class="status due"' in html


def test_a_known_actor_is_named_in_the_language_of_the_page(client: TestClient) -> None:
    html = client.get("/resolution/A/RES/75/28", params={"lang": "en"}).text
    assert 'lang="en">Secretary-General</a>' in html
    assert (
        'lang="fr">le Secrétaire général</a>'
        in client.get("/resolution/A/RES/75/28", params={"lang": "fr"}).text
    )
