"""Local Offer champions: roles, what is in their charge, and the e-mail of each term."""

import sqlalchemy as sa
from alembic import op

revision = '0073'
down_revision = '0072'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
ENDED_LINKS = """
INSERT INTO provider_link (area_id, service_id, was_mailed, made_by, made_at, expires_on, revoked_at)
SELECT area_id, service_id, false, 0, min(sent_at), date(min(sent_at)), min(sent_at)
FROM service_correction WHERE link_id IS NULL GROUP BY area_id, service_id
"""
ON_THEM = """
UPDATE service_correction SET link_id = (
    SELECT max(id) FROM provider_link WHERE provider_link.service_id = service_correction.service_id
) WHERE link_id IS NULL
"""


def upgrade() -> None:
    """Go up."""
    op.create_table('champion',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('area_id', NUMBER, nullable=False),
    sa.Column('role', sa.String(length=200), nullable=False),
    sa.Column('email_locked', sa.String(length=1000), nullable=False),
    sa.Column('email_hash', sa.String(length=200), nullable=True),
    sa.Column('named_by', NUMBER, nullable=True),
    sa.Column('named_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('stopped_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_champion_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_champion')),
    sa.UniqueConstraint('area_id', 'email_hash', name=op.f('uq_champion_area_id_email_hash'))
    )
    with op.batch_alter_table('champion', schema=None) as batch_op:
        batch_op.create_index('ix_champion_list', ['area_id', 'ended_at', 'id'], unique=False)

    op.create_table('champion_asking',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('champion_id', NUMBER, nullable=False),
    sa.Column('term_on', sa.Date(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reminded_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['champion_id'], ['champion.id'], name=op.f('fk_champion_asking_champion_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_champion_asking')),
    sa.UniqueConstraint('champion_id', 'term_on', name=op.f('uq_champion_asking_champion_id_term_on'))
    )
    op.create_table('champion_charge',
    sa.Column('id', NUMBER, nullable=False),
    sa.Column('champion_id', NUMBER, nullable=False),
    sa.Column('service_id', NUMBER, nullable=True),
    sa.Column('organisation_id', NUMBER, nullable=True),
    sa.CheckConstraint('(service_id IS NULL) <> (organisation_id IS NULL)', name=op.f('ck_champion_charge_a_service_or_all')),
    sa.ForeignKeyConstraint(['champion_id'], ['champion.id'], name=op.f('fk_champion_charge_champion_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_champion_charge_organisation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_champion_charge_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_champion_charge')),
    sa.UniqueConstraint('organisation_id', name=op.f('uq_champion_charge_organisation_id')),
    sa.UniqueConstraint('service_id', name=op.f('uq_champion_charge_service_id'))
    )
    with op.batch_alter_table('champion_charge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_champion_charge_champion_id'), ['champion_id'], unique=False)

    with op.batch_alter_table('service_correction', schema=None) as batch_op:
        batch_op.alter_column('link_id', existing_type=NUMBER, nullable=True)


def downgrade() -> None:
    """Go down: the older code knows corrections of links only, so a champion's gets a link that has ended."""
    op.execute(ENDED_LINKS)
    op.execute(ON_THEM)
    with op.batch_alter_table('service_correction', schema=None) as batch_op:
        batch_op.alter_column('link_id', existing_type=NUMBER, nullable=False)

    with op.batch_alter_table('champion_charge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_champion_charge_champion_id'))

    op.drop_table('champion_charge')
    op.drop_table('champion_asking')
    with op.batch_alter_table('champion', schema=None) as batch_op:
        batch_op.drop_index('ix_champion_list')

    op.drop_table('champion')
