"""The naive way (常规做法): asynchronous ORM, one session and one transaction a turn, as most services are written.

A session reads the conversation, the turn is taken, its rows go back through the mapper, and the session commits.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.orm import registry

from bench.applicants import answer_lookups
from bench.ground import Ground, TurnAhead, database_url
from bench.runs import Timed
from bot.dialogue import PackDialogue
from dialogs.conversation import Conversation, ConversationId, Moment
from dialogs.exchange import Inbound, LookedUp, Lookup, Turn
from storage import tables
from storage.conversations import changed_columns
from storage.keys import Seal
from storage.outbox import effect_rows
from storage.snapshot import Snapshots
from storage.turns import fingerprint, record_of, turn_row

PATIENCE_S = 60
"""How long a session waits for the write lock: with SQLite's usual 5 s some would fail."""


class ConversationRow:
    """A conversation, mapped."""


class TurnRow:
    """A turn, mapped."""


class EffectRow:
    """An effect in the outbox, mapped."""


class NaiveService:
    """Takes turns over a database with the product's tables."""

    def __init__(self, engine: AsyncEngine, ground: Ground) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._dialogue = PackDialogue(ground.packs)
        self._keyring = ground.store.keyring
        self._seals: dict[str, Seal] = {}

    async def take(self, turns: Sequence[TurnAhead], *, at_once: int) -> Timed:
        """The turns, so many conversations at a time, those of one conversation in their order."""
        by_conversation: dict[str, list[TurnAhead]] = defaultdict(list)
        for one in turns:
            by_conversation[one.before.id].append(one)
        await self._open([ahead[0].before for ahead in by_conversation.values()])
        waiting = sorted(by_conversation.values(), key=len)

        async def work() -> None:
            while waiting:
                for one in waiting.pop():
                    await self._take_one(one.before.id, one.inbound)

        started = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(at_once)))
        return Timed(len(turns), time.perf_counter() - started)

    async def _open(self, conversations: Sequence[Conversation]) -> None:
        """The conversations as they are before these turns, untimed."""
        async with self._sessions() as session, session.begin():
            for conversation in conversations:
                seal = self._seals.get(conversation.id)
                if seal is None:
                    self._seals[conversation.id] = seal = self._keyring.new_data_key(conversation.id)[0]
                row = _mapped(ConversationRow, self._columns(conversation, seal, conversation.started_at))
                row.id, row.channel, row.token_sha256 = conversation.id, "web", conversation.id.encode()
                row.started_at = conversation.started_at
                await session.merge(row)

    async def _take_one(self, conversation_id: ConversationId, inbound: Inbound) -> None:
        async with self._sessions() as session, session.begin():
            row: Any = await session.get_one(ConversationRow, conversation_id)
            seal = self._seals[conversation_id]
            body = seal.open(f"conversations/body/{conversation_id}/{row.version}", row.body)
            turn = self._turn(Conversation.from_json(body), inbound)
            later = replace(turn.conversation, version=row.version + 1)
            for column, value in self._columns(later, seal, inbound.at).items():
                setattr(row, column, value)
            said = turn.said or getattr(inbound.payload, "text", "")
            record = record_of(conversation_id, later.version, inbound, turn, said, fingerprint(inbound.payload))
            session.add(_mapped(TurnRow, turn_row(record, seal)))
            effects = effect_rows(conversation_id, later.version, turn.effects, delivers=False, now_ms=0)
            session.add_all([_mapped(EffectRow, effect) for effect in effects])

    def _turn(self, conversation: Conversation, inbound: Inbound) -> Turn:
        looked_up: dict[Lookup, LookedUp] = {}
        while not isinstance(outcome := self._dialogue.take(conversation, inbound, looked_up), Turn):
            looked_up.update(answer_lookups(outcome.lookups))
        return outcome

    def _columns(self, conversation: Conversation, seal: Seal, at: Moment) -> dict[str, Any]:
        return changed_columns(conversation, seal, self._keyring, at, Snapshots())


def _mapped(kind: type[Any], columns: dict[str, Any]) -> Any:
    row = kind()
    for name, value in columns.items():
        setattr(row, name, value)
    return row


@asynccontextmanager
async def open_naive(folder: Path, ground: Ground) -> AsyncGenerator[NaiveService]:
    """A fresh SQLite file with the tables of the product, written with synchronous=FULL."""
    mapping = registry(metadata=tables.metadata)
    mapping.map_imperatively(ConversationRow, tables.conversations)
    mapping.map_imperatively(TurnRow, tables.turns)
    mapping.map_imperatively(EffectRow, tables.outbox)
    url = database_url(folder).replace("sqlite:", "sqlite+aiosqlite:")
    engine = create_async_engine(url, connect_args={"timeout": PATIENCE_S})
    event.listen(engine.sync_engine, "connect", _prepare)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(tables.metadata.create_all)
        yield NaiveService(engine, ground)
    finally:
        await engine.dispose()
        mapping.dispose()


def _prepare(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
