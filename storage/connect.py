"""Connecting to the database: SQLite in a file or PostgreSQL by URL, with the settings that durability needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text

from errors import IntakeError

HEAD = "0004"
"""The newest revision in storage/migrations; a test keeps it true."""

BUSY_TIMEOUT_MS = 10_000
MIGRATION_LOCK = 0x59495A48  # any number that nobody else locks in this database


class UnsafeDatabase(IntakeError):
    """The database would acknowledge what it has not kept: the message names the setting to change."""


class StorageUnavailable(IntakeError):
    """The database did not take a write (disk full, gone, locked): nothing was acknowledged; it can be tried again."""


def write_engine(url: str) -> Engine:
    """The engine of the one writer, which begins and ends its transactions itself."""
    return _engine(url, on_connect=_prepare_sqlite_writer, pool_size=1)


def read_engine(url: str) -> Engine:
    """The engine for readers; on SQLite they can't write, so that one connection alone writes and checkpoints."""
    return _engine(url, on_connect=_prepare_sqlite_reader, pool_size=4)


def _engine(url: str, *, on_connect: Callable[[Any], None], pool_size: int) -> Engine:
    made = make_url(url)
    if made.drivername in ("postgresql", "postgres"):
        made = made.set(drivername="postgresql+psycopg")
    if made.get_backend_name() == "sqlite":
        if not made.database or made.database == ":memory:":
            raise UnsafeDatabase("An in-memory database keeps nothing. Name a file: sqlite:///path/to/yizheng.db")
        Path(made.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            made,
            isolation_level="AUTOCOMMIT",
            pool_size=pool_size,
            connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
        )

        def connected(dbapi_connection: Any, _: Any) -> None:
            on_connect(dbapi_connection)

        event.listen(engine, "connect", connected)
        return engine
    return create_engine(made, isolation_level="AUTOCOMMIT", pool_size=pool_size, pool_pre_ping=pool_size > 1)


def _prepare_sqlite_writer(connection: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    # what is deleted is overwritten where its page is written anyway; erasing does it everywhere
    connection.execute("PRAGMA secure_delete=FAST")
    # the pages of one conversation are written again and again: by 16 MB most of a log is superseded before it is copied
    connection.execute("PRAGMA wal_autocheckpoint=4000")
    connection.execute("PRAGMA mmap_size=0")


def _prepare_sqlite_reader(connection: Any) -> None:
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA mmap_size=0")


def check_durability(connection: Connection) -> None:
    """Refuses a database that acknowledges before it has kept.

    Raises UnsafeDatabase with the setting to change.
    """
    if connection.dialect.name == "sqlite":
        if connection.scalar(text("PRAGMA journal_mode")) != "wal" or connection.scalar(text("PRAGMA synchronous")) < 2:
            raise UnsafeDatabase("SQLite must run with journal_mode=WAL and synchronous=FULL on a local disk.")
        return
    for setting in ("synchronous_commit", "full_page_writes"):
        if connection.scalar(text("SELECT current_setting(:name)"), {"name": setting}) == "off":
            raise UnsafeDatabase(f"PostgreSQL has {setting} = off. Turn it on, or acknowledged answers can be lost.")


def keeps_through_power_cuts(connection: Connection) -> bool:
    """Whether the server flushes at all; a test server may run without, one for applicants may not."""
    return connection.dialect.name == "sqlite" or connection.scalar(text("SELECT current_setting('fsync')")) == "on"


def migrate(connection: Connection) -> None:
    """Brings the tables to the newest revision; several processes may start at once."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": MIGRATION_LOCK})
    try:
        if revision(connection) != HEAD:
            _upgrade(connection)
    finally:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": MIGRATION_LOCK})


def revision(connection: Connection) -> str | None:
    """The revision of the tables, None while there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


def _upgrade(connection: Connection) -> None:
    # imported here: a start with tables in place does without
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    # one transaction for all: killed inside, the tables are as before
    connection.exec_driver_sql("BEGIN")
    try:
        command.upgrade(config, "head")
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
