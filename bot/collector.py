"""The garbage collector (垃圾回收) in a process that takes turns."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
_LARGE = 128 * 1024
"""Where the GNU library starts; it would raise it to the size of what was let go last, and keep all below that for itself."""


def large_apart() -> None:
    """Has what is large always taken from the system by itself, and given back at once when it is let go.

    The rest comes from one heap for all threads: what the thread that warms up left half used would stay beside it for ever.
    """
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL("libc.so.6")
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_M_ARENA_MAX, 1)


def spare_what_stays() -> None:
    """Takes what is alive now out of the collector's rounds, and makes the rounds fewer.

    What a pack is compiled to lives as long as the process; walking through it stops every turn for a tenth of a second. A turn
    leaves some thousand short-lived objects and no cycles: looking for them ten times less often loses nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    give_back()


def give_back() -> None:
    """Hands memory that is free again to the system: what a start takes for a moment is a fifth of what stays."""
    with suppress(OSError, AttributeError):  # only the GNU library keeps it, and has a word for this
        ctypes.CDLL("libc.so.6").malloc_trim(0)
