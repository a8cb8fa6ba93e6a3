"""Tables on a page: heads repeated, rows kept whole, numbers to the right, every cell tagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.documents.model import Row, Rows, Table
from rendering.canvas import PALE, Pen
from rendering.columns import amounts, natural_widths, shared_widths
from rendering.lines import width_of, wrap
from rendering.sheet import HIGHLIGHT, Sheet
from rendering.tags import COLUMN_HEAD, ROW_HEAD, Element
from rendering.wording import tagged

PADDING = 2.6
MOST_OF_A_START = 160.0
"""Points; a row taller than this may be separated from its table's head, and from the row beside it."""
LABEL_SHARE = 0.3
_NUMBER = re.compile(r"[+−-]?\d[\d,.]*%?|—|")
"""What stands at the right of its column, when all of it is so."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The wrapped lines of a cell, each with its pen."""

    lines: tuple[tuple[str, Pen], ...]
    to_the_right: bool = False

    @property
    def height(self) -> float:
        return sum(pen.leading for _, pen in self.lines) + 2 * PADDING


@dataclass(frozen=True, slots=True)
class GridRow:
    cells: tuple[Cell, ...]
    marked: bool = False

    @property
    def height(self) -> float:
        return max(cell.height for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table laid out: widths in points, its head if it has one, and its rows."""

    widths: tuple[float, ...]
    head: GridRow | None
    rows: tuple[GridRow, ...]

    @property
    def start(self) -> float:
        """The height of the head and the first two rows, which belong together; a very tall row may begin anywhere.

        Three rows stay together as well: one of them would be alone on its page.
        """
        first = self.rows if self.is_short else self.rows[:2]
        height = sum(one.height for one in first)
        if height > MOST_OF_A_START and self.rows:
            height = min(self.rows[0].height, MOST_OF_A_START)
        return height + (self.head.height if self.head else 0.0)

    @property
    def is_short(self) -> bool:
        """Whether it is not to be broken at all, if it isn't too tall for that."""
        return len(self.rows) <= 3

    def after(self, at: int, tail: float) -> float:
        """What must follow a row on the same page: the last row is not alone there, nor what comes after the table."""
        last = len(self.rows) - 1
        if at == last:
            return tail
        is_last_but_one = at == last - 1 and self.rows[last].height <= MOST_OF_A_START
        return self.rows[last].height + tail if is_last_but_one else 0.0


def grid_of_rows(sheet: Sheet, block: Rows, locale: str) -> Grid:
    """Labels and values as a table of two columns."""
    widths = (sheet.width * LABEL_SHARE, sheet.width * (1 - LABEL_SHARE))

    def laid(row: Row) -> GridRow:
        label = _cell(tagged(row.label, locale, marked=row.marked), widths[0], sheet.pens.head)
        note = _cell(row.note, widths[1], sheet.pens.note).lines if row.note else ()
        value = Cell((*_cell(row.value, widths[1], sheet.pens.cell).lines, *note))
        return GridRow((label, value), row.marked)

    return Grid(widths, None, tuple(laid(row) for row in block.rows))


def grid_of_table(sheet: Sheet, block: Table, locale: str) -> Grid:
    """A table with its head."""
    pens = (sheet.pens.head, sheet.pens.cell)
    cells = [row.cells for row in block.rows]
    natural = natural_widths(block.head, cells, pens, PADDING)
    widths = shared_widths(natural, sheet.width, amounts(cells, sheet.pens.cell))
    numeric = [
        at > 0
        and any(row.cells[at] for row in block.rows)
        and all(_NUMBER.fullmatch(row.cells[at]) for row in block.rows)
        for at in range(len(block.head))
    ]
    head = tuple(
        _cell(text, width, sheet.pens.head, right)
        for text, width, right in zip(block.head, widths, numeric, strict=True)
    )
    rows: list[GridRow] = []
    for row in block.rows:
        texts = (tagged(row.cells[0], locale, marked=row.marked), *row.cells[1:])
        cells = tuple(
            _cell(text, width, sheet.pens.cell, right)
            for text, width, right in zip(texts, widths, numeric, strict=True)
        )
        rows.append(GridRow(cells, row.marked))
    return Grid(widths, GridRow(head), tuple(rows))


def draw_grid(sheet: Sheet, grid: Grid) -> None:
    """Put a table on the page; a row taller than what is left goes to the next one, taller than a page it is split."""

    def draw_head() -> None:
        top = sheet.y
        if grid.head is not None:
            _draw_row(sheet, grid.widths, grid.head, _row_tags(sheet, grid.head, COLUMN_HEAD, COLUMN_HEAD), fill=PALE)
        sheet.rule(sheet.left, top, sheet.width, 0.9)

    sheet.need(grid.start + (sheet.tail if grid.is_short else 0.0))
    with sheet.tagged("Table"):
        draw_head()
        before, sheet.at_page_top = sheet.at_page_top, draw_head
        below_head = sheet.top + (grid.head.height if grid.head else 0.0)
        for at, row in enumerate(grid.rows):
            elements = _row_tags(sheet, row, ROW_HEAD, "")
            for piece in _pieces_that_fit(sheet, row, grid.after(at, sheet.tail), below_head):
                _draw_row(sheet, grid.widths, piece, elements, fill=HIGHLIGHT if row.marked else None)
        sheet.at_page_top = before


def _cell(text: str, width: float, pen: Pen, to_the_right: bool = False) -> Cell:
    return Cell(tuple((line, pen) for line in wrap(text, pen.size, width - 2 * PADDING, pen.family)), to_the_right)


def _row_tags(sheet: Sheet, row: GridRow, first: str, others: str) -> list[Element]:
    """The elements of a row's cells: heads where attributes say of what, else plain ones."""
    tags = sheet.paper.tags
    with tags.within(tags.add("TR")):
        scopes = [first, *[others] * (len(row.cells) - 1)]
        return [tags.add("TH" if scope else "TD", attributes=scope) for scope in scopes]


def _pieces_that_fit(sheet: Sheet, row: GridRow, after: float, below_head: float) -> list[GridRow]:
    if row.height + after <= sheet.left_on_page:
        return [row]
    if sheet.y > below_head:  # else another page would have no more room
        sheet.turn_page()
    if row.height <= sheet.left_on_page:
        return [row]
    leading = max(pen.leading for cell in row.cells for _, pen in cell.lines)
    most = max(1, int((sheet.left_on_page - 2 * PADDING) // leading))
    longest = max(len(cell.lines) for cell in row.cells)
    return [
        GridRow(tuple(Cell(cell.lines[at : at + most], cell.to_the_right) for cell in row.cells), row.marked)
        for at in range(0, longest, most)
    ]


def _draw_row(
    sheet: Sheet,
    widths: Sequence[float],
    row: GridRow,
    elements: Sequence[Element],
    *,
    fill: tuple[int, int, int] | None,
) -> None:
    if row.height > sheet.left_on_page:
        sheet.turn_page()
    top, x = sheet.y, sheet.left
    if fill is not None:
        sheet.fill(sheet.left, top, sheet.width, row.height, fill)
    for cell, width, element in zip(row.cells, widths, elements, strict=True):
        with sheet.paper.tags.within(element):
            _draw_cell(sheet, cell, x, top + PADDING, width)
        x += width
    edge = sheet.left
    for width in (0.0, *widths):
        edge += width
        sheet.upright(edge, top, top + row.height)
    sheet.y = top + row.height
    sheet.rule(sheet.left, sheet.y, sheet.width)


def _draw_cell(sheet: Sheet, cell: Cell, x: float, y: float, width: float) -> None:
    for line, pen in cell.lines:
        shift = PADDING
        if cell.to_the_right:
            shift = width - PADDING - width_of(line, pen.size, pen.family)
        sheet.write(x + shift, y + pen.leading / 2 + pen.size * 0.38, line, pen)
        y += pen.leading
