"""What is built once (只建一次) in a process, at the first use."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """A function without arguments that is called once and then known; two threads never build the same at a time.

    `functools.cache` lets them: the first message of a fresh server would load all models beside the thread that warms it up, and
    what one of the two then throws away is 20 MB.
    """

    def __init__(self, build: Callable[[], T]) -> None:
        self._build = build
        self._lock = RLock()
        self._built: list[T] = []
        self.__doc__ = build.__doc__

    def __call__(self) -> T:
        if not self._built:
            with self._lock:
                if not self._built:
                    self._built.append(self._build())
        return self._built[0]

    def forget(self) -> None:
        """Has it built anew at the next use."""
        with self._lock:
            self._built.clear()
