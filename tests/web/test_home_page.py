"""The first page: useful with four texts."""

from __future__ import annotations

import datetime
from pathlib import Path

from starlette.testclient import TestClient

from alinea.library.adding import Asked, add
from alinea.library.ledger import OPEN, LedgerQuery, answer
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library


def test_what_comes_next_is_there_with_the_samples_alone(client: TestClient) -> None:
    html = client.get("/", params={"lang": "fr"}).text
    assert "12 décembre 2026" in html and "/resolution/A/RES/75/28?lang=fr#op_5" in html
    assert "4 résolutions" in html and "/resolution/A/RES/76/299?lang=fr" in html


def test_entries_are_in_order_of_their_days(desk: ServedLibrary) -> None:
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


def test_a_text_without_a_title_is_known_by_its_first_words(tmp_path: Path) -> None:
    (tmp_path / "S-RES-9799.fr.txt").write_text(
        "Résolution 9799 (2030)\n\nAdoptée par le Conseil de sécurité à sa 9000e séance, le 6 mars 2030\n\n"
        "Le Conseil de sécurité,\n\nRappelant ses résolutions,\n\n"
        "1. Décide de proroger le mandat du Groupe des ports jusqu’au 31 mars 2031 ;\n\n"
        "2. Décide de demeurer saisi de la question.\n",
        encoding="utf-8",
    )
    file = tmp_path / "library.sqlite"
    with Library.open(file, create=True) as library:
        add(library, [Asked(str(tmp_path / "S-RES-9799.fr.txt"))], lambda outcome: None, processes=1)
    desk = ServedLibrary(file, today=lambda: datetime.date(2030, 4, 1), read_only=True)
    with TestClient(build(desk), base_url="http://localhost:8420") as client:
        for place in ("/", "/search"):
            page = client.get(place, params={"lang": "fr"}).text
            assert "Décide de proroger le mandat du Groupe des ports" in page and "Sans titre" not in page
    desk.close()
