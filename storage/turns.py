"""Stored turns (办理记录): what came in and what was answered, one sealed row each, in order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import orjson
from sqlalchemy import Connection, select

from dialogs import exchange
from dialogs.conversation import ConversationId, Moment, State
from dialogs.exchange import (
    AskingView,
    Chose,
    Inbound,
    Payload,
    Progress,
    Reply,
    Said,
    Signed,
    StaffEntered,
    Turn,
    Uploaded,
    UploadRefused,
)
from errors import IntakeError
from storage.keys import Seal
from storage.tables import turns

PAYLOADS = {
    name: getattr(exchange, name)
    for name in (
        "Started", "Said", "Amended", "Located", "Introduced", "Unreadable", "Chose", "Uploaded", "UploadRefused",
        "PhotoRead", "Signed", "Returned", "Received", "Reminded", "TakenOver", "StaffSaid", "StaffEntered", "HandedBack",
    )
}  # fmt: skip


class MessageConflict(IntakeError):
    """A message id was used before for something else: send it with an id of its own."""


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A turn as it is stored and answered, now and whenever the same message comes again."""

    conversation_id: ConversationId
    seq: int
    message_id: str
    at: Moment
    payload: Payload = field(repr=False)
    said: str = field(repr=False)
    """The inbound as the transcript shows it: the words, or the label of the button; empty when it shows nothing."""
    replies: tuple[Reply, ...] = field(repr=False)
    asking: AskingView | None
    state: State
    progress: Progress
    request_sha256: bytes = field(repr=False)

    def as_turn(self) -> dict[str, Any]:
        """The contract's Turn."""
        return {
            "seq": self.seq,
            "replies": [self._reply(reply) for reply in self.replies],
            "asking": self.asking.as_data() if self.asking is not None else None,
            "state": self.state.value,
            "progress": {"done": self.progress.done, "left": self.progress.left},
        }

    def entries(self) -> list[dict[str, Any]]:
        """The contract's transcript entries: the inbound, then each reply."""
        shown: list[dict[str, Any]] = []
        if self.said:
            shown.append(self._entry(self.speaker, self.message_id, self.said))
        shown.extend(self._entry("staff" if reply.speaker else "bot", None, reply.text) for reply in self.replies)
        return shown

    @property
    def speaker(self) -> Literal["applicant", "staff"]:
        """Who sent the inbound."""
        return "staff" if isinstance(self.payload, StaffEntered) else "applicant"

    def _entry(self, speaker: str, message_id: str | None, text: str) -> dict[str, Any]:
        return {"seq": self.seq, "from": speaker, "id": message_id, "text": text, "at": self.at}

    def _reply(self, reply: Reply) -> dict[str, Any]:
        return {
            "text": reply.text,
            "choices": [{"id": choice.id, "label": choice.label} for choice in reply.choices],
            "attachments": [
                {"name": attached.name, "url": document_path(self.conversation_id, attached.document)}
                for attached in reply.attachments
            ],
        }


def document_path(conversation_id: ConversationId, document: str) -> str:
    """Where an attachment is read, with the conversation's token or cookie."""
    return f"/api/v1/conversations/{conversation_id}/documents/{document}"


def fingerprint(payload: Payload) -> bytes:
    """What two inbounds with one message id must have in common: what was sent, not what we noted on receiving it."""
    match payload:
        case Said(text):
            told: Any = text
        case Chose(choice):
            told = choice
        case Uploaded(upload, material):
            told = (upload.name, upload.sha256, material)
        case UploadRefused(name, reason, _, material):
            told = (name, reason, material)
        case Signed(name, agreed, image, root, excludes):
            told = (name, agreed, image, root, excludes)
        case _:
            told = payload
    return hashlib.sha256(type(payload).__name__.encode() + orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).digest()


def record_of(
    conversation_id: ConversationId, seq: int, inbound: Inbound, turn: Turn, said: str, request_sha256: bytes
) -> TurnRecord:
    """The record of a turn just taken, not stored yet."""
    return TurnRecord(
        conversation_id,
        seq,
        inbound.id,
        inbound.at,
        inbound.payload,
        said,
        turn.replies,
        turn.asking,
        turn.conversation.state,
        turn.progress,
        request_sha256,
    )


def turn_row(record: TurnRecord, seal: Seal) -> dict[str, Any]:
    """The row of a record."""
    body = orjson.dumps(
        {
            "kind": type(record.payload).__name__,
            "payload": record.payload,
            "said": record.said,
            "replies": record.replies,
            "asking": record.asking,
            "state": record.state,
            "progress": record.progress,
            # a hash of a bare telephone number tells the number: it is kept where the words are, under the seal
            "request": record.request_sha256.hex(),
        }
    )
    return {
        "conversation_id": record.conversation_id,
        "seq": record.seq,
        "message_id": record.message_id,
        "request_sha256": b"",
        "at": record.at,
        "body": seal.seal(f"turns/body/{record.conversation_id}/{record.seq}", body),
    }


def turn_with_message(
    connection: Connection, seal: Seal, conversation_id: ConversationId, message_id: str
) -> TurnRecord | None:
    """The turn that answered a message."""
    wanted = (turns.c.conversation_id == conversation_id) & (turns.c.message_id == message_id)
    row = connection.execute(select(turns).where(wanted)).mappings().first()
    return None if row is None or row["body"] is None else _record(row, seal)


def turns_after(
    connection: Connection, seal: Seal, conversation_id: ConversationId, *, after: int = 0, limit: int = 100
) -> list[TurnRecord]:
    """The turns behind a seq, oldest first."""
    rows = connection.execute(
        select(turns)
        .where((turns.c.conversation_id == conversation_id) & (turns.c.seq > after) & turns.c.body.is_not(None))
        .order_by(turns.c.seq)
        .limit(limit)
    ).mappings()
    return [_record(row, seal) for row in rows]


def _record(row: Mapping[Any, Any], seal: Seal) -> TurnRecord:
    conversation_id, seq = row["conversation_id"], row["seq"]
    body = orjson.loads(seal.open(f"turns/body/{conversation_id}/{seq}", row["body"]))
    kind: str = body["kind"]
    return TurnRecord(
        conversation_id,
        seq,
        row["message_id"],
        row["at"],
        _reader(PAYLOADS[kind]).validate_python(body["payload"]),
        body["said"],
        _reader(tuple[Reply, ...]).validate_python(body["replies"]),
        _reader(AskingView | None).validate_python(body["asking"]),
        State(body["state"]),
        Progress(**body["progress"]),
        bytes.fromhex(body["request"]) if "request" in body else bytes(row["request_sha256"]),
    )


@cache
def _reader(kind: Any) -> Any:
    # built on first use: only reading back needs it
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
