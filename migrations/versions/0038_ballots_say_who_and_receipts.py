"""Ballots may say who voted; a receipt says that a vote was taken."""

import sqlalchemy as sa
from alembic import op

revision = '0038'
down_revision = '0037'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('vote_taken',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('vote_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('taken_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['vote_id'], ['vote.id'], name=op.f('fk_vote_taken_vote_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_taken'))
    )
    with op.batch_alter_table('vote_taken', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_vote_taken_vote_id'), ['vote_id'], unique=False)
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.add_column(sa.Column('audience', sa.String(length=20), nullable=True))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.drop_column('audience')
    with op.batch_alter_table('vote_taken', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_vote_taken_vote_id'))
    op.drop_table('vote_taken')
