"""Drafts that several people edit, answers written for one question, notes between versions"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up: column by column, because SQLite would make the tables anew."""
    op.add_column("survey_version", sa.Column("edits", BIG, nullable=False, server_default="1"))
    op.add_column("survey_version", sa.Column("note", sa.String(length=1000), nullable=True))
    op.add_column("survey_version", sa.Column("comparable", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("question", sa.Column("edits", BIG, nullable=False, server_default="1"))
    op.add_column("question", sa.Column("own_answers", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Go down."""
    op.drop_column("question", "own_answers")
    op.drop_column("question", "edits")
    op.drop_column("survey_version", "comparable")
    op.drop_column("survey_version", "note")
    op.drop_column("survey_version", "edits")
