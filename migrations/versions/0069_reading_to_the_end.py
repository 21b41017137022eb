"""A worker that is killed while it reads an area's services leaves the area behind."""

import sqlalchemy as sa
from alembic import op

revision = '0069'
down_revision = '0068'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up: an area that was behind has one change that is not yet read."""
    with op.batch_alter_table('search_state') as table:
        table.add_column(sa.Column('changes', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, server_default='0'))
        table.add_column(sa.Column('read_changes', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False, server_default='0'))
    op.execute("UPDATE search_state SET changes = 1 WHERE is_behind")
    with op.batch_alter_table('search_state') as table:
        table.drop_column('is_behind')
        table.alter_column('changes', server_default=None)
        table.alter_column('read_changes', server_default=None)


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('search_state') as table:
        table.add_column(sa.Column('is_behind', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE search_state SET is_behind = (changes > read_changes)")
    with op.batch_alter_table('search_state') as table:
        table.drop_column('read_changes')
        table.drop_column('changes')
        table.alter_column('is_behind', server_default=None)
