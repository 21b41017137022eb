"""Every answer gets the number of the cell it is counted in, also where an earlier way of numbering was used."""

import sqlalchemy as sa
from alembic import op

revision = '0077'
down_revision = '0076'
branch_labels = None
depends_on = None

TOLD_APART_BY = ("question_id", "wave_id", "audience", "mode", "kind", "code")


def upgrade() -> None:
    """Go up: group by group."""
    answer = sa.table('answer', sa.column('cell'), *(sa.column(name) for name in TOLD_APART_BY))
    told_apart = [answer.c[name] for name in TOLD_APART_BY]
    connection = op.get_bind()
    for group in connection.execute(sa.select(*told_apart).distinct()).mappings().all():
        same = [answer.c[name] == group[name] for name in TOLD_APART_BY]
        connection.execute(sa.update(answer).where(*same).values(cell=_cell_of(group)))


def _cell_of(group: sa.RowMapping) -> int:
    """FNV-1a, as portal/surveys/responses/cells.py has it today."""
    number = 0xCBF29CE484222325
    for byte in "\x1f".join(str(group[name]) for name in TOLD_APART_BY).encode():
        number = (number ^ byte) * 0x100000001B3 & (2**64 - 1)
    return number >> 1


def downgrade() -> None:
    """Go down: a number stays as good as it was; 0074 takes the column away."""
