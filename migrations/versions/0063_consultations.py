"""Consultations with their ways, points and notes of events, and learning as counts."""

import sqlalchemy as sa
from alembic import op

revision = '0063'
down_revision = '0062'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('consultation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('decision', sa.String(length=1000), nullable=False),
    sa.Column('easy_decision', sa.String(length=1000), nullable=False),
    sa.Column('can_change', sa.String(length=1000), nullable=False),
    sa.Column('fixed', sa.String(length=1000), nullable=False),
    sa.Column('other_ways', sa.String(length=1000), nullable=False),
    sa.Column('papers', sa.JSON(), nullable=False),
    sa.Column('opens_on', sa.Date(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('decide_by', sa.Date(), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('outcome', sa.String(length=2000), nullable=False),
    sa.Column('easy_outcome', sa.String(length=1000), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("(outcome = '') = (decided_on IS NULL)", name=op.f('ck_consultation_decided_once')),
    sa.CheckConstraint('closes_on >= opens_on', name=op.f('ck_consultation_closes_after_it_opens')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_consultation_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consultation')),
    sa.UniqueConstraint('area_id', 'slug', name=op.f('uq_consultation_area_id_slug'))
    )
    op.create_table('learning_count',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('source', sa.String(length=20), nullable=False),
    sa.Column('quarter', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('theme_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('entered_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("source IN ('complaints', 'mediation', 'tribunal')", name=op.f('ck_learning_count_known_source')),
    sa.CheckConstraint('number > 0', name=op.f('ck_learning_count_counts_something')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_learning_count_area_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_learning_count_theme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_count')),
    sa.UniqueConstraint('area_id', 'source', 'quarter', 'theme_id', name=op.f('uq_learning_count_area_id_source_quarter_theme_id'))
    )
    with op.batch_alter_table('learning_count', schema=None) as batch_op:
        batch_op.create_index('ix_learning_count_list', ['area_id', 'quarter'], unique=False)
        batch_op.create_index(batch_op.f('ix_learning_count_theme_id'), ['theme_id'], unique=False)

    op.create_table('consultation_point',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('consultation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('said', sa.String(length=1000), nullable=False),
    sa.Column('weighed', sa.String(length=1000), nullable=False),
    sa.Column('weight', sa.String(length=20), nullable=False),
    sa.CheckConstraint("weight IN ('changed', 'partly', 'not-changed')", name=op.f('ck_consultation_point_known_weight')),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultation.id'], name=op.f('fk_consultation_point_consultation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consultation_point'))
    )
    with op.batch_alter_table('consultation_point', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consultation_point_consultation_id'), ['consultation_id'], unique=False)

    op.create_table('consultation_way',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('consultation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('ref', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.CheckConstraint("kind IN ('survey', 'vote', 'topic', 'event')", name=op.f('ck_consultation_way_known_kind')),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultation.id'], name=op.f('fk_consultation_way_consultation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consultation_way')),
    sa.UniqueConstraint('consultation_id', 'kind', 'ref', name=op.f('uq_consultation_way_consultation_id_kind_ref'))
    )
    op.create_table('event_note',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('consultation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('place_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('audience', sa.String(length=20), nullable=False),
    sa.Column('head_band', sa.String(length=20), nullable=False),
    sa.Column('noted_on', sa.Date(), nullable=False),
    sa.Column('noted_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("head_band IN ('2-5', '6-10', '11-25', '26-or-more')", name=op.f('ck_event_note_known_head_band')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_event_note_area_id')),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultation.id'], name=op.f('fk_event_note_consultation_id')),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_item.id'], name=op.f('fk_event_note_item_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_event_note_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_note')),
    sa.UniqueConstraint('item_id', name=op.f('uq_event_note_item_id'))
    )
    with op.batch_alter_table('event_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_note_area_id'), ['area_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_event_note_consultation_id'), ['consultation_id'], unique=False)



def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('event_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_event_note_consultation_id'))
        batch_op.drop_index(batch_op.f('ix_event_note_area_id'))

    op.drop_table('event_note')
    op.drop_table('consultation_way')
    with op.batch_alter_table('consultation_point', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consultation_point_consultation_id'))

    op.drop_table('consultation_point')
    with op.batch_alter_table('learning_count', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learning_count_theme_id'))
        batch_op.drop_index('ix_learning_count_list')

    op.drop_table('learning_count')
    op.drop_table('consultation')
