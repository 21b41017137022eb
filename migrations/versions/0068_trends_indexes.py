"""Indexes for trends: people who wrote, tags of a theme that stand, a response by its record key."""

import sqlalchemy as sa
from alembic import op

revision = '0068'
down_revision = '0067'
branch_labels = None
depends_on = None

PEOPLE = (
    'area_id', 'record_key', 'audience', 'received_on', 'source_kind', 'occasion_id', 'state', 'desk',
)
STANDING = sa.text('removed_at IS NULL')


def upgrade() -> None:
    """Go up."""
    op.create_index('ix_feedback_item_people', 'feedback_item', list(PEOPLE))
    op.create_index(
        'ix_tag_theme_item', 'tag', ['theme_id', 'item_id'], sqlite_where=STANDING, postgresql_where=STANDING
    )
    op.create_index('ix_response_key', 'response', ['record_key', 'wave_id'])


def downgrade() -> None:
    """Go down."""
    op.drop_index('ix_response_key', table_name='response')
    op.drop_index('ix_tag_theme_item', table_name='tag')
    op.drop_index('ix_feedback_item_people', table_name='feedback_item')
