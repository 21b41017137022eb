"""What a promise answers may be of any kind that the code knows: a new kind needs no migration."""

from alembic import op

revision = '0040'
down_revision = '0039'
branch_labels = None
depends_on = None
NAME = 'ck_board_evidence_known_kind'
BEFORE = "kind IN ('feedback', 'release', 'finding', 'report')"


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table('board_evidence', schema=None) as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_='check')


def downgrade() -> None:
    """Go down; what the older code does not know goes."""
    op.execute(f'DELETE FROM board_evidence WHERE NOT ({BEFORE})')  # noqa: S608 - a constant
    with op.batch_alter_table('board_evidence', schema=None) as batch_op:
        batch_op.create_check_constraint(op.f(NAME), BEFORE)
