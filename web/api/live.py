"""Live turns as server-sent events: one stream a page, which goes on behind the last event that was seen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request

from bot.engine import Engine
from dialogs.conversation import ConversationId
from storage.turns import TurnRecord

PING_S = 20
RETRY_MS = 1_000
"""Browsers come back after this; a restart is hardly noticed."""


def seen_until(request: Request) -> int:
    """The last turn that the client has seen, from the header that browsers send or from `?after=`."""
    for given in (request.headers.get("last-event-id"), request.query_params.get("after")):
        if given and given.isascii() and given.isdigit() and len(given) < 10:
            return int(given)
    return 0


def stream(
    engine: Engine, conversation_id: ConversationId, after: int, shown: Callable[[TurnRecord], Awaitable[bytes]]
) -> EventSourceResponse:
    """The turns behind `after`, stored ones first and then each as it is committed."""

    async def events() -> AsyncIterator[ServerSentEvent]:
        # Something at once, so that proxies and the page know that the stream is open.
        yield ServerSentEvent(comment="open", retry=RETRY_MS)
        async for record in engine.subscribe(conversation_id, after=after):
            yield ServerSentEvent(data=(await shown(record)).decode(), event="turn", id=str(record.seq))

    return EventSourceResponse(events(), ping=PING_S, headers={"cache-control": "no-store", "x-accel-buffering": "no"})
