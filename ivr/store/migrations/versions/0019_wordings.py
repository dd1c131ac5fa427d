"""Courts' own wordings, version by version, and who has listened to which"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wordings",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("court_id", sa.String(length=41), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("replaces", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("prompt", sa.String(length=32), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("engine", sa.String(length=40), nullable=False),
        sa.Column("drafted_by", sa.String(length=16), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_force_since", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_wordings_court_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordings")),
    )
    op.create_index(op.f("ix_wordings_court_id_drafted_at_id"), "wordings", ["court_id", "drafted_at", "id"])
    op.create_index(
        op.f("ix_wordings_court_id_language_in_force_since"), "wordings", ["court_id", "language", "in_force_since"]
    )
    op.create_table(
        "hearings",
        sa.Column("wording_id", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.String(length=16), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["wording_id"], ["wordings.id"], name=op.f("fk_hearings_wording_id")),
        sa.PrimaryKeyConstraint("wording_id", "staff_id", name=op.f("pk_hearings")),
    )


def downgrade() -> None:
    op.drop_table("hearings")
    op.drop_table("wordings")
