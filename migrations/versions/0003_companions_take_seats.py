"""Who comes with a guest takes a seat each; the indexes hold what is summed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("registration") as batch:
        batch.add_column(sa.Column("companion_count", sa.Integer(), nullable=False, server_default="0"))
        batch.create_check_constraint(op.f("ck_registration_companion_count_is_not_negative"), "companion_count >= 0")
        batch.drop_index("ix_registration_form")
        batch.create_index("ix_registration_form", ["form_id", "state", "companion_count"])
        batch.drop_index("ix_registration_event_state")
        batch.create_index("ix_registration_event_state", ["event_id", "state", "number", "companion_count"])


def downgrade() -> None:
    """Back. Who comes along is forgotten."""
    with op.batch_alter_table("registration") as batch:
        batch.drop_index("ix_registration_event_state")
        batch.create_index("ix_registration_event_state", ["event_id", "state", "number"])
        batch.drop_index("ix_registration_form")
        batch.create_index("ix_registration_form", ["form_id", "state"])
        batch.drop_constraint(op.f("ck_registration_companion_count_is_not_negative"), type_="check")
        batch.drop_column("companion_count")
