"""The cell of a table that an answer is counted in, as one number, and a small index of what counts."""

from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

revision = '0074'
down_revision = '0073'
branch_labels = None
depends_on = None

TOLD_APART_BY = ("question_id", "wave_id", "audience", "mode", "kind", "code")
BEFORE = ("question_id", "wave_id", "state", "audience", "mode", "kind", "code", "record_key")
COUNTS = sa.text("state = 'submitted'")


def upgrade() -> None:
    """Go up: every answer gets its number, group by group."""
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.add_column('answer', sa.Column('cell', number, nullable=False, server_default=sa.text('0')))
    answer = sa.table('answer', sa.column('cell'), *(sa.column(name) for name in TOLD_APART_BY))
    told_apart = [answer.c[name] for name in TOLD_APART_BY]
    connection = op.get_bind()
    for group in connection.execute(sa.select(*told_apart).distinct()).mappings().all():
        same = [answer.c[name] == group[name] for name in TOLD_APART_BY]
        connection.execute(sa.update(answer).where(*same).values(cell=_cell_of(group)))
    op.drop_index('ix_answer_table', table_name='answer')
    op.create_index(op.f('ix_answer_question_id'), 'answer', ['question_id'])
    op.create_index(
        'ix_answer_counted',
        'answer',
        ['question_id', 'wave_id', 'cell', 'record_key', 'state'],
        sqlite_where=COUNTS,
        postgresql_where=COUNTS,
    )


def _cell_of(group: sa.RowMapping) -> int:
    """As portal/surveys/responses/cells.py has it today."""
    words = "\x1f".join(str(group[name]) for name in TOLD_APART_BY)
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest()) >> 1


def downgrade() -> None:
    """Go down: the wide index counts again."""
    op.drop_index('ix_answer_counted', table_name='answer')
    op.drop_index(op.f('ix_answer_question_id'), table_name='answer')
    op.create_index('ix_answer_table', 'answer', list(BEFORE))
    op.drop_column('answer', 'cell')
