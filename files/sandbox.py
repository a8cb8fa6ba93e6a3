"""Examining uploads in a child process, so that a file that breaks its reader breaks nothing else."""

import asyncio

from files.child_process import ChildProcess, Died, start_child
from files.examine import refused_by_size
from files.frames import BrokenFrame, Task, read_verdict, task_frame
from files.names import LONGEST_NAME
from files.verdict import Accepted, Refused, Verdict

FILES_PER_CHILD = 200  # then a fresh one: memory does not creep
_SECONDS_PER_FILE = 10.0  # on the wall; the child's own limit is CPU time, and the machine may be busy


class Examiner:
    """Examines files in warm children: at most `children` at a time, each started when first needed.

    Belongs to the event loop it is first used in. Close it in the end; children also leave by
    themselves when this process does.
    """

    def __init__(self, *, children: int = 1) -> None:
        self._slots: asyncio.Queue[ChildProcess | None] = asyncio.Queue()
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
            if child is not None and child.is_gone:
                child = None  # it went while it was idle, without a file: nobody's fault
            if child is None:
                child = await start_child("files.child")
            verdict = await _examined(child, task)
            if child.files_read >= FILES_PER_CHILD:
                await child.leave()
                child = None
            return verdict
        except (Died, BrokenFrame):
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


async def _examined(child: ChildProcess, task: Task) -> Verdict:
    head, body = await child.exchange(task_frame(task), within_s=_SECONDS_PER_FILE)
    return read_verdict(head, body, task.data)


async def _killed(child: ChildProcess | None) -> None:
    if child is not None:
        await child.kill()
