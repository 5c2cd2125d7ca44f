"""The last change of a case is found, and its replies are counted, without looking at the others.

Revision ID: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Put into the indexes by cases what is asked for with them."""
    op.drop_index("ix_changes_case_id", "changes")
    op.create_index("ix_changes_case_id", "changes", ["case_id", "number"])
    op.drop_index("ix_replies_case_id", "replies")
    op.create_index("ix_replies_case_id", "replies", ["case_id", "received_on", "withdrawn"])
