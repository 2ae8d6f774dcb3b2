"""Called by Alembic: runs the versions on the connection that the store has open, in its transaction, and prints nothing."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
