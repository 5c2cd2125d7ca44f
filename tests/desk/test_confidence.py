"""A consultation kept among its parties: whoever is none of them finds no such case, whatever their role."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk_cases import BASIS, OPENED, Run, reply
from desk_cases import by as somebody
from team import AT, OPERATOR, by, opened, people, refused

from alinea.desk.accounts import Accounts
from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError
from alinea.desk.permissions import permitted
from alinea.model.cases import Account, Author

KEPT, OPEN = 1, 2
"""A consultation that the contributor opened, and a call for views that everybody reads."""

SECRET = "what the State concerned said"

CHANGES: dict[str, Callable[[Desk, Author], object]] = {
    "note": lambda desk, author: desk.note(KEPT, "x", author),
    "reply": lambda desk, author: desk.receive(KEPT, reply("Cuba", "CU", "2008-04-01"), author),
    "transcribe": lambda desk, author: desk.transcribe(KEPT, 1, "x", author),
    "assign": lambda desk, author: desk.assign(KEPT, "dina", author),
    "parties": lambda desk, author: desk.share(KEPT, ["dina"], author),
    "deadline": lambda desk, author: desk.set_day(KEPT, "meeting", AT.date(), author),
    "step": lambda desk, author: desk.complete(KEPT, "request", AT.date(), author),
    "verdict": lambda desk, author: desk.judge(KEPT, "met", author),
    "sign": lambda desk, author: desk.sign_step(KEPT, "request", author),
    "close": lambda desk, author: desk.close_case(KEPT, "not-done", AT.date(), author),
    "revert": lambda desk, author: desk.revert(KEPT, desk.head().number, author),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Account]]:
    """The file of a desk with a consultation of the contributor's, of which a note names the approver; its people."""
    path = tmp_path_factory.mktemp("confidence") / "desk.sqlite"
    with Desk.open(path, create=True) as desk:
        team = people(desk)
        opened(desk, by(team["contributor"]), "consultation")
        opened(desk, by(team["contributor"]))
        desk.receive(KEPT, reply("Chile", "CL", "2008-04-01", SECRET), by(team["contributor"]))
        desk.note(KEPT, f"@ben @carl {SECRET}", by(team["contributor"]))
    return path, team


@pytest.fixture
def kept(
    prepared: tuple[Path, dict[str, Account]], tmp_path: Path
) -> Iterator[tuple[Desk, dict[str, Account]]]:
    """A copy of that desk, which a test may change."""
    path, team = prepared
    with Desk.open(shutil.copy(path, tmp_path / "desk.sqlite")) as desk:
        yield desk, team


def found_by(desk: Desk, reader: Account | None) -> set[str]:
    """Where a person finds the consultation at all."""
    theirs, places = desk.for_reader(reader), set()
    if any(each.id == KEPT for each in theirs.cases()):
        places.add("cases")
    if any(SECRET in str(each.edits) or each.case == KEPT for each in theirs.history()):
        places.add("history")
    for name, read in (("case", theirs.case), ("history of it", theirs.history)):
        try:
            read(KEPT)
            places.add(name)
        except DeskError as error:
            assert error.code == "no-case"
    if reader and any(SECRET in each.text for each in Accounts(desk).inbox(reader)):
        places.add("inbox")
    return places


@pytest.mark.parametrize("role", ["reader", "approver", "second", "administrator", None])
def test_whoever_is_no_party_finds_no_such_case(
    kept: tuple[Desk, dict[str, Account]], role: str | None
) -> None:
    desk, team = kept
    reader = team[role] if role else None
    assert found_by(desk, reader) == set()
    assert [each.id for each in desk.for_reader(reader).cases()] == [OPEN]
    assert refused(desk.for_reader(reader).case, KEPT) == refused(desk.for_reader(reader).case, 99)


@pytest.mark.parametrize("role", ["reader", "contributor", "approver", "second", "administrator"])
@pytest.mark.parametrize("action", CHANGES)
def test_nobody_else_changes_it_and_a_party_what_their_role_may(
    kept: tuple[Desk, dict[str, Account]], action: str, role: str
) -> None:
    desk, team = kept
    author, before = by(team[role], "because"), desk.head()
    if role != "contributor":
        code = refused(CHANGES[action], desk, author)
        assert code == "no-case" or (code == "not-permitted" and not permitted(team[role].role, action))
        assert desk.head() == before
    desk.share(KEPT, [team[role].login], by(team["contributor"]))
    try:
        CHANGES[action](desk, author)
    except DeskError as error:
        assert error.code != "no-case"
        assert permitted(team[role].role, action) is (error.code != "not-permitted")


@pytest.mark.parametrize("way", ["person", "team", "assignee", "opener"])
def test_a_party_reads_it_until_they_are_none_any_more(
    kept: tuple[Desk, dict[str, Account]], way: str
) -> None:
    desk, team = kept
    mine, everything = by(team["contributor"]), {"cases", "case", "history", "history of it", "inbox"}
    Accounts(desk).set_team(team["approver"].id, "OPCW", OPERATOR)
    ben = Accounts(desk).named("ben")
    if way == "opener":
        assert found_by(desk, team["contributor"]) == everything - {"inbox"}
        return
    if way == "assignee":
        desk.assign(KEPT, "ben", mine)
    else:
        desk.share(KEPT, ["OPCW" if way == "team" else "Ben Okoro"], mine)
    assert found_by(desk, ben) == everything
    if way == "assignee":
        desk.assign(KEPT, None, mine)
    elif way == "team":
        Accounts(desk).set_team(ben.id, None, OPERATOR)
        ben = Accounts(desk).named("ben")
    else:
        desk.share(KEPT, [], mine)
    assert found_by(desk, ben) == set()


@pytest.mark.parametrize("way", ["party", "assignee"])
def test_who_comes_to_an_entity_later_is_let_in_by_a_party_and_never_by_themselves(
    kept: tuple[Desk, dict[str, Account]], way: str
) -> None:
    desk, team = kept
    mine, ada = by(team["contributor"]), by(team["administrator"])
    accounts = Accounts(desk)
    accounts.set_team(team["approver"].id, "OPCW", OPERATOR)
    if way == "party":
        desk.share(KEPT, ["OPCW"], mine)
    else:
        desk.assign(KEPT, "OPCW", mine)
    accounts.set_team(team["administrator"].id, "OPCW", ada)
    accounts.add("eve", "Eve Adan", "approver", ada, team="OPCW")
    for login in ("ada", "eve"):
        assert found_by(desk, accounts.named(login)) == set()
    assert "case" in found_by(desk, accounts.named("ben"))
    # Leaving and coming back is coming later; to name another entity besides lets nobody else in.
    accounts.set_team(team["approver"].id, None, OPERATOR)
    accounts.set_team(team["approver"].id, "OPCW", OPERATOR)
    assert found_by(desk, accounts.named("ben")) == set()
    desk.share(KEPT, [*(["OPCW"] if way == "party" else []), "UNODA"], mine)
    assert found_by(desk, accounts.named("eve")) == set()
    desk.share(KEPT, ["Eve Adan"], mine)
    assert "case" in found_by(desk, accounts.named("eve")) and not desk.faults()


def test_two_consultations_on_one_paragraph_do_not_tell_of_each_other(
    kept: tuple[Desk, dict[str, Account]],
) -> None:
    desk, team = kept
    assert refused(opened, desk, by(team["contributor"]), "consultation") == "open-already"
    assert opened(desk, by(team["second"]), "consultation").opened_by == "Dina Paz"


def test_a_file_of_it_is_for_its_parties_and_files_of_others_stay_theirs(
    kept: tuple[Desk, dict[str, Account]],
) -> None:
    from dataclasses import replace

    desk, team = kept
    came = replace(reply("Cuba", "CU", "2008-04-02"), content=b"bytes", name="a.txt")
    desk.receive(KEPT, came, by(team["contributor"]))
    name = desk.for_reader(team["contributor"]).case(KEPT).replies[-1].file
    assert name is not None
    assert refused(desk.for_reader(team["administrator"]).file, name) == "no-file"
    assert desk.for_reader(team["contributor"]).file(name) == b"bytes"
    desk.receive(OPEN, came, by(team["contributor"]))
    assert desk.for_reader(team["administrator"]).file(name) == b"bytes"


def test_only_a_consultation_has_parties(kept: tuple[Desk, dict[str, Account]]) -> None:
    desk, team = kept
    assert refused(desk.share, OPEN, ["ben"], by(team["contributor"])) == "not-confidential"
    assert refused(desk.share, KEPT, ["nobody"], by(team["contributor"])) == "no-assignee"


def test_without_accounts_the_one_user_reads_it_and_whoever_opened_it_keeps_it(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.sqlite", create=True) as desk:
        desk.open_case("consultation", BASIS, OPENED, somebody("Carl Lund"))
        assert desk.cases() and desk.case(KEPT) and desk.history()
        team = people(desk)
        assert not desk.cases() and desk.for_reader(team["contributor"]).cases()
        assert not desk.faults() and desk.count() == 1


def test_the_shell_shows_it_to_whose_token_is_given(
    run: Run, tmp_path: Path, kept: tuple[Desk, dict[str, Account]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from alinea.desk.access import Access

    desk, team = kept
    monkeypatch.delenv("ALINEA_ACTOR")
    for role, code in ((None, 1), ("administrator", 1), ("contributor", 0)):
        if role:
            token = Access(desk).make_token(team[role], "shell", by(team[role]))
            monkeypatch.setenv("ALINEA_TOKEN", token)
        assert run("case", "show", KEPT)[0] == code
        assert run("case", "show", KEPT, "--history", "--json")[0] == code
        assert run("case", "show", KEPT, "--reply", "1")[0] == code
        for form in ((), ("--json",), ("--csv",)):
            listed = run("case", "list", "--state", "all", *form)
            assert ("consultation" in listed[1]) is (code == 0), (role, form)
