"""Clients that hold a conversation with a server that keeps dying: what is not acknowledged is sent again under its id."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bench.applicants import plain_answer
from bench.http_client import Connection, Refused, ask, connect, get, post
from knowledge.pack import Pack
from tests.durability.journal import Entry, Journal, Sent

PATH = "/api/v1/conversations"
RETRY_S = 0.01


@dataclass(slots=True)
class Talker:
    """One applicant, from an address of their own, so that the server's rate limits stay on."""

    port: int
    address: str
    business: str
    pack: Pack
    acknowledged: Callable[[], None]
    is_up: asyncio.Event
    """Clear while the server is known to be down: nobody hammers at its door."""
    journal: Journal | None = None
    resent: int = 0
    _connection: Connection | None = field(default=None)

    async def talk(self, messages: int) -> None:
        """Opens a conversation and sends so many messages, each until it is acknowledged."""
        opened = await self._until_answered(lambda one: ask(one, post(PATH, {"locale": "zh"})))
        self.journal = journal = Journal(opened["id"], opened["token"], opened)
        turn = opened
        for number in range(messages):
            sent = Sent(f"m{number}", self._next(turn))
            journal.sent.append(sent)
            request = post(self._path("messages"), {"id": sent.id, **sent.message}, token=journal.token)
            turn = sent.acknowledged = await self._until_answered(lambda one, request=request: ask(one, request))
            self.acknowledged()

    async def transcript(self) -> list[Entry]:
        """All that the server kept of the conversation."""
        assert self.journal is not None
        entries: list[Entry] = []
        after: int | None = 0
        while after is not None:
            request = get(f"{self._path('transcript')}?after={after}", token=self.journal.token)
            page = await self._until_answered(lambda one, request=request: ask(one, request))
            entries.extend(page["entries"])
            after = page["next"]
        return entries

    def hang_up(self) -> None:
        """Closes the connection."""
        if self._connection is not None:
            self._connection.close()

    def _path(self, what: str) -> str:
        assert self.journal is not None
        return f"{PATH}/{self.journal.conversation}/{what}"

    def _next(self, turn: dict[str, Any]) -> dict[str, str]:
        asking: dict[str, Any] = turn["asking"] or {}
        fact = asking.get("fact")
        if fact == "industry_category":
            return {"text": self.business}
        if fact is not None:
            return {"text": plain_answer(self.pack.facts[fact])}
        choices = [choice["id"] for reply in turn["replies"] for choice in reply["choices"]]
        return {"choice": choices[0]} if choices else {"text": "还要办多少？"}

    async def _until_answered(self, call: Callable[[Connection], Awaitable[dict[str, Any]]]) -> dict[str, Any]:
        while True:
            try:
                if self._connection is None:
                    self._connection = await connect(self.port, local_address=self.address)
                return await call(self._connection)
            except (OSError, Refused) as failed:
                if isinstance(failed, Refused) and not str(failed).startswith(("503", "429")):
                    raise
                self.resent += 1
                self.hang_up()
                self._connection = None
                await asyncio.sleep(RETRY_S)
                await self.is_up.wait()
