"""The worker (后台任务): does what turns left in the outbox, at least once each, and never lets it lie silently."""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress

from bot.inbound import Clock
from errors import IntakeError
from storage import outbox
from storage.conversations import Erased
from storage.outbox import Depth, Job
from storage.store import Store

log = logging.getLogger(__name__)

Deed = Callable[[Job], Awaitable[None]]
"""Does one row; may be called again with the same row, whose id is the idempotency key."""

TRIES = 20
LEASE_MS = 30_000
HEARTBEAT_S = 10.0
FIRST_WAIT_MS = 500
LONGEST_WAIT_MS = 300_000
LOOK_S = 1.0
"""How often the outbox is looked at unasked: rows come due, and other processes leave some."""
AT_ONCE = 8


class RetryAfter(IntakeError):
    """A channel asks to be left alone for some seconds; the row is put off that long and loses no try."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class Worker:
    """One task per process. Rows of one lane are done in order, others side by side."""

    def __init__(self, store: Store, deeds: Mapping[str, Deed], *, clock: Clock, news: asyncio.Event) -> None:
        """`news` is set whenever something was left in the outbox."""
        self._store = store
        self._deeds = dict(deeds)
        self._clock = clock
        self._news = news
        self._name = secrets.token_hex(8)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    def register(self, kind: str, deed: Deed) -> None:
        """Takes over rows of a kind, such as "deliver" once a channel runs."""
        self._deeds[kind] = deed
        self._news.set()

    async def run(self) -> None:
        """Works until `stop`; storage that fails is tried again."""
        heartbeat = asyncio.create_task(self._hold_leases())
        try:
            while not self._stopping:
                self._news.clear()
                try:
                    await self._take()
                except IntakeError as down:
                    log.warning("outbox: %s", type(down).__name__)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), LOOK_S)
        finally:
            heartbeat.cancel()
            await asyncio.gather(*self._running.values(), heartbeat, return_exceptions=True)

    async def stop(self, *, within_s: float = 20.0) -> None:
        """Takes nothing new, and waits for what is under way; leases of the rest run out by themselves."""
        self._stopping = True
        self._news.set()
        under_way = list(self._running.values())
        if under_way:
            await asyncio.wait(under_way, timeout=within_s)
            for task in self._running.values():
                task.cancel()

    async def settle(self, *, within_s: float = 20.0) -> None:
        """Waits until nothing is due any more: for commands and tests that end after it."""
        async with asyncio.timeout(within_s):
            while self._running or (await self.depth()).waiting:
                self._news.set()
                await asyncio.sleep(0.01)

    async def depth(self) -> Depth:
        """How much is waiting."""
        now_ms = self._clock.read()[2]
        return await self._store.read(lambda connection: outbox.depth(connection, now_ms=now_ms))

    async def replay(self, job_id: str | None = None) -> int:
        """Brings one dead letter, or all, back; how many."""
        now_ms = self._clock.read()[2]
        count = await self._store.write(lambda connection: outbox.replay(connection, now_ms=now_ms, job_id=job_id))
        self._news.set()
        return count

    async def _take(self) -> None:
        room = AT_ONCE - len(self._running)
        if room <= 0 or self._stopping:
            return
        now_ms = self._clock.read()[2]
        kinds = tuple(self._deeds)
        # a look costs no write: most find nothing
        if not await self._store.read(lambda connection: outbox.is_due(connection, kinds=kinds, now_ms=now_ms)):
            return
        jobs = await self._store.write(
            lambda connection: outbox.lease(
                connection, worker=self._name, kinds=kinds, now_ms=now_ms, lease_ms=LEASE_MS, limit=room
            )
        )
        for job in jobs:
            task = asyncio.create_task(self._do(job))
            self._running[job.id] = task
            task.add_done_callback(lambda _, job_id=job.id: self._ended(job_id))

    def _ended(self, job_id: str) -> None:
        del self._running[job_id]
        self._news.set()  # the next of its lane may start

    async def _do(self, job: Job) -> None:
        try:
            with suppress(Erased):  # nothing is left of which something could be done
                await self._deeds[job.kind](job)
        except RetryAfter as asked:
            await self._put_off(job, asked, int(asked.seconds * 1000))
        except Exception as failed:  # saved with the row, and tried again or buried: never only logged
            log.warning("outbox %s try %d: %s", job.kind, job.attempts, type(failed).__name__)
            if job.attempts >= TRIES:
                await self._bury(job, failed)
            else:
                await self._put_off(job, failed, waiting_ms(job.attempts))
        else:
            now_ms = self._clock.read()[2]
            await self._save(
                lambda: self._store.write(
                    lambda connection: outbox.finish(connection, job.id, worker=self._name, now_ms=now_ms)
                )
            )

    async def _put_off(self, job: Job, failed: Exception, wait_ms: int) -> None:
        due_ms = self._clock.read()[2] + wait_ms
        given_back = isinstance(failed, RetryAfter)
        await self._save(
            lambda: self._store.write(
                lambda connection: outbox.put_off(
                    connection,
                    job.id,
                    worker=self._name,
                    failure=type(failed).__name__,
                    due_ms=due_ms,
                    counts=not given_back,
                )
            )
        )

    async def _bury(self, job: Job, failed: Exception) -> None:
        now_ms = self._clock.read()[2]
        log.error("outbox %s %s is a dead letter: %s", job.kind, job.id, type(failed).__name__)
        await self._save(
            lambda: self._store.write(
                lambda connection: outbox.bury(
                    connection, job.id, worker=self._name, failure=type(failed).__name__, now_ms=now_ms
                )
            )
        )

    async def _save(self, write: Callable[[], Awaitable[object]]) -> None:
        try:
            await write()
        except IntakeError as down:
            # the lease runs out, and the row is done again: that is what its idempotency key is for
            log.warning("outbox: outcome not saved (%s)", type(down).__name__)

    async def _hold_leases(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            held: Sequence[str] = tuple(self._running)
            if held:
                until_ms = self._clock.read()[2] + LEASE_MS
                with suppress(IntakeError):
                    await self._store.write(
                        lambda connection, held=held, until_ms=until_ms: outbox.extend(
                            connection, worker=self._name, ids=held, until_ms=until_ms
                        )
                    )


def waiting_ms(attempts: int) -> int:
    """How long to wait after so many tries: doubling, with some chance in it so that not all come at once."""
    wait = min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** min(attempts - 1, 20))
    return int(wait * random.uniform(0.75, 1.25))
