"""Reach: how many children and young people with SEND live here, and notes on how to reach them."""

import sqlalchemy as sa
from alembic import op

revision = '0075'
down_revision = '0074'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('population',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('dimension', sa.String(length=20), nullable=False),
    sa.Column('of_day', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('put_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('put_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("dimension IN ('age-band', 'locality', 'need', 'plan')", name=op.f('ck_population_known_dimension')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_population_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_population')),
    sa.UniqueConstraint('area_id', 'dimension', 'of_day', name=op.f('uq_population_area_id_dimension_of_day'))
    )
    op.create_table('population_count',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('population_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('category', sa.String(length=80), nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint('number >= 0', name=op.f('ck_population_count_not_below_nothing')),
    sa.ForeignKeyConstraint(['population_id'], ['population.id'], name=op.f('fk_population_count_population_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_population_count')),
    sa.UniqueConstraint('population_id', 'category', name=op.f('uq_population_count_population_id_category'))
    )
    op.create_table('reach_note',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('dimension', sa.String(length=20), nullable=False),
    sa.Column('category', sa.String(length=80), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('words', sa.String(length=1000), nullable=False),
    sa.Column('outcome', sa.String(length=1000), nullable=False),
    sa.Column('owner_role', sa.String(length=80), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('noted_on', sa.Date(), nullable=False),
    sa.Column('version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("state IN ('idea', 'doing', 'tried')", name=op.f('ck_reach_note_known_state')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_reach_note_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reach_note'))
    )
    with op.batch_alter_table('reach_note', schema=None) as batch_op:
        batch_op.create_index('ix_reach_note_area', ['area_id', 'dimension'], unique=False)


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('reach_note', schema=None) as batch_op:
        batch_op.drop_index('ix_reach_note_area')

    op.drop_table('reach_note')
    op.drop_table('population_count')
    op.drop_table('population')
