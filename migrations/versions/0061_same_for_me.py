"""What readers say beside a comment on a topic: same for me."""

import sqlalchemy as sa
from alembic import op

revision = '0061'
down_revision = '0060'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('same_for_me',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('comment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.Column('record_key', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['comment_id'], ['topic_comment.id'], name=op.f('fk_same_for_me_comment_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_same_for_me')),
    sa.UniqueConstraint('mark', name=op.f('uq_same_for_me_mark'))
    )
    with op.batch_alter_table('same_for_me', schema=None) as batch_op:
        batch_op.create_index('ix_same_for_me_comment', ['comment_id', 'record_key'], unique=False)



def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('same_for_me', schema=None) as batch_op:
        batch_op.drop_index('ix_same_for_me_comment')

    op.drop_table('same_for_me')
