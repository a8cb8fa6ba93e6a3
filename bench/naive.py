"""The naive way (常规做法): asynchronous ORM, one session and one transaction a turn, as most services are written."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.orm import registry

from bench.ground import database_url
from bench.runs import Timed
from storage import tables
from storage.turn_rows import TURN_CHANGES, TurnWrite

PATIENCE_S = 60
"""How long a session waits for the write lock: with SQLite's usual 5 s some would fail."""


class ConversationRow:
    """A conversation, mapped."""


class TurnRow:
    """A turn, mapped."""


class EffectRow:
    """An effect in the outbox, mapped."""


class NaiveStore:
    """Sessions over a database with the product's tables."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)

    async def store(self, writes: Sequence[TurnWrite], *, at_once: int) -> Timed:
        """The turns, so many conversations at a time, those of one conversation in their order."""
        by_conversation: dict[str, list[TurnWrite]] = defaultdict(list)
        for write in writes:
            by_conversation[write.conversation_id].append(write)
        await self._open([turns[0] for turns in by_conversation.values()])
        waiting = sorted(by_conversation.values(), key=len)

        async def work() -> None:
            while waiting:
                for write in waiting.pop():
                    await self._store_one(write)

        started = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(at_once)))
        return Timed(len(writes), time.perf_counter() - started)

    async def _open(self, firsts: Sequence[TurnWrite]) -> None:
        """The conversations' rows, untimed."""
        async with self._sessions() as session, session.begin():
            for write in firsts:
                if await session.get(ConversationRow, write.conversation_id) is None:
                    session.add(_mapped(ConversationRow, _new(write)))

    async def _store_one(self, write: TurnWrite) -> None:
        async with self._sessions() as session, session.begin():
            conversation = await session.get_one(ConversationRow, write.conversation_id)
            for column in TURN_CHANGES:
                setattr(conversation, column, write.conversation[column])
            session.add(_mapped(TurnRow, write.turn))
            session.add_all([_mapped(EffectRow, effect) for effect in write.effects])


def _mapped(kind: type[Any], columns: dict[str, Any]) -> Any:
    row = kind()
    for name, value in columns.items():
        setattr(row, name, value)
    return row


def _new(write: TurnWrite) -> dict[str, Any]:
    changed = {column: write.conversation[column] for column in TURN_CHANGES}
    token = write.conversation_id.encode()
    return {
        **changed,
        "id": write.conversation_id,
        "channel": "web",
        "token_sha256": token,
        "started_at": changed["updated_at"],
    }


@asynccontextmanager
async def open_naive(folder: Path) -> AsyncGenerator[NaiveStore]:
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
        yield NaiveStore(engine)
    finally:
        await engine.dispose()
        mapping.dispose()


def _prepare(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
