"""How a person corrects what a text was read to ask, of whom and for when.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns; what was written before stays as it is, and so does the history."""
    op.add_column("cases", sa.Column("corrected_asked", sa.Text))
    op.add_column("cases", sa.Column("corrected_due", sa.String(20)))
    op.add_column("cases", sa.Column("correction_reason", sa.Text))
