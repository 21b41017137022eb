"""The sorting desk: sub-themes and versions of the frame, tags of more kinds, claims, views, steps."""

import sqlalchemy as sa
from alembic import op

revision = '0058'
down_revision = '0057'
branch_labels = None
depends_on = None

BEFORE = '(theme_id IS NULL) <> (priority_id IS NULL)'
ABOUT = ('theme_id', 'priority_id', 'sub_theme_id', 'criterion', 'label')
SET_ASIDE = """
UPDATE tag SET
    theme_id = COALESCE((SELECT theme_id FROM sub_theme WHERE sub_theme.id = tag.sub_theme_id),
                        (SELECT MIN(id) FROM theme)),
    sub_theme_id = NULL, criterion = NULL, label = NULL, put_how = 'set aside',
    removed_by = COALESCE(removed_by, put_by, 0), removed_at = COALESCE(removed_at, put_at)
WHERE theme_id IS NULL AND priority_id IS NULL
"""
ONE_THING = ' + '.join(f'CASE WHEN {column} IS NULL THEN 0 ELSE 1 END' for column in ABOUT) + ' = 1'


def upgrade() -> None:
    """Go up."""
    op.create_table('desk_step',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('items', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_desk_step_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk_step'))
    )
    with op.batch_alter_table('desk_step', schema=None) as batch_op:
        batch_op.create_index('ix_desk_step_newest', ['area_id', 'person_id', 'id'], unique=False)

    op.create_table('frame_version',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('note', sa.String(length=1000), nullable=False),
    sa.Column('holds', sa.JSON(), nullable=False),
    sa.Column('made_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_frame_version_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_frame_version')),
    sa.UniqueConstraint('area_id', 'number', name=op.f('uq_frame_version_area_id_number'))
    )
    op.create_table('saved_view',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('address', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_saved_view_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_view')),
    sa.UniqueConstraint('area_id', 'person_id', 'name', name=op.f('uq_saved_view_area_id_person_id_name'))
    )
    op.create_table('sub_theme',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('theme_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('meaning', sa.String(length=1000), nullable=False),
    sa.Column('includes', sa.String(length=1000), nullable=False),
    sa.Column('excludes', sa.String(length=1000), nullable=False),
    sa.Column('since', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ended', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('merged_into_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('split_from_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.CheckConstraint('ended IS NULL OR ended > since', name=op.f('ck_sub_theme_ends_after_it_begins')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_sub_theme_area_id')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['sub_theme.id'], name=op.f('fk_sub_theme_merged_into_id')),
    sa.ForeignKeyConstraint(['split_from_id'], ['sub_theme.id'], name=op.f('fk_sub_theme_split_from_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_sub_theme_theme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sub_theme')),
    sa.UniqueConstraint('area_id', 'slug', name=op.f('uq_sub_theme_area_id_slug'))
    )
    with op.batch_alter_table('sub_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sub_theme_theme_id'), ['theme_id'], unique=False)

    op.create_table('claim',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_claim_area_id')),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_item.id'], name=op.f('fk_claim_item_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim')),
    sa.UniqueConstraint('item_id', name=op.f('uq_claim_item_id'))
    )
    with op.batch_alter_table('claim', schema=None) as batch_op:
        batch_op.create_index('ix_claim_person', ['area_id', 'person_id'], unique=False)

    with op.batch_alter_table('feedback_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stance', sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column('says_it_well', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index('ix_feedback_item_day', ['area_id', 'received_on', 'id'], unique=False)

    with op.batch_alter_table('tag', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sub_theme_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('criterion', sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column('label', sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column('frame_version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='0', nullable=False))
        batch_op.create_index(batch_op.f('ix_tag_label'), ['label'], unique=False)
        batch_op.create_index(batch_op.f('ix_tag_sub_theme_id'), ['sub_theme_id'], unique=False)
        batch_op.create_index('uq_tag_item_criterion', ['item_id', 'criterion'], unique=True, sqlite_where=sa.text('removed_at IS NULL'), postgresql_where=sa.text('removed_at IS NULL'))
        batch_op.create_index('uq_tag_item_label', ['item_id', 'label'], unique=True, sqlite_where=sa.text('removed_at IS NULL'), postgresql_where=sa.text('removed_at IS NULL'))
        batch_op.create_index('uq_tag_item_sub_theme_id', ['item_id', 'sub_theme_id'], unique=True, sqlite_where=sa.text('removed_at IS NULL'), postgresql_where=sa.text('removed_at IS NULL'))
        batch_op.create_foreign_key(batch_op.f('fk_tag_sub_theme_id'), 'sub_theme', ['sub_theme_id'], ['id'])
        batch_op.drop_constraint(op.f('ck_tag_theme_or_priority'), type_='check')
        batch_op.create_check_constraint(op.f('ck_tag_about_one_thing'), ONE_THING)



def downgrade() -> None:
    """Go down."""
    # the table before knew themes and priorities alone: other tags stay as taken off, under a theme
    op.execute(SET_ASIDE)
    with op.batch_alter_table('tag', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_tag_about_one_thing'), type_='check')
        batch_op.create_check_constraint(op.f('ck_tag_theme_or_priority'), BEFORE)
        batch_op.drop_constraint(batch_op.f('fk_tag_sub_theme_id'), type_='foreignkey')
        batch_op.drop_index('uq_tag_item_sub_theme_id', sqlite_where=sa.text('removed_at IS NULL'), postgresql_where=sa.text('removed_at IS NULL'))
        batch_op.drop_index('uq_tag_item_label', sqlite_where=sa.text('removed_at IS NULL'), postgresql_where=sa.text('removed_at IS NULL'))
        batch_op.drop_index('uq_tag_item_criterion', sqlite_where=sa.text('removed_at IS NULL'), postgresql_where=sa.text('removed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_tag_sub_theme_id'))
        batch_op.drop_index(batch_op.f('ix_tag_label'))
        batch_op.drop_column('frame_version')
        batch_op.drop_column('label')
        batch_op.drop_column('criterion')
        batch_op.drop_column('sub_theme_id')

    with op.batch_alter_table('feedback_item', schema=None) as batch_op:
        batch_op.drop_index('ix_feedback_item_day')
        batch_op.drop_column('says_it_well')
        batch_op.drop_column('stance')

    with op.batch_alter_table('claim', schema=None) as batch_op:
        batch_op.drop_index('ix_claim_person')

    op.drop_table('claim')
    with op.batch_alter_table('sub_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sub_theme_theme_id'))

    op.drop_table('sub_theme')
    op.drop_table('saved_view')
    op.drop_table('frame_version')
    with op.batch_alter_table('desk_step', schema=None) as batch_op:
        batch_op.drop_index('ix_desk_step_newest')

    op.drop_table('desk_step')
