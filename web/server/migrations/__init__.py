"""The journal's form through the versions, each step a migration of Alembic."""
