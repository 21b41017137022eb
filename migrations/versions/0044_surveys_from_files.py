"""What was left out of the file a survey was made of"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.add_column("survey_version", sa.Column("not_taken", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Go down."""
    op.drop_column("survey_version", "not_taken")
