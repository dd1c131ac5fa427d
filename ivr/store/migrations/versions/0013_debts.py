"""Obligations of joint debtors share one debt"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "debts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("court_id", sa.String(length=41), nullable=False),
        sa.Column("terms", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_debts_court_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debts")),
    )
    # Each obligation had a debt of its own; that one takes its id.
    op.execute("INSERT INTO debts (id, court_id, version) SELECT id, court_id, 0 FROM obligations")
    op.add_column("obligations", sa.Column("debt_id", sa.String(length=16)))
    op.execute("UPDATE obligations SET debt_id = id")
    with op.batch_alter_table("obligations") as table:
        table.alter_column("debt_id", existing_type=sa.String(length=16), nullable=False)
        table.create_foreign_key(op.f("fk_obligations_debt_id"), "debts", ["debt_id"], ["id"])
        table.create_index(table.f("ix_obligations_debt_id"), ["debt_id"])


def downgrade() -> None:
    with op.batch_alter_table("obligations") as table:
        table.drop_index(table.f("ix_obligations_debt_id"))
        table.drop_constraint(op.f("fk_obligations_debt_id"), type_="foreignkey")
        table.drop_column("debt_id")
    op.drop_table("debts")
