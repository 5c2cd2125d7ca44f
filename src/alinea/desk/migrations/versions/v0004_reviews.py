"""The review of mandates.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "reviews",
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("lead", sa.String(200)),
        sa.Column("contributors", sa.Text),
        sa.Column("mandate_state", sa.String(20)),
        sa.Column("evidence", sa.Text),
        sa.Column("resources", sa.Text),
        sa.Column("exempt", sa.String(30)),
        sa.Column("agreed_by", sa.String(200)),
        sa.Column("proposal", sa.String(20)),
        sa.Column("proposal_reason", sa.Text),
        sa.Column("joined_with", sa.String(200)),
        sa.Column("proposed_by", sa.String(200)),
        sa.Column("decision", sa.String(20)),
        sa.Column("decided_by", sa.String(200)),
        sa.Column("signed_by", sa.String(200)),
        sa.Column("signed_on", sa.String(10)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_reviews"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_reviews_case_id"),
    )
