"""The garbage collector (垃圾回收) in a process that takes turns."""

from __future__ import annotations

import gc


def spare_what_stays() -> None:
    """Takes what is alive now out of the collector's rounds, and makes the rounds fewer.

    What a pack is compiled to lives as long as the process; walking through it stops every turn for a tenth of a second. A turn
    leaves some thousand short-lived objects and no cycles: looking for them ten times less often loses nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
