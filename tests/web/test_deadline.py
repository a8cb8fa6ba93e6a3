"""A shared deadline ends what takes too long, and nothing else."""

from __future__ import annotations

import asyncio

import pytest

from web.deadline import SharedDeadline


async def test_a_wait_that_never_ends_is_ended_and_the_next_one_is_not() -> None:
    deadline = SharedDeadline(0.1)
    with pytest.raises(TimeoutError), deadline():
        await asyncio.Event().wait()
    with deadline():
        await asyncio.sleep(0)


async def test_somebody_elses_cancellation_stays_a_cancellation() -> None:
    deadline = SharedDeadline(60)

    async def wait() -> None:
        with deadline():
            await asyncio.Event().wait()

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_each_wait_has_its_own_time() -> None:
    deadline = SharedDeadline(0.5)

    async def wait(seconds: float) -> str:
        try:
            with deadline():
                await asyncio.sleep(seconds)
        except TimeoutError:
            return "late"
        return "in time"

    assert await asyncio.gather(wait(0.01), wait(5)) == ["in time", "late"]
