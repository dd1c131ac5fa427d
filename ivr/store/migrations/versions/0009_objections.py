"""Objections with their clocks, and the listing that the court itself has to clear"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "objections",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("court_id", sa.String(length=41), nullable=False),
        sa.Column("enrolment_id", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date()),
        sa.Column("reconsider_on", sa.Date()),
        sa.Column("reconsidered_on", sa.Date()),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_objections_court_id")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolments.id"], name=op.f("fk_objections_enrolment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
    )
    op.create_index(op.f("ix_objections_enrolment_id"), "objections", ["enrolment_id"])
    op.create_index(op.f("ix_objections_court_id_stage_id"), "objections", ["court_id", "stage", "id"])
    with op.batch_alter_table("enrolments") as table:
        table.add_column(sa.Column("listing_due_on", sa.Date()))
        table.add_column(sa.Column("listing_cleared_on", sa.Date()))
        table.create_index(table.f("ix_enrolments_court_id_listing_due_on"), ["court_id", "listing_due_on"])


def downgrade() -> None:
    with op.batch_alter_table("enrolments") as table:
        table.drop_index(table.f("ix_enrolments_court_id_listing_due_on"))
        table.drop_column("listing_cleared_on")
        table.drop_column("listing_due_on")
    op.drop_table("objections")
