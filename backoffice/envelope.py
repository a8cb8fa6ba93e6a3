"""The envelopes (信封) in which a slice and its department's answer travel: CloudEvents 1.0 in JSON.

A queue row keeps them sealed, as one batch: what was handed over, then what the department answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, cast

import orjson

from backoffice.identity import SliceId
from errors import IntakeError

SOURCE = "/yizheng/packages"
HANDED_OVER = "gov.yizheng.slice.handed-over.v1"
ANSWERS = {
    "received": "gov.yizheng.slice.received.v1",
    "returned": "gov.yizheng.slice.returned.v1",
}
PointKind = Literal["fact", "material", "other"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is handed to a department: which slice, under which hashes, and what its list shows."""

    slice_id: SliceId
    sha256: str
    """Hash of what the slice says; the same id with another is refused."""
    content: str
    """Hash of its answers, materials and permits alone: equal in two revisions when nothing of it changed."""
    root: str
    """The root of the hash tree (哈希树根) that the applicant signed."""
    reference: str
    """Receipt number (收件编号), which the applicant was told."""
    at: str
    """UTC, ISO 8601."""
    lead: str
    """The department that leads (牵头部门) and may send the points before all have looked."""
    operator: str = field(repr=False)
    permits: tuple[str, ...]
    committed: tuple[str, ...] = ()

    def as_event(self) -> dict[str, Any]:
        """The CloudEvents event; the same envelope always gives the same one."""
        data = {
            "sha256": self.sha256,
            "content": self.content,
            "root": self.root,
            "reference": self.reference,
            "lead": self.lead,
            "operator": self.operator,
            "permits": list(self.permits),
            "committed": list(self.committed),
        }
        return _event(HANDED_OVER, self.slice_id, str(self.slice_id), self.at, data)


@dataclass(frozen=True, slots=True)
class PointDraft:
    """One thing to put right (补正事项), as a reviewer writes it; `code` is a fact or material, or empty."""

    kind: PointKind
    code: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DepartmentAnswer:
    """What the department answered: accepted (受理), or returned with points (补正)."""

    slice_id: SliceId
    outcome: Literal["received", "returned"]
    by: str
    at: str
    points: tuple[PointDraft, ...] = ()

    def as_event(self) -> dict[str, Any]:
        """The CloudEvents event."""
        points = [{"kind": point.kind, "code": point.code, "text": point.text} for point in self.points]
        data = {"by": self.by, "points": points}
        return _event(ANSWERS[self.outcome], self.slice_id, f"{self.slice_id}/{self.outcome}", self.at, data)


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A slice's envelope, and the answer once there is one (往来)."""

    envelope: Envelope
    answer: DepartmentAnswer | None = None

    def as_batch(self) -> bytes:
        """Both as a CloudEvents batch."""
        events = [self.envelope.as_event()] + ([self.answer.as_event()] if self.answer is not None else [])
        return orjson.dumps(events, option=orjson.OPT_SORT_KEYS)

    @classmethod
    def from_batch(cls, batch: bytes) -> Correspondence:
        """What `as_batch` wrote.

        Raises IntakeError when it is not one of ours.
        """
        events = cast("list[dict[str, Any]]", orjson.loads(batch))
        if not events or any(event.get("specversion") != "1.0" for event in events):
            raise IntakeError("a queue message is no batch of CloudEvents 1.0: send it back to who sent it")
        if events[0]["type"] != HANDED_OVER:
            raise IntakeError(f"a queue message of type {events[0]['type']} hands nothing over: send it back")
        return cls(_envelope(events[0]), _answer(events[1]) if len(events) > 1 else None)


def _event(kind: str, about: SliceId, event_id: str, at: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": event_id,
        "source": SOURCE,
        "type": kind,
        "subject": str(about),
        "time": at,
        "datacontenttype": "application/json",
        "data": data,
    }


def _envelope(event: dict[str, Any]) -> Envelope:
    data = event["data"]
    return Envelope(
        slice_id=SliceId.parse(event["subject"]),
        sha256=data["sha256"],
        content=data["content"],
        root=data["root"],
        reference=data["reference"],
        at=event["time"],
        lead=data["lead"],
        operator=data["operator"],
        permits=tuple(data["permits"]),
        committed=tuple(data["committed"]),
    )


def _answer(event: dict[str, Any]) -> DepartmentAnswer:
    outcomes: dict[str, Literal["received", "returned"]] = {
        ANSWERS["received"]: "received",
        ANSWERS["returned"]: "returned",
    }
    if event["type"] not in outcomes:
        raise IntakeError(f"a queue message of type {event['type']} answers nothing: send it back to who sent it")
    points = tuple(PointDraft(point["kind"], point["code"], point["text"]) for point in event["data"]["points"])
    about = SliceId.parse(event["subject"])
    return DepartmentAnswer(about, outcomes[event["type"]], event["data"]["by"], event["time"], points)
