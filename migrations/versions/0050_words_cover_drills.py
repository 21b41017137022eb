"""Each area its own list of worrying words; who has the duty; leads' numbers; drills."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0045"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "area_word_list",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("area_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("made_by", NUMBER, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_area_word_list_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_word_list")),
        sa.UniqueConstraint("area_id", "number", name="uq_area_word_list_number"),
    )
    op.create_table(
        "cover_turn",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("area_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("note_locked", sa.Text(), nullable=True),
        sa.Column("made_by", NUMBER, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("dropped_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_cover_turn_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_turn")),
    )
    op.create_index("ix_cover_turn_area", "cover_turn", ["area_id", "starts_at"])
    op.create_table(
        "lead_phone",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("phone_locked", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_phone")),
        sa.UniqueConstraint("person_id", name=op.f("uq_lead_phone_person_id")),
    )
    with op.batch_alter_table("alert") as batch:
        batch.add_column(sa.Column("is_drill", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("late_told_at", MOMENT, nullable=True))


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("alert") as batch:
        batch.drop_column("late_told_at")
        batch.drop_column("is_drill")
    op.drop_table("lead_phone")
    op.drop_index("ix_cover_turn_area", table_name="cover_turn")
    op.drop_table("cover_turn")
    op.drop_table("area_word_list")
