"""The reader of photos is a process of its own: it comes when needed, is ended when it stalls, and gives its memory back."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from errors import IntakeError
from files.frames import BrokenFrame
from files.photo_reader import PhotoReader, can_read_photos
from files.printed import read_print
from tests.files.making import jpg
from tests.files.test_sandbox import children, peak_memory_kb
from tests.licence.drawing import BARBER, draw, jpeg

pytestmark = pytest.mark.slow

MOST_MEMORY_KB = 700 * 1024
PATIENCE_S = 240.0  # a busy machine is no fault of the reader's


@pytest.fixture
async def reader() -> AsyncIterator[PhotoReader]:
    reader = PhotoReader(limit_s=PATIENCE_S)
    yield reader
    await reader.close()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            if holds():
                return
            await asyncio.sleep(0.01)


async def test_print_is_read_in_a_child_and_none_of_it_in_the_server(reader: PhotoReader) -> None:
    assert can_read_photos()
    loaded = set(sys.modules)
    before = children()
    lines = await reader.read(jpeg(draw(BARBER)))
    assert BARBER.code in [line.text for line in lines]
    (child,) = set(children()) - set(before)
    assert peak_memory_kb(child) < MOST_MEMORY_KB
    assert not {"onnxruntime", "rapidocr", "cv2"} & (set(sys.modules) - loaded)
    assert await reader.read(b"no picture at all") == ()
    assert await reader.read(jpg()) is not None
    assert child in children(), "one child for all pictures"


async def test_the_memory_is_given_back_when_nothing_is_to_be_read() -> None:
    before = children()
    reader = PhotoReader(limit_s=PATIENCE_S, idle_s=0)
    await reader.read(jpeg(draw(BARBER)))
    await until(lambda: set(children()) <= set(before))
    assert await reader.read(jpeg(draw(BARBER))), "the next picture gets a new child"
    await reader.close()
    assert set(children()) <= set(before)


async def test_a_reader_that_is_silent_is_ended_within_the_limit() -> None:
    before = children()
    hasty = PhotoReader(limit_s=0.05)
    with pytest.raises(IntakeError):
        await hasty.read(jpeg(draw(BARBER)))
    await until(lambda: set(children()) <= set(before))
    assert not hasty.is_busy


async def test_a_picture_that_kills_its_reader_harms_nobody_else(reader: PhotoReader) -> None:
    before = children()
    reading = asyncio.create_task(reader.read(jpeg(draw(BARBER))))
    await until(lambda: bool(set(children()) - set(before)))
    assert reader.is_busy
    (child,) = set(children()) - set(before)
    os.kill(child, signal.SIGKILL)
    with pytest.raises(IntakeError):
        await reading
    assert await reader.read(jpeg(draw(BARBER)))


@pytest.mark.parametrize(
    "head",
    [b"", b"{}", b"[1]", b"[{}]", b"not json", b'[{"text":"a","left":1e9,"top":0,"right":0,"bottom":0,"score":1,"edge":""}]',
     b'[{"text":"a","left":0,"top":0,"right":0,"bottom":0,"score":1,"edge":"middle"}]'],
)  # fmt: skip
def test_a_child_that_was_taken_over_is_not_believed(head: bytes) -> None:
    with pytest.raises(BrokenFrame):
        read_print(head)


def test_the_child_needs_nothing_but_what_is_in_the_wheels() -> None:
    from importlib.util import find_spec

    spec = find_spec("rapidocr")
    assert spec is not None
    assert spec.origin is not None
    models = Path(spec.origin).parent / "models"
    assert len(list(models.glob("*.onnx"))) == 3
