"""The search log (clusters, counters, clicks, steps) and the register of gaps with its frozen months."""

import sqlalchemy as sa
from alembic import op

revision = '0054'
down_revision = '0053'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('gap',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('theme', sa.String(length=80), nullable=False),
    sa.Column('owner_role', sa.String(length=80), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('outcome', sa.String(length=1000), nullable=False),
    sa.Column('in_needs_assessment', sa.Boolean(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint('version > 0', name=op.f('ck_gap_versions_count_up')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_gap_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gap'))
    )
    with op.batch_alter_table('gap', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gap_area_id'), ['area_id'], unique=False)

    op.create_table('gap_snapshot',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('rows', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_gap_snapshot_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gap_snapshot')),
    sa.UniqueConstraint('area_id', 'month', name=op.f('uq_gap_snapshot_area_id_month'))
    )
    op.create_table('search_cluster',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('label', sa.String(length=200), nullable=True),
    sa.Column('theme', sa.String(length=80), nullable=False),
    sa.Column('need', sa.String(length=80), nullable=False),
    sa.Column('seen', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('seen_days', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('is_forgotten', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_search_cluster_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_cluster')),
    sa.UniqueConstraint('area_id', 'key_hash', name=op.f('uq_search_cluster_area_id_key_hash'))
    )
    op.create_table('gap_evidence',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('gap_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('ref', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('words', sa.String(length=1000), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['gap_id'], ['gap.id'], name=op.f('fk_gap_evidence_gap_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gap_evidence')),
    sa.UniqueConstraint('gap_id', 'kind', 'ref', name=op.f('uq_gap_evidence_gap_id_kind_ref'))
    )
    op.create_table('search_count',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('cluster_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('source', sa.String(length=80), nullable=False),
    sa.Column('span', sa.String(length=10), nullable=False),
    sa.Column('begins_on', sa.Date(), nullable=False),
    sa.Column('searches', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('in_vain', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('clicks', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_search_count_area_id')),
    sa.ForeignKeyConstraint(['cluster_id'], ['search_cluster.id'], name=op.f('fk_search_count_cluster_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_count')),
    sa.UniqueConstraint('cluster_id', 'source', 'span', 'begins_on', name=op.f('uq_search_count_cluster_id_source_span_begins_on'))
    )
    with op.batch_alter_table('search_count', schema=None) as batch_op:
        batch_op.create_index('ix_search_count_report', ['area_id', 'span', 'begins_on', 'cluster_id'], unique=False)

    op.create_table('search_step',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('from_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('to_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('begins_on', sa.Date(), nullable=False),
    sa.Column('count', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['from_id'], ['search_cluster.id'], name=op.f('fk_search_step_from_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['to_id'], ['search_cluster.id'], name=op.f('fk_search_step_to_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_step')),
    sa.UniqueConstraint('from_id', 'to_id', 'begins_on', name=op.f('uq_search_step_from_id_to_id_begins_on'))
    )
    with op.batch_alter_table('search_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_step_to_id'), ['to_id'], unique=False)

    op.create_table('search_click',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('cluster_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('begins_on', sa.Date(), nullable=False),
    sa.Column('clicks', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['cluster_id'], ['search_cluster.id'], name=op.f('fk_search_click_cluster_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_search_click_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_click')),
    sa.UniqueConstraint('cluster_id', 'service_id', 'position', 'begins_on', name=op.f('uq_search_click_cluster_id_service_id_position_begins_on'))
    )
    with op.batch_alter_table('search_click', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_click_service_id'), ['service_id'], unique=False)



def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('search_click', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_search_click_service_id'))

    op.drop_table('search_click')
    with op.batch_alter_table('search_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_search_step_to_id'))

    op.drop_table('search_step')
    with op.batch_alter_table('search_count', schema=None) as batch_op:
        batch_op.drop_index('ix_search_count_report')

    op.drop_table('search_count')
    op.drop_table('gap_evidence')
    op.drop_table('search_cluster')
    op.drop_table('gap_snapshot')
    with op.batch_alter_table('gap', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gap_area_id'))

    op.drop_table('gap')
