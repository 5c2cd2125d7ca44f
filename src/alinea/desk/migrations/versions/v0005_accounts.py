"""Accounts, what lets people in, and the signature of a step.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables, and add the columns; what was written before stays as it is."""
    op.add_column("steps", sa.Column("signed_by", sa.String(200)))
    op.add_column("steps", sa.Column("signed_on", sa.String(10)))
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("login", sa.String(60), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("team", sa.String(200)),
        sa.Column("email", sa.String(200)),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
    )
    _access()


def _access() -> None:
    op.create_table(
        "credentials",
        *_of_account("credentials"),
        sa.Column("password", sa.Text),
        sa.Column("issuer", sa.String(300)),
        sa.Column("subject", sa.String(300)),
        sa.Column("read_to", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_credentials"),
    )
    op.create_index("uq_credentials_subject", "credentials", ["issuer", "subject"], unique=True)
    op.create_table(
        "sessions",
        sa.Column("token", sa.String(64), nullable=False),
        *_of_account("sessions"),
        sa.Column("begun_at", sa.String(20), nullable=False),
        sa.Column("used_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_sessions"),
    )
    op.create_table(
        "invitations",
        sa.Column("token", sa.String(64), nullable=False),
        *_of_account("invitations"),
        sa.Column("until", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_invitations"),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        *_of_account("tokens"),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("made_on", sa.String(10), nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("token", name="uq_tokens_token"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_who", "attempts", ["who"])
    for table in ("sessions", "invitations", "tokens"):
        op.create_index(f"ix_{table}_account_id", table, ["account_id"])


def _of_account(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    return (
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=f"fk_{table}_account_id"),
    )
