"""What Alembic runs to bring a desk up to date: on the connection that it is given, in the transaction there is."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # SQLite, too, as the transaction is begun by the desk itself
)
context.run_migrations()
