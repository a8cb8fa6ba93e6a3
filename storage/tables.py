"""The tables: what is stored, column by column; bodies that carry an applicant's words are sealed (加密存储)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", Text, primary_key=True, comment="opaque"),
    Column("channel", Text, nullable=False, comment="where it was opened: web, telegram, terminal …"),
    Column("locale", Text, nullable=False),
    Column("pack", Text, nullable=False, comment="hash of the pack that it is pinned to"),
    Column("state", Text, nullable=False, comment="办理阶段, as in the contract"),
    Column("industry", Text, comment="行业 code, once chosen"),
    Column("version", Integer, nullable=False, comment="number of turns stored; each write names the one it read"),
    Column("holder", Text, nullable=False, comment="who answers: the assistant when empty, else a member of staff"),
    Column("fence", Integer, nullable=False, comment="交接序号, grows with each takeover"),
    Column("waiting_since", Text, comment="since when a person is waited for"),
    Column("subject", LargeBinary, comment="blind index of the checked person, joins their applications"),
    Column("reference", Text, comment="收件编号, once submitted"),
    Column("token_sha256", LargeBinary, nullable=False, comment="hash of the bearer token"),
    Column("body", LargeBinary, comment="sealed: the snapshot; empty once erased"),
    Column("started_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Column("erased_at", Text, comment="tombstone: the data key is destroyed"),
    Index("ix_conversations_token", "token_sha256", unique=True),
    Index("ix_conversations_waiting", "waiting_since"),
    Index("ix_conversations_subject", "subject"),
    Index("ix_conversations_reference", "reference"),
)

data_keys = Table(
    "data_keys",
    metadata,
    Column("conversation_id", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("root_key_id", Text, nullable=False, comment="which root key wraps it"),
    Column("wrapped", LargeBinary, nullable=False, comment="the conversation's data key; deleting it erases the data"),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation_id", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, comment="1, 2, 3 … within the conversation"),
    Column("message_id", Text, nullable=False, comment="the sender's own id; a repeat answers this row"),
    Column(
        "request_sha256",
        LargeBinary,
        nullable=False,
        comment="empty; rows of old releases have what is in the body now",
    ),
    Column("at", Text, nullable=False),
    Column("body", LargeBinary, comment="sealed: inbound, replies, asking, progress, state; empty once erased"),
    UniqueConstraint("conversation_id", "message_id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Text, primary_key=True, comment="conversation:seq:number, the idempotency key of the effect"),
    Column("conversation_id", Text, ForeignKey("conversations.id"), nullable=False),
    Column("kind", Text, nullable=False, comment="keep_document, hand_over, erase, withdraw_package, deliver"),
    Column("body", LargeBinary, nullable=False, comment="JSON without anything personal"),
    Column("lane", Text, nullable=False, comment="rows of a lane are done in order"),
    Column("place", Integer, nullable=False, comment="order within the lane"),
    Column("due_at", BigInteger, nullable=False, comment="ms since 1970"),
    Column("attempts", Integer, nullable=False),
    Column("leased_by", Text),
    Column("lease_until", BigInteger, comment="ms since 1970; after it another worker may take the row"),
    Column("done_at", BigInteger),
    Column("dead_at", BigInteger, comment="dead letter: gave up, waits for a person to replay it"),
    Column("failure", Text, comment="kind of the last failure, without contents"),
    Index("ix_outbox_due", "done_at", "dead_at", "due_at"),
    Index("ix_outbox_lane", "lane", "place"),
)

addresses = Table(
    "addresses",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("address_index", LargeBinary, primary_key=True, comment="blind index of the chat's address"),
    Column("conversation_id", Text, ForeignKey("conversations.id"), nullable=False),
    Column("address", LargeBinary, nullable=False, comment="sealed with the conversation's key"),
    Index("ix_addresses_conversation", "conversation_id"),
)

files = Table(
    "files",
    metadata,
    Column("id", Text, primary_key=True, comment="generated; never the name that was sent"),
    Column("conversation_id", Text, ForeignKey("conversations.id"), nullable=False),
    Column("role", Text, nullable=False, comment="upload, normalised, document, package, slice, volume or signature"),
    Column("document", Text, nullable=False, comment="which document (notice-1), or the upload a normalised one is of"),
    Column("material", Text, comment="材料 code that it was examined for"),
    Column("name", LargeBinary, nullable=False, comment="sealed"),
    Column("media_type", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False, comment="of the content, before sealing"),
    Column("warnings", Text, nullable=False, comment="catalogue keys, comma between"),
    Column("scan", Text, nullable=False, comment="pending, clean or refused; only clean ones are handed over"),
    Column("by", Text, nullable=False, comment="the member of staff who sent it; the applicant when empty"),
    Column("at", Text, nullable=False),
    Index("ix_files_conversation", "conversation_id", "role", "document"),
)

packs = Table(
    "packs",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("canonical", LargeBinary, nullable=False, comment="canonical JSON, zlib"),
    Column("plans", LargeBinary, comment="precomputed question plans"),
    Column("state", Text, nullable=False, comment="in_force or retired"),
    Column("published_at", Text, nullable=False),
)

closed_batches = Table(
    "closed_batches",
    metadata,
    Column("batch", Integer, primary_key=True, comment="批次 whose industries are not open to applicants"),
    Column("at", Text, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True, comment="login"),
    Column("password", Text, nullable=False, comment="argon2id"),
    Column("role", Text, nullable=False),
    Column("department", Text, comment="部门 code; only its slices are visible"),
    Column("disabled", Boolean, nullable=False),
    Column("created_at", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_sha256", LargeBinary, primary_key=True),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    Column("created_at", BigInteger, nullable=False, comment="s since 1970"),
    Column("seen_at", BigInteger, nullable=False, comment="s since 1970"),
    Index("ix_sessions_person", "person_id"),
)

links = Table(
    "links",
    metadata,
    Column("token_sha256", LargeBinary, primary_key=True, comment="keyed hash of the link or code"),
    Column("purpose", Text, nullable=False, comment="sign, upload, sensitive, resume …"),
    Column("conversation_id", Text, ForeignKey("conversations.id"), nullable=False),
    Column("expires_at", BigInteger, nullable=False, comment="s since 1970"),
    Column("used_at", BigInteger),
    Index("ix_links_conversation", "conversation_id"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("who", LargeBinary, primary_key=True, comment="keyed hash of who tried what"),
    Column("span", BigInteger, primary_key=True, comment="which span of time"),
    Column("tries", Integer, nullable=False),
)

registers = Table(
    "registers",
    metadata,
    Column("register", Text, primary_key=True),
    Column("key", Text, primary_key=True, comment="统一社会信用代码"),
    Column("facts", LargeBinary, nullable=False, comment="JSON; demonstration rows only"),
)

slices = Table(
    "slices",
    metadata,
    Column("id", Text, primary_key=True, comment="package/department/revision"),
    Column("package_id", Text, nullable=False),
    Column("conversation_id", Text, ForeignKey("conversations.id"), nullable=False),
    Column("department", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sha256", Text, nullable=False, comment="of the envelope; the same id with another is refused"),
    Column("envelope", LargeBinary, comment="sealed: the CloudEvents message; empty once erased"),
    Column("state", Text, nullable=False, comment="ready, leased, acked, returned, dead, superseded or withdrawn"),
    Column("attempts", Integer, nullable=False),
    Column("due_at", BigInteger, nullable=False, comment="ms since 1970"),
    Column("leased_by", Text),
    Column("lease_until", BigInteger, comment="ms since 1970"),
    Column("received_by", Text, comment="who acknowledged or returned it"),
    Column("at", Text, nullable=False),
    Index("ix_slices_queue", "department", "state", "due_at"),
    Index("ix_slices_package", "package_id"),
)

gaps = Table(
    "gaps",
    metadata,
    Column("conversation_id", Text, ForeignKey("conversations.id"), primary_key=True),
    Column(
        "seq", Integer, primary_key=True, comment="the turn that holds the words, sealed: nothing of them stands here"
    ),
    Column("kind", Text, nullable=False, comment="question, words"),
    Column("asking", Text, nullable=False, comment="fact, material or step that was asked; empty for none"),
    Column("industry", Text, nullable=False, comment="行业 code, empty before it is known"),
    Column("at", Text, nullable=False),
    Column("settled_at", Text, comment="when somebody saw to it"),
    Column("settled_by", Text, comment="member of staff"),
    Index("ix_gaps_open", "settled_at", "at"),
)

licences = Table(
    "licences",
    metadata,
    Column("number", Text, primary_key=True, comment="许可证编号, the same for life"),
    Column("lookup", Text, nullable=False, comment="opaque, in the QR code: numbers can be counted through"),
    Column("version", Integer, nullable=False, comment="of the newest; 0 at first"),
    Column("state", Text, nullable=False, comment="active, expired, withdrawn, revoked or cancelled, as a whole"),
    Column("record", LargeBinary, nullable=False, comment="sealed: what it says, states of permits included"),
    Column("updated_at", Text, nullable=False),
    Index("ix_licences_lookup", "lookup", unique=True),
    Index("ix_licences_state", "state"),
)

licence_versions = Table(
    "licence_versions",
    metadata,
    Column("number", Text, ForeignKey("licences.number"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("payload", Text, nullable=False, comment="what the QR code carries, signed"),
    Column("file", Text, nullable=False, comment="the signed PDF in the file store"),
    Column("sha256", Text, nullable=False, comment="of that PDF"),
    Column("issued_at", Text, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False, comment="1, 2, 3 … without gaps"),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False, comment="存证事件: notice_shown, signed, submitted …"),
    Column("conversation", Text, nullable=False, comment="opaque id, empty for none; no key: entries outlive all"),
    Column("actor", Text, nullable=False, comment="role of who did it"),
    Column("details", Text, nullable=False, comment="canonical JSON; what is personal only as a salted hash"),
    Column("previous", Text, nullable=False, comment="hash of the entry before"),
    Column("hash", Text, nullable=False, comment="SHA-256 over previous and this entry"),
    Index("ix_journal_conversation", "conversation"),
)

journal_head = Table(
    "journal_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1"),
    Column("seq", BigInteger, nullable=False, comment="the last entry of the journal"),
    Column("hash", Text, nullable=False),
    Column("mac", LargeBinary, nullable=False, comment="keyed hash of both: who only has the database can't make it"),
)
