"""Receipts: acts taken back, what was seen, notes, quoting, and who is told of changes."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('tell_me',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('receipt_hash', sa.String(length=64), nullable=False),
    sa.Column('address_hash', sa.String(length=64), nullable=False),
    sa.Column('to_locked', sa.String(length=1000), nullable=False),
    sa.Column('confirmed', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('standing', sa.String(length=64), nullable=False),
    sa.Column('told', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('told_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_tell_me_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tell_me')),
    sa.UniqueConstraint('receipt_hash', 'address_hash', name=op.f('uq_tell_me_receipt_hash_address_hash'))
    )
    with op.batch_alter_table('tell_me', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tell_me_area_id'), ['area_id'], unique=False)

    op.create_table('tell_me_wish',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('locked', sa.String(length=1000), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_tell_me_wish_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tell_me_wish'))
    )
    with op.batch_alter_table('tell_me_wish', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tell_me_wish_area_id'), ['area_id'], unique=False)

    op.create_table('receipt_note',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('words', sa.String(length=1000), nullable=False),
    sa.Column('written_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('answer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['answer_id'], ['feedback_item.id'], name=op.f('fk_receipt_note_answer_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_item.id'], name=op.f('fk_receipt_note_item_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_receipt_note')),
    sa.UniqueConstraint('answer_id', name=op.f('uq_receipt_note_answer_id'))
    )
    with op.batch_alter_table('receipt_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_receipt_note_item_id'), ['item_id'], unique=False)

    op.add_column('feedback_item', sa.Column('may_quote', sa.Boolean(), server_default=sa.false(), nullable=False))

    op.add_column('outbox_message', sa.Column('stop_link_locked', sa.String(length=1000), nullable=True))

    op.add_column('receipt', sa.Column('seen', sa.JSON(), server_default=sa.text("'{}'"), nullable=False))
    op.add_column('receipt', sa.Column('seen_before', sa.JSON(), server_default=sa.text("'{}'"), nullable=False))

    with op.batch_alter_table('receipt_act', schema=None) as batch_op:
        batch_op.add_column(sa.Column('title', sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column('withdrawn_on', sa.Date(), nullable=True))
        batch_op.alter_column('subject_id',
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.create_check_constraint(op.f('ck_receipt_act_withdrawn_without_link'), '(subject_id IS NULL) = (withdrawn_on IS NOT NULL)')


def downgrade() -> None:
    """Go down."""
    # what was taken back left only its day and name: the older tables have no place for either
    op.execute("DELETE FROM receipt_act WHERE subject_id IS NULL")
    with op.batch_alter_table('receipt_act', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_receipt_act_withdrawn_without_link'), type_='check')
        batch_op.alter_column('subject_id',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.drop_column('withdrawn_on')
        batch_op.drop_column('title')

    op.drop_column('receipt', 'seen_before')
    op.drop_column('receipt', 'seen')

    op.drop_column('outbox_message', 'stop_link_locked')

    op.drop_column('feedback_item', 'may_quote')

    with op.batch_alter_table('receipt_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_receipt_note_item_id'))

    op.drop_table('receipt_note')
    with op.batch_alter_table('tell_me_wish', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tell_me_wish_area_id'))

    op.drop_table('tell_me_wish')
    with op.batch_alter_table('tell_me', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tell_me_area_id'))

    op.drop_table('tell_me')
