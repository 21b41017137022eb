"""Sections of surveys, and questions in sign language"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go up: column by column, because SQLite would make the table anew."""
    op.add_column("question", sa.Column("section", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("question", sa.Column("sign_video", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "sign_video_file",
        sa.Column("id", BIG, nullable=False),
        sa.Column("area_id", BIG, nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("ending", sa.String(length=4), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_sign_video_file_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_video_file")),
        sa.UniqueConstraint(
            "area_id", "content_hash", name=op.f("uq_sign_video_file_area_id_content_hash")
        ),
    )


def downgrade() -> None:
    """Go down."""
    op.drop_table("sign_video_file")
    op.drop_column("question", "sign_video")
    op.drop_column("question", "section")
