"""An index by which the people who wrote in a period are counted without their words."""

import sqlalchemy as sa
from alembic import op

revision = '0078'
down_revision = '0077'
branch_labels = None
depends_on = None

COLUMNS = ['area_id', 'received_on', 'record_key', 'audience', 'state', 'desk']
ON_THE_DESK = sa.text("state <> 'unsent' AND desk = 'partnership' AND area_id > 0")


def upgrade() -> None:
    """Go up."""
    op.create_index(
        'ix_feedback_item_writers',
        'feedback_item',
        COLUMNS,
        sqlite_where=ON_THE_DESK,
        postgresql_where=ON_THE_DESK,
        postgresql_include=['id'],
    )


def downgrade() -> None:
    """Go down."""
    op.drop_index('ix_feedback_item_writers', table_name='feedback_item')
