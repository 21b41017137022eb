"""The agreement on how families and services work together, and what people say of it."""

import sqlalchemy as sa
from alembic import op

revision = '0055'
down_revision = '0054'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('charter_rating',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('quarter', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('after', sa.String(length=20), nullable=False),
    sa.Column('answer', sa.String(length=20), nullable=False),
    sa.Column('record_key', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("after IN ('topic', 'event', 'consultation', 'other')", name=op.f('ck_charter_rating_known_after')),
    sa.CheckConstraint("answer IN ('very-well', 'quite-well', 'not-well', 'not-sure')", name=op.f('ck_charter_rating_known_answer')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_charter_rating_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_charter_rating'))
    )
    with op.batch_alter_table('charter_rating', schema=None) as batch_op:
        batch_op.create_index('ix_charter_rating_quarter', ['area_id', 'quarter', 'answer'], unique=False)

    op.create_table('charter_version',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('words', sa.String(length=4000), nullable=False),
    sa.Column('easy_words', sa.String(length=4000), nullable=False),
    sa.Column('agreed_with', sa.String(length=1000), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('written_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_charter_version_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_charter_version')),
    sa.UniqueConstraint('area_id', 'number', name=op.f('uq_charter_version_area_id_number'))
    )


def downgrade() -> None:
    """Go down."""
    op.drop_table('charter_version')
    with op.batch_alter_table('charter_rating', schema=None) as batch_op:
        batch_op.drop_index('ix_charter_rating_quarter')

    op.drop_table('charter_rating')
