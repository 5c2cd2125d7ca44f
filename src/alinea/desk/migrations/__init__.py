"""The migrations of the desk, run by Alembic when a desk is opened."""
