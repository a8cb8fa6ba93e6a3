"""The circuit breaker (熔断): a source that fails again and again is left alone for a while, so that nobody waits for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from dialogs.exchange import Unavailable
from errors import IntakeError

T = TypeVar("T")
LIMIT_S = 3.0
FAILURES = 5
REST_S = 30.0


class Breaker:
    """Guards one source. After FAILURES in a row it answers Unavailable at once for REST_S, then lets one call try."""

    def __init__(self, *, limit_s: float = LIMIT_S, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._limit_s = limit_s
        self._monotonic = monotonic
        self._failures = 0
        self._rests_until = 0.0

    async def ask(self, call: Callable[[], Awaitable[T]]) -> T | Unavailable:
        """What the source answers; Unavailable when it fails, takes too long, or is resting."""
        now = self._monotonic()
        if self._failures >= FAILURES:
            if now < self._rests_until:
                return Unavailable()
            self._rests_until = now + REST_S  # this call tries; the others go on resting
        try:
            async with asyncio.timeout(self._limit_s):
                answer = await call()
        except (IntakeError, TimeoutError, OSError):
            self._failures += 1
            self._rests_until = self._monotonic() + REST_S
            return Unavailable()
        self._failures = 0
        return answer
