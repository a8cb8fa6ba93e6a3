"""Turns are committed together, and one that can't be stored fails alone."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, func, select, text

from errors import StaleConversation
from storage import connect, conversations, counters
from storage.connect import StorageUnavailable, UnsafeDatabase
from storage.keys import KeyProblem
from storage.store import Store, open_store
from storage.tables import conversations as rows
from storage.tables import metadata, turns
from storage.writer import AlreadyStored
from tests.storage.talks import AT, opened, said


async def count_turns(store: Store) -> int:
    return await store.read(lambda connection: connection.scalar(select(func.count()).select_from(turns)) or 0)


async def test_of_a_group_only_the_stale_and_the_repeated_turn_fail(store: Store) -> None:
    talks = [await opened(store, f"c{number}") for number in range(6)]
    await store.writer.store_turn(said(store, *talks[2], "m1", "first")[0])
    writes = [said(store, *talk, "m1", f"words {number}")[0] for number, talk in enumerate(talks)]
    repeated = said(store, *talks[4], "start", "again")[0]
    outcomes = await asyncio.gather(
        *(store.writer.store_turn(repeated if number == 4 else write) for number, write in enumerate(writes)),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [
        type(None), type(None), StaleConversation, type(None), AlreadyStored, type(None),
    ]  # fmt: skip
    assert await count_turns(store) == 6 + 1 + 4


async def test_work_that_raises_leaves_nothing_and_the_rest_of_its_group_stays(store: Store) -> None:
    def fail(connection: Connection) -> None:
        counters.draw(connection, "failing")
        raise ValueError("no")

    results = await asyncio.gather(
        store.write(lambda connection: counters.draw(connection, "good")),
        store.write(fail),
        store.write(lambda connection: counters.draw(connection, "good")),
        return_exceptions=True,
    )
    assert results[0] == 1
    assert isinstance(results[1], ValueError)
    assert results[2] == 2
    assert await store.write(lambda connection: counters.draw(connection, "failing")) == 1


async def test_after_an_error_of_the_disk_nothing_is_acknowledged_and_then_all_goes_on(store: Store) -> None:
    talk = await opened(store, "c1")

    def break_down(connection: Connection) -> None:
        connection.execute(text("SELECT * FROM no_such_table"))

    with pytest.raises((StorageUnavailable, Exception)):
        await store.write(break_down)
    write, later = said(store, *talk, "m1", "words")
    await store.writer.store_turn(write)
    await store.writer.store_turn(said(store, later, talk[1], "m2", "more")[0])
    assert await count_turns(store) == 3


async def test_what_waits_is_committed_before_the_store_closes(database_url: str, tmp_path: Path) -> None:
    key = tmp_path / "root.key"
    async with open_store(database_url, key) as store:
        talk = await opened(store, "c1")
        waiting = store.writer.store_turn(said(store, *talk, "m1", "words")[0])
    await waiting
    async with open_store(database_url, key) as store:
        assert await count_turns(store) == 2


async def test_in_one_group_each_conversation_is_found_by_what_it_was_left_with(store: Store) -> None:
    waiting, waiting_seal = await opened(store, "waiting")
    called, called_seal = await opened(store, "called")
    calls, waits = said(store, replace(waiting, waiting_since=AT), waiting_seal, "m1", "人工")
    talks, _ = said(store, called, called_seal, "m1", "面积120")
    await asyncio.gather(
        store.writer.store_turn(replace(calls, refiled=conversations.is_refiled(waiting, waits))),
        store.writer.store_turn(replace(talks, refiled=False)),
    )
    goes_on, later = said(store, waits, waiting_seal, "m2", "在吗")
    await store.writer.store_turn(replace(goes_on, refiled=conversations.is_refiled(waits, later)))

    wanted = select(rows.c.id, rows.c.version).where(rows.c.waiting_since == AT)
    found = await store.read(lambda connection: connection.execute(wanted).all())
    assert [tuple(row) for row in found] == [("waiting", 3)]


async def test_a_snapshot_is_read_back_as_it_was(store: Store) -> None:
    talk = await opened(store, "c1", address=("telegram", "4711"))
    write, later = said(store, *talk, "m1", "小林饮品店")
    await store.writer.store_turn(write)
    kept = await store.read(lambda connection: conversations.load(connection, store.keyring, later.id))
    assert kept is not None
    assert kept.conversation == later
    assert kept.reached_on == {"telegram"}


async def test_nothing_that_was_said_lies_readable_on_the_disk(sqlite_url: str, tmp_path: Path) -> None:
    async with open_store(sqlite_url, tmp_path / "root.key") as store:
        talk = await opened(store, "c1", address=("telegram", "chat-4711-canary"))
        await store.writer.store_turn(said(store, *talk, "m1", "canary-小林饮品店")[0])
    stored = b"".join(map(Path.read_bytes, tmp_path.glob("yizheng.db*")))  # noqa: ASYNC240 nothing else runs
    assert b"canary" not in stored


async def test_a_database_does_not_open_with_another_key(database_url: str, tmp_path: Path) -> None:
    async with open_store(database_url, tmp_path / "root.key") as store:
        await opened(store, "c1")
    with pytest.raises(KeyProblem, match="Restore it"):
        async with open_store(database_url, tmp_path / "lost.key"):
            pass
    async with open_store(f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "other.key"):
        pass
    with pytest.raises(KeyProblem, match="Put back the key file"):
        async with open_store(database_url, tmp_path / "other.key"):
            pass


def test_a_database_that_forgets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeDatabase):
        connect.write_engine("sqlite://")
    engine = create_engine(f"sqlite:///{tmp_path / 'loose.db'}")
    with engine.connect() as connection, pytest.raises(UnsafeDatabase, match="synchronous=FULL"):
        connect.check_durability(connection)
    engine.dispose()


def test_the_migrations_make_the_tables_that_the_code_knows(database_url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    engine = connect.write_engine(database_url)
    with engine.connect() as connection:
        connect.migrate(connection)
        connect.migrate(connection)
        assert connect.revision(connection) == connect.HEAD
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    assert ScriptDirectory(str(Path(connect.__file__).parent / "migrations")).get_current_head() == connect.HEAD
