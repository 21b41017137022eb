"""Keys by which other websites of an area post their search log."""

import sqlalchemy as sa
from alembic import op

revision = '0070'
down_revision = '0069'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('search_log_key',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('source', sa.String(length=80), nullable=False),
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('used_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_search_log_key_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_log_key')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_search_log_key_key_hash'))
    )
    with op.batch_alter_table('search_log_key', schema=None) as batch_op:
        batch_op.create_index('ix_search_log_key_list', ['area_id', 'id'], unique=False)
        batch_op.create_index('uq_search_log_key_open', ['area_id', 'source'], unique=True, sqlite_where=sa.text('revoked_at IS NULL'), postgresql_where=sa.text('revoked_at IS NULL'))



def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('search_log_key', schema=None) as batch_op:
        batch_op.drop_index('uq_search_log_key_open', sqlite_where=sa.text('revoked_at IS NULL'), postgresql_where=sa.text('revoked_at IS NULL'))
        batch_op.drop_index('ix_search_log_key_list')

    op.drop_table('search_log_key')
