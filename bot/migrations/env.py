"""Alembic's entry: runs inside the connection that `bot.database.upgrade` hands over."""

from typing import Any, Literal

from alembic import context

import bot.tables
import knowledge.tables
from knowledge.database import Base, UtcDateTime

REGISTERED = (bot.tables, knowledge.tables)  # importing them puts their tables on the metadata


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations name plain types, so that an old one still runs when our own types have moved."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    transactional_ddl=False,  # `upgrade` holds the transaction, on SQLite too
)
context.run_migrations()
