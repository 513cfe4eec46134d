"""What a pack said of a service at its last import, so that the next import can tell a staff edit from its own text."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("service", sa.Column("base", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("service", "base")  # not in a batch: SQLite would drop the table that others refer to
