"""What departments tell the applicant (告知申请人): outbox rows, written with the decision, delivered after its commit."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from backoffice.identity import SliceId
from storage.tables import outbox

RECEIPT = "slice_received"
POINTS = "points_returned"


def add_receipt(connection: Connection, conversation_id: str, wanted: SliceId, now_ms: int) -> None:
    """The department accepted its slice (受理)."""
    body = {"department": wanted.department, "outcome": "received"}
    _add(connection, f"receipt:{wanted}", conversation_id, RECEIPT, body, now_ms)


def add_points(connection: Connection, conversation_id: str, returned: Sequence[SliceId], by: str, now_ms: int) -> None:
    """The points of these slices, as one message (一次告知)."""
    told = [str(one) for one in sorted(returned)]
    named = hashlib.sha256("\n".join(told).encode()).hexdigest()[:24]
    body = {"slices": told, "by": by}
    _add(connection, f"points:{returned[0].package}:{named}", conversation_id, POINTS, body, now_ms)


def told_slices(connection: Connection, conversation_id: str) -> frozenset[SliceId]:
    """The slices whose points were sent to the applicant, or are on their way."""
    bodies = connection.scalars(
        select(outbox.c.body).where(outbox.c.conversation_id == conversation_id, outbox.c.kind == POINTS)
    )
    return frozenset(SliceId.parse(one) for body in bodies for one in orjson.loads(body)["slices"])


def _add(
    connection: Connection, row_id: str, conversation_id: str, kind: str, body: dict[str, Any], now_ms: int
) -> None:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    # a lane of its own: what one department says waits for nothing
    row = {
        "id": row_id, "conversation_id": conversation_id, "kind": kind, "body": orjson.dumps(body), "lane": row_id,
        "place": 0, "due_at": now_ms, "attempts": 0,
    }  # fmt: skip
    connection.execute(insert(outbox).values(**row).on_conflict_do_nothing(index_elements=[outbox.c.id]))
