"""What kind of decision an order rests on, and what the approver answered for"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("orders") as table:
        # Nothing but listings could be drafted before.
        table.add_column(sa.Column("decision", sa.String(length=40), nullable=False, server_default="listing"))
    with op.batch_alter_table("orders") as table:
        table.alter_column("decision", existing_type=sa.String(length=40), server_default=None)
    with op.batch_alter_table("enrolments") as table:
        table.add_column(sa.Column("answers", sa.Text()))


def downgrade() -> None:
    with op.batch_alter_table("enrolments") as table:
        table.drop_column("answers")
    with op.batch_alter_table("orders") as table:
        table.drop_column("decision")
