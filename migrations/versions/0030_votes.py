"""Votes: options, ballots without time or code, shows of hands, confirmations."""

import sqlalchemy as sa
from alembic import op

revision = '0030'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('vote',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('question', sa.String(length=1000), nullable=False),
    sa.Column('question_easy', sa.String(length=1000), nullable=False),
    sa.Column('used_for', sa.String(length=1000), nullable=False),
    sa.Column('rule', sa.String(length=20), nullable=False),
    sa.Column('most', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('most_each', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('fixed_order', sa.Boolean(), nullable=False),
    sa.Column('only_by_code', sa.Boolean(), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('closes_at > opens_at', name=op.f('ck_vote_closes_after_it_opens')),
    sa.CheckConstraint('most >= 1 AND most_each >= 1', name=op.f('ck_vote_something_can_be_chosen')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_vote_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote')),
    sa.UniqueConstraint('area_id', 'slug', name=op.f('uq_vote_area_id_slug'))
    )
    op.create_table('ballot',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('vote_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('rule', sa.String(length=20), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('place_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('by_code', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('record_key', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_ballot_place_id')),
    sa.ForeignKeyConstraint(['vote_id'], ['vote.id'], name=op.f('fk_ballot_vote_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot'))
    )
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ballot_place_id'), ['place_id'], unique=False)
        batch_op.create_index('ix_ballot_vote_state', ['vote_id', 'state'], unique=False)

    op.create_table('ballot_sent',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('vote_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['vote_id'], ['vote.id'], name=op.f('fk_ballot_sent_vote_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot_sent')),
    sa.UniqueConstraint('hash', name=op.f('uq_ballot_sent_hash'))
    )
    with op.batch_alter_table('ballot_sent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ballot_sent_vote_id'), ['vote_id'], unique=False)

    op.create_table('show_of_hands',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('place_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('people', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('hands', sa.JSON(), nullable=False),
    sa.Column('standing', sa.Boolean(), nullable=False),
    sa.Column('replaces_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('why', sa.String(length=1000), nullable=True),
    sa.Column('by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('people >= 0', name=op.f('ck_show_of_hands_nobody_is_less_than_none')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_show_of_hands_place_id')),
    sa.ForeignKeyConstraint(['replaces_id'], ['show_of_hands.id'], name=op.f('fk_show_of_hands_replaces_id')),
    sa.ForeignKeyConstraint(['vote_id'], ['vote.id'], name=op.f('fk_show_of_hands_vote_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_show_of_hands')),
    sa.UniqueConstraint('replaces_id', name=op.f('uq_show_of_hands_replaces_id'))
    )
    with op.batch_alter_table('show_of_hands', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_show_of_hands_place_id'), ['place_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_show_of_hands_vote_id'), ['vote_id'], unique=False)

    op.create_table('vote_confirmation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('turn', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('side', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('outside', sa.String(length=200), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(outside IS NULL) = (name IS NULL)', name=op.f('ck_vote_confirmation_an_outside_second_has_a_name')),
    sa.CheckConstraint('turn IN (1, 2)', name=op.f('ck_vote_confirmation_two_people_confirm')),
    sa.ForeignKeyConstraint(['vote_id'], ['vote.id'], name=op.f('fk_vote_confirmation_vote_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_confirmation')),
    sa.UniqueConstraint('vote_id', 'turn', name=op.f('uq_vote_confirmation_vote_id_turn'))
    )
    with op.batch_alter_table('vote_confirmation', schema=None) as batch_op:
        batch_op.create_index('uq_vote_confirmation_person', ['vote_id', 'person_id'], unique=True, sqlite_where=sa.text('outside IS NULL'), postgresql_where=sa.text('outside IS NULL'))

    op.create_table('vote_option',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('vote_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('position', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('title_easy', sa.String(length=200), nullable=False),
    sa.Column('explanation', sa.String(length=1000), nullable=False),
    sa.Column('picture', sa.String(length=40), nullable=False),
    sa.Column('priority_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['priority_id'], ['priority.id'], name=op.f('fk_vote_option_priority_id')),
    sa.ForeignKeyConstraint(['vote_id'], ['vote.id'], name=op.f('fk_vote_option_vote_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_option')),
    sa.UniqueConstraint('vote_id', 'key', name=op.f('uq_vote_option_vote_id_key')),
    sa.UniqueConstraint('vote_id', 'position', name=op.f('uq_vote_option_vote_id_position'))
    )
    with op.batch_alter_table('vote_option', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_vote_option_priority_id'), ['priority_id'], unique=False)



def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('vote_option', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_vote_option_priority_id'))

    op.drop_table('vote_option')
    with op.batch_alter_table('vote_confirmation', schema=None) as batch_op:
        batch_op.drop_index('uq_vote_confirmation_person', sqlite_where=sa.text('outside IS NULL'), postgresql_where=sa.text('outside IS NULL'))

    op.drop_table('vote_confirmation')
    with op.batch_alter_table('show_of_hands', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_show_of_hands_vote_id'))
        batch_op.drop_index(batch_op.f('ix_show_of_hands_place_id'))

    op.drop_table('show_of_hands')
    with op.batch_alter_table('ballot_sent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ballot_sent_vote_id'))

    op.drop_table('ballot_sent')
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.drop_index('ix_ballot_vote_state')
        batch_op.drop_index(batch_op.f('ix_ballot_place_id'))

    op.drop_table('ballot')
    op.drop_table('vote')
