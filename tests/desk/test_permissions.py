"""Roles and actions: every pair, allowed or refused by the desk itself, whoever calls it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk_cases import by as somebody
from desk_cases import reply
from team import AT, OPERATOR, by, opened, people

from alinea.desk.access import Access
from alinea.desk.accounts import Accounts
from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError
from alinea.desk.kinds import Wanted
from alinea.desk.permissions import permitted, table_of_permissions
from alinea.model.cases import Account, Author

Do = Callable[[Desk, Author, dict[str, Account]], object]

VIEWS, REVIEW, CONSULTATION = 1, 2, 3
"""The cases of the team, by their numbers: see `at_work`."""

ACTIONS: dict[str, Do] = {
    "open": lambda desk, author, _: opened(desk, author, "standing-status"),
    "note": lambda desk, author, _: desk.note(VIEWS, "Sent", author),
    "reply": lambda desk, author, _: desk.receive(VIEWS, reply("Cuba", "CU", "2008-04-01"), author),
    "transcribe": lambda desk, author, _: desk.transcribe(VIEWS, 1, "Typed", author),
    "assign": lambda desk, author, _: desk.assign(VIEWS, "carl", author),
    "parties": lambda desk, author, _: desk.share(CONSULTATION, ["ada", "ben", "carl"], author),
    "deadline": lambda desk, author, _: desk.set_day(VIEWS, "replies", AT.date(), author),
    "step": lambda desk, author, _: desk.complete(VIEWS, "note-verbale", AT.date(), author),
    "review": lambda desk, author, _: desk.review(REVIEW, Wanted(lead="UNODA"), AT.date(), author),
    "revert-own": lambda desk, author, _: desk.revert(
        VIEWS, _own_note(desk, author) if author.account else 0, author
    ),
    "verdict": lambda desk, author, _: desk.judge(VIEWS, "met", author),
    "correct": lambda desk, author, _: desk.correct(VIEWS, ["the Envoy"], None, author),
    "sign": lambda desk, author, _: desk.review(REVIEW, Wanted(sign=True), AT.date(), author),
    "decide": lambda desk, author, _: desk.review(
        REVIEW, Wanted(decision="renew", decided_by="A/RES/82/1"), AT.date(), author
    ),
    "close": lambda desk, author, _: desk.close_case(VIEWS, "not-done", AT.date(), author),
    "revert": lambda desk, author, _: desk.revert(VIEWS, _noted_by_second(desk), author),
    "account-add": lambda desk, author, _: Accounts(desk).add("eve", "Eve", "reader", author),
    "account-role": lambda desk, author, team: Accounts(desk).set_role(team["second"].id, "reader", author),
    "account-team": lambda desk, author, team: Accounts(desk).set_team(team["second"].id, "WHO", author),
    "account-disable": lambda desk, author, team: Accounts(desk).disable(team["second"].id, author),
    "account-enable": lambda desk, author, team: Accounts(desk).enable(team["gone"].id, author),
    "account-confirm": lambda desk, author, team: Accounts(desk).confirm(team["new"].id, author),
    "account-invite": lambda desk, author, team: Access(desk).invite(team["second"].id, author),
    "token": lambda desk, author, team: Access(desk).make_token(team["second"], "work", author),
}
"""How each action is done by an author; `read`, `add-text`, `remove-text` and `password` are asked for by the server alone."""


def _own_note(desk: Desk, author: Author) -> int:
    return next(
        each.number for each in desk.history(VIEWS) if (each.actor, each.action) == (author.actor, "note")
    )


def _noted_by_second(desk: Desk) -> int:
    return next(
        each.number for each in desk.history(VIEWS) if (each.actor, each.action) == ("Dina Paz", "note")
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Account]]:
    """The file of a desk, its people, and cases on which everything that can be done is to be done."""
    path = tmp_path_factory.mktemp("permissions") / "desk.sqlite"
    with Desk.open(path, create=True) as desk:
        opened(desk, somebody("Ana"))
        opened(desk, somebody("Ana"), "mandate-review")
        opened(desk, somebody("Ana"), "consultation")
        desk.share(CONSULTATION, ["Ria Sen", "Carl Lund", "Ben Okoro", "Ada Mbeki"], somebody("Ana"))
        desk.receive(VIEWS, reply("Chile", "CL", "2008-04-01", None), somebody("Ana"))
        desk.review(REVIEW, Wanted(proposal="renew"), AT.date(), somebody("Ana", "because"))
        for name in ("Ria Sen", "Carl Lund", "Ben Okoro", "Ada Mbeki", "Dina Paz"):
            desk.note(VIEWS, f"A note of {name}", somebody(name))
        team = people(desk)
        team["gone"] = Accounts(desk).add("gus", "Gus Roe", "approver", OPERATOR)
        Accounts(desk).disable(team["gone"].id, OPERATOR)
        boss = by(Accounts(desk).add("bo", "Bo Lee", "administrator", OPERATOR))
        team["new"] = Accounts(desk).add("nia", "Nia Roy", "approver", boss, email="nia@example.org")
        Access(desk).sign_in_by_provider("https://id.example.org", "nia", "nia@example.org", AT)
    return path, team


@pytest.fixture
def at_work(
    prepared: tuple[Path, dict[str, Account]], tmp_path: Path
) -> Iterator[tuple[Desk, dict[str, Account]]]:
    """A copy of that desk, which a test may change."""
    path, team = prepared
    with Desk.open(shutil.copy(path, tmp_path / "desk.sqlite")) as desk:
        yield desk, team


def test_every_action_of_the_table_is_tried() -> None:
    assert set(ACTIONS) | {"read", "add-text", "remove-text", "password"} == set(table_of_permissions())


@pytest.mark.parametrize("role", ["reader", "contributor", "approver", "administrator", "operator"])
@pytest.mark.parametrize("action", ACTIONS)
def test_a_role_does_what_the_table_says_and_nothing_else(
    action: str, role: str, at_work: tuple[Desk, dict[str, Account]]
) -> None:
    desk, team = at_work
    author = by(team[role], "because") if role != "operator" else OPERATOR
    history = desk.for_reader(team.get(role)).history
    before = history()
    if permitted(role, action):
        ACTIONS[action](desk, author, team)
        if not action.startswith(("token", "account-invite")):
            assert history()[-1].actor == author.actor
        return
    with pytest.raises(DeskError) as refused:
        ACTIONS[action](desk, author, team)
    assert (refused.value.code, refused.value.reason) == ("not-permitted", role) or role == "operator"
    assert history() == before


@pytest.mark.parametrize("action", [each for each in ACTIONS if not each.startswith("revert")])
def test_who_is_none_of_the_accounts_changes_nothing(
    action: str, at_work: tuple[Desk, dict[str, Account]]
) -> None:
    desk, team = at_work
    before = desk.history()
    for author in (somebody("Ana", "because"), by(team["gone"], "because")):
        with pytest.raises(DeskError) as refused:
            ACTIONS[action](desk, author, team)
        assert refused.value.code == "who"
    assert desk.history() == before


def test_nobody_changes_anything_in_the_name_of_another(at_work: tuple[Desk, dict[str, Account]]) -> None:
    desk, team = at_work
    forged = Author(team["administrator"].name, AT, account=team["reader"].id)
    with pytest.raises(DeskError, match="not-yourself"):
        desk.note(VIEWS, "I, Ada", forged)


def test_a_role_that_is_taken_away_holds_at_once(at_work: tuple[Desk, dict[str, Account]]) -> None:
    desk, team = at_work
    desk.note(VIEWS, "Mine", by(team["contributor"]))
    Accounts(desk).set_role(team["contributor"].id, "reader", by(team["administrator"]))
    with pytest.raises(DeskError, match="not-permitted"):
        desk.note(VIEWS, "Mine too", by(team["contributor"]))


def test_a_contributor_takes_back_only_what_is_their_own_and_allowed(
    at_work: tuple[Desk, dict[str, Account]],
) -> None:
    desk, team = at_work
    desk.judge(VIEWS, "met", by(team["approver"], "A/63/126"))
    verdict = desk.history()[-1].number
    Accounts(desk).set_role(team["approver"].id, "contributor", by(team["administrator"]))
    with pytest.raises(DeskError, match="not-permitted"):
        desk.revert(VIEWS, verdict, by(team["approver"], "changed my mind"))
    with pytest.raises(DeskError, match="not-permitted"):
        desk.revert(VIEWS, _noted_by_second(desk), by(team["contributor"], "not mine"))


def test_without_accounts_the_one_user_does_everything(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.sqlite", create=True) as desk:
        opened(desk, somebody("Ana"))
        desk.note(VIEWS, "Sent", somebody("Ben"))
        desk.close_case(VIEWS, "not-done", AT.date(), somebody("Ana", "no need"))
        assert desk.case(VIEWS).outcome == "not-done"
