"""Which online voice a court has turned on, if any"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("courts", sa.Column("online_voice", sa.String(length=20)))


def downgrade() -> None:
    op.drop_column("courts", "online_voice")
