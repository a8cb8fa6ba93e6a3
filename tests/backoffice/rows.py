"""A database with the tables and one conversation, for tests that meet the queues directly."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from itertools import count
from typing import TypeVar

from sqlalchemy import Connection, Engine, insert

from storage.connect import write_engine
from storage.tables import conversations, metadata

T = TypeVar("T")

CONVERSATION = "c1"
DAY_MS = 86_400_000


@contextmanager
def tables(url: str) -> Generator[Engine]:
    """The tables, empty but for one conversation."""
    engine = write_engine(url)
    with engine.connect() as connection:
        metadata.create_all(connection)
        connection.execute(
            insert(conversations).values(
                id=CONVERSATION,
                channel="web",
                locale="zh",
                pack="sha256:0",
                state="submitted",
                version=1,
                holder="",
                fence=0,
                token_sha256=b"0",
                started_at="2026-11-24T00:00:00Z",
                updated_at="2026-11-24T00:00:00Z",
            )
        )
    try:
        yield engine
    finally:
        engine.dispose()


def committed(engine: Engine, work: Callable[[Connection], T]) -> T:
    """What the work returns, in a transaction of its own, as the writer does it."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.dialect.name == "sqlite" else "BEGIN")
        try:
            done = work(connection)
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")
        return done


def keys() -> Callable[[], str]:
    """Lease keys that can be told apart."""
    numbers = count(1)
    return lambda: f"k{next(numbers)}"
