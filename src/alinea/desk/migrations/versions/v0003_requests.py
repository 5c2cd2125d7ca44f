"""The key of the request that a change was asked for by, so that one that is sent twice is done once.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; the index makes it unique, as no constraint can be added to a table of SQLite."""
    op.add_column("changes", sa.Column("request", sa.String(200)))
    op.create_index("uq_changes_request", "changes", ["request"], unique=True)
