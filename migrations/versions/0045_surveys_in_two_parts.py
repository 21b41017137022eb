"""Surveys in two parts: the first answers sent, the rest later"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up: a column with a default, because SQLite would make the table anew."""
    op.add_column("response", sa.Column("may_add", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Go down."""
    op.drop_column("response", "may_add")
