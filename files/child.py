"""The process that examines hostile files: takes one after another from its parent and can do nothing else.

Run as `python -m files.child`; it ends when its input does. Nobody but `files.sandbox` starts it.
"""

import gc
import logging
import sys
from typing import BinaryIO

from files.confinement import give_up_rights, start_cpu_clock, stop_cpu_clock, take_pipes
from files.examine import examine
from files.frames import LENGTHS, READY, frame_lengths, read_task, verdict_frame
from files.samples import SAMPLE_NAMES, sample
from files.verdict import MEDIA_TYPES, Refused

CPU_SECONDS_PER_FILE = 2.0
ADDRESS_SPACE_BYTES = 384 << 20  # for one file, beyond what the interpreter and the libraries take


def main() -> None:
    """Warm up, give up every right, then answer frames until the input ends."""
    logging.disable(logging.CRITICAL)  # libraries quote the files they read
    incoming, outgoing = take_pipes()
    _load_libraries()
    # Looking for garbage among a PDF's objects would take a third of the time: done after each file instead.
    gc.disable()
    gc.freeze()
    give_up_rights(ADDRESS_SPACE_BYTES)
    outgoing.write(READY)
    outgoing.flush()
    while (prefix := incoming.read(LENGTHS.size)) and len(prefix) == LENGTHS.size:
        outgoing.write(_answer(prefix, incoming))
        outgoing.flush()
        gc.collect()


def _answer(prefix: bytes, incoming: BinaryIO) -> bytes:
    head, body = frame_lengths(prefix)
    task = read_task(incoming.read(head), incoming.read(body))
    start_cpu_clock(CPU_SECONDS_PER_FILE)
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
        stop_cpu_clock()


def _load_libraries() -> None:
    """Two harmless files: afterwards every library and codec is in memory, before the limits count."""
    for name in SAMPLE_NAMES:
        examine(sample(name), name=name, declared_type=None, formats=tuple(MEDIA_TYPES), max_mb=10)


if __name__ == "__main__":
    sys.exit(main())
