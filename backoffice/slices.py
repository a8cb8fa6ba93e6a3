"""Reading the slices (分卷台账): a department's own with what its list shows, and the progress of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, func, select

from backoffice.envelope import Correspondence
from backoffice.identity import PackageId, SliceId
from backoffice.queue import STATES, State, taker
from storage.keys import Keyring, Seal
from storage.tables import data_keys, slices

LISTED = 500


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a department is with its slice: all that other departments see."""

    id: SliceId
    state: State


@dataclass(frozen=True, slots=True)
class SliceRecord:
    """A slice with its correspondence."""

    id: SliceId
    conversation_id: str
    state: State
    sha256: str
    held_by: str
    """Who has it in hand while it is leased."""
    lease_until_ms: int
    attempts: int
    correspondence: Correspondence

    def state_at(self, now_ms: int) -> State:
        """The state, in which a lease that ran out counts no more."""
        return "ready" if self.state == "leased" and self.lease_until_ms <= now_ms else self.state


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A slice that nobody could take, for the one who replays it: nothing of its content."""

    id: SliceId
    attempts: int


def envelope_place(wanted: SliceId) -> str:
    """Where the sealed batch belongs: it opens nowhere else."""
    return f"slices/envelope/{wanted}"


def find(connection: Connection, keyring: Keyring, wanted: SliceId) -> SliceRecord | None:
    """One slice; None when there is none, or when it was erased."""
    rows = connection.execute(_with_keys().where(slices.c.id == str(wanted))).all()
    return next(iter(_opened(rows, keyring)), None)


def of_department(connection: Connection, keyring: Keyring, department: str | None) -> list[SliceRecord]:
    """The newest slices of a department, or of all; ones replaced by a newer revision stay out."""
    query = _with_keys().where(slices.c.state != "superseded").order_by(slices.c.at.desc(), slices.c.id).limit(LISTED)
    if department is not None:
        query = query.where(slices.c.department == department)
    return _opened(connection.execute(query).all(), keyring)


def of_package(connection: Connection, package: PackageId) -> list[Progress]:
    """Each department's latest slice of a package, without content; what was replaced is left out."""
    rows = connection.execute(
        select(slices.c.id, slices.c.state)
        .where(slices.c.package_id == package, slices.c.state != "superseded")
        .order_by(slices.c.revision)
    )
    latest = {(one := SliceId.parse(row.id)).department: Progress(one, row.state) for row in rows}
    return list(latest.values())


def all_accepted(connection: Connection, package: PackageId) -> bool:
    """Whether every department that still has a slice of the package has accepted it (受理)."""
    states = [one.state for one in of_package(connection, package) if one.state != "withdrawn"]
    return bool(states) and all(state == "acked" for state in states)


def all_of_package(connection: Connection, seal: Seal, package: PackageId) -> list[SliceRecord]:
    """Every slice of a package, oldest first, for who holds the conversation's key."""
    rows = connection.execute(select(slices).where(slices.c.package_id == package).order_by(slices.c.revision))
    return [_record(row, seal) for row in rows if row.envelope is not None]


def counts(connection: Connection) -> Mapping[str, Counter[State]]:
    """How many slices each department has in each state."""
    rows = connection.execute(
        select(slices.c.department, slices.c.state, func.count()).group_by(slices.c.department, slices.c.state)
    )
    found: dict[str, Counter[State]] = {}
    for department, state, count in rows:
        found.setdefault(department, Counter(dict.fromkeys(STATES, 0)))[cast(State, state)] += count
    return found


def dead_letters(connection: Connection) -> list[DeadLetter]:
    """What waits for somebody to replay it."""
    rows = connection.execute(
        select(slices.c.id, slices.c.attempts).where(slices.c.state == "dead").order_by(slices.c.due_at)
    )
    return [DeadLetter(SliceId.parse(row.id), row.attempts) for row in rows]


def _with_keys() -> Select[Any]:
    joined = slices.join(data_keys, data_keys.c.conversation_id == slices.c.conversation_id)
    return select(slices, data_keys.c.wrapped).select_from(joined).where(slices.c.envelope.is_not(None))


def _opened(rows: Iterable[Row[Any]], keyring: Keyring) -> list[SliceRecord]:
    return [_record(row, keyring.unwrap(row.conversation_id, row.wrapped)) for row in rows]


def _record(row: Row[Any], seal: Seal) -> SliceRecord:
    wanted = SliceId.parse(row.id)
    batch = seal.open(envelope_place(wanted), row.envelope)
    return SliceRecord(
        wanted, row.conversation_id, row.state, row.sha256, taker(row.leased_by), row.lease_until or 0, row.attempts,
        Correspondence.from_batch(batch),
    )  # fmt: skip
