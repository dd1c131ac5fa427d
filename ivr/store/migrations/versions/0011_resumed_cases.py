"""A resumed case belongs to the debt of the first one"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resumed_cases",
        sa.Column("obligation_id", sa.String(length=16), nullable=False),
        sa.Column("case_number", sa.String(length=60), nullable=False),
        sa.Column("court_id", sa.String(length=41), nullable=False),
        sa.Column("account", sa.String(length=40)),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_resumed_cases_court_id")),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligations.id"], name=op.f("fk_resumed_cases_obligation_id")),
        sa.PrimaryKeyConstraint("obligation_id", "case_number", name=op.f("pk_resumed_cases")),
        sa.UniqueConstraint("account", name=op.f("uq_resumed_cases_account")),
    )
    op.create_index(op.f("ix_resumed_cases_case_number"), "resumed_cases", ["case_number"])
    op.add_column("orders", sa.Column("first_case", sa.String(length=60)))


def downgrade() -> None:
    with op.batch_alter_table("orders") as table:
        table.drop_column("first_case")
    op.drop_table("resumed_cases")
