"""Whatever happens in whatever order: delivered at least once, takes effect once, never two valid leases."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import Engine, delete, select

from backoffice.identity import PackageId, SliceId
from backoffice.queue import (
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
)
from errors import IntakeError
from storage.tables import slices
from tests.backoffice.rows import CONVERSATION, DAY_MS, committed, keys, tables

NUMBERS = st.integers(0, 2)
LIMIT_MS = 1_000


class Queue(RuleBasedStateMachine):
    """Takers that crash, come back late and answer twice, against the table."""

    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        committed(self.engine, lambda connection: connection.execute(delete(slices)))
        self.now = 0
        self.key = keys()
        self.leases: list[Lease] = []
        self.hashes: dict[SliceId, str] = {}
        self.effects: Counter[SliceId] = Counter()
        self.delivered: Counter[SliceId] = Counter()
        self.closed: set[SliceId] = set()

    @rule(number=NUMBERS, content=st.sampled_from("ab"))
    def hand_over(self, number: int, content: str) -> None:
        wanted = SliceId(PackageId(f"p{number}"), "fire", 1)
        entry = Entry(wanted, CONVERSATION, content, b"", "2026-11-24T00:00:00Z")
        try:
            new = committed(self.engine, lambda connection: put(connection, entry, self.now))
        except SliceConflict:
            assert self.hashes[wanted] != content
        else:
            assert new == (wanted not in self.hashes)
            assert self.hashes.setdefault(wanted, content) == content

    @rule()
    def take_next(self) -> None:
        held = committed(
            self.engine, lambda connection: lease(connection, "fire", "taker", self.now, self.key, limit_ms=LIMIT_MS)
        )
        if held is not None:
            self._took(held)

    @rule(number=NUMBERS)
    def take_this(self, number: int) -> None:
        wanted = SliceId(PackageId(f"p{number}"), "fire", 1)
        try:
            held = committed(
                self.engine,
                lambda connection: lease_one(connection, wanted, "taker", self.now, self.key, limit_ms=LIMIT_MS),
            )
        except InHand:
            assert wanted in self.hashes
        except IntakeError:
            assert wanted not in self.hashes
        else:
            self._took(held)

    @precondition(lambda self: self.leases)
    @rule(which=st.integers(0, 99), answer=st.sampled_from([ack, give_back, nack]))
    def answer(self, which: int, answer: object) -> None:
        held = self.leases[which % len(self.leases)]
        try:
            if answer is nack:
                committed(self.engine, lambda connection: nack(connection, held, self.now))
                return
            decide = ack if answer is ack else give_back
            committed(self.engine, lambda connection: decide(connection, held, self.now))
        except LeaseLost:
            return
        assert held.until_ms > self.now
        assert held.id not in self.closed
        self.effects[held.id] += 1

    @rule(ms=st.sampled_from([1, 500, 1_000, 5_000, DAY_MS]))
    def time_passes(self, ms: int) -> None:
        self.now += ms

    @rule(number=NUMBERS)
    def withdraw(self, number: int) -> None:
        wanted = SliceId(PackageId(f"p{number}"), "fire", 1)
        if committed(self.engine, lambda connection: close(connection, wanted, "withdrawn")):
            self.closed.add(wanted)

    @rule(number=NUMBERS)
    def drive_again(self, number: int) -> None:
        wanted = SliceId(PackageId(f"p{number}"), "fire", 1)
        committed(self.engine, lambda connection: replay(connection, wanted, self.now))

    @invariant()
    def takes_effect_once(self) -> None:
        assert all(count == 1 for count in self.effects.values())

    def teardown(self) -> None:
        """Whatever was handed over and not withdrawn gets through in the end."""
        for wanted in self.hashes:
            committed(self.engine, lambda connection, wanted=wanted: replay(connection, wanted, self.now))
        for _ in range(4 * len(self.hashes)):
            self.now += DAY_MS
            held = committed(self.engine, lambda connection: lease(connection, "fire", "last", self.now, self.key))
            if held is None:
                break
            self.delivered[held.id] += 1
            committed(self.engine, lambda connection, held=held: ack(connection, held, self.now))
            self.effects[held.id] += 1
        for wanted in self.hashes.keys() - self.closed:
            assert self.delivered[wanted] >= 1
            assert self.effects[wanted] == 1
        with self.engine.connect() as connection:
            states = set(connection.scalars(select(slices.c.state)))
        assert states <= {"acked", "returned", "withdrawn"}

    def _took(self, held: Lease) -> None:
        valid = [other for other in self.leases if other.id == held.id and other.until_ms > self.now]
        still = [other for other in valid if self._counts(other)]
        assert not still, "two valid leases of one slice"
        assert self.effects[held.id] == 0
        assert held.id not in self.closed
        self.delivered[held.id] += 1
        self.leases.append(held)

    def _counts(self, held: Lease) -> bool:
        with self.engine.connect() as connection:
            return (
                connection.scalar(select(slices.c.leased_by).where(slices.c.id == str(held.id)))
                == f"{held.key}#{held.by}"
            )


def test_every_slice_gets_through_once_whatever_happens(database_url: str) -> None:
    with tables(database_url) as engine:
        machine = type("QueueHere", (Queue,), {"engine": engine})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=40, stateful_step_count=40, suppress_health_check=[HealthCheck.too_slow], deadline=None
            ),
        )
