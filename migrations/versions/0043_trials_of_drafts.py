"""Trials of a draft, apart from every round"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up: a column with a default, because SQLite would make the table anew."""
    op.add_column("wave", sa.Column("is_trial", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Go down."""
    op.drop_column("wave", "is_trial")
