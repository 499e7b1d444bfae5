"""A member may have several Activities, each with its account."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """The name of the Activity on what its account is made of; what was there belongs to the one without a name."""
    for table in ("orders", "invoices", "workdays"):
        op.add_column(table, sa.Column("activity", sa.Text, nullable=False, server_default=""))
