"""What one person proposes about money and another decides; how a payment's review has ended"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("court_id", sa.String(length=41), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=16)),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("proposed_by", sa.String(length=16), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=16)),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("verdict", sa.String(length=40)),
        sa.Column("reason", sa.Text()),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_proposals_court_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_proposals_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_person_id"), "proposals", ["person_id"])
    op.create_index(op.f("ix_proposals_court_id_proposed_at_id"), "proposals", ["court_id", "proposed_at", "id"])
    op.create_index(op.f("ix_proposals_subject_verdict"), "proposals", ["subject", "verdict"])
    with op.batch_alter_table("payments") as table:
        table.add_column(sa.Column("closed_as", sa.String(length=40)))
        table.add_column(sa.Column("closed_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("payments") as table:
        table.drop_column("closed_at")
        table.drop_column("closed_as")
    op.drop_table("proposals")
