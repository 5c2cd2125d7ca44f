"""The language that a reply is in, as a person says.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; what was written before stays as it is, and so does the history."""
    op.add_column("replies", sa.Column("language", sa.String(20)))
