"""What carriers report of numbers"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "line_reports",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by", sa.String(length=16), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_reports")),
    )
    op.create_index(op.f("ix_line_reports_number_at"), "line_reports", ["number", "at"])
    op.create_index(op.f("ix_numbers_number"), "numbers", ["number"])


def downgrade() -> None:
    op.drop_index(op.f("ix_numbers_number"), "numbers")
    op.drop_table("line_reports")
