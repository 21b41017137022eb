"""Whom a vote is for, and the places where it is held."""

import sqlalchemy as sa
from alembic import op

revision = '0056'
down_revision = '0055'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up: the votes there are stay for everybody, everywhere."""
    op.create_table('vote_place',
    sa.Column('vote_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('place_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_vote_place_place_id')),
    sa.ForeignKeyConstraint(['vote_id'], ['vote.id'], name=op.f('fk_vote_place_vote_id')),
    sa.PrimaryKeyConstraint('vote_id', 'place_id', name=op.f('pk_vote_place'))
    )
    with op.batch_alter_table('vote_place', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_vote_place_place_id'), ['place_id'], unique=False)
    with op.batch_alter_table('vote', schema=None) as batch_op:
        batch_op.add_column(sa.Column('for_whom', sa.JSON(), nullable=False, server_default='[]'))
    with op.batch_alter_table('vote', schema=None) as batch_op:
        batch_op.alter_column('for_whom', server_default=None)


def downgrade() -> None:
    """Go down: the places and the people named are lost."""
    with op.batch_alter_table('vote', schema=None) as batch_op:
        batch_op.drop_column('for_whom')
    with op.batch_alter_table('vote_place', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_vote_place_place_id'))
    op.drop_table('vote_place')
