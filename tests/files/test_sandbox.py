"""Whatever a file does to its reader, we go on, and nothing is left behind."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from files.examine import examine
from files.frames import LENGTHS, BrokenFrame, read_verdict
from files.names import safe_name
from files.samples import sample
from files.sandbox import FILES_PER_CHILD, Examiner
from files.verdict import Accepted, Refused
from tests.files.hostile import HOSTILE
from tests.files.making import jpg, pdf, plan, png, stream

FORMATS = ("pdf", "jpg", "png")
MOST_MEMORY_KB = 256 * 1024
MOST_CPU_SECONDS = 2.0


@pytest.fixture
async def examiner() -> AsyncIterator[Examiner]:
    examiner = Examiner()
    yield examiner
    await examiner.close()


async def seen(examiner: Examiner, data: bytes, name: str = "a", declared: str | None = None) -> Accepted | Refused:
    return await examiner.examine(data, name=name, declared_type=declared, formats=FORMATS, max_mb=30)


def children() -> list[int]:
    """The running children of this process that look into files; a database of other tests may be another one."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split() if _looks_into_files(child)]


def _looks_into_files(child: str) -> bool:
    try:
        return b"\0-m\0files." in Path(f"/proc/{child}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return False


def peak_memory_kb(child: int) -> int:
    lines = Path(f"/proc/{child}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def cpu_seconds(child: int) -> float:
    fields = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def test_the_verdict_is_the_same_as_without_a_sandbox(examiner: Examiner) -> None:
    for data, name in ((sample("sample.pdf"), "a.pdf"), (jpg(), "a.jpg"), (png(), "a.png"), (b"MZ", "a.pdf")):
        direct = examine(data, name=name, declared_type=None, formats=FORMATS, max_mb=30)
        assert await seen(examiner, data, name) == direct
    assert await seen(examiner, b"") == Refused("file_empty")


@pytest.mark.parametrize(
    "name", ["长" * 1_000_000 + ".jpg", "\ud800\0.jpg", "a\r\nb.jpg"], ids=["long", "odd", "lines"]
)
async def test_no_name_breaks_the_conversation_with_the_child(examiner: Examiner, name: str) -> None:
    verdict = await seen(examiner, jpg(), name, "image/jpeg;" + "x" * 2_000_000)
    assert isinstance(verdict, Accepted)
    assert verdict.safe_name == safe_name(name, "jpg")


async def test_every_hostile_file_costs_little_and_harms_nobody(examiner: Examiner) -> None:
    await seen(examiner, jpg())
    before = children()
    spent = cpu_seconds(before[0])
    for hostile in HOSTILE:
        verdict = await examiner.examine(
            hostile.make(), name=hostile.name, declared_type=hostile.declared, formats=FORMATS, max_mb=10
        )
        assert isinstance(verdict, Refused), hostile.why
        assert verdict.reason == hostile.reason, hostile.why
        assert children() == before, f"{hostile.why}: refused by a limit of the process, not by us"
        now = cpu_seconds(before[0])
        assert now - spent <= MOST_CPU_SECONDS, hostile.why
        spent = now
    assert peak_memory_kb(before[0]) <= MOST_MEMORY_KB


async def test_the_largest_pictures_stay_within_memory(examiner: Examiner) -> None:
    """The worst that is let in, each beside what it is: from a phone, a scanner, a drawing program, the web."""
    largest = {
        "photo.jpg": jpg(plan(12_600, 9_450), quality=60),
        "scan.png": png(plan(7_700, 7_700, "L"), compress_level=1),
        "drawing.png": png(plan(4_600, 4_600), compress_level=1),
        "layers.png": png(plan(3_400, 3_400, "RGBA"), compress_level=1),
        "web.jpg": jpg(plan(4_000, 4_000), quality=90, progressive=True, subsampling=0),
    }
    for name, data in largest.items():
        assert isinstance(await seen(examiner, data, name), Accepted), name
        assert peak_memory_kb(children()[0]) <= MOST_MEMORY_KB, name


# Nothing in them is forbidden; there is only far too much to do.
ENDLESS = {
    "a million tiny objects": lambda: pdf(stream(b"x"), *[b"[" + b"<</A[1 2 3]>>" * 40 + b"]" for _ in range(25_000)]),
    "a table without an end": lambda: b"%PDF-1.7\n" + b"1 0 obj<</A 1>>endobj\n" * 400_000 + b"%%EOF",
}


@pytest.mark.parametrize("why", ENDLESS)
async def test_endless_work_ends_in_two_seconds_of_cpu(examiner: Examiner, why: str) -> None:
    await seen(examiner, jpg())
    data = ENDLESS[why]()
    started = time.monotonic()
    verdict = await seen(examiner, data)
    assert isinstance(verdict, Refused)
    assert verdict.reason in ("file_bomb", "file_unreadable")
    assert time.monotonic() - started < 10
    assert isinstance(await seen(examiner, jpg()), Accepted), "the next file has a fresh child"


async def test_a_child_that_is_killed_in_the_middle_is_a_bomb_and_the_next_file_is_fine(examiner: Examiner) -> None:
    await seen(examiner, jpg())
    (child,) = children()
    os.kill(child, signal.SIGSTOP)
    waiting = asyncio.create_task(seen(examiner, jpg()))
    await asyncio.sleep(0)
    os.kill(child, signal.SIGKILL)
    assert await waiting in (Refused("file_bomb"), await seen(examiner, jpg()))
    assert isinstance(await seen(examiner, jpg()), Accepted)
    assert child not in children()


async def test_giving_up_on_one_file_does_not_mix_up_the_answers(examiner: Examiner) -> None:
    await seen(examiner, jpg())
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await seen(examiner, jpg(plan(5000, 4000)))
    after = await seen(examiner, sample("sample.pdf"))
    assert isinstance(after, Accepted)
    assert after.kind == "pdf"
    assert len(children()) == 1


async def test_many_files_at_once_each_get_their_own_answer() -> None:
    examiner = Examiner(children=2)
    pictures = [jpg(plan(640 + 16 * step, 480)) for step in range(12)]
    verdicts = await asyncio.gather(*(seen(examiner, picture) for picture in pictures))
    assert [verdict.width for verdict in verdicts if isinstance(verdict, Accepted)] == [640 + 16 * n for n in range(12)]
    assert len(children()) <= 2
    await examiner.close()
    assert children() == []


async def test_a_child_is_replaced_after_its_share_of_files(examiner: Examiner) -> None:
    small = pdf()
    await seen(examiner, small)
    first = children()
    for _ in range(FILES_PER_CHILD):
        await seen(examiner, small)
    assert children() != first
    assert len(children()) == 1


def start_child() -> subprocess.Popen[bytes]:
    child = subprocess.Popen([sys.executable, "-m", "files.child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    return child


@pytest.mark.parametrize("last_words", [b"", b"\0\0", LENGTHS.pack(20, 10) + b"{"], ids=["nothing", "half", "more"])
def test_a_child_leaves_when_its_parent_is_gone(last_words: bytes) -> None:
    with start_child() as child:
        assert child.stdin is not None
        child.stdin.write(last_words)
        child.stdin.close()
        child.wait(timeout=10)


async def test_a_photo_of_two_megabytes_is_read_while_one_waits(examiner: Examiner) -> None:
    await seen(examiner, jpg())
    photo = jpg(plan(4000, 3000), quality=95)
    started = time.monotonic()
    assert isinstance(await seen(examiner, photo), Accepted)
    assert time.monotonic() - started < 1.5, "0.25 s on a quiet machine"


@pytest.mark.parametrize(
    "head",
    [
        {"refused": "file_fine", "details": {}},
        {"refused": "file_bomb", "details": {"a": {"b": 1}}},
        {"accepted": {"kind": "exe"}, "same": True},
        {"accepted": {}, "same": True},
        {"accepted": None},
        {},
        [],
    ],
    ids=str,
)
def test_a_child_that_was_taken_over_cannot_say_just_anything(head: object) -> None:
    with pytest.raises(BrokenFrame):
        read_verdict(json.dumps(head).encode(), b"", b"")


def test_importing_the_checks_loads_no_library() -> None:
    code = "import files.examine, files.sandbox, files.samples, files.store, files.clamd, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"PIL", "pypdf", "magic", "fpdf"} & set(loaded)
