"""The tables of the desk, the same for SQLite and PostgreSQL."""

from __future__ import annotations

from functools import cache

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
}
"""Names of constraints, which Alembic needs to find them again in both databases."""

# Days are kept as text, ``YYYY-MM-DD``, and so are instants: the history holds the same characters, by which its
# hashes are made, whichever database keeps it.
_DAY, _INSTANT, _HASH = String(10), String(20), String(64)


@cache
def tables() -> MetaData:
    """Return the tables: those that people change, what they received, and the history of it all."""
    schema = MetaData(naming_convention=_NAMES)
    Table(
        "cases",
        schema,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("kind", String(40), nullable=False),
        Column("work", String(200), nullable=False, index=True),
        Column("paragraph", String(80)),
        Column("basis", Text, nullable=False),
        Column("opened_on", _DAY, nullable=False),
        Column("due_on", _DAY),
        Column("assignee", String(200)),
        Column("verdict", String(20)),
        Column("verdict_reason", Text),
        Column("corrected_asked", Text),
        Column("corrected_due", String(20)),
        Column("correction_reason", Text),
        Column("outcome", String(20)),
        Column("closed_on", _DAY),
        Column("parties", Text),
        *_kept(),
    )
    Table(
        "steps",
        schema,
        _of_case(primary_key=True),
        Column("name", String(40), primary_key=True),
        Column("position", Integer, nullable=False),
        Column("due_on", _DAY),
        Column("done_on", _DAY),
        Column("document", String(200)),
        Column("signed_by", String(200)),
        Column("signed_on", _DAY),
        *_kept(),
    )
    _received(schema)
    _people(schema)
    _history(schema)
    return schema


def _received(schema: MetaData) -> None:
    Table(
        "files",
        schema,
        Column("sha256", _HASH, primary_key=True),
        Column("content", LargeBinary, nullable=False),
    )
    Table(
        "replies",
        schema,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("case_id", Integer, ForeignKey("cases.id"), nullable=False),
        Column("sender", Text, nullable=False),
        Column("sender_id", String(200)),
        Column("received_on", _DAY, nullable=False),
        Column("text", Text),
        Column("unreadable", String(40)),
        Column("language", String(20)),
        Column("file", _HASH, ForeignKey("files.sha256")),
        Column("file_name", Text),
        *_kept(),
        Index("ix_replies_case_id", "case_id", "received_on", "withdrawn"),
    )
    Table(
        "reviews",
        schema,
        _of_case(primary_key=True),
        Column("lead", String(200)),
        Column("contributors", Text),
        Column("mandate_state", String(20)),
        Column("evidence", Text),
        Column("resources", Text),
        Column("exempt", String(30)),
        Column("agreed_by", String(200)),
        Column("proposal", String(20)),
        Column("proposal_reason", Text),
        Column("joined_with", String(200)),
        Column("proposed_by", String(200)),
        Column("decision", String(20)),
        Column("decided_by", String(200)),
        Column("signed_by", String(200)),
        Column("signed_on", _DAY),
        *_kept(),
    )
    Table(
        "notes",
        schema,
        Column("id", Integer, primary_key=True, autoincrement=False),
        _of_case(),
        Column("text", Text, nullable=False),
        Column("actor", String(200), nullable=False),
        Column("noted_on", _DAY, nullable=False),
        *_kept(),
    )


def _people(schema: MetaData) -> None:
    Table(
        "accounts",
        schema,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("login", String(60), nullable=False, unique=True),
        Column("name", String(200), nullable=False),
        Column("role", String(20), nullable=False),
        Column("team", String(200)),
        Column("email", String(200)),
        Column("disabled", Boolean, nullable=False),
        Column("let_in_by", String(200)),
        *_kept(),
    )
    # From here on no history, and so nothing in exports and copies: what lets people in is never handed on. Passwords
    # are kept as argon2id, all that is drawn at random as SHA-256.
    Table(
        "credentials",
        schema,
        _of_account(primary_key=True),
        Column("password", Text),
        Column("issuer", String(300)),
        Column("subject", String(300)),
        Column("read_to", Integer, nullable=False),
        Index("uq_credentials_subject", "issuer", "subject", unique=True),
    )
    Table(
        "sessions",
        schema,
        Column("token", _HASH, primary_key=True),
        _of_account(),
        Column("begun_at", _INSTANT, nullable=False),
        Column("used_at", _INSTANT, nullable=False),
    )
    Table(
        "invitations",
        schema,
        Column("token", _HASH, primary_key=True),
        _of_account(),
        Column("until", _INSTANT, nullable=False),
    )
    Table(
        "tokens",
        schema,
        Column("id", Integer, primary_key=True),
        Column("token", _HASH, nullable=False, unique=True),
        _of_account(),
        Column("label", String(200), nullable=False),
        Column("made_on", _DAY, nullable=False),
        Column("revoked", Boolean, nullable=False),
    )
    Table(
        "attempts",
        schema,
        Column("id", Integer, primary_key=True),
        Column("who", _HASH, nullable=False, index=True),
        Column("at", _INSTANT, nullable=False),
    )


def _history(schema: MetaData) -> None:
    Table(
        "changes",
        schema,
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("case_id", Integer, nullable=False),
        Column("action", String(20), nullable=False),
        Column("actor", String(200), nullable=False),
        Column("at", _INSTANT, nullable=False),
        Column("why", Text, nullable=False),
        Column("edits", Text, nullable=False),
        Column("previous", _HASH, nullable=False),
        Column("hash", _HASH, nullable=False),
        # No part of what the hash is made of: it says nothing of the change, only that it was asked for already.
        Column("request", String(200)),
        Index("uq_changes_request", "request", unique=True),
        Index("ix_changes_case_id", "case_id", "number"),
    )
    # One row, which whoever writes holds until the change is whole: changes come one after another.
    Table(
        "head",
        schema,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("number", BigInteger, nullable=False),
        Column("hash", _HASH, nullable=False),
    )


def _of_case(*, primary_key: bool = False) -> Column[int]:
    return Column(
        "case_id",
        Integer,
        ForeignKey("cases.id"),
        nullable=False,
        primary_key=primary_key,
        index=not primary_key,
    )


def _of_account(*, primary_key: bool = False) -> Column[int]:
    return Column(
        "account_id",
        Integer,
        ForeignKey("accounts.id"),
        nullable=False,
        primary_key=primary_key,
        autoincrement=False,
        index=not primary_key,
    )


def _kept() -> tuple[Column[int], Column[bool]]:
    """Return the columns of rows that people change: how often they were, and whether they were taken back."""
    return (Column("version", Integer, nullable=False), Column("withdrawn", Boolean, nullable=False))
