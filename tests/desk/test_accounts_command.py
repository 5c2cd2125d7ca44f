"""``alinea desk accounts``, and the shell of a team: who acts by which token, what is theirs, what names them."""

from __future__ import annotations

import io
import json
import sys
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest
from desk_cases import Run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def team(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A library, a case, and two people."""
    monkeypatch.delenv("ALINEA_TOKEN", raising=False)
    monkeypatch.delenv("ALINEA_ACTOR")
    assert run("add", ROOT / "samples")[0] == 0
    add = ("desk", "accounts", "add")
    assert run(*add, "ada", "--name", "Ada Mbeki", "--role", "administrator")[0] == 0
    assert run(*add, "carl", "--name", "Carl Lund", "--team", "UNODA")[0] == 0
    return run


def token(run: Run, login: str) -> str:
    code, out, told = run("desk", "accounts", "token", login, "--for", "shell")
    assert code == 0 and "shown this once" in told
    return out.strip()


def test_an_invitation_is_written_as_a_message_that_somebody_sends(team: Run, tmp_path: Path) -> None:
    add = ("desk", "accounts", "add", "ben", "--name", "Ben Okoro", "--email", "ben@example.org")
    code, out, _ = team(*add, "--out", tmp_path / "ben.eml", "--lang", "fr")
    assert code == 0 and "/invitation/" not in out
    message = message_from_bytes((tmp_path / "ben.eml").read_bytes(), policy=SMTP)
    assert (message["To"], message["X-Unsent"]) == ("ben@example.org", "1") and "Invitation" in message[
        "Subject"
    ]
    text = message.get_content()
    assert (
        "http://127.0.0.1:8420/invitation/" in text and "8 juillet 2008" in text and "« ben »" in tidy(text)
    )
    assert team("desk", "accounts", "invite", "ben", "--out", tmp_path / "ben.eml")[0] == 2  # it is there
    assert team("desk", "accounts", "confirm", "ben")[1] == "ben · Ben Okoro · contributor\n"


def tidy(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_people_are_added_listed_and_disabled(team: Run) -> None:
    code, out, told = team(
        "desk", "accounts", "add", "ben", "--name", "Ben Okoro", "--site", "https://desk.un.org/"
    )
    assert code == 0 and "https://desk.un.org/invitation/" in out and "good once, until 8 July 2008" in told
    assert team("desk", "accounts", "role", "ben", "approver")[1] == "ben · Ben Okoro · approver\n"
    assert team("desk", "accounts", "team", "Ben Okoro", "OCHA")[1] == "ben · Ben Okoro · approver · OCHA\n"
    assert "disabled" in team("desk", "accounts", "disable", "ben")[1]
    rows = json.loads(team("desk", "accounts", "list", "--json")[1])
    assert [(each["login"], each["state"]) for each in rows] == [
        ("ada", "active"),
        ("carl", "active"),
        ("ben", "disabled"),
    ]
    assert team("desk", "accounts", "invite", "ben")[0] == 1
    assert team("desk", "accounts", "enable", "ben")[1] == "ben · Ben Okoro · approver · OCHA\n"
    assert team("desk", "accounts", "role", "nobody", "reader")[0] == 1
    assert "dernier administrateur" in team("desk", "accounts", "disable", "ada", "--lang", "fr")[2]
    assert team("desk", "verify")[0] == 0


def test_a_password_is_taken_from_standard_input(team: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    assert "12 characters or more" in team("desk", "accounts", "password", "carl")[2]
    monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse battery\n"))
    assert team("desk", "accounts", "password", "carl")[:2] == (
        0,
        "Carl Lund has a new password; every session of theirs has ended\n",
    )


def test_the_shell_of_a_team_asks_who_it_is(team: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    open_ = ("case", "open", "62/27#op_8", "--kind", "call-for-views")
    code, _, told = team(*open_, "--as", "Carl Lund")
    assert code == 1 and "ALINEA_TOKEN" in told
    monkeypatch.setenv("ALINEA_TOKEN", token(team, "carl"))
    code, _, told = team(*open_, "--as", "Ada Mbeki")
    assert code == 1 and "token is that of Carl Lund" in told
    assert team(*open_)[0] == 0
    history = json.loads(team("case", "show", 1, "--history", "--json")[1])["history"]
    assert history[-1]["actor"] == "Carl Lund"
    code, _, told = team("case", "close", 1, "--outcome", "not-done", "--why", "no need")
    assert code == 1 and "your role (contributor) does not allow this: closing cases" in told
    monkeypatch.setenv("ALINEA_TOKEN", "guessed")
    assert team("case", "log", 1, "--note", "x")[0] == 1


def test_mine_is_what_is_assigned_to_me_or_my_entity(team: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALINEA_TOKEN", token(team, "carl"))
    team("case", "open", "62/27#op_8", "--kind", "call-for-views")
    team("case", "open", "62/27#op_9")
    assert team("case", "list", "--mine")[1] == ""
    assert team("case", "log", 1, "--assign", "UNODA")[0] == 0
    assert team("case", "list", "--mine")[1].startswith("1 · ")
    code, _, told = team("case", "log", 1, "--assign", "Crl")
    assert code == 1 and "Ada Mbeki, Carl Lund, UNODA" in told


def test_without_accounts_mine_is_what_is_assigned_to_the_user(run: Run) -> None:
    assert run("add", ROOT / "samples")[0] == 0
    run("case", "open", "62/27#op_8", "--kind", "call-for-views")
    run("case", "log", 1, "--assign", "ana diallo")
    assert run("case", "list", "--mine")[1].startswith("1 · ")
    assert run("case", "list", "--mine", "--as", "Ben")[1] == ""
    assert run("case", "inbox")[0] == 1


def test_a_note_names_somebody_who_reads_it_in_the_shell(team: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    carl, ada = token(team, "carl"), token(team, "ada")
    monkeypatch.setenv("ALINEA_TOKEN", carl)
    team("case", "open", "62/27#op_8", "--kind", "call-for-views")
    team("case", "log", 1, "--note", "@ada please sign")
    monkeypatch.setenv("ALINEA_TOKEN", ada)
    assert team("case", "inbox", "--read")[1] == "case 1 · Carl Lund, 1 July 2008: @ada please sign · new\n"
    assert team("case", "inbox")[1] == "case 1 · Carl Lund, 1 July 2008: @ada please sign\n"


def test_a_step_is_signed_in_the_shell(team: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    carl, ada = token(team, "carl"), token(team, "ada")
    monkeypatch.setenv("ALINEA_TOKEN", carl)
    team("case", "open", "62/27#op_8", "--kind", "call-for-views")
    team("case", "log", 1, "--step", "report")
    code, _, told = team("case", "log", 1, "--step", "submission", "--document", "A/63/126")
    assert code == 1 and "a second person signs first: compiled report" in told
    monkeypatch.setenv("ALINEA_TOKEN", ada)
    assert team("case", "sign", 1, "compiled report")[0] == 0
    assert "signed by Ada Mbeki on 1 July 2008" in team("case", "show", 1)[1]
