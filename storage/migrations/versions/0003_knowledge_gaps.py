"""Knowledge gaps (知识缺口)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gaps",
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column(
            "seq",
            sa.Integer(),
            nullable=False,
            comment="the turn that holds the words, sealed: nothing of them stands here",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="question, words"),
        sa.Column("asking", sa.Text(), nullable=False, comment="fact, material or step that was asked; empty for none"),
        sa.Column("industry", sa.Text(), nullable=False, comment="行业 code, empty before it is known"),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.Text(), nullable=True, comment="when somebody saw to it"),
        sa.Column("settled_by", sa.Text(), nullable=True, comment="member of staff"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_gaps_conversation_id")),
        sa.PrimaryKeyConstraint("conversation_id", "seq", name=op.f("pk_gaps")),
    )
    op.create_index("ix_gaps_open", "gaps", ["settled_at", "at"])


def downgrade() -> None:
    op.drop_index("ix_gaps_open", table_name="gaps")
    op.drop_table("gaps")
