"""How long a court keeps personal data, and when an enrolment's was erased"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # As plain ALTER TABLE, which both databases know: SQLite would else make anew tables that others refer to.
    op.add_column("courts", sa.Column("retention_days", sa.Integer(), nullable=False, server_default="365"))
    op.add_column("enrolments", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_enrolments_erased_at_ended_at", "enrolments", ["erased_at", "ended_at"])
    op.create_index("ix_enrolments_person_id", "enrolments", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_enrolments_person_id", "enrolments")
    op.drop_index("ix_enrolments_erased_at_ended_at", "enrolments")
    op.drop_column("enrolments", "erased_at")
    op.drop_column("courts", "retention_days")
