"""A fact that nobody has read on its official page yet has no day on which it was verified."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("fact") as fact:
        fact.alter_column("verified_on", existing_type=sa.Date(), nullable=True)


def downgrade() -> None:
    # An invented day would turn them into checked facts. The next import of their pack brings them back.
    op.execute(sa.text("DELETE FROM fact WHERE verified_on IS NULL"))
    with op.batch_alter_table("fact") as fact:
        fact.alter_column("verified_on", existing_type=sa.Date(), nullable=False)
