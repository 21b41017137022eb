"""The cell of a table that an answer is counted in, as one number, and a small index of what counts."""

import sqlalchemy as sa
from alembic import op

revision = '0074'
down_revision = '0073'
branch_labels = None
depends_on = None

BEFORE = ("question_id", "wave_id", "state", "audience", "mode", "kind", "code", "record_key")
COUNTS = sa.text("state = 'submitted'")


def upgrade() -> None:
    """Go up: the answers get their numbers in 0077."""
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.add_column('answer', sa.Column('cell', number, nullable=False, server_default=sa.text('0')))
    op.drop_index('ix_answer_table', table_name='answer')
    op.create_index(op.f('ix_answer_question_id'), 'answer', ['question_id'])
    op.create_index(
        'ix_answer_counted',
        'answer',
        ['question_id', 'wave_id', 'cell', 'record_key', 'state'],
        sqlite_where=COUNTS,
        postgresql_where=COUNTS,
    )


def downgrade() -> None:
    """Go down: the wide index counts again."""
    op.drop_index('ix_answer_counted', table_name='answer')
    op.drop_index(op.f('ix_answer_question_id'), table_name='answer')
    op.create_index('ix_answer_table', 'answer', list(BEFORE))
    op.drop_column('answer', 'cell')
