"""Which sheet of a workbook with earlier words is read, and which others are in it."""

import sqlalchemy as sa
from alembic import op

revision = '0079'
down_revision = '0078'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table('earlier_file', schema=None) as batch_op:
        # files that were brought before: nobody wrote down what their first sheet is called
        batch_op.add_column(sa.Column('sheet', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('sheets', sa.JSON(), nullable=False, server_default='[]'))
    with op.batch_alter_table('earlier_file', schema=None) as batch_op:
        batch_op.alter_column('sheet', server_default=None)
        batch_op.alter_column('sheets', server_default=None)


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('earlier_file', schema=None) as batch_op:
        batch_op.drop_column('sheets')
        batch_op.drop_column('sheet')
