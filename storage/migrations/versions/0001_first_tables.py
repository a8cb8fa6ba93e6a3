"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("who", sa.LargeBinary(), nullable=False, comment="keyed hash of who tried what"),
        sa.Column("span", sa.BigInteger(), nullable=False, comment="which span of time"),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("who", "span", name=op.f("pk_attempts")),
    )
    op.create_table(
        "closed_batches",
        sa.Column("batch", sa.Integer(), nullable=False, comment="批次 whose industries are not open to applicants"),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("batch", name=op.f("pk_closed_batches")),
    )
    op.create_table(
        "conversations",
        sa.Column("id", sa.Text(), nullable=False, comment="opaque"),
        sa.Column("channel", sa.Text(), nullable=False, comment="where it was opened: web, telegram, terminal …"),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False, comment="hash of the pack that it is pinned to"),
        sa.Column("state", sa.Text(), nullable=False, comment="办理阶段, as in the contract"),
        sa.Column("industry", sa.Text(), nullable=True, comment="行业 code, once chosen"),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="number of turns stored; each write names the one it read"
        ),
        sa.Column(
            "holder", sa.Text(), nullable=False, comment="who answers: the assistant when empty, else a member of staff"
        ),
        sa.Column("fence", sa.Integer(), nullable=False, comment="交接序号, grows with each takeover"),
        sa.Column("waiting_since", sa.Text(), nullable=True, comment="since when a person is waited for"),
        sa.Column(
            "subject",
            sa.LargeBinary(),
            nullable=True,
            comment="blind index of the checked person, joins their applications",
        ),
        sa.Column("reference", sa.Text(), nullable=True, comment="收件编号, once submitted"),
        sa.Column("token_sha256", sa.LargeBinary(), nullable=False, comment="hash of the bearer token"),
        sa.Column("body", sa.LargeBinary(), nullable=True, comment="sealed: the snapshot; empty once erased"),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("erased_at", sa.Text(), nullable=True, comment="tombstone: the data key is destroyed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
    )
    op.create_index("ix_conversations_reference", "conversations", ["reference"], unique=False)
    op.create_index("ix_conversations_subject", "conversations", ["subject"], unique=False)
    op.create_index("ix_conversations_token", "conversations", ["token_sha256"], unique=True)
    op.create_index("ix_conversations_waiting", "conversations", ["waiting_since"], unique=False)
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "packs",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("canonical", sa.LargeBinary(), nullable=False, comment="canonical JSON, zlib"),
        sa.Column("plans", sa.LargeBinary(), nullable=True, comment="precomputed question plans"),
        sa.Column("state", sa.Text(), nullable=False, comment="in_force or retired"),
        sa.Column("published_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_packs")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="login"),
        sa.Column("password", sa.Text(), nullable=False, comment="argon2id"),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=True, comment="部门 code; only its slices are visible"),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("name", name=op.f("uq_people_name")),
    )
    op.create_table(
        "registers",
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="统一社会信用代码"),
        sa.Column("facts", sa.LargeBinary(), nullable=False, comment="JSON; demonstration rows only"),
        sa.PrimaryKeyConstraint("register", "key", name=op.f("pk_registers")),
    )
    op.create_table(
        "addresses",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address_index", sa.LargeBinary(), nullable=False, comment="blind index of the chat's address"),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False, comment="sealed with the conversation's key"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_addresses_conversation_id")),
        sa.PrimaryKeyConstraint("channel", "address_index", name=op.f("pk_addresses")),
    )
    op.create_index("ix_addresses_conversation", "addresses", ["conversation_id"], unique=False)
    op.create_table(
        "data_keys",
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("root_key_id", sa.Text(), nullable=False, comment="which root key wraps it"),
        sa.Column(
            "wrapped",
            sa.LargeBinary(),
            nullable=False,
            comment="the conversation's data key; deleting it erases the data",
        ),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_data_keys_conversation_id")),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_data_keys")),
    )
    op.create_table(
        "files",
        sa.Column("id", sa.Text(), nullable=False, comment="generated; never the name that was sent"),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column(
            "role", sa.Text(), nullable=False, comment="upload, normalised, document, package, slice or signature"
        ),
        sa.Column(
            "document",
            sa.Text(),
            nullable=False,
            comment="which document (notice-1), or the upload a normalised one is of",
        ),
        sa.Column("material", sa.Text(), nullable=True, comment="材料 code that it was examined for"),
        sa.Column("name", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the content, before sealing"),
        sa.Column("warnings", sa.Text(), nullable=False, comment="catalogue keys, comma between"),
        sa.Column(
            "scan", sa.Text(), nullable=False, comment="pending, clean or refused; only clean ones are handed over"
        ),
        sa.Column("by", sa.Text(), nullable=False, comment="the member of staff who sent it; the applicant when empty"),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_files_conversation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    op.create_index("ix_files_conversation", "files", ["conversation_id", "role", "document"], unique=False)
    op.create_table(
        "links",
        sa.Column("token_sha256", sa.LargeBinary(), nullable=False, comment="keyed hash of the link or code"),
        sa.Column("purpose", sa.Text(), nullable=False, comment="sign, upload, sensitive, resume …"),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False, comment="s since 1970"),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_links_conversation_id")),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_links")),
    )
    op.create_index("ix_links_conversation", "links", ["conversation_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column(
            "id", sa.Text(), nullable=False, comment="conversation:seq:number, the idempotency key of the effect"
        ),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="keep_document, hand_over, erase, withdraw_package, deliver"
        ),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="JSON without anything personal"),
        sa.Column("lane", sa.Text(), nullable=False, comment="rows of a lane are done in order"),
        sa.Column("place", sa.Integer(), nullable=False, comment="order within the lane"),
        sa.Column("due_at", sa.BigInteger(), nullable=False, comment="ms since 1970"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column(
            "lease_until",
            sa.BigInteger(),
            nullable=True,
            comment="ms since 1970; after it another worker may take the row",
        ),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column(
            "dead_at", sa.BigInteger(), nullable=True, comment="dead letter: gave up, waits for a person to replay it"
        ),
        sa.Column("failure", sa.Text(), nullable=True, comment="kind of the last failure, without contents"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_outbox_conversation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_due", "outbox", ["done_at", "dead_at", "due_at"], unique=False)
    op.create_index("ix_outbox_lane", "outbox", ["lane", "place"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("token_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False, comment="s since 1970"),
        sa.Column("seen_at", sa.BigInteger(), nullable=False, comment="s since 1970"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sessions_person_id")),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_person", "sessions", ["person_id"], unique=False)
    op.create_table(
        "slices",
        sa.Column("id", sa.Text(), nullable=False, comment="package/department/revision"),
        sa.Column("package_id", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the envelope; the same id with another is refused"),
        sa.Column(
            "envelope", sa.LargeBinary(), nullable=True, comment="sealed: the CloudEvents message; empty once erased"
        ),
        sa.Column(
            "state", sa.Text(), nullable=False, comment="ready, leased, acked, returned, dead, superseded or withdrawn"
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False, comment="ms since 1970"),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True, comment="ms since 1970"),
        sa.Column("received_by", sa.Text(), nullable=True, comment="who acknowledged or returned it"),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_slices_conversation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slices")),
    )
    op.create_index("ix_slices_package", "slices", ["package_id"], unique=False)
    op.create_index("ix_slices_queue", "slices", ["department", "state", "due_at"], unique=False)
    op.create_table(
        "turns",
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False, comment="1, 2, 3 … within the conversation"),
        sa.Column("message_id", sa.Text(), nullable=False, comment="the sender's own id; a repeat answers this row"),
        sa.Column(
            "request_sha256",
            sa.LargeBinary(),
            nullable=False,
            comment="what was sent; the same id with another is refused",
        ),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column(
            "body",
            sa.LargeBinary(),
            nullable=True,
            comment="sealed: inbound, replies, asking, progress, state; empty once erased",
        ),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_turns_conversation_id")),
        sa.PrimaryKeyConstraint("conversation_id", "seq", name=op.f("pk_turns")),
        sa.UniqueConstraint("conversation_id", "message_id", name=op.f("uq_turns_conversation_id_message_id")),
    )


def downgrade() -> None:
    op.drop_table("turns")
    op.drop_index("ix_slices_queue", table_name="slices")
    op.drop_index("ix_slices_package", table_name="slices")
    op.drop_table("slices")
    op.drop_index("ix_sessions_person", table_name="sessions")
    op.drop_table("sessions")
    op.drop_index("ix_outbox_lane", table_name="outbox")
    op.drop_index("ix_outbox_due", table_name="outbox")
    op.drop_table("outbox")
    op.drop_index("ix_links_conversation", table_name="links")
    op.drop_table("links")
    op.drop_index("ix_files_conversation", table_name="files")
    op.drop_table("files")
    op.drop_table("data_keys")
    op.drop_index("ix_addresses_conversation", table_name="addresses")
    op.drop_table("addresses")
    op.drop_table("registers")
    op.drop_table("people")
    op.drop_table("packs")
    op.drop_table("counters")
    op.drop_index("ix_conversations_waiting", table_name="conversations")
    op.drop_index("ix_conversations_token", table_name="conversations")
    op.drop_index("ix_conversations_subject", table_name="conversations")
    op.drop_index("ix_conversations_reference", table_name="conversations")
    op.drop_table("conversations")
    op.drop_table("closed_batches")
    op.drop_table("attempts")
