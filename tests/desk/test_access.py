"""Signing in, sessions, invitations and tokens, tried as one would who has no business there."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from pathlib import Path

import argon2
import pytest
from sqlalchemy import text
from team import AT, OPERATOR, by, people, refused

from alinea.desk.access import IDLE, INVITED, LONGEST_SESSION, MOST, WINDOW, Access
from alinea.desk.accounts import Accounts
from alinea.desk.casework import Desk
from alinea.desk.copying import export_lines
from alinea.desk.opening import reading
from alinea.desk.schema import tables
from alinea.model.cases import Account

PASSWORD = "correct horse battery"
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def team(desk: Desk) -> dict[str, Account]:
    """The people of the desk, of whom Ben has a password."""
    found = people(desk)
    access = Access(desk)
    access.take_up(access.invite(found["approver"].id, OPERATOR), PASSWORD, AT)
    return found


def test_passwords_are_kept_by_argon2id_as_its_standard_recommends() -> None:
    # The tests keep them by less, see `quick_passwords`: asked is a process in which nothing was put in its place.
    asked = "from alinea.desk.access import encoded; print(encoded('correct horse battery'))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert told.startswith("$argon2id$v=19$m=65536,t=3,p=4$")  # RFC 9106, 4: the second recommended option


def test_a_person_signs_in_with_the_password_they_chose(desk: Desk, team: dict[str, Account]) -> None:
    access = Access(desk)
    entered = access.sign_in(" BEN ", PASSWORD, "192.0.2.1", AT)
    assert entered.account == team["approver"]
    assert access.account_in(entered.session, AT + IDLE) == team["approver"]


def test_a_session_ends_unused_and_in_the_end(desk: Desk, team: dict[str, Account]) -> None:
    access = Access(desk)
    session = access.sign_in("ben", PASSWORD, "192.0.2.1", AT).session
    at = AT
    while at - AT <= LONGEST_SESSION - IDLE / 2:
        assert access.account_in(session, at) is not None
        at += IDLE / 2
    assert access.account_in(session, AT + LONGEST_SESSION + SECOND) is None
    idle = access.sign_in("ben", PASSWORD, "192.0.2.1", at).session
    assert access.account_in(idle, at + IDLE + SECOND) is None


def test_signing_in_begins_a_session_nobody_knew_and_ends_the_one_before(
    desk: Desk, team: dict[str, Account]
) -> None:
    access = Access(desk)
    planted = access.sign_in("ben", PASSWORD, "192.0.2.1", AT).session
    fresh = access.sign_in("ben", PASSWORD, "192.0.2.1", AT, before=planted).session
    assert fresh != planted
    assert access.account_in(planted, AT) is None
    assert access.account_in("of the attacker", AT) is None
    access.sign_out(fresh)
    assert access.account_in(fresh, AT) is None


def test_whatever_is_wrong_one_password_is_verified(
    desk: Desk, team: dict[str, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    Accounts(desk).disable(team["approver"].id, OPERATOR)
    verify, verified = argon2.PasswordHasher.verify, []

    def counted(self: argon2.PasswordHasher, hash: str, password: str) -> bool:
        verified.append(hash)
        return bool(verify(self, hash, password))

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    access = Access(desk)
    for name, password in (
        ("nobody", PASSWORD),  # no such account
        ("dina", PASSWORD),  # an account without a password
        ("ben", PASSWORD),  # disabled, with the right password
        ("ben", "wrong password"),
        ("", ""),
    ):
        before = len(verified)
        assert refused(access.sign_in, name, password, "::1", AT) == "not-let-in"
        assert len(verified) == before + 1, name
    cost = {re.findall(r"m=\d+,t=\d+,p=\d+", each)[0] for each in verified}
    assert len(cost) == 1 and all(each.startswith("$argon2id$") for each in verified)


def test_passwords_are_not_tried_for_ever(desk: Desk, team: dict[str, Account]) -> None:
    access = Access(desk)
    for number in range(MOST["account"]):
        address = f"192.0.2.{number}"  # from ever other addresses
        assert refused(access.sign_in, "ben", "wrong password", address, AT) == "not-let-in"
    assert refused(access.sign_in, "ben", PASSWORD, "192.0.2.99", AT) == "too-many-attempts"
    assert refused(access.sign_in, "BEN ", PASSWORD, "192.0.2.99", AT) == "too-many-attempts"
    later = AT + WINDOW + SECOND
    assert access.sign_in("ben", PASSWORD, "192.0.2.99", later).account == team["approver"]


def test_an_address_tries_not_one_name_after_another(
    desk: Desk, team: dict[str, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST, "address", 4)
    access = Access(desk)
    for number in range(3):
        refused(access.sign_in, f"name-{number}", "wrong password", f"2001:db8:1:2::{number}", AT)
    # One who signs in by an account of their own in between gains nothing by it.
    access.sign_in("ben", PASSWORD, "2001:db8:1:2::7", AT)
    refused(access.sign_in, "name-4", "wrong password", "2001:db8:1:2::8", AT)
    assert refused(access.sign_in, "dina", "x", "2001:db8:1:2::9", AT) == "too-many-attempts"
    assert refused(access.sign_in, "dina", "x", "2001:db8:1:3::9", AT) == "not-let-in"


def test_an_invitation_is_good_once_and_not_for_ever(desk: Desk, team: dict[str, Account]) -> None:
    access, dina = Access(desk), team["second"]
    first = access.invite(dina.id, OPERATOR)
    second = access.invite(dina.id, OPERATOR)
    assert refused(access.invited, first, AT) == "no-invitation"
    assert refused(access.invited, second, AT + INVITED) == "no-invitation"
    assert refused(access.take_up, second, "short", AT) == "weak-password"
    assert access.take_up(second, PASSWORD, AT).account == dina
    assert refused(access.take_up, second, "another password", AT) == "no-invitation"
    Accounts(desk).disable(dina.id, OPERATOR)
    assert refused(access.invite, dina.id, OPERATOR) == "no-account"


@pytest.mark.parametrize("password", ["short", "a" * 40, "abababababab", "carl     lund", "x" * 1001])
def test_weak_passwords_are_refused(desk: Desk, password: str) -> None:
    access, carl = Access(desk), people(desk)["contributor"]
    secret = access.invite(carl.id, OPERATOR)
    assert refused(access.take_up, secret, password, AT) == "weak-password"


def test_another_password_ends_every_session(desk: Desk, team: dict[str, Account]) -> None:
    access, ben = Access(desk), team["approver"]
    before = [access.sign_in("ben", PASSWORD, "192.0.2.1", AT).session for _ in range(2)]
    new = "battery correct horse"
    assert refused(access.change_password, ben, "wrong", new, "192.0.2.1", AT) == "not-let-in"
    after = access.change_password(ben, PASSWORD, new, "192.0.2.1", AT).session
    assert [access.account_in(each, AT) for each in before] == [None, None]
    assert access.account_in(after, AT) == ben
    assert refused(access.sign_in, "ben", PASSWORD, "192.0.2.1", AT) == "not-let-in"
    assert access.sign_in("ben", new, "192.0.2.1", AT).account == ben


def test_a_password_is_the_same_however_its_letters_are_composed(desk: Desk) -> None:
    access, carl = Access(desk), people(desk)["contributor"]
    access.take_up(access.invite(carl.id, OPERATOR), "Alinéa, déjà vu", AT)
    assert access.sign_in("carl", "Aline\u0301a, de\u0301ja\u0300 vu", "::1", AT).account == carl


def test_a_disabled_person_is_out_at_once(desk: Desk, team: dict[str, Account]) -> None:
    access, ben = Access(desk), team["approver"]
    session = access.sign_in("ben", PASSWORD, "192.0.2.1", AT).session
    token = access.make_token(ben, "work", by(ben))
    Accounts(desk).disable(ben.id, OPERATOR)
    assert access.account_in(session, AT) is None
    assert access.bearer(token) is None
    Accounts(desk).enable(ben.id, OPERATOR)
    assert access.account_in(session, AT) is None


def test_a_token_acts_for_its_person_until_they_revoke_it(desk: Desk, team: dict[str, Account]) -> None:
    access, ben, dina = Access(desk), team["approver"], team["second"]
    token = access.make_token(ben, "nightly import", by(ben))
    assert access.bearer(token) == ben
    (kept,) = access.tokens(ben)
    assert (kept.label, kept.revoked) == ("nightly import", False)
    assert refused(access.revoke, dina, kept.id) == "no-token"  # by a number that is guessed
    assert access.bearer(token) == ben
    access.revoke(ben, kept.id)
    assert access.bearer(token) is None
    assert access.bearer("") is None


def test_nothing_that_lets_in_is_kept_as_it_is_or_handed_on(desk: Desk, team: dict[str, Account]) -> None:
    access = Access(desk)
    secrets = [
        PASSWORD,
        access.sign_in("ben", PASSWORD, "192.0.2.1", AT).session,
        access.make_token(team["approver"], "work", by(team["approver"])),
        access.invite(team["second"].id, OPERATOR),
    ]
    with reading(desk.engine) as connection:
        held = "".join(
            str(connection.execute(text(f"SELECT * FROM {name}")).all()) for name in tables().tables
        )
    exported = "".join(export_lines(desk))
    assert "$argon2id$" in held and "$argon2id$" not in exported
    for each in secrets:
        assert each not in held and each not in exported


def test_a_provider_of_identities_lets_in_who_is_known(desk: Desk, team: dict[str, Account]) -> None:
    access, ben = Access(desk), team["approver"]
    issuer = "https://id.example.org"
    assert refused(access.sign_in_by_provider, issuer, "77", None, AT) == "no-account-for"
    assert access.sign_in_by_provider(issuer, "42", "ben@EXAMPLE.org", AT).account == ben
    assert access.sign_in_by_provider(issuer, "42", None, AT).account == ben
    # Another of the provider, or of another one, who has that address now is not Ben.
    assert refused(access.sign_in_by_provider, issuer, "43", "ben@example.org", AT) == "no-account-for"
    assert (
        refused(access.sign_in_by_provider, "https://evil.example", "42", "ben@example.org", AT)
        == "no-account-for"
    )
    Accounts(desk).disable(ben.id, OPERATOR)
    assert refused(access.sign_in_by_provider, issuer, "42", None, AT) == "no-account-for"


def test_an_import_brings_people_and_none_of_their_access(desk: Desk, tmp_path: Path) -> None:
    from alinea.desk.copying import import_lines

    team = people(desk)
    access = Access(desk)
    access.take_up(access.invite(team["approver"].id, OPERATOR), PASSWORD, AT)
    with Desk.open(tmp_path / "other.sqlite", create=True) as other:
        import_lines(other, export_lines(desk))
        assert Accounts(other).all() == Accounts(desk).all()
        assert other.faults() == ()
        assert refused(Access(other).sign_in, "ben", PASSWORD, "::1", AT) == "not-let-in"


def test_a_link_that_would_replace_a_password_stands_in_the_history(desk: Desk) -> None:
    team, access = people(desk), Access(desk)
    before = desk.head()
    secret = access.invite(team["approver"].id, OPERATOR)
    assert desk.head() == before  # nobody has got in by that account yet
    access.take_up(secret, "correct horse battery", AT)
    access.invite(team["approver"].id, by(team["administrator"]))
    last = desk.history()[-1]
    assert (last.action, last.actor, last.edits[0].key) == ("account-invite", "Ada Mbeki", "4")
    assert not desk.faults()
