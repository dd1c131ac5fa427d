"""Drafts are submitted before they are approved; what ends is kept apart from what is no longer proven"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enrolments") as table:
        table.add_column(sa.Column("ends_at", sa.DateTime(timezone=True)))
        table.add_column(sa.Column("submitted_by", sa.String(length=16)))
        table.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True)))
        table.add_column(sa.Column("sent_back_for", sa.Text()))
    # Until now both ends were one; for those rows they stay one.
    op.execute("UPDATE enrolments SET ends_at = expires_at, submitted_by = drafted_by, submitted_at = approved_at")
    op.execute("UPDATE enrolments SET submitted_by = NULL WHERE submitted_at IS NULL")
    with op.batch_alter_table("enrolments") as table:
        table.alter_column("ends_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        table.alter_column("suspended_for", existing_type=sa.String(length=40), type_=sa.String(length=200))
        table.create_index(table.f("ix_enrolments_state_ends_at"), ["state", "ends_at"])


def downgrade() -> None:
    with op.batch_alter_table("enrolments") as table:
        table.drop_index(table.f("ix_enrolments_state_ends_at"))
        table.alter_column("suspended_for", existing_type=sa.String(length=200), type_=sa.String(length=40))
        for name in ("ends_at", "submitted_by", "submitted_at", "sent_back_for"):
            table.drop_column(name)
