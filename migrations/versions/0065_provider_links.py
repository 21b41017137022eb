"""Signed links to providers, their corrections; the reports of the search log read one index alone."""

import sqlalchemy as sa
from alembic import op

revision = '0065'
down_revision = '0064'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table('search_count', schema=None) as batch_op:
        batch_op.drop_index('ix_search_count_report')
        batch_op.create_index('ix_search_count_report', ['area_id', 'span', 'begins_on', 'cluster_id', 'source', 'searches', 'in_vain', 'clicks'], unique=False)

    op.create_table('provider_link',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('was_mailed', sa.Boolean(), nullable=False),
    sa.Column('made_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_provider_link_area_id')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_provider_link_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provider_link'))
    )
    with op.batch_alter_table('provider_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_provider_link_area_id'), ['area_id'], unique=False)
        batch_op.create_index('ix_provider_link_list', ['service_id', 'id'], unique=False)

    op.create_table('service_correction',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('link_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_service_correction_area_id')),
    sa.ForeignKeyConstraint(['link_id'], ['provider_link.id'], name=op.f('fk_service_correction_link_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_service_correction_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_service_correction'))
    )
    with op.batch_alter_table('service_correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_service_correction_link_id'), ['link_id'], unique=False)
        batch_op.create_index('ix_service_correction_list', ['area_id', 'state', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_service_correction_service_id'), ['service_id'], unique=False)



def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('search_count', schema=None) as batch_op:
        batch_op.drop_index('ix_search_count_report')
        batch_op.create_index('ix_search_count_report', ['area_id', 'span', 'begins_on', 'cluster_id'], unique=False)

    with op.batch_alter_table('service_correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_service_correction_service_id'))
        batch_op.drop_index('ix_service_correction_list')
        batch_op.drop_index(batch_op.f('ix_service_correction_link_id'))

    op.drop_table('service_correction')
    with op.batch_alter_table('provider_link', schema=None) as batch_op:
        batch_op.drop_index('ix_provider_link_list')
        batch_op.drop_index(batch_op.f('ix_provider_link_area_id'))

    op.drop_table('provider_link')
