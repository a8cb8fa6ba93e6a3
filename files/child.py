"""The process that reads hostile bytes: takes one file after another from its parent and can do nothing else.

Run as `python -m files.child`; it ends when its input does. Nobody but `files.sandbox` starts it.
"""

import contextlib
import gc
import logging
import os
import resource
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from files.examine import examine
from files.frames import LENGTHS, READY, frame_lengths, read_task, verdict_frame
from files.samples import SAMPLE_NAMES, sample
from files.verdict import MEDIA_TYPES, Refused

CPU_SECONDS_PER_FILE = 2.0
ADDRESS_SPACE_BYTES = 384 << 20  # for one file, beyond what the interpreter and the libraries take


def main() -> None:
    """Warm up, give up every right, then answer frames until the input ends."""
    logging.disable(logging.CRITICAL)  # libraries quote the files they read
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):  # a stray print must not end up between two frames
        os.dup2(nowhere, descriptor)
    _load_libraries()
    # Looking for garbage among a PDF's objects would take a third of the time: done after each file instead.
    gc.disable()
    gc.freeze()
    _give_up_rights()
    outgoing.write(READY)
    outgoing.flush()
    while (prefix := incoming.read(LENGTHS.size)) and len(prefix) == LENGTHS.size:
        outgoing.write(_answer(prefix, incoming))
        outgoing.flush()
        gc.collect()


def _answer(prefix: bytes, incoming: BinaryIO) -> bytes:
    head, body = frame_lengths(prefix)
    task = read_task(incoming.read(head), incoming.read(body))
    _start_cpu_clock()
    try:
        verdict = examine(
            task.data,
            name=task.name,
            declared_type=task.declared_type,
            formats=task.formats,
            max_mb=task.max_mb,
        )
        return verdict_frame(verdict, task.data)
    except (MemoryError, RecursionError):
        return verdict_frame(Refused("file_bomb"), b"")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _load_libraries() -> None:
    """Two harmless files: afterwards every library and codec is in memory, before the limits count."""
    for name in SAMPLE_NAMES:
        examine(sample(name), name=name, declared_type=None, formats=tuple(MEDIA_TYPES), max_mb=10)


def _give_up_rights() -> None:
    taken = _address_space_taken()
    _limit(resource.RLIMIT_AS, taken + ADDRESS_SPACE_BYTES)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)  # a dump would hold an applicant's file
    _limit(resource.RLIMIT_NOFILE, 32)
    _limit(resource.RLIMIT_NPROC, 0)


def _limit(what: int, most: int) -> None:
    # macOS refuses some of these; the CPU clock and the parent's patience hold there all the same.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))


def _start_cpu_clock() -> None:
    """Two seconds of CPU from now, then the kernel ends this process, also in the middle of a C loop."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS_PER_FILE)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # The limit counts whole seconds since the process began: a second lock behind the timer.
    soft = int(usage.ru_utime + usage.ru_stime + CPU_SECONDS_PER_FILE) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _address_space_taken() -> int:
    """Bytes of address space in use; 0 where the system does not tell, then the limit is the bare allowance."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
