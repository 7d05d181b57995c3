"""What Alembic runs: the migrations, on the connection that the journal gives."""

from alembic import context

from web.server.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
