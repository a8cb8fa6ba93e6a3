"""The departments' queues, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine, select

from backoffice.identity import PackageId, SliceId
from backoffice.queue import (
    TRIES,
    Entry,
    InHand,
    Lease,
    LeaseLost,
    SliceConflict,
    ack,
    close,
    give_back,
    lease,
    lease_one,
    nack,
    put,
    replay,
    taker,
    wait_ms,
)
from storage.tables import slices
from tests.backoffice.rows import CONVERSATION, DAY_MS, committed, keys, tables

FIRE = SliceId(PackageId("p1"), "fire_rescue", 1)


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    with tables(database_url) as engine:
        yield engine


def entry(wanted: SliceId, content: str = "content") -> Entry:
    return Entry(wanted, CONVERSATION, f"sha256:{content}", b"sealed", "2026-11-24T00:00:00Z")


def state_of(engine: Engine, wanted: SliceId) -> str:
    with engine.connect() as connection:
        return connection.execute(select(slices.c.state).where(slices.c.id == str(wanted))).scalar_one()


def test_a_slice_handed_over_twice_lies_in_the_queue_once(database: Engine) -> None:
    assert committed(database, lambda connection: put(connection, entry(FIRE), 0))
    assert not committed(database, lambda connection: put(connection, entry(FIRE), 5))
    key = keys()
    first = committed(database, lambda connection: lease(connection, "fire_rescue", "zhou", 10, key))
    assert first is not None
    assert first.id == FIRE
    assert committed(database, lambda connection: lease(connection, "fire_rescue", "li", 10, key)) is None


def test_the_same_id_with_other_content_is_refused_and_the_first_stays(database: Engine) -> None:
    committed(database, lambda connection: put(connection, entry(FIRE), 0))
    with pytest.raises(SliceConflict, match="p1/fire_rescue/1"):
        committed(database, lambda connection: put(connection, entry(FIRE, "other"), 0))
    with database.connect() as connection:
        assert connection.scalars(select(slices.c.sha256)).all() == ["sha256:content"]


def test_departments_do_not_take_from_each_other(database: Engine) -> None:
    committed(database, lambda connection: put(connection, entry(FIRE), 0))
    assert committed(database, lambda connection: lease(connection, "health", "zhou", 10, keys())) is None


def test_a_lease_that_ran_out_counts_no_more(database: Engine) -> None:
    committed(database, lambda connection: put(connection, entry(FIRE), 0))
    key = keys()
    old = committed(database, lambda connection: lease_one(connection, FIRE, "frozen", 0, key, limit_ms=100))
    new = committed(database, lambda connection: lease_one(connection, FIRE, "awake", 200, key, limit_ms=100))
    for answer in (ack, give_back, nack):
        with pytest.raises(LeaseLost):
            committed(database, lambda connection, answer=answer: answer(connection, old, 250))
    committed(database, lambda connection: ack(connection, new, 250))
    assert state_of(database, FIRE) == "acked"


def test_what_a_colleague_holds_is_said_to_be_theirs(database: Engine) -> None:
    committed(database, lambda connection: put(connection, entry(FIRE), 0))
    key = keys()
    committed(database, lambda connection: lease_one(connection, FIRE, "zhou", 0, key))
    with pytest.raises(InHand) as held:
        committed(database, lambda connection: lease_one(connection, FIRE, "li", 1, key))
    assert (held.value.by, held.value.state) == ("zhou", "leased")


def test_a_slice_that_nobody_can_use_ends_as_a_dead_letter_and_can_be_replayed(database: Engine) -> None:
    committed(database, lambda connection: put(connection, entry(FIRE), 0))
    committed(database, lambda connection: put(connection, entry(SliceId(PackageId("p2"), "fire_rescue", 1)), 1))
    key, now, seen = keys(), 0, 0
    while state_of(database, FIRE) != "dead":
        now += DAY_MS
        held = committed(database, lambda connection, now=now: lease_one(connection, FIRE, "poisoned", now, key))
        seen += 1
        committed(database, lambda connection, held=held, now=now: nack(connection, held, now))
    assert seen == TRIES
    other = committed(database, lambda connection: lease(connection, "fire_rescue", "well", now + DAY_MS, key))
    assert other is not None, "others are not blocked"
    assert other.id.package == "p2"
    assert committed(database, lambda connection: replay(connection, FIRE, now))
    assert not committed(database, lambda connection: replay(connection, FIRE, now)), (
        "a replay of what is alive does nothing"
    )
    again = committed(database, lambda connection: lease_one(connection, FIRE, "well", now, key))
    assert again.attempt == 1


def test_leases_that_run_out_every_time_end_as_a_dead_letter_too(database: Engine) -> None:
    committed(database, lambda connection: put(connection, entry(FIRE), 0))
    key, now = keys(), 0
    for _ in range(TRIES):
        now += DAY_MS
        assert committed(database, lambda connection, now=now: lease(connection, "fire_rescue", "crashing", now, key))
    now += DAY_MS
    assert committed(database, lambda connection: lease(connection, "fire_rescue", "crashing", now, key)) is None
    assert state_of(database, FIRE) == "dead"


def test_a_withdrawn_slice_takes_its_lease_with_it(database: Engine) -> None:
    committed(database, lambda connection: put(connection, entry(FIRE), 0))
    held = committed(database, lambda connection: lease_one(connection, FIRE, "zhou", 0, keys()))
    assert committed(database, lambda connection: close(connection, FIRE, "withdrawn"))
    with pytest.raises(LeaseLost):
        committed(database, lambda connection: ack(connection, held, 1))
    assert state_of(database, FIRE) == "withdrawn"


def test_many_takers_at_once_never_get_the_same_slice(database: Engine) -> None:
    wanted = [SliceId(PackageId(f"p{number}"), "fire_rescue", 1) for number in range(20)]
    for one in wanted:
        committed(database, lambda connection, one=one: put(connection, entry(one), 0))
    barrier, key = Barrier(4), keys()

    def take_all(by: str) -> list[Lease]:
        def take(connection: Connection) -> Lease | None:
            return lease(connection, "fire_rescue", by, 1, key)

        barrier.wait()
        taken: list[Lease] = []
        while (held := committed(database, take)) is not None:
            taken.append(held)
        return taken

    with ThreadPoolExecutor(4) as takers:
        taken = [held.id for part in takers.map(take_all, "abcd") for held in part]
    assert sorted(taken) == sorted(wanted)


def test_waits_double_up_to_an_hour() -> None:
    waits = [wait_ms(attempt) for attempt in range(1, TRIES + 1)]
    assert waits[:4] == [1_000, 2_000, 4_000, 8_000]
    assert max(waits) == 3_600_000


def test_a_lease_names_its_taker() -> None:
    assert taker("abc#王丽#2") == "王丽#2"
    assert taker(None) == ""
