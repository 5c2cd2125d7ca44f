"""Checking a draft on the page: findings beside its text, nothing kept, nothing from another site, nothing hostile."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from starlette.testclient import TestClient

from alinea.server.api.state import ServedLibrary
from alinea.server.web.app import build
from alinea.store.library import Library

FAULTY = """L'Assemblée générale,

Rappelant sa résolution 62/27 du 5 décembre 2007 <script>alert(1)</script>,

1. Prie le Secrétaire général de lui faire rapport le 31 mars 2023 au plus tard ;

3. Décide de rester saisie de la question.
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "library.sqlite"
    with Library.open(path, create=True):
        pass
    desk = ServedLibrary(path, today=lambda: datetime.date(2026, 11, 21), read_only=True)
    with TestClient(build(desk), base_url="http://localhost", raise_server_exceptions=False) as found:
        yield found
    desk.close()


def token(client: TestClient) -> str:
    return re.search(r'name="token" value="([^"]+)"', client.get("/lint?lang=en").text)[1]  # type: ignore[index]


def test_findings_stand_beside_the_paragraphs_and_safe_ones_are_mended(client: TestClient) -> None:
    data = {"token": token(client), "text": FAULTY, "library": "1"}
    html = client.post("/lint?lang=en", data=data).text
    for rule in ("AL101", "AL301", "AL601", "AL701"):
        assert f"<strong>{rule}</strong>" in html, rule
    assert 'id="op_1"' in html and "31 March 2023 is past" in html
    assert "<script>alert" not in html and "--fix" not in html
    mended = client.get(re.search(r'href="(/lint/[^"]+)" download', html)[1].replace("&amp;", "&"))  # type: ignore[index]
    assert mended.text == FAULTY.strip().replace(" ;", "\u00a0;")
    assert mended.headers["cache-control"] == "no-store"


def test_a_word_draft_comes_back_with_tracked_changes_and_only_to_who_sent_it(client: TestClient) -> None:
    document = docx.Document()
    for line in FAULTY.strip().split("\n\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    files = [("files", ("draft.docx", out.getvalue(), "application/octet-stream"))]
    html = client.post("/lint?lang=fr", data={"token": token(client), "library": "1"}, files=files).text
    place = re.search(r'href="(/lint/[^"]+)" download', html)[1].replace("&amp;", "&")  # type: ignore[index]
    back = client.get(place)
    assert 'filename="draft-checked.docx"' in back.headers["content-disposition"]
    body = zipfile.ZipFile(io.BytesIO(back.content)).read("word/document.xml").decode()
    assert "<w:ins " in body and "<w:del " in body and "commentReference" in body
    client.cookies.clear()
    assert client.get(place).status_code == 404


def test_the_words_are_those_of_the_reader_and_mandates_are_counted_when_asked(client: TestClient) -> None:
    data = {"token": token(client), "text": FAULTY, "mandates": "1"}
    html = client.post("/lint?lang=fr", data=data).text
    assert "le 31 mars 2023 est passé" in html and "AL406" in html and "AL301" not in html


def test_a_draft_from_a_file(client: TestClient) -> None:
    files = [("files", ("draft.md", FAULTY.encode(), "text/markdown"))]
    assert "AL101" in client.post("/lint?lang=en", data={"token": token(client)}, files=files).text


@pytest.mark.parametrize(
    ("text", "said"), [("", "Give a file or a text."), ("nothing of the kind", "no resolution")]
)
def test_what_cannot_be_checked_is_told(client: TestClient, text: str, said: str) -> None:
    html = client.post("/lint?lang=en", data={"token": token(client), "text": text}).text
    assert 'role="alert"' in html and said in html


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    data = {"token": token(client), "text": FAULTY}
    headers = {"origin": "http://evil.example"}
    assert client.post("/lint", data=data, headers=headers).status_code == 403
    assert client.post("/lint", data={"token": "x" * 43, "text": FAULTY}).status_code == 403
