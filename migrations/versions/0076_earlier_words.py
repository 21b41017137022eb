"""Files with earlier surveys and notes, and which of their words are here."""

import sqlalchemy as sa
from alembic import op

revision = '0076'
down_revision = '0075'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table('earlier_file',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('source', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('content_locked', sa.LargeBinary(), nullable=True),
    sa.Column('headings', sa.JSON(), nullable=False),
    sa.Column('mapping', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('listed', sa.JSON(), nullable=False),
    sa.Column('job_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('made_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('put_in_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_earlier_file_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_earlier_file'))
    )
    with op.batch_alter_table('earlier_file', schema=None) as batch_op:
        batch_op.create_index('ix_earlier_file_list', ['area_id', 'made_at', 'id'], unique=False)

    op.create_table('earlier_words',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('source', sa.String(length=80), nullable=False),
    sa.Column('words_key', sa.String(length=64), nullable=False),
    sa.Column('print_of', sa.String(length=64), nullable=False),
    sa.Column('file_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('heading', sa.String(length=200), nullable=False),
    sa.Column('audience', sa.String(length=20), nullable=False),
    sa.Column('said_on', sa.Date(), nullable=False),
    sa.Column('place_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('theme_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_earlier_words_area_id')),
    sa.ForeignKeyConstraint(['file_id'], ['earlier_file.id'], name=op.f('fk_earlier_words_file_id')),
    sa.ForeignKeyConstraint(['item_id'], ['feedback_item.id'], name=op.f('fk_earlier_words_item_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_earlier_words_place_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_earlier_words_theme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_earlier_words')),
    sa.UniqueConstraint('area_id', 'source', 'words_key', name=op.f('uq_earlier_words_area_id_source_words_key')),
    sa.UniqueConstraint('item_id', name=op.f('uq_earlier_words_item_id'))
    )
    with op.batch_alter_table('earlier_words', schema=None) as batch_op:
        batch_op.create_index('ix_earlier_words_file', ['file_id', 'item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_earlier_words_place_id'), ['place_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_earlier_words_theme_id'), ['theme_id'], unique=False)


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table('earlier_words', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_earlier_words_theme_id'))
        batch_op.drop_index(batch_op.f('ix_earlier_words_place_id'))
        batch_op.drop_index('ix_earlier_words_file')

    op.drop_table('earlier_words')
    with op.batch_alter_table('earlier_file', schema=None) as batch_op:
        batch_op.drop_index('ix_earlier_file_list')

    op.drop_table('earlier_file')
