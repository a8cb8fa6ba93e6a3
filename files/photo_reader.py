"""Reading the print of photos in a child process of its own (文字识别): half a gigabyte that is given back when idle."""

import asyncio
from importlib.util import find_spec

from errors import IntakeError
from files.child_process import ChildProcess, Died, start_child
from files.frames import BrokenFrame
from files.printed import Print, picture_frame, read_print

LIMIT_S = 10.0
IDLE_S = 60.0
_PACKAGES = ("rapidocr", "onnxruntime")


def can_read_photos() -> bool:
    """Whether the extra `ocr` is installed. Looks only, so that the server loads nothing of it."""
    return all(find_spec(package) is not None for package in _PACKAGES)


class PhotoReader:
    """Reads one picture at a time; the child is started when first needed, and leaves after `idle_s` without work.

    Belongs to the event loop it is first used in. Close it in the end.
    """

    def __init__(self, *, limit_s: float = LIMIT_S, idle_s: float = IDLE_S) -> None:
        self._limit_s = limit_s
        self._idle_s = idle_s
        self._lock = asyncio.Lock()
        self._child: ChildProcess | None = None
        self._leaving: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a picture is being read; the next one would have to wait."""
        return self._lock.locked()

    async def read(self, picture: bytes) -> Print:
        """The lines on a picture (jpg, png, or the scan in a PDF), empty where there is no print.

        Raises IntakeError where the child does not start, dies, or is not done within the limit, its start included.
        """
        async with self._lock:
            self._stay()
            try:
                async with asyncio.timeout(self._limit_s):
                    if self._child is None or self._child.is_gone:
                        self._child = None
                        self._child = await start_child("files.reading_child")
                    head, _ = await self._child.exchange(picture_frame(picture), within_s=self._limit_s)
                found = read_print(head)
            except (Died, BrokenFrame, TimeoutError) as failed:
                await self._kill()
                raise IntakeError("a photo could not be read in time; its reader was ended") from failed
            except BaseException:
                # Cancelled half-way, for instance: the next picture must not get this one's answer.
                await self._kill()
                raise
            self._leaving = asyncio.create_task(self._leave_when_idle())
            return found

    async def close(self) -> None:
        """Waits for the picture being read, then sends the child away. The reader may be used again."""
        async with self._lock:
            self._stay()
            await self._leave()

    async def _leave_when_idle(self) -> None:
        await asyncio.sleep(self._idle_s)
        async with self._lock:
            self._leaving = None
            await self._leave()

    def _stay(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None

    async def _leave(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            await child.leave()

    async def _kill(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            await child.kill()
