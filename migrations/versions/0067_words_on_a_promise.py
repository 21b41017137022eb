"""Private words of readers on a promise."""

import sqlalchemy as sa
from alembic import op

revision = '0067'
down_revision = '0066'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('board_difference_words',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('entry_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['board_entry.id'], name=op.f('fk_board_difference_words_entry_id')),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_item.id'], name=op.f('fk_board_difference_words_item_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board_difference_words')),
    sa.UniqueConstraint('item_id', name=op.f('uq_board_difference_words_item_id'))
    )
    with op.batch_alter_table('board_difference_words', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_difference_words_entry_id'), ['entry_id'], unique=False)



def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('board_difference_words', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_difference_words_entry_id'))

    op.drop_table('board_difference_words')
