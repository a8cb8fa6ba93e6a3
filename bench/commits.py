"""The bound of storage (物理上限): the rows of the same turns, each committed by itself through plain sqlite3."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bench.ground import database_url
from bench.runs import Timed
from storage.connect import write_engine
from storage.store import open_store
from storage.turn_rows import Statements, TurnWrite, statements_for

_OPENED = (
    "INSERT OR IGNORE INTO conversations (id, channel, locale, pack, state, version, holder, fence, token_sha256, body,"
    " started_at, updated_at) VALUES (?, 'web', ?, ?, ?, ?, '', 0, ?, ?, ?, ?)"
)


class PlainCommits:
    """A database file of its own with our tables and settings; what is written goes through the driver's cursor alone."""

    def __init__(self, connection: sqlite3.Connection, statements: Statements) -> None:
        self._connection = connection
        self._statements = statements

    def catch_up(self, writes: Sequence[TurnWrite]) -> None:
        """Writes turns in one transaction, untimed: those that the engine took in between."""
        self._open(writes)
        cursor = self._connection.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        for write in writes:
            self._apply(cursor, write)
        cursor.execute("COMMIT")

    def one_by_one(self, writes: Sequence[TurnWrite]) -> Timed:
        """Each turn's rows in a transaction of their own, one after the other."""
        self._open(writes)
        cursor = self._connection.cursor()
        started = time.perf_counter()
        for write in writes:
            cursor.execute("BEGIN IMMEDIATE")
            self._apply(cursor, write)
            cursor.execute("COMMIT")
        return Timed(len(writes), time.perf_counter() - started)

    def _open(self, writes: Sequence[TurnWrite]) -> None:
        self._connection.executemany(_OPENED, [_opened(write) for write in writes if write.read_version == 1])

    def _apply(self, cursor: sqlite3.Cursor, write: TurnWrite) -> None:
        if not self._statements.apply(cursor, (write,)):
            raise AssertionError(f"{write.conversation_id} is not at version {write.read_version} in the plain file")


@asynccontextmanager
async def open_plain(folder: Path) -> AsyncGenerator[PlainCommits]:
    """A fresh SQLite file with the tables of the product, and one connection as the writer has it."""
    async with open_store(database_url(folder), folder / "root.key"):
        engine = write_engine(database_url(folder))
        try:
            with engine.connect() as connection:
                driver = connection.connection.dbapi_connection
                assert isinstance(driver, sqlite3.Connection)
                yield PlainCommits(driver, statements_for(engine.dialect))
        finally:
            engine.dispose()


def _opened(write: TurnWrite) -> tuple[object, ...]:
    row = write.conversation
    token = write.conversation_id.encode()
    return (
        write.conversation_id, row["locale"], row["pack"], row["state"], write.read_version, token, row["body"],
        row["updated_at"], row["updated_at"],
    )  # fmt: skip
