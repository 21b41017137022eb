"""Staged services know under which public id they will be read, so that putting them in is one short step."""

import sqlalchemy as sa
from alembic import op

revision = '0071'
down_revision = '0070'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up: what is staged now has no public id, so it is read again."""
    op.execute("UPDATE service_import SET state = 'dropped', content = NULL WHERE state IN ('ready', 'reading')")
    op.execute("DELETE FROM staged_service")
    with op.batch_alter_table('staged_service', schema=None) as batch_op:
        batch_op.add_column(sa.Column('public_id', sa.String(length=36), server_default='', nullable=False))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('staged_service', schema=None) as batch_op:
        batch_op.drop_column('public_id')
