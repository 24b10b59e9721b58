"""The office's own map of partners."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLE = "partner_map"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("west", sa.Double(), nullable=False),
        sa.Column("east", sa.Double(), nullable=False),
        sa.Column("north", sa.Double(), nullable=False),
        sa.Column("south", sa.Double(), nullable=False),
        sa.Column("attribution", sa.String(length=300), nullable=False),
        sa.Column("approval_number", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f(f"fk_{TABLE}_unit_id_unit")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f(f"fk_{TABLE}_file_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("unit_id", name=op.f(f"uq_{TABLE}_unit_id")),
        sa.CheckConstraint("west >= -180 AND west < 180", name=op.f(f"ck_{TABLE}_west_is_on_earth")),
        sa.CheckConstraint("east > west AND east <= west + 360", name=op.f(f"ck_{TABLE}_east_lies_beyond_west")),
        sa.CheckConstraint(
            "south >= -90 AND north <= 90 AND north > south", name=op.f(f"ck_{TABLE}_north_lies_above_south")
        ),
    )
    op.create_index(op.f(f"ix_{TABLE}_file_id"), TABLE, ["file_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table(TABLE)
