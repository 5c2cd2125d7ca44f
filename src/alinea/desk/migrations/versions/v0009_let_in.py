"""An account says which administrator alone let its person in, until a second one confirms who that is.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column, empty: those who were let in before are taken to be known."""
    op.add_column("accounts", sa.Column("let_in_by", sa.String(200)))
