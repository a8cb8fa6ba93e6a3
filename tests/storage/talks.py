"""Stored conversations for tests of storage, without an engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from dialogs.conversation import Answer, Conversation, ConversationId, Origin
from dialogs.exchange import Inbound, Reply, Said, Started, Turn
from storage.conversations import Opening, changed_columns, store_opening
from storage.keys import Seal
from storage.snapshot import Snapshots
from storage.store import Store
from storage.turn_rows import TurnWrite
from storage.turns import fingerprint, record_of, turn_row

AT = "2026-11-24T06:31:00Z"
DAY = date(2026, 11, 24)


async def opened(store: Store, name: str, *, address: tuple[str, str] | None = None) -> tuple[Conversation, Seal]:
    """A conversation with its first turn, stored."""
    conversation = Conversation(ConversationId(name), "sha256:none", "web", version=1, started_at=AT)
    seal, wrapped = store.keyring.new_data_key(name)
    inbound = Inbound("start", AT, DAY, Started())
    turn = Turn(conversation, (Reply("hello"),))
    record = record_of(conversation.id, 1, inbound, turn, "", fingerprint(inbound.payload))
    opening = Opening(conversation, seal, wrapped, f"token {name}", record, address=address)
    await store.write(lambda connection: store_opening(connection, store.keyring, opening))
    return conversation, seal


def said(
    store: Store,
    conversation: Conversation,
    seal: Seal,
    message_id: str,
    text: str,
    effects: tuple[dict[str, Any], ...] = (),
) -> tuple[TurnWrite, Conversation]:
    """The write of a turn in which something is said, and the conversation after it."""
    answers = {**conversation.answers, "said": Answer(text, Origin.APPLICANT, AT)}
    later = replace(conversation, answers=answers, version=conversation.version + 1)
    inbound = Inbound(message_id, AT, DAY, Said(text))
    turn = Turn(later, (Reply(f"heard {text}"),))
    record = record_of(later.id, later.version, inbound, turn, text, fingerprint(inbound.payload))
    changes = changed_columns(later, seal, store.keyring, AT, Snapshots())
    changes.update(read_id=later.id, read_version=conversation.version)
    return TurnWrite(later.id, conversation.version, changes, turn_row(record, seal), effects), later
