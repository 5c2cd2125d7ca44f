"""Long texts come in parts that are small enough, lose nothing, and are found from a link to any paragraph."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from alinea.library.adding import Asked, add
from alinea.model.comparison import Edit
from alinea.presenting.comparisons.page import edits, escape
from alinea.server.api import limits
from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.server.web.pagination import BUDGET, shown
from alinea.store.library import Library

MOST = 150_000
PARAGRAPHS = 400


def long_text(symbol: str, word: str, paragraphs: int = PARAGRAPHS) -> bytes:
    """A resolution that no page can show."""
    lines = [
        f"{symbol}. Question of the {word}",
        "",
        "The General Assembly,",
        "",
        "Recalling its resolution 62/27,",
        "",
    ]
    for number in range(1, paragraphs + 1):
        said = (
            f"{number}. Requests the Secretary-General to report on {word} {number} at its eightieth session"
        )
        lines += [said + f", and on the {word} of the {word} of all" * 6 + ";", ""]
    return "\n".join(lines).encode()


def huge_paragraph() -> bytes:
    """A resolution with a paragraph of two megabytes."""
    said = "1. Requests the Secretary-General to report on " + "peace and <b> 'security' " * 80_000 + ";"
    return f"77/1. Peace\n\nThe General Assembly,\n\n{said}\n\n2. Decides to remain seized of the matter.\n".encode()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("long") / "library.sqlite"
    texts = [long_text("75/200", "peace"), long_text("76/200", "security"), huge_paragraph()]
    with Library.open(path, create=True) as library:
        add(
            library,
            [Asked(f"{n}.txt", data) for n, data in enumerate(texts)],
            lambda outcome: None,
            processes=1,
        )
    desk = ServedLibrary(path, today=lambda: datetime.date(2026, 11, 21), read_only=True)
    with TestClient(build(desk), base_url="http://localhost") as made:
        yield made


def ids(html: str) -> list[str]:
    return re.findall(r'class="para [^"]*" id="([^"]+)"', html)


def onward(client: TestClient, place: str | None, most: int) -> Iterator[str]:
    """Yield a page and all that it leads on to, each of fewer bytes than `most`."""
    while place:
        answer = client.get(place)
        assert answer.status_code == 200 and len(answer.content) < most
        yield answer.text
        found = re.search(r'<a href="([^"]+)" rel="next"', answer.text)
        place = found[1].replace("&amp;", "&") if found else None


def test_a_long_resolution_comes_in_parts_and_nothing_is_lost(client: TestClient) -> None:
    pages = [*onward(client, "/resolution/A/RES/75/200", MOST)]
    found = [each for page in pages for each in ids(page)]
    assert found == ["pp_1", *(f"op_{number}" for number in range(1, PARAGRAPHS + 1))]


def test_a_paragraph_is_on_the_part_that_is_asked_for_it(client: TestClient) -> None:
    assert "op_300" not in ids(client.get("/resolution/A/RES/75/200").text)
    for place in ("/resolution/A/RES/75/200?from=op_300", "/resolution/75/200/300"):
        assert "op_300" in ids(client.get(place).text)
    assert ids(client.get("/resolution/A/RES/75/200?from=nothing").text)[0] == "pp_1"


def test_a_long_text_is_had_whole_where_that_is_asked_for(client: TestClient) -> None:
    assert "all=1" in client.get("/resolution/A/RES/75/200").text
    whole = client.get("/resolution/A/RES/75/200?all=1").text
    assert len(ids(whole)) == PARAGRAPHS + 1 and "data-parts" not in whole


def test_a_paragraph_without_end_is_cut_and_its_source_goes_on(client: TestClient) -> None:
    answer = client.get("/resolution/A/RES/77/1")
    assert len(answer.content) < MOST and 'href="/source/A/RES/77/1?text=en&amp;at=op_1#here"' in answer.text
    pages = [*onward(client, "/source/A/RES/77/1?at=op_1", 2 * MOST)]
    assert len(pages) > 10 and "remain seized" in pages[-1]
    assert len(client.get("/search?q=peace").content) < MOST
    assert len(client.get("/").content) < MOST


def test_what_a_page_shows_is_all_of_it_in_pieces() -> None:
    weighed = [(str(number), BUDGET // 7) for number in range(50)]
    made = shown(weighed, "33", whole=False)
    assert [key for part in made.parts for key in part.held] == [key for key, _ in weighed]
    assert "33" in made.held and made.here
    assert all(len(part.held) <= 8 for part in made.parts)
    one = shown([("1", 10 * BUDGET), ("2", 1)], None, whole=False)
    assert one.held == {"1"} or one.here is not None
    assert shown([], None, whole=False).held == frozenset()


def test_a_draft_of_a_long_text_comes_in_parts(client: TestClient) -> None:
    pages = [*onward(client, "/draft/A/RES/75/200?session=80", MOST)]
    found = [each for page in pages for each in ids(page)]
    assert found == sorted(set(found), key=found.index)
    assert found[-PARAGRAPHS:] == [f"op_{number}" for number in range(1, PARAGRAPHS + 1)]


@pytest.mark.parametrize("path", ["/draft/A/RES/77/1?session=80", "/compare/A/RES/75/200/A/RES/77/1"])
def test_a_text_without_end_is_not_worked_on_while_someone_waits(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"lang": "en"}) if "?" not in path else client.get(f"{path}&lang=en")
    assert answer.status_code == 422 and "too long" in answer.text


def test_the_api_does_not_work_on_a_text_without_end_either(client: TestClient) -> None:
    for path in ("/compare?before=A/RES/75/200&after=A/RES/77/1", "/drafts/A/RES/77/1?session=80"):
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 413 and answer.json()["code"] == "too-long"


def test_few_questions_that_take_long_are_answered_at_a_time(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PATIENCE", 0.01)
    with limits.weighty(), limits.weighty():
        for path in ("/compare/A/RES/75/200/A/RES/76/200?text=en", "/api/v1/drafts/A/RES/76/200?session=81"):
            answer = client.get(path)
            assert answer.status_code == 503 and answer.headers["retry-after"] == "5"


def test_a_long_comparison_comes_in_parts(client: TestClient) -> None:
    place: str | None = "/compare/A/RES/75/200/A/RES/76/200?text=en&every=true"
    found: list[str] = []
    while place:
        answer = client.get(place)
        assert answer.status_code == 200 and len(answer.content) < MOST
        found += re.findall(r'<article class="cmp-pair [^"]*" id="a-(op_[^"]+)"', answer.text)
        onward = re.search(r'<a href="([^"]+)" rel="next"', answer.text)
        place = onward[1].replace("&amp;", "&") if onward else None
    assert found == [f"op_{number}" for number in range(1, PARAGRAPHS + 1)]


def test_no_sign_turns_the_words_of_a_comparison_round() -> None:
    assert escape("a\u202eb\u2066<") == "a\ufffdb\ufffd&lt;"
    redline = (Edit("kept", "one \u202e two "), Edit("inserted", "three " * 100))
    assert len(edits(redline, 20)) < 60 and edits(redline, 0) == "…"
    assert "\u202e" not in edits(redline)
