"""A process of ours that reads hostile bytes, seen from its parent: started, asked, sent away, or ended."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from errors import IntakeError
from files.frames import LENGTHS, READY, BrokenFrame, frame_lengths

_SECONDS_TO_START = 30.0
_SECONDS_TO_LEAVE = 2.0
_PACKAGE_PARENT = Path(__file__).resolve().parent.parent


class Died(Exception):
    """The child is gone, or silent for too long, with a file in its hands."""


@dataclass(slots=True)
class ChildProcess:
    """A running child and how many files it was given."""

    process: asyncio.subprocess.Process
    files_read: int = 0

    @property
    def is_gone(self) -> bool:
        """Whether it ended by itself."""
        return self.process.returncode is not None

    async def exchange(self, frame: bytes, *, within_s: float) -> tuple[bytes, bytes]:
        """Head and body of the child's answer to a frame.

        Raises Died. Whoever catches that, or anything else, kills this child: its pipe is out of step.
        """
        self.files_read += 1
        sending, answers = self.process.stdin, self.process.stdout
        assert sending is not None  # both are pipes from the start
        assert answers is not None
        try:
            async with asyncio.timeout(within_s):
                sending.write(frame)
                await sending.drain()
                head, body = frame_lengths(await answers.readexactly(LENGTHS.size))
                return await answers.readexactly(head), await answers.readexactly(body)
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError, BrokenFrame) as gone:
            raise Died from gone

    async def leave(self) -> None:
        """Closes the child's input, which ends it; a child that stays is killed."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            async with asyncio.timeout(_SECONDS_TO_LEAVE):
                await self.process.wait()
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """Ends the child now and waits until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


async def start_child(module: str, *, more: Mapping[str, str] | None = None) -> ChildProcess:
    """A child that has said that it is ready. It sees none of our environment, where secrets may be, but `more`.

    Raises IntakeError when it does not start.
    """
    told = {"PYTHONPATH": str(_PACKAGE_PARENT), "PATH": os.defpath, "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-B", "-m", module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**told, **(more or {})},
        cwd="/",
        start_new_session=True,  # Ctrl-C in a terminal is for us; we then send the child away
    )
    child = ChildProcess(process)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_SECONDS_TO_START):
            greeting = await process.stdout.readexactly(len(READY))
    except (TimeoutError, asyncio.IncompleteReadError) as failure:
        await child.kill()
        raise IntakeError(
            f"the process that reads uploads did not start (exit {process.returncode}): "
            f"run `python -m {module}` in this environment and see what is missing"
        ) from failure
    except BaseException:
        await child.kill()
        raise
    if greeting != READY:
        await child.kill()
        raise IntakeError("the process that reads uploads greeted wrongly: reinstall, versions are mixed")
    return child
