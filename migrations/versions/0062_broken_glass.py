"""Words behind the glass: who opened them, why, and until when."""

import sqlalchemy as sa
from alembic import op

revision = '0062'
down_revision = '0061'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('topic_broken_glass',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('comment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('reason', sa.String(length=1000), nullable=False),
    sa.Column('by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_topic_broken_glass_area_id')),
    sa.ForeignKeyConstraint(['comment_id'], ['topic_comment.id'], name=op.f('fk_topic_broken_glass_comment_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic_broken_glass'))
    )
    with op.batch_alter_table('topic_broken_glass', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_topic_broken_glass_area_id'), ['area_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_topic_broken_glass_comment_id'), ['comment_id'], unique=False)



def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('topic_broken_glass', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_topic_broken_glass_comment_id'))
        batch_op.drop_index(batch_op.f('ix_topic_broken_glass_area_id'))

    op.drop_table('topic_broken_glass')
