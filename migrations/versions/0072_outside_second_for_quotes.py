"""A named outside second may decide about a quote where nobody else here does."""

import sqlalchemy as sa
from alembic import op

revision = '0072'
down_revision = '0071'
branch_labels = None
depends_on = None

TWO = "decided_by IS NULL OR decided_by <> chosen_by"


def upgrade() -> None:
    """Go up: what was chosen before counts as chosen today."""
    with op.batch_alter_table('board_quote') as table:
        table.add_column(sa.Column('chosen_on', sa.Date(), nullable=True))
        table.add_column(sa.Column('outside', sa.String(length=200), nullable=True))
        table.add_column(sa.Column('outside_name', sa.String(length=200), nullable=True))
    op.execute("UPDATE board_quote SET chosen_on = CURRENT_DATE")
    with op.batch_alter_table('board_quote') as table:
        table.alter_column('chosen_on', existing_type=sa.Date(), nullable=False)
        table.drop_constraint(op.f('ck_board_quote_two_people'), type_='check')
        table.create_check_constraint(op.f('ck_board_quote_two_people'), f"{TWO} OR outside IS NOT NULL")
        table.create_check_constraint(
            op.f('ck_board_quote_an_outside_second_has_a_name'), "(outside IS NULL) = (outside_name IS NULL)"
        )


def downgrade() -> None:
    """Go down: one whom an outside second decided about waits again."""
    op.execute(
        "UPDATE board_quote SET state = 'chosen', decided_by = NULL, outside = NULL, outside_name = NULL "
        "WHERE outside IS NOT NULL AND decided_by = chosen_by"
    )
    with op.batch_alter_table('board_quote') as table:
        table.drop_constraint(op.f('ck_board_quote_an_outside_second_has_a_name'), type_='check')
        table.drop_constraint(op.f('ck_board_quote_two_people'), type_='check')
        table.create_check_constraint(op.f('ck_board_quote_two_people'), TWO)
        table.drop_column('outside_name')
        table.drop_column('outside')
        table.drop_column('chosen_on')
