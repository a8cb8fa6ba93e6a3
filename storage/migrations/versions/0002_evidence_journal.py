"""The evidence journal (存证日志)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False, comment="1, 2, 3 … without gaps"),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="存证事件: notice_shown, signed, submitted …"),
        sa.Column(
            "conversation", sa.Text(), nullable=False, comment="opaque id, empty for none; no key: entries outlive all"
        ),
        sa.Column("actor", sa.Text(), nullable=False, comment="role of who did it"),
        sa.Column(
            "details", sa.Text(), nullable=False, comment="canonical JSON; what is personal only as a salted hash"
        ),
        sa.Column("previous", sa.Text(), nullable=False, comment="hash of the entry before"),
        sa.Column("hash", sa.Text(), nullable=False, comment="SHA-256 over previous and this entry"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_conversation", "journal", ["conversation"])
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False, comment="always 1"),
        sa.Column("seq", sa.BigInteger(), nullable=False, comment="the last entry of the journal"),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column(
            "mac",
            sa.LargeBinary(),
            nullable=False,
            comment="keyed hash of both: who only has the database can't make it",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_head")),
    )


def downgrade() -> None:
    op.drop_table("journal_head")
    op.drop_index("ix_journal_conversation", table_name="journal")
    op.drop_table("journal")
