"""Runs the migrations on the connection that ``store.upgrade`` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

from ivr.store.tables import metadata


def plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A migration names the column type underneath, so that it does not change when our classes do."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()
