"""Composite licences (行业综合许可证), with every version that was issued."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":  # SQLite keeps no comments
        op.alter_column(
            "turns",
            "request_sha256",
            existing_type=sa.LargeBinary(),
            existing_nullable=False,
            comment="empty; rows of old releases have what is in the body now",
        )
        op.alter_column(
            "files",
            "role",
            existing_type=sa.Text(),
            existing_nullable=False,
            comment="upload, normalised, document, package, slice, volume or signature",
        )
    op.create_table(
        "licences",
        sa.Column("number", sa.Text(), nullable=False, comment="许可证编号, the same for life"),
        sa.Column(
            "lookup", sa.Text(), nullable=False, comment="opaque, in the QR code: numbers can be counted through"
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="of the newest; 0 at first"),
        sa.Column(
            "state", sa.Text(), nullable=False, comment="active, expired, withdrawn, revoked or cancelled, as a whole"
        ),
        sa.Column(
            "record", sa.LargeBinary(), nullable=False, comment="sealed: what it says, states of permits included"
        ),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_licences")),
    )
    op.create_index("ix_licences_lookup", "licences", ["lookup"], unique=True)
    op.create_index("ix_licences_state", "licences", ["state"])
    op.create_table(
        "licence_versions",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False, comment="what the QR code carries, signed"),
        sa.Column("file", sa.Text(), nullable=False, comment="the signed PDF in the file store"),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of that PDF"),
        sa.Column("issued_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["licences.number"], name=op.f("fk_licence_versions_number")),
        sa.PrimaryKeyConstraint("number", "version", name=op.f("pk_licence_versions")),
    )


def downgrade() -> None:
    op.drop_table("licence_versions")
    op.drop_index("ix_licences_state", table_name="licences")
    op.drop_index("ix_licences_lookup", table_name="licences")
    op.drop_table("licences")
