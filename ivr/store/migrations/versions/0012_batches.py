"""Drafts that came in together belong to a batch"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("court_id", sa.String(length=41), nullable=False),
        sa.Column("imported_by", sa.String(length=16), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_batches_court_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_index(op.f("ix_batches_court_id_imported_at"), "batches", ["court_id", "imported_at"])
    with op.batch_alter_table("enrolments") as table:
        table.add_column(sa.Column("batch_id", sa.String(length=16)))
        table.create_foreign_key(op.f("fk_enrolments_batch_id"), "batches", ["batch_id"], ["id"])
        table.create_index(table.f("ix_enrolments_batch_id"), ["batch_id"])


def downgrade() -> None:
    with op.batch_alter_table("enrolments") as table:
        table.drop_index(table.f("ix_enrolments_batch_id"))
        table.drop_constraint(op.f("fk_enrolments_batch_id"), type_="foreignkey")
        table.drop_column("batch_id")
    op.drop_table("batches")
