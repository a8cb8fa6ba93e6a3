"""The table of permits on a certificate (许可项目表): as large as it fits, and cut where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.documents.model import TableRow
from rendering.canvas import Canvas, Colour, Pen
from rendering.columns import natural_widths, shared_widths
from rendering.frame import BRONZE, Frame
from rendering.lines import wrap
from rendering.tags import COLUMN_HEAD, ROW_HEAD

SIZES = (11.5, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Of the letters, in points: the largest with which all rows fit is taken."""
WHOLE_SIZE = 10.0
"""Of the letters, at least, where lines are to be kept whole: rather than smaller ones, broken lines are taken."""
SPLIT_SIZE = 8.0
"""Of the letters where not even the smallest size gets all rows onto the page."""
HEAD_FILL: Colour = (245, 238, 224)
LINE: Colour = (190, 165, 120)


@dataclass(frozen=True, slots=True)
class Pens:
    """How a table of one size is written."""

    head: Pen
    cell: Pen
    padding: float

    @classmethod
    def of(cls, size: float) -> Pens:
        """The pens of a size; larger letters get more room."""
        return cls(
            Pen("sans", size, BRONZE, spacing=1.3),
            Pen("serif", size, spacing=1.3),
            size * 0.38 + max(0.0, size - 9) * 1.2,
        )


def fitting(head: Sequence[str], rows: Sequence[TableRow], width: float, height: float) -> tuple[Pens, int]:
    """The pens with which all rows fit into the height; else those with which the table is split, and how many fit."""
    sizes = [Pens.of(size) for size in SIZES]
    whole = [one for one in sizes if one.cell.size >= WHOLE_SIZE and sum(_natural(one, head, rows)) <= width]
    for pens in (*whole, *sizes):
        if sum(_heights(pens, head, rows, width)) <= height:
            return pens, len(rows)
    pens = Pens.of(SPLIT_SIZE)
    return pens, most_that_fit(pens, head, rows, width, height)


def most_that_fit(pens: Pens, head: Sequence[str], rows: Sequence[TableRow], width: float, height: float) -> int:
    """How many of the rows fit into the height; at least one, as a row taller than a page would never fit."""
    count = 1
    while count < len(rows) and sum(_heights(pens, head, rows[: count + 1], width)) <= height:
        count += 1
    return count


def _heights(pens: Pens, head: Sequence[str], rows: Sequence[TableRow], width: float) -> list[float]:
    widths = _widths(pens, head, rows, width)
    return [_height(pens.head, head, widths, pens.padding), *(
        _height(pens.cell, row.cells, widths, pens.padding) for row in rows
    )]  # fmt: skip


def _widths(pens: Pens, head: Sequence[str], rows: Sequence[TableRow], width: float) -> tuple[float, ...]:
    return shared_widths(_natural(pens, head, rows), width)


def _natural(pens: Pens, head: Sequence[str], rows: Sequence[TableRow]) -> list[float]:
    return natural_widths(head, [row.cells for row in rows], (pens.head, pens.cell), pens.padding)


def _height(pen: Pen, cells: Sequence[str], widths: Sequence[float], padding: float) -> float:
    lines = (
        len(wrap(text, pen.size, width - 2 * padding, pen.family)) for text, width in zip(cells, widths, strict=True)
    )
    return max(lines) * pen.leading + 2 * padding


class Grid:
    """The table being drawn within a frame."""

    def __init__(self, canvas: Canvas, frame: Frame, pens: Pens) -> None:
        self._canvas = canvas
        self._frame = frame
        self._pens = pens

    def draw(self, top: float, head: Sequence[str], rows: Sequence[TableRow]) -> float:
        """The head and these rows; where the page goes on."""
        widths = _widths(self._pens, head, rows, self._frame.width)
        with self._canvas.tagged("Table"):
            y = self._row(top, head, widths, self._pens.head)
            for row in rows:
                y = self._row(y, row.cells, widths, self._pens.cell)
        self._canvas.rule(self._frame.left, top, self._frame.width, 1.0, BRONZE)
        self._canvas.rule(self._frame.left, y, self._frame.width, 1.0, BRONZE)
        return y

    def _row(self, top: float, cells: Sequence[str], widths: Sequence[float], pen: Pen) -> float:
        canvas, padding, is_head = self._canvas, self._pens.padding, pen is self._pens.head
        height = _height(pen, cells, widths, padding)
        left = x = self._frame.left
        if is_head:
            canvas.fill(left, top, self._frame.width, height, HEAD_FILL)
        with canvas.tagged("TR"):
            for at, (text, width) in enumerate(zip(cells, widths, strict=True)):
                role = "TH" if is_head or at == 0 else "TD"
                scope = COLUMN_HEAD if is_head else ROW_HEAD if at == 0 else ""
                with canvas.tagged(role, attributes=scope):
                    y = top + padding
                    for line in wrap(text, pen.size, width - 2 * padding, pen.family):
                        canvas.write(x + padding, y + pen.size * 1.02, line, pen)
                        y += pen.leading
                if at:
                    canvas.upright(x, top, top + height, 0.5, LINE)
                x += width
        canvas.rule(left, top + height, self._frame.width, 0.5, LINE)
        canvas.upright(left, top, top + height, 0.5, LINE)
        canvas.upright(left + self._frame.width, top, top + height, 0.5, LINE)
        return top + height
