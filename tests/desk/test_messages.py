"""Calls and reminders as messages that a person sends: opened by Python's own parser, the document attached."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from desk_cases import BASIS, OPENED, Run, by

from alinea.desk.casework import Desk


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A desk with a call for views of which the note was sent."""
    with Desk.open(tmp_path / "desk.sqlite", create=True) as desk:
        desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
        desk.complete(1, "note-verbale", OPENED, by("Ana"))
    return tmp_path


@pytest.mark.parametrize(
    ("product", "language", "subject", "said"),
    [
        (
            "note-verbale",
            "fr",
            "note verbale – A/RES/62/27, paragraphe 8",
            "solliciter les vues des États Membres",
        ),
        ("note-verbale", "en", "note verbale – A/RES/62/27, para. 8", "presents its compliments"),
        ("reminder", "fr", "rappel – A/RES/62/27, paragraphe 8", "note verbale en date du 15 janvier 2008"),
        ("reminder", "en", "reminder – A/RES/62/27, para. 8", "note verbale dated 15 January 2008"),
    ],
)
def test_a_message_has_the_words_and_the_document(
    run: Run, sent: Path, product: str, language: str, subject: str, said: str
) -> None:
    out = sent / "message.eml"
    code, _, told = run("case", "draft", 1, product, "--language", language, "--out", out)
    assert code == 0, told
    message = message_from_bytes(out.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    assert " ".join(message["Subject"].split()) == subject
    assert (message["X-Unsent"], message["Content-Language"]) == ("1", language)
    assert message["To"] is None and message["From"] is None  # nobody is written to but by a person
    body = message.get_body(("plain",))
    assert body is not None and said in " ".join(body.get_content().split())
    (attached,) = message.iter_attachments()
    name = attached.get_filename()
    assert name is not None and name.endswith(".docx") and name.isascii()
    document = ZipFile(BytesIO(attached.get_content()))
    assert said.split()[0] in document.read("word/document.xml").decode()
