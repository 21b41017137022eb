"""Agreement: samples that a second person sorts blind."""

import sqlalchemy as sa
from alembic import op

revision = '0059'
down_revision = '0058'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('agreement_round',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('size', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('seed', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('drawn_from', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('sorted_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('frame_version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('coders', sa.JSON(), nullable=False),
    sa.Column('made_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('second_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_agreement_round_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_round'))
    )
    with op.batch_alter_table('agreement_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_round_area_id'), ['area_id'], unique=False)

    op.create_table('agreement_pair',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('round_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('first', sa.JSON(), nullable=False),
    sa.Column('second', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('settled_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(settled_by IS NULL) = (settled_at IS NULL)', name=op.f('ck_agreement_pair_settled_by_someone_once')),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_item.id'], name=op.f('fk_agreement_pair_item_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['round_id'], ['agreement_round.id'], name=op.f('fk_agreement_pair_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_pair')),
    sa.UniqueConstraint('round_id', 'item_id', name=op.f('uq_agreement_pair_round_id_item_id'))
    )
    with op.batch_alter_table('agreement_pair', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_pair_item_id'), ['item_id'], unique=False)



def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('agreement_pair', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_pair_item_id'))

    op.drop_table('agreement_pair')
    with op.batch_alter_table('agreement_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_round_area_id'))

    op.drop_table('agreement_round')
