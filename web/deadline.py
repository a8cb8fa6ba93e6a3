"""A time limit shared by many short waits (超时): one timer looks over all of them, for one each costs more than the wait."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager


class SharedDeadline:
    """All waits have the same limit, so the oldest is always the first; it is kept to within a second."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._ends: dict[asyncio.Task[object], float] = {}
        self._late: set[asyncio.Task[object]] = set()
        self._timer: asyncio.TimerHandle | None = None

    @contextmanager
    def __call__(self) -> Generator[None]:
        """What is awaited within must end in time. Raises TimeoutError where it does not."""
        task = asyncio.current_task()
        assert task is not None, "a deadline is kept for a task"
        loop = asyncio.get_running_loop()
        self._ends[task] = loop.time() + self._limit_s
        if self._timer is None:
            self._timer = loop.call_later(1.0, self._look, loop)
        try:
            yield
        except asyncio.CancelledError:
            if task in self._late and task.uncancel() <= 0:
                raise TimeoutError from None
            raise
        finally:
            self._ends.pop(task, None)
            self._late.discard(task)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        for task, end in list(self._ends.items()):
            if end > now:
                break
            del self._ends[task]
            self._late.add(task)
            task.cancel()
        self._timer = loop.call_later(1.0, self._look, loop) if self._ends else None
