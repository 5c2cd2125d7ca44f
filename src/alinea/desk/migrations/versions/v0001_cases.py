"""Cases with their steps, replies and notes, and the history, which can only grow.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NOTHING = "0" * 64
"""The hash before the first change."""

_KEPT_SQLITE = """
CREATE TRIGGER changes_never_{name} BEFORE {event} ON changes
BEGIN SELECT RAISE(ABORT, 'the history only grows'); END
"""
_KEPT_POSTGRESQL = (
    """
CREATE FUNCTION changes_only_grow() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the history only grows'; END
$$ LANGUAGE plpgsql
""",
    """
CREATE TRIGGER changes_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON changes
FOR EACH STATEMENT EXECUTE FUNCTION changes_only_grow()
""",
)


def upgrade() -> None:
    """Make the tables."""
    _cases()
    _received()
    _history()


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("work", sa.String(200), nullable=False),
        sa.Column("paragraph", sa.String(80)),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("opened_on", sa.String(10), nullable=False),
        sa.Column("due_on", sa.String(10)),
        sa.Column("assignee", sa.String(200)),
        sa.Column("verdict", sa.String(20)),
        sa.Column("verdict_reason", sa.Text),
        sa.Column("outcome", sa.String(20)),
        sa.Column("closed_on", sa.String(10)),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    op.create_index("ix_cases_work", "cases", ["work"])
    op.create_table(
        "steps",
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("due_on", sa.String(10)),
        sa.Column("done_on", sa.String(10)),
        sa.Column("document", sa.String(200)),
        *_kept(),
        sa.PrimaryKeyConstraint("case_id", "name", name="pk_steps"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_steps_case_id"),
    )


def _received() -> None:
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_files"),
    )
    op.create_table(
        "replies",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("sender_id", sa.String(200)),
        sa.Column("received_on", sa.String(10), nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("unreadable", sa.String(40)),
        sa.Column("file", sa.String(64)),
        sa.Column("file_name", sa.Text),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_replies_case_id"),
        sa.ForeignKeyConstraint(["file"], ["files.sha256"], name="fk_replies_file"),
    )
    op.create_index("ix_replies_case_id", "replies", ["case_id"])
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("noted_on", sa.String(10), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_notes_case_id"),
    )
    op.create_index("ix_notes_case_id", "notes", ["case_id"])


def _history() -> None:
    op.create_table(
        "changes",
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("edits", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_changes"),
    )
    op.create_index("ix_changes_case_id", "changes", ["case_id"])
    head = op.create_table(
        "head",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_head"),
    )
    op.bulk_insert(head, [{"id": 1, "number": 0, "hash": NOTHING}])
    if op.get_bind().dialect.name == "postgresql":
        for statement in _KEPT_POSTGRESQL:
            op.execute(statement)
    else:
        for event in ("UPDATE", "DELETE"):
            op.execute(_KEPT_SQLITE.format(name=event.lower(), event=event))


def _kept() -> tuple[sa.Column[int], sa.Column[bool]]:
    return (
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
    )
