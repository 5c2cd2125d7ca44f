"""A team at a desk: accounts in the history, assignment, mentions, and signatures of a second person."""

from __future__ import annotations

import pytest
from desk_cases import OPENED
from team import AT, OPERATOR, by, opened, people, refused

from alinea.desk.access import Access
from alinea.desk.accounts import Accounts
from alinea.desk.casework import Desk
from alinea.desk.kinds import Wanted
from alinea.desk.people import mentioned, mine
from alinea.model.cases import Account


@pytest.fixture
def team(desk: Desk) -> dict[str, Account]:
    """The people of the desk."""
    return people(desk)


def test_the_first_account_is_that_of_an_administrator(desk: Desk) -> None:
    assert refused(Accounts(desk).add, "ben", "Ben", "approver", OPERATOR) == "first-administrator"
    assert not desk.has_accounts()
    Accounts(desk).add("ada", "Ada", "administrator", OPERATOR)
    assert desk.has_accounts()


def test_the_last_administrator_stays(desk: Desk, team: dict[str, Account]) -> None:
    accounts, ada = Accounts(desk), team["administrator"]
    assert refused(accounts.set_role, ada.id, "reader", by(ada)) == "last-administrator"
    assert refused(accounts.disable, ada.id, OPERATOR) == "last-administrator"
    accounts.set_role(team["approver"].id, "administrator", by(ada))
    accounts.disable(ada.id, OPERATOR)
    assert refused(accounts.disable, team["approver"].id, OPERATOR) == "last-administrator"


@pytest.mark.parametrize(
    ("login", "name", "code"),
    [
        ("Eve", "Eve", "bad-login"),
        ("a b", "Eve", "bad-login"),
        ("-eve", "Eve", "bad-login"),
        ("", "Eve", "bad-login"),
        ("ben", "Another Ben", "name-taken"),
        ("eve", "BEN  OKORO".replace("  ", " "), "name-taken"),
        ("eve", "ben", "name-taken"),
        ("eve", " ", "empty-text"),
        ("eve", "Eve\nadmin", "bad-text"),
        ("eve", "Eve\x00", "bad-text"),
    ],
)
def test_nobody_goes_by_the_name_of_another(
    desk: Desk, team: dict[str, Account], login: str, name: str, code: str
) -> None:
    assert refused(Accounts(desk).add, login, name, "reader", OPERATOR) == code


def test_every_change_of_an_account_is_in_the_history_which_stays_whole(
    desk: Desk, team: dict[str, Account]
) -> None:
    accounts, ada = Accounts(desk), team["administrator"]
    accounts.set_role(team["reader"].id, "approver", by(ada, "promoted"))
    accounts.set_role(team["reader"].id, "approver", by(ada))  # stands as wanted: no change
    accounts.set_team(team["reader"].id, "OCHA", by(ada))
    last = desk.history()[-2:]
    assert [(each.action, each.actor, each.why) for each in last] == [
        ("account-role", "Ada Mbeki", "promoted"),
        ("account-team", "Ada Mbeki", ""),
    ]
    assert last[0].edits[0].before == {"role": "reader", "version": 1}
    assert desk.faults() == ()


def test_a_case_is_assigned_to_a_person_or_an_entity_and_is_theirs(
    desk: Desk, team: dict[str, Account]
) -> None:
    carl, ben = team["contributor"], team["approver"]
    case = opened(desk, by(carl)).id
    assert desk.assign(case, "BEN", by(carl)).assignee == "Ben Okoro"
    assert mine(desk.case(case), ben) and not mine(desk.case(case), carl)
    assert desk.assign(case, "unoda", by(carl)).assignee == "UNODA"
    assert mine(desk.case(case), carl) and not mine(desk.case(case), ben)
    assert refused(desk.assign, case, "Bne", by(carl)) == "no-assignee"
    assert desk.assign(case, None, by(carl)).assignee is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ben please", {"ben"}),
        ("Ask @Ben, @carl.lund. And (@dina)!", {"ben", "carl.lund", "dina"}),
        ("mail ben@example.org or x.@ben", set()),
        ("@@ben and a@ben", set()),
        ("@-ben @ ben", set()),
    ],
)
def test_whom_a_note_names(text: str, names: set[str]) -> None:
    assert mentioned(text) == names


def test_a_note_that_names_somebody_is_in_their_inbox_until_it_is_taken_back(
    desk: Desk, team: dict[str, Account]
) -> None:
    carl, ben = team["contributor"], team["approver"]
    accounts, case = Accounts(desk), opened(desk, by(carl)).id
    desk.note(case, "@ben please look", by(carl))
    desk.note(case, "to @benedict, not to him", by(carl))
    desk.note(case, "@ben wrote this himself", by(ben))
    (mention,) = accounts.inbox(ben)
    assert (mention.case, mention.actor, mention.read) == (case, "Carl Lund", False)
    accounts.read_inbox(ben, mention.note)
    assert accounts.inbox(ben)[0].read
    assert accounts.inbox(carl) == ()
    number = next(each.number for each in desk.history(case) if each.action == "note")
    desk.revert(case, number, by(carl, "by mistake"))
    assert accounts.inbox(ben) == ()


def test_a_second_person_signs_before_what_comes_after(desk: Desk, team: dict[str, Account]) -> None:
    ben, dina, carl = team["approver"], team["second"], team["contributor"]
    case = opened(desk, by(carl)).id
    assert refused(desk.sign_step, case, "report", by(dina)) == "nothing-done"
    desk.complete(case, "note-verbale", AT.date(), by(carl))
    assert refused(desk.sign_step, case, "note-verbale", by(dina)) == "no-sign-off"
    desk.complete(case, "report", AT.date(), by(ben))
    assert refused(desk.complete, case, "submission", AT.date(), by(carl)) == "unsigned"
    assert refused(desk.sign_step, case, "report", by(ben)) == "own-step"
    assert refused(desk.sign_step, case, "report", by(carl)) == "not-permitted"
    signed = desk.sign_step(case, "report", by(dina))
    assert next(each for each in signed.steps if each.name == "report").signed_by == "Dina Paz"
    desk.complete(case, "submission", AT.date(), by(carl), "A/63/126")
    desk.complete(case, "receipt", AT.date(), by(carl))
    # What was signed for is changed: nobody signed for that.
    desk.complete(case, "report", AT.date(), by(carl), "A/63/126/Rev.1")
    assert refused(desk.close_case, case, "done", AT.date(), by(ben)) == "unsigned"
    desk.sign_step(case, "report", by(ben))
    assert desk.close_case(case, "done", AT.date(), by(ben)).outcome == "done"
    assert desk.faults() == ()


def test_nobody_is_their_own_second_person_by_accounts_that_they_made(
    desk: Desk, team: dict[str, Account]
) -> None:
    accounts, access = Accounts(desk), Access(desk)
    ada, ben, carl = team["administrator"], team["approver"], team["contributor"]

    def get_in(account: Account, author: Account) -> None:
        access.take_up(access.invite(account.id, by(author)), "correct horse battery", AT)

    case, review = opened(desk, by(carl)).id, opened(desk, by(carl), "mandate-review").id
    get_in(carl, ada)  # her own link: the work is hers, whatever the name
    desk.complete(case, "report", AT.date(), by(carl))
    desk.review(review, Wanted(proposal="retire"), AT.date(), by(carl, "done"))
    assert refused(desk.sign_step, case, "report", by(ada)) == "unconfirmed"
    assert refused(desk.review, review, Wanted(sign=True), AT.date(), by(ada)) == "unconfirmed"
    other = accounts.add("xan", "Xan Roe", "administrator", by(ada))
    desk.complete(case, "report", AT.date(), by(ada), "A/63/126")
    assert refused(accounts.confirm, other.id, OPERATOR) == "link-open"
    get_in(other, ada)
    assert refused(desk.sign_step, case, "report", by(other)) == "unconfirmed"
    for who, whom in ((ada, other), (other, other), (other, carl)):
        assert refused(accounts.confirm, whom.id, by(who)) in ("confirms-own", "unconfirmed")
    # Somebody else says who it is; a new link by one alone, and all begins again.
    accounts.set_role(ben.id, "administrator", by(ada))
    accounts.confirm(other.id, by(ben))
    assert desk.history()[-1].action == "account-confirm"
    desk.sign_step(case, "report", by(other))
    secret = access.invite(other.id, by(ben))
    assert accounts.named("xan").let_in_by == "Ben Okoro"
    assert refused(accounts.confirm, other.id, by(ada)) == "link-open"
    access.take_up(secret, "correct horse battery", AT)
    accounts.confirm(other.id, by(ada))
    assert accounts.named("xan").let_in_by is None and not desk.faults()


def test_taking_back_forges_no_signature(desk: Desk, team: dict[str, Account]) -> None:
    ben, dina, carl = team["approver"], team["second"], team["contributor"]
    case, review = opened(desk, by(carl)).id, opened(desk, by(carl), "mandate-review").id

    def changed() -> int:
        return desk.history()[-1].number

    # A change takes the signature away, another comes after it, the first is taken back: nobody signed for that.
    desk.complete(case, "report", AT.date(), by(carl), "A/63/126")
    desk.sign_step(case, "report", by(dina))
    desk.complete(case, "report", AT.date(), by(carl), "A/63/127")
    first = changed()
    desk.complete(case, "report", OPENED, by(carl))
    step = next(each for each in desk.revert(case, first, by(carl, "x")).steps if each.name == "report")
    assert (step.document, step.signed_by) == ("A/63/126", None)
    # The same of a review, and of a change from before the signature.
    desk.review(review, Wanted(proposal="retire"), AT.date(), by(carl, "done"))
    desk.review(review, Wanted(evidence="A/63/126"), AT.date(), by(carl))
    evidence = changed()
    desk.review(review, Wanted(sign=True), AT.date(), by(ben))
    found = desk.revert(review, evidence, by(carl, "x")).review
    assert found is not None and (found.evidence, found.signed_by) == (None, None)
    desk.review(review, Wanted(sign=True), AT.date(), by(ben))
    desk.review(review, Wanted(lead="UNODA"), AT.date(), by(carl))
    lead = changed()
    desk.review(review, Wanted(proposal="renew"), AT.date(), by(carl, "not done"))
    found = desk.revert(review, lead, by(carl, "x")).review
    assert found is not None and (found.proposal, found.signed_by) == ("renew", None)
    assert not desk.faults()


def test_who_holds_the_database_lets_nobody_in_unnoticed(desk: Desk, team: dict[str, Account]) -> None:
    access, carl = Access(desk), team["contributor"]
    access.set_password(carl, "correct horse battery", OPERATOR)
    access.make_token(carl, "shell", OPERATOR)
    access.make_token(carl, "shell", by(carl))  # their own
    told = [(each.action, each.actor, each.edits[0].key) for each in desk.history()[-2:]]
    assert told == [("account-password", "root", str(carl.id)), ("account-token", "root", str(carl.id))]


def test_a_signature_goes_with_the_step_that_is_taken_back(desk: Desk, team: dict[str, Account]) -> None:
    ben, dina, carl = team["approver"], team["second"], team["contributor"]
    case = opened(desk, by(carl)).id
    desk.complete(case, "report", AT.date(), by(carl))
    done = desk.history(case)[-1].number
    desk.sign_step(case, "report", by(dina))
    step = next(each for each in desk.revert(case, done, by(ben, "too early")).steps if each.name == "report")
    assert (step.done_on, step.signed_by, step.signed_on) == (None, None, None)
    assert refused(desk.sign_step, case, "report", by(dina)) == "nothing-done"
