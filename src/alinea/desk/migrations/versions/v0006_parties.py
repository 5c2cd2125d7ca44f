"""The parties of a case that is kept among them.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column; what was written before stays as it is, and so does the history."""
    op.add_column("cases", sa.Column("parties", sa.Text))
