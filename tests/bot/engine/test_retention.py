"""A draft that nobody comes back to is erased when the privacy notice says so; what was submitted stays."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, func, insert, select, update

from bot import home, retention
from bot.deeds import Housekeeping
from bot.engine import Engine
from bot.home import open_house
from bot.inbound import Clock
from bot.packs import Packs
from bot.retention import Retention
from bot.settings import Settings
from bot.uploads import Uploads, contents_under
from bot.worker import Worker
from dialogs.conversation import ConversationId
from dialogs.exchange import Reminded, Said
from files.sandbox import Examiner
from files.scanner import StructuralScanner
from storage import tables
from storage.abandoned import erase_abandoned
from storage.conversations import Erased
from storage.store import Store
from tests.bot.engine.scripted import EchoDialogue, NoLookups

KEPT_DAYS = Settings().draft_kept_days
PUSHED = frozenset({"telegram"})


class Time:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 6, 31, tzinfo=UTC)
        self.clock = Clock(lambda: self.now)

    def passes(self, **span: int) -> None:
        self.now += timedelta(**span)


@dataclass(frozen=True)
class Kept:
    """A store whose drafts grow old."""

    store: Store
    engine: Engine
    uploads: Uploads
    retention: Retention
    worker: Worker
    time: Time

    async def draft(self, chat: str = "") -> ConversationId:
        """A conversation in which something was said, with a file; in a chat of a messaging app where one is named."""
        here = (await self.engine.open(channel="web")).conversation_id
        if chat:
            await self.engine.attach("telegram", chat, here)
        await self.engine.handle(here, "m1", Said("my name"))
        await self.uploads.keep_document(here, "notice-1", b"%PDF shown")
        return here

    async def clean(self) -> int:
        """What the house does every day, and what the worker does after it."""
        count = await self.retention.erase()
        await self.worker.settle()
        return count

    async def is_gone(self, here: ConversationId) -> bool:
        """Whether key and files went, all of them or none."""
        left = [await self.count(tables.data_keys, here), await self.count(tables.files, here)]
        assert left in ([0, 0], [1, 1])
        return left == [0, 0]

    async def count(self, table: Table, here: ConversationId) -> int:
        query = select(func.count()).select_from(table).where(table.c.conversation_id == here)
        return await self.store.read(lambda connection: connection.scalar(query)) or 0


@pytest.fixture
async def kept(store: Store, tmp_path: Path) -> AsyncIterator[Kept]:
    """The parts of a house that retention needs, on SQLite and on PostgreSQL."""
    time = Time()
    engine = Engine(store, EchoDialogue(), NoLookups(), clock=time.clock, pushes_to=frozenset())
    contents, packs, examiner = contents_under(tmp_path / "files"), Packs(store), Examiner()
    uploads = Uploads(
        store, engine, packs, examiner=examiner, scanner=StructuralScanner(), contents=contents, clock=time.clock
    )
    housekeeping = Housekeeping(store, engine, packs, uploads, contents, time.clock)
    worker = Worker(store, housekeeping.deeds(), clock=time.clock, news=engine.effects_stored)
    running = asyncio.create_task(worker.run())
    yield Kept(store, engine, uploads, Retention(store, engine, time.clock, KEPT_DAYS, PUSHED), worker, time)
    await worker.stop()
    await running
    await examiner.close()


async def test_a_draft_of_31_days_is_gone_and_one_of_29_days_stays(kept: Kept, tmp_path: Path) -> None:
    old = await kept.draft()
    kept.time.passes(days=2)
    young = await kept.draft()
    kept.time.passes(days=29)
    assert await kept.clean() == 1
    assert (await kept.is_gone(old), await kept.is_gone(young)) == (True, False)
    with pytest.raises(Erased):
        await kept.engine.handle(old, "m2", Said("still there?"))
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1
    assert await kept.clean() == 0


async def test_every_word_starts_the_time_anew(kept: Kept) -> None:
    here = await kept.draft()
    kept.time.passes(days=29)
    await kept.engine.handle(here, "m2", Said("back again"))
    kept.time.passes(days=29)
    assert await kept.clean() == 0
    assert not await kept.is_gone(here)
    kept.time.passes(days=1, seconds=1)
    assert await kept.clean() == 1
    assert await kept.is_gone(here)


async def test_who_is_silent_in_a_messaging_app_is_told_once_a_week_before(kept: Kept) -> None:
    here, on_the_web = await kept.draft("chat 7"), await kept.draft()
    kept.time.passes(days=22)
    assert await kept.retention.remind() == 0
    kept.time.passes(days=1, seconds=1)
    assert await kept.retention.remind() == 1
    assert await kept.retention.remind() == 0
    last = (await kept.engine.transcript(here))[-1]
    assert last.payload == Reminded(2, "2026-12-24")
    kept.time.passes(days=7, seconds=1)  # a reminder is a turn, and must not start the time anew
    assert await kept.clean() == 2
    assert await kept.is_gone(here)
    assert await kept.is_gone(on_the_web)


async def test_who_comes_back_after_the_reminder_keeps_the_draft_and_is_told_again_next_time(kept: Kept) -> None:
    here = await kept.draft("chat 7")
    kept.time.passes(days=24)
    assert await kept.retention.remind() == 1
    kept.time.passes(days=6)
    await kept.engine.handle(here, "m2", Said("back again"))
    kept.time.passes(days=22)
    assert (await kept.clean(), await kept.retention.remind()) == (0, 0)
    kept.time.passes(days=2)
    assert (await kept.clean(), await kept.retention.remind()) == (0, 1)


async def test_what_was_ever_submitted_stays(kept: Kept) -> None:
    submitted, started_anew = await kept.draft(), await kept.draft()
    with_reference = update(tables.conversations).where(tables.conversations.c.id == submitted)
    await kept.store.write(lambda connection: connection.execute(with_reference.values(reference="CN-1")))
    # withdrawn after departments got their parts, then started anew: the reference is gone from the row
    part = {
        "id": "p/fire_rescue/1", "package_id": "p", "conversation_id": started_anew, "department": "fire_rescue",
        "revision": 1, "sha256": "", "envelope": b"", "state": "withdrawn", "attempts": 0, "due_at": 0, "at": "",
    }  # fmt: skip
    await kept.store.write(lambda connection: connection.execute(insert(tables.slices).values(part)))
    kept.time.passes(days=400)
    assert await kept.clean() == 0
    assert not await kept.is_gone(submitted)
    assert not await kept.is_gone(started_anew)


async def test_many_go_in_batches_and_only_their_number_is_logged(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    drafts = [await kept.draft() for _ in range(5)]
    kept.time.passes(days=31)
    with caplog.at_level(logging.INFO, logger=retention.__name__):
        assert await kept.clean() == 5
    assert all([await kept.is_gone(here) for here in drafts])
    assert [record.getMessage() for record in caplog.records if record.name == retention.__name__] == [
        "retention: 5 drafts erased"
    ]


async def test_a_turn_under_way_is_refused_once_its_draft_is_erased(kept: Kept) -> None:
    here = await kept.draft()
    kept.time.passes(days=31)
    at, _, now_ms = kept.time.clock.read()
    # another process erases it: this one still has the conversation in memory
    await kept.store.write(
        lambda connection: erase_abandoned(
            connection, untouched_since=at, reminded_before=at, at=at, now_ms=now_ms, limit=1
        )
    )
    with pytest.raises(Erased):
        await kept.engine.handle(here, "m2", Said("just coming back"))
    await kept.worker.settle()
    assert await kept.is_gone(here)


@pytest.mark.slow  # a house compiles its pack anew
async def test_the_house_does_it_soon_after_its_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    time, settings = Time(), Settings(data=tmp_path)
    async with open_house(settings, clock=time.clock) as house:
        here = (await house.engine.open(channel="web")).conversation_id
        await house.engine.handle(here, "m1", Said("我想开个奶茶店"))
        await house.worker.settle()
    time.passes(days=31)
    monkeypatch.setattr(home, "RETENTION_FIRST_S", 0.01)
    async with open_house(settings, clock=time.clock) as house, asyncio.timeout(20):
        while True:
            try:
                await house.engine.conversation(here)
            except Erased:
                break
            await asyncio.sleep(0.05)
            house.engine.forget(here)
