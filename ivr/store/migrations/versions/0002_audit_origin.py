"""From where an audited step was taken, as part of the entry and of its hash

Entries of before are linked anew, with the origin they had: unknown, so empty. No release came before this one, so
there is no chain that a court has noted the head of.
"""

import hashlib
from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WITH = ("n", "at", "court_id", "actor", "role", "origin", "action", "subject", "reason", "before", "after", "previous")
_WITHOUT = ("n", "at", "court_id", "actor", "role", "action", "subject", "reason", "before", "after", "previous")


def upgrade() -> None:
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=45), nullable=False, server_default=""))
    _link(_WITH)


def downgrade() -> None:
    _link(_WITHOUT)
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_column("origin")


def _link(fields: tuple[str, ...]) -> None:
    connection = op.get_bind()
    audit = sa.Table("audit", sa.MetaData(), autoload_with=connection)
    heads = sa.Table("chain_heads", sa.MetaData(), autoload_with=connection)
    for court_id in connection.scalars(sa.select(heads.c.court_id)).all():
        previous = "0" * 64
        rows = connection.execute(sa.select(audit).where(audit.c.court_id == court_id).order_by(audit.c.n))
        for row in rows.mappings().all():
            at = row["at"] if row["at"].tzinfo else row["at"].replace(tzinfo=UTC)
            linked = {**row, "at": at.astimezone(UTC).isoformat(), "previous": previous}
            texts = [str(linked[name]) for name in fields]
            digest = hashlib.sha256("".join(f"{len(text.encode())}:{text}" for text in texts).encode()).hexdigest()
            same = (audit.c.court_id == court_id, audit.c.n == row["n"])
            connection.execute(sa.update(audit).where(*same).values(previous=previous, hash=digest))
            previous = digest
        connection.execute(sa.update(heads).where(heads.c.court_id == court_id).values(hash=previous))
