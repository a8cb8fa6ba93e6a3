"""Blocks on a page: headings that stay with what they head, paragraphs without widow lines, hanging lists, tables."""

from __future__ import annotations

from knowledge.documents.model import Block, Item, Items, Paragraph, Rows, Section, Table
from rendering.canvas import Pen
from rendering.grids import Grid, draw_grid, grid_of_rows, grid_of_table
from rendering.lines import width_of, wrap
from rendering.sheet import HIGHLIGHT, Sheet
from rendering.tags import BULLET_LIST, DECIMAL_LIST, Role
from rendering.wording import conditional, tagged

HEADING_ROLES: dict[int, Role] = {1: "H2", 2: "H3"}
_BULLET = "•"
_ABOVE_TABLE = 2.0
"""Points; the letters of the line above reach down almost to its end."""


def draw_heading(sheet: Sheet, heading: str, section: Section, locale: str) -> None:
    """A section's heading, on the page on which its first block begins."""
    pen = sheet.pens.heading[section.level - 1]
    above = pen.size * (0.3 if section.level == 1 else 0.1)
    lines = wrap(heading, pen.size, sheet.width, pen.family)
    start = _start(sheet, section.blocks[0], locale) if section.blocks else 2 * pen.leading
    sheet.need(above + len(lines) * pen.leading + start)
    sheet.y += above
    sheet.pdf.set_y(sheet.y)  # where the bookmark leads to
    sheet.pdf.start_section(heading, section.level - 1)
    draw_paragraph(sheet, heading, pen, role=HEADING_ROLES[section.level])


def gap_below(sheet: Sheet) -> float:
    """The most that is left free below a block; whoever keeps room for what follows it adds this."""
    return sheet.pens.cell.size * 0.45


def draw_block(sheet: Sheet, block: Block, locale: str) -> None:
    """Put a block on the page, turning pages as needed."""
    gap = gap_below(sheet)
    match block:
        case Paragraph(text, marked):
            pen = _pen_of(sheet, block)
            indent = 0.0 if block.flush else _indent(pen, locale)
            draw_paragraph(sheet, tagged(text, locale, marked=marked), pen, indent=indent, marked=marked)
            sheet.y += gap * 0.2
        case Items():
            _draw_items(sheet, block, locale)
            sheet.y += gap * 0.5
        case Rows():
            sheet.y += _ABOVE_TABLE
            draw_grid(sheet, grid_of_rows(sheet, block, locale))
            sheet.y += gap
        case Table():
            sheet.y += _ABOVE_TABLE
            draw_grid(sheet, grid_of_table(sheet, block, locale))
            sheet.y += gap


def draw_paragraph(
    sheet: Sheet, text: str, pen: Pen, *, role: Role = "P", indent: float = 0, marked: bool = False
) -> None:
    """Running text: no single line of it is left alone at the foot or the head of a page."""
    lines = wrap(text, pen.size, sheet.width, pen.family, indent=indent)
    with sheet.tagged(role):
        _draw_lines(sheet, lines, sheet.left, pen, first=indent, marked=marked)


def _pen_of(sheet: Sheet, paragraph: Paragraph) -> Pen:
    return sheet.pens.fine if paragraph.fine else sheet.pens.body


def _indent(pen: Pen, locale: str) -> float:
    return 2 * pen.size if locale == "zh" else 0.0


def _start(sheet: Sheet, block: Block, locale: str) -> float:
    """The height of a block's beginning that may not be torn from what stands above it, nor, if it is all, from below."""
    match block:
        case Paragraph():
            return 2 * _pen_of(sheet, block).leading + sheet.tail
        case Items():
            return 2 * sheet.pens.body.leading + (sheet.tail if len(block.items) == 1 else 0.0)
        case Rows():
            return _ABOVE_TABLE + _start_of_grid(sheet, grid_of_rows(sheet, block, locale))
        case Table():
            return _ABOVE_TABLE + _start_of_grid(sheet, grid_of_table(sheet, block, locale))


def _start_of_grid(sheet: Sheet, grid: Grid) -> float:
    return grid.start + (sheet.tail if grid.is_short else 0.0)


def _draw_items(sheet: Sheet, block: Items, locale: str) -> None:
    with sheet.tagged("L", attributes=DECIMAL_LIST if block.numbered else BULLET_LIST):
        for number, item in enumerate(block.items, start=1):
            last = item is block.items[-1]
            before, sheet.tail = sheet.tail, sheet.tail if last else 0.0
            with sheet.tagged("LI"):
                _draw_item(sheet, item, f"{number}." if block.numbered else _BULLET, locale)
            sheet.tail = before


def _draw_item(sheet: Sheet, item: Item, label: str, locale: str) -> None:
    text = tagged(conditional(item, locale), locale, marked=item.marked)
    pen = sheet.pens.body
    inset = 2 * pen.size
    hanging = pen.size * (1.2 if label == _BULLET else 1.8)
    lines = wrap(text, pen.size, sheet.width - inset - hanging, pen.family)
    sheet.need(min(len(lines), 2) * pen.leading + (sheet.tail if len(lines) <= 2 else 0.0))
    if item.marked:
        sheet.fill(sheet.left + inset - 2, sheet.y, hanging + 2, pen.leading, HIGHLIGHT)
    with sheet.tagged("Lbl"):
        sheet.write(sheet.left + inset, _baseline(sheet, pen), label, pen)
    with sheet.tagged("LBody"):
        _draw_lines(sheet, lines, sheet.left + inset + hanging, pen, marked=item.marked)


def _draw_lines(
    sheet: Sheet, lines: list[str], x: float, pen: Pen, *, first: float = 0.0, marked: bool = False
) -> None:
    remaining = len(lines)
    for at, line in enumerate(lines):
        # the first of several lines goes with its second, the last with the one before it, and the end with what follows
        together = min(remaining, 2) if at == 0 or remaining == 2 else 1
        tail = sheet.tail if remaining <= 2 and together == remaining else 0.0
        sheet.need(together * pen.leading + tail)
        shift = first if at == 0 else 0.0
        if marked:
            sheet.fill(x + shift - 1, sheet.y, width_of(line, pen.size, pen.family) + 2, pen.leading, HIGHLIGHT)
        sheet.write(x + shift, _baseline(sheet, pen), line, pen)
        sheet.y += pen.leading
        remaining -= 1


def _baseline(sheet: Sheet, pen: Pen) -> float:
    """Where a line stands whose leading begins here: its middle in the middle."""
    return sheet.y + pen.leading / 2 + pen.size * 0.38
