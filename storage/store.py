"""The store (存储): one writer, several readers and the keyring, opened and closed together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import OperationalError

from storage.connect import StorageUnavailable, check_durability, migrate, read_engine, write_engine
from storage.keys import KeyProblem, Keyring, create_key_file, keyring_from
from storage.tables import data_keys
from storage.writer import Writer

T = TypeVar("T")
READERS = 4


@dataclass(frozen=True, slots=True)
class Store:
    """Where everything is kept. The functions of this package take the connection that `read` and `write` hand out."""

    keyring: Keyring
    writer: Writer = field(repr=False)
    shared: bool
    """Whether other processes may write too (PostgreSQL); a SQLite file has one process that does."""
    _reading: Engine = field(repr=False)
    _threads: ThreadPoolExecutor = field(repr=False)

    async def read(self, question: Callable[[Connection], T]) -> T:
        """What `question` finds; it must not write.

        Raises StorageUnavailable when the database does not answer.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, question)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, after its changes are committed; when it raises, none is kept. It may be run again."""
        return await self.writer.write(work)

    def _ask(self, question: Callable[[Connection], T]) -> T:
        try:
            with self._reading.connect() as connection:
                return question(connection)
        except OperationalError as broken:
            raise StorageUnavailable("The database does not answer. Check that it runs; then try again.") from broken


@asynccontextmanager
async def open_store(url: str, key_file: Path) -> AsyncGenerator[Store]:
    """The store of a database, with tables brought up to date; the key file is created beside a new one.

    Raises UnsafeDatabase, KeyProblem or StorageUnavailable when it must not be used.
    """
    writing = write_engine(url)
    try:
        keyring = await asyncio.to_thread(_prepare, writing, key_file)
        async with _opened(writing, read_engine(url), keyring) as store:
            yield store
    except OperationalError as broken:
        raise StorageUnavailable(
            f"{writing.url.render_as_string()} can't be opened. Check that it runs and that its folder is writable."
        ) from broken
    finally:
        writing.dispose()


@asynccontextmanager
async def _opened(writing: Engine, reading: Engine, keyring: Keyring) -> AsyncGenerator[Store]:
    threads = ThreadPoolExecutor(READERS, thread_name_prefix="yizheng-reader")
    writer = Writer(writing)
    try:
        yield Store(keyring, writer, writing.dialect.name != "sqlite", reading, threads)
    finally:
        threads.shutdown(wait=True, cancel_futures=True)
        # readers first: the last connection to a SQLite file checkpoints it, and that has to be the writer's
        reading.dispose()
        await writer.close()


def _prepare(engine: Engine, key_file: Path) -> Keyring:
    with engine.connect() as connection:
        check_durability(connection)
        migrate(connection)
        return keyring_for(connection, key_file)


def keyring_for(connection: Connection, key_file: Path) -> Keyring:
    """The keyring that belongs to a database; the key file is created beside a new one.

    Raises KeyProblem when the file is missing, or belongs to another database.
    """
    used = connection.scalar(select(data_keys.c.root_key_id).limit(1))
    if used is None:
        create_key_file(key_file)
    keyring = keyring_from(key_file)
    if used is not None and used != keyring.root_key_id:
        raise KeyProblem(
            f"{key_file} holds the key {keyring.root_key_id}, the database was sealed with {used}. "
            "Put back the key file that belongs to it."
        )
    return keyring
