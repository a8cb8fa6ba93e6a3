"""Examining uploads in a child process, so that a file that breaks its reader breaks nothing else."""

import asyncio
import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from errors import IntakeError
from files.examine import refused_by_size
from files.frames import LENGTHS, READY, BrokenFrame, Task, frame_lengths, read_verdict, task_frame
from files.names import LONGEST_NAME
from files.verdict import Accepted, Refused, Verdict

FILES_PER_CHILD = 200  # then a fresh one: memory does not creep
_SECONDS_PER_FILE = 10.0  # on the wall; the child's own limit is CPU time, and the machine may be busy
_SECONDS_TO_START = 30.0
_SECONDS_TO_LEAVE = 2.0
_PACKAGE_PARENT = Path(__file__).resolve().parent.parent


class _Died(Exception):
    """The child is gone, or silent for too long, with a file in its hands."""


@dataclass(slots=True)
class _Child:
    """A running child and how many files it has read."""

    process: asyncio.subprocess.Process
    files_read: int = 0

    async def examine(self, task: Task) -> Verdict:
        """Raises _Died. Whoever catches that, or anything else, ends this child: its pipe is out of step."""
        self.files_read += 1
        try:
            async with asyncio.timeout(_SECONDS_PER_FILE):
                return await self._exchange(task)
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError, BrokenFrame) as gone:
            raise _Died from gone

    async def _exchange(self, task: Task) -> Verdict:
        sending, answers = self.process.stdin, self.process.stdout
        assert sending is not None  # both are pipes from the start
        assert answers is not None
        sending.write(task_frame(task))
        await sending.drain()
        head, body = frame_lengths(await answers.readexactly(LENGTHS.size))
        return read_verdict(await answers.readexactly(head), await answers.readexactly(body), task.data)

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


class Examiner:
    """Examines files in warm children: at most `children` at a time, each started when first needed.

    Belongs to the event loop it is first used in. Close it in the end; children also leave by
    themselves when this process does.
    """

    def __init__(self, *, children: int = 1) -> None:
        self._slots: asyncio.Queue[_Child | None] = asyncio.Queue()
        self._size = children
        for _ in range(children):
            self._slots.put_nowait(None)

    async def examine(
        self, data: bytes, *, name: str, declared_type: str | None, formats: tuple[str, ...], max_mb: float
    ) -> Accepted | Refused:
        """The verdict of `files.examine.examine`; a file that kills or stalls its reader is a bomb.

        Raises IntakeError when no child can be started: that is the machine's fault, not the file's.
        """
        if refused := refused_by_size(len(data), max_mb):
            return refused
        name, said = name[-LONGEST_NAME:], (declared_type or "")[:LONGEST_NAME]
        task = Task(data=data, name=name, declared_type=said, formats=formats, max_mb=max_mb)
        child = await self._slots.get()
        try:
            if child is not None and child.process.returncode is not None:
                child = None  # it went while it was idle, without a file: nobody's fault
            if child is None:
                child = await _start_child()
            verdict = await child.examine(task)
            if child.files_read >= FILES_PER_CHILD:
                await child.leave()
                child = None
            return verdict
        except _Died:
            child = await _killed(child)
            return Refused("file_bomb")
        except BaseException:
            # Cancelled half-way, for instance: the next file must not get this one's answer.
            child = await _killed(child)
            raise
        finally:
            self._slots.put_nowait(child)

    async def close(self) -> None:
        """Waits for the files being read, then sends every child away. The examiner may be used again."""
        children = [await self._slots.get() for _ in range(self._size)]
        for child in children:
            if child is not None:
                await child.leave()
            self._slots.put_nowait(None)


async def _killed(child: _Child | None) -> None:
    if child is not None:
        await child.kill()


async def _start_child() -> _Child:
    """A child that has said that it is ready. It sees none of our environment, where secrets may be."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-B", "-m", "files.child"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PYTHONPATH": str(_PACKAGE_PARENT), "PATH": os.defpath, "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
        cwd="/",
        start_new_session=True,  # Ctrl-C in a terminal is for us; we then send the child away
    )
    child = _Child(process)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_SECONDS_TO_START):
            greeting = await process.stdout.readexactly(len(READY))
    except (TimeoutError, asyncio.IncompleteReadError) as failure:
        await child.kill()
        raise IntakeError(
            f"the process that examines uploads did not start (exit {process.returncode}): "
            "run `python -m files.child` in this environment and see what is missing"
        ) from failure
    except BaseException:
        await child.kill()
        raise
    if greeting != READY:
        await child.kill()
        raise IntakeError("the process that examines uploads greeted wrongly: reinstall, versions are mixed")
    return child
