"""One alert for one piece of text, one wish to be called for one sender: the database keeps it."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("alert") as batch:
        batch.create_unique_constraint("uq_alert_subject_id", ["subject_id"])
    with op.batch_alter_table("call_back") as batch:
        batch.drop_index("ix_call_back_sender_hash")
        batch.create_unique_constraint("uq_call_back_sender_hash", ["sender_hash"])


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("call_back") as batch:
        batch.drop_constraint("uq_call_back_sender_hash", type_="unique")
        batch.create_index("ix_call_back_sender_hash", ["sender_hash"])
    with op.batch_alter_table("alert") as batch:
        batch.drop_constraint("uq_alert_subject_id", type_="unique")
