"""The quantities of a message as amounts (话里的数量): without overlaps, and what stands before one."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from dialogs.understanding.values.folding import SAME_MESSAGE
from dialogs.understanding.values.quantities import Measure, Quantity, quantities

_BETWEEN_UNITS = re.compile(r"\s?(?:-|~|到|至|to)\s?")


def before(folded: str, position: int) -> Quantity | None:
    """The last quantity before a position."""
    known = joined(folded)
    index = bisect_right(known, position, key=lambda quantity: quantity.end) - 1
    return known[index] if index >= 0 else None


@lru_cache(maxsize=SAME_MESSAGE)
def joined(folded: str) -> tuple[Quantity, ...]:
    """Quantities without overlaps, with "50平到60平" as one."""
    kept: list[Quantity] = []
    for quantity in quantities(folded):
        last = kept[-1] if kept else None
        if last is not None and quantity.start < last.end:
            continue
        if (
            last is not None
            and last.noun == "块"
            and last.low == 1
            and last.end == quantity.start
            and quantity.measure is Measure.AREA
        ):
            kept.pop()  # "一块20平的" is one piece, and no money
        if (
            last is not None
            and last.measure is quantity.measure
            and last.low == last.high < quantity.low
            and _BETWEEN_UNITS.fullmatch(folded[last.end : quantity.start])
        ):
            kept[-1] = Quantity(last.start, quantity.end, last.low, quantity.high, last.measure, last.noun)
        else:
            kept.append(quantity)
    return tuple(kept)
