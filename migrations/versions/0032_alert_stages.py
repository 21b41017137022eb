"""An alert has stages, its clock and its whole history; a note of a lead is never cleared any more."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up: what was decided so far becomes the first steps."""
    op.create_table(
        "alert_step",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("alert_id", NUMBER, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("by", NUMBER, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("note_locked", sa.Text(), nullable=True),
        sa.Column("passed_to", sa.String(length=200), nullable=True),
        sa.Column("passed_at", MOMENT, nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_alert_step_alert_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_step")),
    )
    op.create_index(op.f("ix_alert_step_alert_id"), "alert_step", ["alert_id"])
    with op.batch_alter_table("alert") as batch:
        batch.add_column(sa.Column("raised_by", NUMBER, nullable=True))
        batch.add_column(sa.Column("since", MOMENT, nullable=True))
        batch.add_column(sa.Column("seen_by", NUMBER, nullable=True))
        batch.add_column(sa.Column("seen_at", MOMENT, nullable=True))
        batch.add_column(sa.Column("version", NUMBER, nullable=False, server_default="1"))
    op.execute("UPDATE alert SET since = raised_at")
    op.execute(
        'INSERT INTO alert_step (alert_id, state, at) SELECT id, \'new\', raised_at FROM alert ORDER BY id'
    )
    op.execute(
        'INSERT INTO alert_step (alert_id, state, "by", at, note_locked)'
        " SELECT id, state, decided_by, decided_at, outcome FROM alert WHERE decided_at IS NOT NULL ORDER BY id"
    )
    with op.batch_alter_table("alert") as batch:
        batch.alter_column("since", existing_type=MOMENT, nullable=False)
        batch.alter_column("version", existing_type=NUMBER, server_default=None)
        batch.create_check_constraint(
            "seen_by_someone_once", "(seen_by IS NULL) = (seen_at IS NULL)"
        )
        batch.drop_column("outcome")


def downgrade() -> None:
    """Go down: the last note of a decided alert stays."""
    with op.batch_alter_table("alert") as batch:
        batch.add_column(sa.Column("outcome", sa.Text(), nullable=True))
    op.execute(
        "UPDATE alert SET outcome = (SELECT note_locked FROM alert_step WHERE alert_step.alert_id = alert.id"
        " AND alert_step.state = alert.state ORDER BY alert_step.id DESC LIMIT 1) WHERE decided_at IS NOT NULL"
    )
    op.execute("UPDATE alert SET state = 'seen' WHERE state IN ('acting', 'passed on')")
    with op.batch_alter_table("alert") as batch:
        batch.drop_constraint(op.f("ck_alert_seen_by_someone_once"), type_="check")
        batch.drop_column("version")
        batch.drop_column("seen_at")
        batch.drop_column("seen_by")
        batch.drop_column("since")
        batch.drop_column("raised_by")
    op.drop_index(op.f("ix_alert_step_alert_id"), table_name="alert_step")
    op.drop_table("alert_step")
