"""The proof of each end's silence is kept, and the person is told of it"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "silences",
        sa.Column("enrolment_id", sa.String(length=16), nullable=False),
        sa.Column("node_id", sa.String(length=40), nullable=False),
        sa.Column("proof", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolments.id"], name=op.f("fk_silences_enrolment_id")),
        sa.PrimaryKeyConstraint("enrolment_id", "node_id", name=op.f("pk_silences")),
    )
    op.add_column("enrolments", sa.Column("silent_at", sa.DateTime(timezone=True)))
    op.create_index(op.f("ix_enrolments_silent_at_ended_at"), "enrolments", ["silent_at", "ended_at"])
    # For the next statement alone: without it each enrolment that has ended goes through all deliveries.
    op.create_index("ix_deliveries_unproven", "deliveries", ["subject"])
    # Of ends before this release nobody is told anew, except those whose proof was being awaited.
    op.execute(
        "UPDATE enrolments SET silent_at = ended_at WHERE ended_at IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.subject = enrolments.id AND NOT deliveries.proven)"
    )
    op.drop_index("ix_deliveries_unproven", "deliveries")
    with op.batch_alter_table("deliveries") as table:
        table.drop_index(table.f("ix_deliveries_proven_court_id"))
        table.drop_column("proven")
    purpose = sa.Column("purpose", sa.String(length=40), nullable=False, server_default="warning")
    op.add_column("messages", purpose)
    where = sa.text("purpose = 'ended' AND state IN ('failed', 'expired', 'queued', 'sending')")
    columns = ["court_id", "queued_at", "id"]
    op.create_index("ix_messages_untold_ends", "messages", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index("ix_messages_untold_ends", "messages")
    op.drop_column("messages", "purpose")
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("proven", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.create_index(table.f("ix_deliveries_proven_court_id"), ["proven", "court_id"])
    op.drop_index(op.f("ix_enrolments_silent_at_ended_at"), "enrolments")
    op.drop_column("enrolments", "silent_at")
    op.drop_table("silences")
