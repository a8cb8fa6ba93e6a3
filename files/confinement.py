"""What a process does before it reads hostile bytes: keeps its pipes to itself, gives up every right, and counts its time."""

import contextlib
import os
import resource
import signal
from pathlib import Path
from typing import BinaryIO


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """What the parent sends and hears; afterwards a stray print goes nowhere and can't end up between two frames."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    return incoming, outgoing


def give_up_rights(address_space_bytes: int) -> None:
    """No files to write, no processes, and so much memory beyond what the libraries took: load those first."""
    taken = _address_space_taken()
    _limit(resource.RLIMIT_AS, taken + address_space_bytes)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)  # a dump would hold an applicant's file
    _limit(resource.RLIMIT_NOFILE, 32)
    _limit(resource.RLIMIT_NPROC, 0)


def start_cpu_clock(seconds: float) -> None:
    """So much CPU time from now, then the kernel ends this process, also in the middle of a C loop."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # The limit counts whole seconds since the process began: a second lock behind the timer.
    soft = int(usage.ru_utime + usage.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def stop_cpu_clock() -> None:
    """The file is done; waiting for the next one costs nothing."""
    signal.setitimer(signal.ITIMER_PROF, 0)


def _limit(what: int, most: int) -> None:
    # macOS refuses some of these; the CPU clock and the parent's patience hold there all the same.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))


def _address_space_taken() -> int:
    """Bytes of address space in use; 0 where the system does not tell, then the limit is the bare allowance."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0
