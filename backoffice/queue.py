"""The departments' queues (部门队列) in the database: lease, acknowledge, give back, try again, dead letter, replay.

Each function works inside the caller's transaction: on SQLite that of the one writer, on PostgreSQL any process's,
where rows that somebody else is taking are skipped. Times are milliseconds since 1970 and come from the caller.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, and_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from backoffice.identity import SliceId
from errors import IntakeError
from storage.tables import slices

State = Literal["ready", "leased", "acked", "returned", "dead", "superseded", "withdrawn"]
STATES: tuple[State, ...] = ("ready", "leased", "acked", "returned", "dead", "superseded", "withdrawn")

LEASE_MS = 60_000
TRIES = 20
"""After so many deliveries that nobody acknowledged, a slice is a dead letter (死信); a person sees and replays it."""
FIRST_WAIT_MS = 1_000
LONGEST_WAIT_MS = 3_600_000
_MARK = "#"
"""Stands between lease and taker in `leased_by`."""


class SliceConflict(IntakeError):
    """A slice was handed over again under the same id with other content: refused, somebody must look."""


class LeaseLost(IntakeError):
    """The lease ran out, was answered, or the slice was withdrawn: nothing was changed, take the slice again."""


class InHand(IntakeError):
    """Somebody else holds the slice (or has decided it); `by` names them, `state` says which."""

    def __init__(self, message: str, by: str, state: State) -> None:
        super().__init__(message)
        self.by = by
        self.state = state


@dataclass(frozen=True, slots=True)
class Entry:
    """A slice as it is put into its department's queue; `envelope` is sealed."""

    id: SliceId
    conversation_id: str
    sha256: str
    envelope: bytes
    at: str


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to answer for one slice until a time; `key` tells this lease from any other."""

    id: SliceId
    key: str
    by: str
    until_ms: int
    attempt: int
    conversation_id: str
    sha256: str
    envelope: bytes | None


def put(connection: Connection, entry: Entry, now_ms: int) -> bool:
    """Whether the slice is new; one that is there already under the same hash stays untouched.

    Raises SliceConflict when it is there with another hash.
    """
    row = {
        "id": str(entry.id), "package_id": entry.id.package, "conversation_id": entry.conversation_id,
        "department": entry.id.department, "revision": entry.id.revision, "sha256": entry.sha256,
        "envelope": entry.envelope, "state": "ready", "attempts": 0, "due_at": now_ms, "at": entry.at,
    }  # fmt: skip
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    added = insert(slices).values(**row).on_conflict_do_nothing(index_elements=[slices.c.id]).returning(slices.c.id)
    if connection.scalar(added) is not None:
        return True
    stored = connection.scalar(select(slices.c.sha256).where(slices.c.id == str(entry.id)))
    if stored != entry.sha256:
        raise SliceConflict(
            f"slice {entry.id} was handed over before with hash {stored}, now with {entry.sha256}. The first one stays "
            "in the queue. Find out which part of the package changed without a new revision."
        )
    return False


def lease(
    connection: Connection,
    department: str,
    by: str,
    now_ms: int,
    new_key: Callable[[], str],
    *,
    limit_ms: int = LEASE_MS,
) -> Lease | None:
    """The department's longest waiting slice, for the taker alone until the lease runs out; None when nothing is due.

    One whose lease ran out is taken again; one that ran out too often becomes a dead letter on the way.
    """
    while True:
        found = connection.execute(
            select(slices)
            .where(slices.c.department == department, _may_be_taken(now_ms))
            .order_by(slices.c.due_at, slices.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if found is None:
            return None
        if found.attempts < TRIES:
            return _taken(connection, found, by, now_ms, new_key(), limit_ms)
        _bury(connection, found.id)


def lease_one(
    connection: Connection,
    wanted: SliceId,
    by: str,
    now_ms: int,
    new_key: Callable[[], str],
    *,
    limit_ms: int = LEASE_MS,
) -> Lease:
    """This slice, for the taker alone: how a member of staff takes what is on the screen, even a dead letter.

    Raises InHand when somebody else has it or it is decided, IntakeError when there is none.
    """
    found = connection.execute(_one(wanted).with_for_update()).first()
    if found is None:
        raise IntakeError(f"there is no slice {wanted}: open it from the list")
    held = found.state == "leased" and found.lease_until > now_ms
    if held or found.state not in ("ready", "leased", "dead"):
        who = taker(found.leased_by) if held else found.received_by or ""
        raise InHand(f"slice {wanted} is {found.state}: reload it", who, found.state)
    return _taken(connection, found, by, now_ms, new_key(), limit_ms)


def ack(connection: Connection, held: Lease, now_ms: int) -> None:
    """The department took the slice (受理).

    Raises LeaseLost when this lease no longer counts.
    """
    _answer(connection, held, now_ms, state="acked", received_by=held.by)


def give_back(connection: Connection, held: Lease, now_ms: int) -> None:
    """The department returns the slice with points to put right (补正); the points are kept apart.

    Raises LeaseLost when this lease no longer counts.
    """
    _answer(connection, held, now_ms, state="returned", received_by=held.by)


def nack(connection: Connection, held: Lease, now_ms: int) -> State:
    """The taker could not use the slice now: it comes again after a wait that doubles, or is a dead letter at the end.

    Raises LeaseLost when this lease no longer counts.
    """
    state: State = "dead" if held.attempt >= TRIES else "ready"
    _answer(connection, held, now_ms, state=state, due_at=now_ms + wait_ms(held.attempt))
    return state


def replay(connection: Connection, wanted: SliceId, now_ms: int) -> bool:
    """Whether this dead letter (死信) was one, and is now delivered again from the beginning."""
    changed = connection.execute(
        update(slices)
        .where(slices.c.id == str(wanted), slices.c.state == "dead")
        .values(state="ready", attempts=0, due_at=now_ms, leased_by=None, lease_until=None)
    )
    return changed.rowcount == 1


def close(connection: Connection, wanted: SliceId, state: Literal["superseded", "withdrawn"]) -> bool:
    """Whether the slice was still open to the department, and no longer is; a lease on it is lost."""
    changed = connection.execute(
        update(slices)
        .where(slices.c.id == str(wanted), slices.c.state.not_in(("superseded", "withdrawn")))
        .values(state=state, leased_by=None, lease_until=None)
    )
    return changed.rowcount == 1


def wait_ms(attempt: int) -> int:
    """How long to wait after so many tries."""
    return min(FIRST_WAIT_MS * 2 ** max(attempt - 1, 0), LONGEST_WAIT_MS)


def taker(leased_by: str | None) -> str:
    """Who holds a lease, from what the table keeps."""
    return (leased_by or "").partition(_MARK)[2]


def _one(wanted: SliceId) -> Select[Any]:
    return select(slices).where(slices.c.id == str(wanted))


def _may_be_taken(now_ms: int) -> Any:
    return or_(
        and_(slices.c.state == "ready", slices.c.due_at <= now_ms),
        and_(slices.c.state == "leased", slices.c.lease_until <= now_ms),
    )


def _taken(connection: Connection, found: Row[Any], by: str, now_ms: int, key: str, limit_ms: int) -> Lease:
    until_ms, attempt = now_ms + limit_ms, found.attempts + 1
    connection.execute(
        update(slices)
        .where(slices.c.id == found.id)
        .values(state="leased", attempts=attempt, leased_by=f"{key}{_MARK}{by}", lease_until=until_ms)
    )
    wanted = SliceId.parse(found.id)
    return Lease(wanted, key, by, until_ms, attempt, found.conversation_id, found.sha256, found.envelope)


def _bury(connection: Connection, row_id: str) -> None:
    connection.execute(
        update(slices).where(slices.c.id == row_id).values(state="dead", leased_by=None, lease_until=None)
    )


def _answer(connection: Connection, held: Lease, now_ms: int, **values: Any) -> None:
    changed = connection.execute(
        update(slices)
        .where(
            slices.c.id == str(held.id),
            slices.c.state == "leased",
            slices.c.leased_by == f"{held.key}{_MARK}{held.by}",
            slices.c.lease_until > now_ms,
        )
        .values(leased_by=None, lease_until=None, **values)
    )
    if changed.rowcount != 1:
        raise LeaseLost(f"the lease on slice {held.id} no longer counts: take the slice again, nothing was changed")
