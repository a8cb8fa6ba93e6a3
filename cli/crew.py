"""Several serving processes over one socket (多进程): started, ended and replaced together."""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable

import click

from errors import IntakeError

QUICK_S = 10.0
"""A process that ends sooner than this after its start will not fare better the next time."""


def serve_in_processes(count: int, run: Callable[[int], None]) -> int:
    """Runs `run(0)` … in processes of their own until SIGTERM or SIGINT; one that dies is started again.

    Returns the exit status: 1 when one of them could not even start.
    """
    crew = _Crew(run)
    for number in range(count):
        crew.start(number)
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, crew.pass_on)
    return crew.watch()


class _Crew:
    """The processes by id, with their number and when they were started."""

    def __init__(self, run: Callable[[int], None]) -> None:
        self._run = run
        self._members: dict[int, tuple[int, float]] = {}
        self._ending = False

    def start(self, number: int) -> None:
        """Starts one; nothing is open yet that must not be shared with it."""
        process = os.fork()
        if process == 0:
            status = 1
            try:
                for ending in (signal.SIGTERM, signal.SIGINT):
                    signal.signal(ending, signal.SIG_DFL)
                self._run(number)
                status = 0
            except IntakeError as wrong:
                click.echo(f"Error: {wrong}", err=True)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        self._members[process] = (number, time.monotonic())

    def pass_on(self, number: int, _frame: object) -> None:
        """Tells all of them; each finishes what it has."""
        self._ending = True
        for process in self._members:
            os.kill(process, number)

    def watch(self) -> int:
        """Waits for them; the exit status."""
        failed = 0
        while self._members:
            process, _ = os.wait()
            number, started = self._members.pop(process)
            if self._ending:
                continue
            if time.monotonic() - started < QUICK_S:
                failed = 1
                self.pass_on(signal.SIGTERM, None)
            else:
                self.start(number)
        return failed
