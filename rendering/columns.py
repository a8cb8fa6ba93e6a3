"""How wide the columns of a table are: short ones keep to one line, long ones share what is left."""

from __future__ import annotations

from collections.abc import Sequence

from rendering.canvas import Pen
from rendering.lines import width_of

FAIR = 0.95
"""A column no wider than this part of an equal share keeps to one line."""
LEAST = 0.55
"""Of an equal share: what a column has at least beside very long ones, if it can use it."""


def natural_widths(
    head: Sequence[str], rows: Sequence[Sequence[str]], pens: tuple[Pen, Pen], padding: float
) -> list[float]:
    """What each column takes when no line of it is broken; `pens` are those of the head and of the cells."""
    title, cell = pens
    return [
        max([_longest(text, title), *(_longest(row[at], cell) for row in rows)]) + 2 * padding + 1
        for at, text in enumerate(head)
    ]


def amounts(rows: Sequence[Sequence[str]], pen: Pen) -> list[float]:
    """How much text a cell of each column holds on average, as the length of one line."""
    return [
        sum(width_of(text.replace("\n", ""), pen.size, pen.family) for text in column) / len(rows)
        for column in zip(*rows, strict=True)
    ]


def shared_widths(natural: Sequence[float], width: float, held: Sequence[float] = ()) -> tuple[float, ...]:
    """The columns' widths, which fill `width` exactly; of wide ones those that hold more text (`held`) get more."""
    held = held or natural
    if (total := sum(natural)) <= width:
        return tuple(one + (width - total) / len(natural) for one in natural)
    fair = width / len(natural)
    kept = [one if one <= fair * FAIR else 0.0 for one in natural]
    while True:
        rest = width - sum(kept)
        # a power below one keeps a very long cell from squeezing its neighbours
        shares = [0.0 if keep else (one * text) ** 0.35 for one, text, keep in zip(natural, held, kept, strict=True)]
        widths = [keep or rest * share / sum(shares) for keep, share in zip(kept, shares, strict=True)]
        narrow = [at for at, one in enumerate(widths) if not kept[at] and one < fair * LEAST]
        if not narrow:
            return tuple(widths)
        for at in narrow:
            kept[at] = fair * LEAST


def _longest(text: str, pen: Pen) -> float:
    return max(width_of(line, pen.size, pen.family) for line in text.split("\n"))
