"""The outbox (待办): what is to be done after a turn's commit, at least once each, in order within a lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, and_, delete, exists, func, null, or_, select, update

from dialogs.conversation import ConversationId
from dialogs.exchange import (
    DiscardFile,
    Effect,
    Erase,
    HandOver,
    KeepDocument,
    KnowledgeGap,
    ReadPhoto,
    WithdrawPackage,
)
from storage.tables import outbox

DELIVER = "deliver"


@dataclass(frozen=True, slots=True)
class Job:
    """A row of the outbox under lease; `id` is its idempotency key."""

    id: str
    conversation_id: ConversationId
    kind: str
    body: dict[str, Any]
    attempts: int


@dataclass(frozen=True, slots=True)
class Depth:
    """How much is waiting: rows not done, the age of the oldest in ms, and dead letters."""

    waiting: int
    oldest_ms: int
    dead: int


def effect_rows(
    conversation_id: ConversationId, seq: int, effects: Sequence[Effect], *, delivers: bool, now_ms: int
) -> tuple[dict[str, Any], ...]:
    """The rows of a turn's effects; with `delivers` one more that sends its replies to a chat.

    Erasing comes last, behind the reply that says so: without the key nothing could be sent any more.
    """
    chat = f"{conversation_id}/{DELIVER}"  # a lane of its own: a reply must not wait until a document is made
    erases = [effect for effect in effects if isinstance(effect, Erase)]
    planned = [
        (*_named(effect, seq), f"{conversation_id}/photo" if isinstance(effect, ReadPhoto) else str(conversation_id))
        for effect in effects
        if not isinstance(effect, Erase)
    ]  # a photo takes seconds to read, and nothing else has to wait for it
    if delivers:
        planned.append((DELIVER, {"seq": seq}, chat))
    planned.extend((*_named(effect, seq), chat if delivers else str(conversation_id)) for effect in erases)
    return tuple(
        _row(conversation_id, seq, number, kind, body, lane=lane, now_ms=now_ms)
        for number, (kind, body, lane) in enumerate(planned)
    )


def erasing_row(conversation_id: ConversationId, seq: int, *, now_ms: int) -> dict[str, Any]:
    """The row that erases a conversation without a turn that asked for it; no turn may ever have that `seq`."""
    return _row(conversation_id, seq, 0, "erase", {}, lane=str(conversation_id), now_ms=now_ms)


def _named(effect: Effect, seq: int) -> tuple[str, dict[str, Any]]:
    match effect:
        case KeepDocument(document):
            return "keep_document", {"document": document}
        case HandOver(revision):
            return "hand_over", {"revision": revision}
        case WithdrawPackage(revision):
            return "withdraw_package", {"revision": revision}
        case Erase():
            return "erase", {}
        case ReadPhoto(file):
            return "read_photo", {"file": file}
        case DiscardFile(file):
            return "discard_file", {"file": file}
        case KnowledgeGap(kind, asking, industry):
            return "note_gap", {"seq": seq, "kind": kind, "asking": asking, "industry": industry}


def _row(
    conversation_id: ConversationId, seq: int, number: int, kind: str, body: dict[str, Any], *, lane: str, now_ms: int
) -> dict[str, Any]:
    return {
        "id": f"{conversation_id}:{seq}:{number}",
        "conversation_id": conversation_id,
        "kind": kind,
        "body": orjson.dumps(body),
        "lane": lane,
        "place": seq * 1000 + number,
        "due_at": now_ms,
        "attempts": 0,
        "leased_by": None,
        "lease_until": None,
        "done_at": None,
        "dead_at": None,
        "failure": None,
    }


_open = and_(outbox.c.done_at.is_(None), outbox.c.dead_at.is_(None))


def is_due(connection: Connection, *, kinds: Sequence[str], now_ms: int) -> bool:
    """Whether there may be something to lease."""
    free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now_ms)
    due = select(outbox.c.id).where(_open, outbox.c.due_at <= now_ms, free, outbox.c.kind.in_(kinds)).limit(1)
    return connection.scalar(due) is not None


def lease(
    connection: Connection, *, worker: str, kinds: Sequence[str], now_ms: int, lease_ms: int, limit: int
) -> list[Job]:
    """Takes rows that are due, for a time; the earliest of each lane only."""
    earlier = outbox.alias("earlier")
    blocked = exists().where(
        earlier.c.lane == outbox.c.lane,
        earlier.c.place < outbox.c.place,
        earlier.c.done_at.is_(None),
        earlier.c.dead_at.is_(None),
    )
    free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now_ms)
    rows = connection.execute(
        select(outbox.c.id, outbox.c.conversation_id, outbox.c.kind, outbox.c.body, outbox.c.attempts)
        .where(_open, outbox.c.due_at <= now_ms, free, outbox.c.kind.in_(kinds), ~blocked)
        .order_by(outbox.c.due_at, outbox.c.place)
        .limit(limit)
        .with_for_update(skip_locked=True, of=outbox)
    ).all()
    taken = [Job(row.id, row.conversation_id, row.kind, orjson.loads(row.body), row.attempts + 1) for row in rows]
    if taken:
        connection.execute(
            update(outbox)
            .where(outbox.c.id.in_([job.id for job in taken]))
            .values(leased_by=worker, lease_until=now_ms + lease_ms, attempts=outbox.c.attempts + 1)
        )
    return taken


def extend(connection: Connection, *, worker: str, ids: Sequence[str], until_ms: int) -> None:
    """Goes on holding rows that are still being worked on."""
    held = and_(outbox.c.id.in_(ids), outbox.c.leased_by == worker, _open)
    connection.execute(update(outbox).where(held).values(lease_until=until_ms))


def finish(connection: Connection, job_id: str, *, worker: str, now_ms: int) -> bool:
    """Marks a row as done; False when its lease was lost to another worker meanwhile."""
    held = and_(outbox.c.id == job_id, outbox.c.leased_by == worker, _open)
    done = update(outbox).where(held).values(done_at=now_ms, leased_by=null(), lease_until=null(), failure=null())
    return connection.execute(done).rowcount == 1


def put_off(
    connection: Connection, job_id: str, *, worker: str, failure: str, due_ms: int, counts: bool = True
) -> None:
    """Tries a row again later; `failure` names the kind of failure. Without `counts` this was not a try."""
    held = and_(outbox.c.id == job_id, outbox.c.leased_by == worker, _open)
    later = update(outbox).where(held).values(due_at=due_ms, failure=failure, leased_by=null(), lease_until=null())
    if not counts:
        later = later.values(attempts=outbox.c.attempts - 1)
    connection.execute(later)


def bury(connection: Connection, job_id: str, *, worker: str, failure: str, now_ms: int) -> None:
    """Gives a row up (dead letter); what stands behind it in its lane goes on."""
    held = and_(outbox.c.id == job_id, outbox.c.leased_by == worker, _open)
    dead = update(outbox).where(held).values(dead_at=now_ms, failure=failure, leased_by=null(), lease_until=null())
    connection.execute(dead)


def replay(connection: Connection, *, now_ms: int, job_id: str | None = None) -> int:
    """Brings one dead letter, or all, back into the outbox; how many."""
    dead = (
        outbox.c.dead_at.is_not(None) if job_id is None else and_(outbox.c.id == job_id, outbox.c.dead_at.is_not(None))
    )
    return connection.execute(update(outbox).where(dead).values(dead_at=null(), attempts=0, due_at=now_ms)).rowcount


def depth(connection: Connection, *, now_ms: int) -> Depth:
    """How much is waiting."""
    waiting, oldest = connection.execute(select(func.count(), func.min(outbox.c.due_at)).where(_open)).one()
    dead = connection.scalar(select(func.count()).where(outbox.c.dead_at.is_not(None))) or 0
    return Depth(waiting, max(0, now_ms - oldest) if oldest is not None else 0, dead)


def dead_letters(connection: Connection, *, limit: int = 200) -> list[tuple[Job, str]]:
    """What was given up, each with the kind of its last failure, the latest first."""
    rows = connection.execute(
        select(outbox).where(outbox.c.dead_at.is_not(None)).order_by(outbox.c.dead_at.desc()).limit(limit)
    )
    return [
        (Job(row.id, row.conversation_id, row.kind, orjson.loads(row.body), row.attempts), row.failure or "")
        for row in rows
    ]


def clear_done(connection: Connection, *, before_ms: int) -> int:
    """Removes rows that were done long ago; how many."""
    old = outbox.c.done_at.is_not(None) & (outbox.c.done_at < before_ms)
    return connection.execute(delete(outbox).where(old)).rowcount
