"""What a turn leaves to be done is done at least once, in order, again after a failure, and never silently given up."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot import worker as working
from bot.engine import Engine
from bot.inbound import Clock
from bot.worker import RetryAfter, Worker
from dialogs.exchange import Said
from errors import DeliveryFailed
from storage import outbox
from storage.conversations import Erased
from storage.outbox import Job
from storage.store import Store
from tests.bot.engine.scripted import EchoDialogue, NoLookups


class Hands:
    """Notes what it did; fails as often as told before."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []
        self.failures: list[Exception] = []

    async def do(self, job: Job) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.done.append((job.kind, job.id))


class Time:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 6, 31, tzinfo=UTC)
        self.clock = Clock(lambda: self.now)

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def time() -> Time:
    """The time of the test."""
    return Time()


@pytest.fixture
def hands() -> Hands:
    """Who does the work."""
    return Hands()


@pytest.fixture
def engine(store: Store, time: Time) -> Engine:
    """An engine on the moved clock."""
    return Engine(store, EchoDialogue(), NoLookups(), clock=time.clock, pushes_to=frozenset({"telegram"}))


@pytest.fixture
async def worker(store: Store, engine: Engine, hands: Hands, time: Time) -> AsyncIterator[Worker]:
    """A worker that runs."""
    deeds = {"keep_document": hands.do, "hand_over": hands.do, "deliver": hands.do}
    made = Worker(store, deeds, clock=time.clock, news=engine.effects_stored)
    running = asyncio.create_task(made.run())
    yield made
    await made.stop()
    await running


async def until_failed(store: Store, times: int) -> None:
    """Waits until rows were put off so often."""
    async with asyncio.timeout(20):
        while True:
            rows = await store.read(
                lambda c: c.execute(
                    select(outbox.outbox.c.attempts, outbox.outbox.c.failure, outbox.outbox.c.leased_by)
                ).all()
            )
            if any(row.failure and row.attempts >= times and row.leased_by is None for row in rows):
                return
            await asyncio.sleep(0.01)


async def test_effects_are_done_after_the_turn_and_in_its_order(engine: Engine, worker: Worker, hands: Hands) -> None:
    opened = await engine.open(channel="web")
    await engine.handle(opened.conversation_id, "m1", Said("document"))
    await worker.settle()
    here = opened.conversation_id
    assert hands.done == [("keep_document", f"{here}:2:0"), ("hand_over", f"{here}:2:1")]


async def test_replies_are_pushed_to_chats_only_and_in_order(engine: Engine, worker: Worker, hands: Hands) -> None:
    web = await engine.open(channel="web")
    await engine.handle(web.conversation_id, "m1", Said("hi"))
    chat = await engine.open(channel="telegram", address="4711")
    for number in range(5):
        await engine.handle(chat.conversation_id, f"m{number}", Said(f"{number}"))
    await worker.settle()
    assert hands.done == [("deliver", f"{chat.conversation_id}:{seq}:0") for seq in range(1, 7)]


async def test_the_chat_is_told_before_its_data_are_erased(
    engine: Engine, worker: Worker, hands: Hands, store: Store, time: Time
) -> None:
    worker.register("erase", hands.do)
    chat = await engine.open(channel="telegram", address="4711")
    await worker.settle()
    hands.failures = [DeliveryFailed("down")]
    await engine.handle(chat.conversation_id, "m1", Said("delete my data"))
    await until_failed(store, 1)
    time.passes(5)
    await worker.settle()
    assert [kind for kind, _ in hands.done] == ["deliver", "deliver", "erase"]


async def test_work_on_erased_data_is_over(engine: Engine, worker: Worker, hands: Hands) -> None:
    hands.failures = [Erased("gone")]
    opened = await engine.open(channel="web")
    await engine.handle(opened.conversation_id, "m1", Said("document"))
    await worker.settle()
    assert [kind for kind, _ in hands.done] == ["hand_over"]


async def test_failing_work_is_tried_again_later_and_holds_up_what_comes_after_it(
    engine: Engine, worker: Worker, hands: Hands, store: Store, time: Time
) -> None:
    hands.failures = [DeliveryFailed("down")]
    opened = await engine.open(channel="web")
    await engine.handle(opened.conversation_id, "m1", Said("document"))
    await until_failed(store, 1)
    assert hands.done == []
    time.passes(5)
    await worker.settle()
    assert [kind for kind, _ in hands.done] == ["keep_document", "hand_over"]


async def test_work_that_never_succeeds_becomes_a_dead_letter_and_is_replayed(
    engine: Engine, worker: Worker, hands: Hands, store: Store, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "TRIES", 2)
    hands.failures = [DeliveryFailed("down"), DeliveryFailed("still down")]
    opened = await engine.open(channel="web")
    await engine.handle(opened.conversation_id, "m1", Said("document"))
    await until_failed(store, 1)
    time.passes(5)
    await worker.settle()
    assert [kind for kind, _ in hands.done] == ["hand_over"]
    assert (await worker.depth()).dead == 1
    ((job, failure),) = await store.read(outbox.dead_letters)
    assert (job.kind, failure) == ("keep_document", "DeliveryFailed")
    assert await worker.replay() == 1
    await worker.settle()
    assert [kind for kind, _ in hands.done] == ["hand_over", "keep_document"]


async def test_a_channel_that_asks_for_patience_costs_no_try(
    engine: Engine, worker: Worker, hands: Hands, store: Store, time: Time
) -> None:
    hands.failures = [RetryAfter("flood", 30)]
    await engine.open(channel="telegram", address="4711")
    await until_failed(store, 0)
    time.passes(29)
    assert not await store.read(lambda c: outbox.is_due(c, kinds=("deliver",), now_ms=time.clock.read()[2]))
    time.passes(2)
    await worker.settle()
    assert len(hands.done) == 1


async def test_a_frozen_worker_finds_its_row_taken_by_another(engine: Engine, store: Store, time: Time) -> None:
    opened = await engine.open(channel="web")
    await engine.handle(opened.conversation_id, "m1", Said("document"))

    async def lease(worker: str) -> list[Job]:
        now_ms = time.clock.read()[2]
        return await store.write(
            lambda c: outbox.lease(
                c, worker=worker, kinds=("keep_document", "hand_over"), now_ms=now_ms, lease_ms=30_000, limit=8
            )
        )

    (job,) = await lease("frozen")
    assert await lease("other") == []
    time.passes(31)
    (again,) = await lease("other")
    assert (again.id, again.attempts) == (job.id, 2)
    assert not await store.write(lambda c: outbox.finish(c, job.id, worker="frozen", now_ms=0))
    assert await store.write(lambda c: outbox.finish(c, job.id, worker="other", now_ms=0))
    (following,) = await lease("other")
    assert following.kind == "hand_over"
