"""The search: entries of services with their full-text index, words, groups, pinned answers, postcodes."""

import sqlalchemy as sa
from alembic import op

revision = '0037'
down_revision = '0034'
branch_labels = None
depends_on = None


COLUMNS = "area_id, name_terms, summary_terms, tag_terms, text_terms"
NEW = "new.service_id, new.area_id, new.name_terms, new.summary_terms, new.tag_terms, new.text_terms"
PUT_IN = f"INSERT INTO search_fts(rowid, {COLUMNS}) VALUES ({NEW});"
TAKE_OUT = f"INSERT INTO search_fts(search_fts, rowid, {COLUMNS}) VALUES ('delete', {NEW.replace('new.', 'old.')});"
# SQLite: a full-text table over the entries, kept by triggers
SQLITE = (
    f"CREATE VIRTUAL TABLE search_fts USING fts5({COLUMNS}, content='search_entry', content_rowid='service_id')",
    f"CREATE TRIGGER search_fts_insert AFTER INSERT ON search_entry BEGIN {PUT_IN} END",
    f"CREATE TRIGGER search_fts_delete AFTER DELETE ON search_entry BEGIN {TAKE_OUT} END",
    f"CREATE TRIGGER search_fts_update AFTER UPDATE ON search_entry BEGIN {TAKE_OUT} {PUT_IN} END",
)
# PostgreSQL: the expressions that portal/local_offer/search/engines.py asks
POSTGRES = (
    "CREATE INDEX search_fts_name ON search_entry USING gin (to_tsvector('simple', name_terms))",
    "CREATE INDEX search_fts_summary ON search_entry USING gin"
    " (to_tsvector('simple', (summary_terms || ' ') || tag_terms))",
    "CREATE INDEX search_fts_text ON search_entry USING gin (to_tsvector('simple', text_terms))",
)


def upgrade() -> None:
    """Go up."""
    op.create_table('postcode_place',
    sa.Column('postcode', sa.String(length=8), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=False),
    sa.Column('longitude', sa.Double(), nullable=False),
    sa.PrimaryKeyConstraint('postcode', name=op.f('pk_postcode_place'))
    )
    op.create_table('search_group',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('theme', sa.String(length=80), nullable=False),
    sa.Column('help', sa.JSON(), nullable=False),
    sa.Column('words', sa.JSON(), nullable=False),
    sa.Column('misspellings', sa.JSON(), nullable=False),
    sa.Column('related', sa.JSON(), nullable=False),
    sa.Column('version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint('version > 0', name=op.f('ck_search_group_versions_count_up')),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_search_group_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_group')),
    sa.UniqueConstraint('area_id', 'key', name=op.f('uq_search_group_area_id_key'))
    )
    op.create_table('search_state',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('mark', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('services', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('is_behind', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_search_state_area_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_state')),
    sa.UniqueConstraint('area_id', name=op.f('uq_search_state_area_id'))
    )
    op.create_table('search_word',
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('is_term', sa.Boolean(), nullable=False),
    sa.Column('word', sa.String(length=600), nullable=False),
    sa.Column('documents', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_search_word_area_id')),
    sa.PrimaryKeyConstraint('area_id', 'is_term', 'word', name=op.f('pk_search_word'))
    )
    op.create_table('pinned_answer',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.Column('terms', sa.String(length=1000), nullable=False),
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_pinned_answer_area_id')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_pinned_answer_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pinned_answer')),
    sa.UniqueConstraint('area_id', 'terms', 'service_id', name=op.f('uq_pinned_answer_area_id_terms_service_id'))
    )
    with op.batch_alter_table('pinned_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pinned_answer_service_id'), ['service_id'], unique=False)

    op.create_table('search_entry',
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('area_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name_terms', sa.String(length=20000), nullable=False),
    sa.Column('summary_terms', sa.String(length=20000), nullable=False),
    sa.Column('tag_terms', sa.String(length=20000), nullable=False),
    sa.Column('text_terms', sa.String(length=20000), nullable=False),
    sa.Column('fingerprint', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['area_id'], ['area.id'], name=op.f('fk_search_entry_area_id')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_search_entry_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', name=op.f('pk_search_entry'))
    )
    with op.batch_alter_table('search_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_search_entry_area_id'), ['area_id'], unique=False)

    for statement in POSTGRES if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(sa.text(statement))


def downgrade() -> None:
    """Go down."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(sa.text("DROP TABLE search_fts"))
    with op.batch_alter_table('search_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_search_entry_area_id'))

    op.drop_table('search_entry')
    with op.batch_alter_table('pinned_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pinned_answer_service_id'))

    op.drop_table('pinned_answer')
    op.drop_table('search_word')
    op.drop_table('search_state')
    op.drop_table('search_group')
    op.drop_table('postcode_place')
