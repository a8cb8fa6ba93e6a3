"""Deciding on a slice: accept it (受理), or return it with points (补齐补正) that go out as one message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select, update

from backoffice.cabinet import seal_of
from backoffice.envelope import Correspondence, DepartmentAnswer, PointDraft
from backoffice.identity import PackageId, SliceId
from backoffice.messages import add_points, add_receipt, told_slices
from backoffice.queue import Lease, ack, give_back, lease_one
from backoffice.slices import envelope_place, of_package
from dialogs.conversation import Point
from errors import IntakeError
from knowledge.documents.chain import Event
from storage.journal import append_about
from storage.keys import Keyring
from storage.tables import slices

DECIDED = frozenset({"acked", "returned"})
LONGEST_POINT = 500


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, at what time, and where the lease's key comes from."""

    name: str
    at: str
    """UTC, ISO 8601."""
    now_ms: int
    new_key: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where the points of a package stand: which slices' points are still to be told, and who has not looked yet."""

    untold: tuple[SliceId, ...]
    undecided: tuple[str, ...]


class ForeignPoint(IntakeError):
    """A point is about a fact or material that is not in the department's slice: choose one that is."""


def accept(connection: Connection, keyring: Keyring, wanted: SliceId, decider: Decider) -> None:
    """Accepts the slice, and lets the applicant know.

    Raises InHand when somebody else has it or it is decided already.
    """
    _hold_package(connection, wanted.package)
    held = lease_one(connection, wanted, decider.name, decider.now_ms, decider.new_key)
    ack(connection, held, decider.now_ms)
    _keep_answer(connection, keyring, held, DepartmentAnswer(wanted, "received", decider.name, decider.at))
    add_receipt(connection, held.conversation_id, wanted, decider.now_ms)
    send_when_all_decided(connection, held.conversation_id, wanted.package, decider)


def give_back_with_points(
    connection: Connection, keyring: Keyring, wanted: SliceId, points: Sequence[PointDraft], decider: Decider
) -> None:
    """Returns the slice; the points go out once every department of the application has looked.

    Raises InHand when somebody else has it or it is decided already, IntakeError without a point.
    """
    if not points:
        raise IntakeError(f"slice {wanted} can't be returned without a point: say what is to be put right")
    _hold_package(connection, wanted.package)
    held = lease_one(connection, wanted, decider.name, decider.now_ms, decider.new_key)
    give_back(connection, held, decider.now_ms)
    answer = DepartmentAnswer(wanted, "returned", decider.name, decider.at, tuple(points))
    _keep_answer(connection, keyring, held, answer)
    send_when_all_decided(connection, held.conversation_id, wanted.package, decider)


def send_when_all_decided(connection: Connection, conversation_id: str, package: PackageId, decider: Decider) -> None:
    """Sends the points when no department is still to look."""
    waiting = where_points_stand(connection, conversation_id, package)
    if waiting.untold and not waiting.undecided:
        add_points(connection, conversation_id, waiting.untold, decider.name, decider.now_ms)


def send_now(connection: Connection, conversation_id: str, package: PackageId, decider: Decider) -> bool:
    """Whether there were points to send without waiting for the others, as the lead department (牵头部门) may."""
    _hold_package(connection, package)
    waiting = where_points_stand(connection, conversation_id, package)
    if waiting.untold:
        add_points(connection, conversation_id, waiting.untold, decider.name, decider.now_ms)
    return bool(waiting.untold)


def where_points_stand(connection: Connection, conversation_id: str, package: PackageId) -> Waiting:
    """What is still to be told to the applicant, and for whom it waits."""
    told = told_slices(connection, conversation_id)
    latest = [one for one in of_package(connection, package) if one.state != "withdrawn"]
    return Waiting(
        tuple(one.id for one in latest if one.state == "returned" and one.id not in told),
        tuple(one.id.department for one in latest if one.state not in DECIDED),
    )


def points_of(answers: Sequence[DepartmentAnswer]) -> tuple[Point, ...]:
    """The points of several departments as the applicant's conversation takes them, each with an id of its own."""
    return tuple(
        Point(
            f"{answer.slice_id.department}-{answer.slice_id.revision}-{number}",
            answer.slice_id.department,
            point.kind,
            point.code,
            point.text,
        )
        for answer in answers
        for number, point in enumerate(answer.points, start=1)
    )


def checked_points(
    drafts: Sequence[PointDraft], facts: frozenset[str], materials: frozenset[str]
) -> tuple[PointDraft, ...]:
    """The points with their words tidied.

    Raises ForeignPoint for one about something that the slice does not hold, IntakeError for one without words.
    """
    checked: list[PointDraft] = []
    for draft in drafts:
        known = {"fact": facts, "material": materials, "other": frozenset({""})}[draft.kind]
        if draft.code not in known:
            raise ForeignPoint(f"point about {draft.kind} {draft.code!r}: the slice has none such; choose another")
        text = " ".join(draft.text.split())
        if not text or len(text) > LONGEST_POINT:
            raise IntakeError(f"a point needs 1 to {LONGEST_POINT} characters: say what is to be put right")
        checked.append(replace(draft, text=text))
    return tuple(checked)


def _hold_package(connection: Connection, package: PackageId) -> None:
    """One decision at a time per package: of two last ones at once, the later sees the earlier (PostgreSQL)."""
    rows = select(slices.c.id).where(slices.c.package_id == package).order_by(slices.c.id).with_for_update()
    connection.execute(rows).all()


def _keep_answer(connection: Connection, keyring: Keyring, held: Lease, answer: DepartmentAnswer) -> None:
    seal = seal_of(connection, keyring, held.conversation_id)
    if seal is None or held.envelope is None:
        raise IntakeError(f"slice {held.id} was erased at the applicant's wish: there is nothing to decide")
    told = Correspondence.from_batch(seal.open(envelope_place(held.id), held.envelope))
    batch = seal.seal(envelope_place(held.id), replace(told, answer=answer).as_batch())
    connection.execute(update(slices).where(slices.c.id == str(held.id)).values(envelope=batch))
    kind = "slice_accepted" if answer.outcome == "received" else "slice_returned"
    decided = {"slice": str(held.id), "sha256": held.sha256, "points": len(answer.points)}
    event = Event(answer.at, kind, decided, held.conversation_id, "department")
    append_about(connection, keyring, event, answer.by)
