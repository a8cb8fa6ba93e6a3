"""Blocks on a page: paragraphs without widow lines, labelled rows, tables with repeated heads, hanging lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.documents.model import Block, Item, Items, Paragraph, Rows, Table
from knowledge.documents.words import say
from rendering.canvas import GREY, PALE, Pen
from rendering.columns import natural_widths, shared_widths
from rendering.lines import width_of, wrap
from rendering.sheet import HIGHLIGHT, LEFT, WIDTH, Sheet
from rendering.tags import BULLET_LIST, COLUMN_HEAD, DECIMAL_LIST, ROW_HEAD, Element, Role

BODY = Pen()
HEAD = Pen("sans", 9.5)
CELL = Pen(size=9.5)
NOTE = Pen(size=8.5, colour=GREY)
PADDING = 4.0
GAP = 5.0
LABEL_WIDTH = WIDTH * 0.32


@dataclass(frozen=True, slots=True)
class _Cell:
    """The wrapped lines of a cell, each with its pen."""

    lines: tuple[tuple[str, Pen], ...]

    def height(self) -> float:
        return sum(pen.leading for _, pen in self.lines) + 2 * PADDING


def draw_block(sheet: Sheet, block: Block, locale: str) -> None:
    """Put a block on the page, turning pages as needed."""
    match block:
        case Paragraph(text, marked):
            draw_paragraph(sheet, tagged(text, locale, marked=marked), BODY, indent=_indent(locale), marked=marked)
            sheet.y += GAP
        case Items():
            _draw_items(sheet, block, locale)
            sheet.y += GAP
        case Rows(rows):
            widths = (LABEL_WIDTH, WIDTH - LABEL_WIDTH)
            lines: list[tuple[tuple[_Cell, ...], bool]] = []
            for row in rows:
                label = _cell(tagged(row.label, locale, marked=row.marked), widths[0], HEAD)
                note = _cell(row.note, widths[1], NOTE).lines if row.note else ()
                value = _Cell((*_cell(row.value, widths[1], CELL).lines, *note))
                lines.append(((label, value), row.marked))
            _draw_grid(sheet, widths, None, lines)
        case Table(head, rows):
            widths = shared_widths(natural_widths(head, [row.cells for row in rows], (HEAD, CELL), PADDING), WIDTH)
            titles = tuple(_cell(text, width, HEAD) for text, width in zip(head, widths, strict=True))
            body: list[tuple[tuple[_Cell, ...], bool]] = []
            for row in rows:
                cells = (tagged(row.cells[0], locale, marked=row.marked), *row.cells[1:])
                body.append(
                    (tuple(_cell(text, width, CELL) for text, width in zip(cells, widths, strict=True)), row.marked)
                )
            _draw_grid(sheet, widths, titles, body)


def draw_paragraph(
    sheet: Sheet, text: str, pen: Pen, *, role: Role = "P", indent: float = 0, marked: bool = False
) -> None:
    """Running text: no single line of it is left alone at the foot or the head of a page."""
    lines = wrap(text, pen.size, WIDTH, pen.family, indent=indent)
    with sheet.tagged(role):
        _draw_lines(sheet, lines, LEFT, pen, first=indent, marked=marked)


def tagged(text: str, locale: str, *, marked: bool) -> str:
    """The text with its 【变更】 tag when it is marked: never colour alone."""
    return say("marked_text", locale, text=text) if marked else text


def _indent(locale: str) -> float:
    return 2 * BODY.size if locale == "zh" else 0.0


def _draw_items(sheet: Sheet, block: Items, locale: str) -> None:
    with sheet.tagged("L", attributes=DECIMAL_LIST if block.numbered else BULLET_LIST):
        for number, item in enumerate(block.items, start=1):
            with sheet.tagged("LI"):
                _draw_item(sheet, item, f"{number}." if block.numbered else "•", locale)


def _draw_item(sheet: Sheet, item: Item, label: str, locale: str) -> None:
    text = say("conditional", locale, condition=item.condition, text=item.text) if item.condition else item.text
    text = tagged(text, locale, marked=item.marked)
    inset = _indent("zh")
    hanging = BODY.size * (1.2 if label == "•" else 1.8)
    lines = wrap(text, BODY.size, WIDTH - inset - hanging, BODY.family)
    sheet.need(min(len(lines), 2) * BODY.leading)
    if item.marked:
        sheet.fill(LEFT + inset - 2, sheet.y, hanging + 2, BODY.leading, HIGHLIGHT)
    with sheet.tagged("Lbl"):
        sheet.write(LEFT + inset, sheet.y + BODY.leading * 0.72, label, BODY)
    with sheet.tagged("LBody"):
        _draw_lines(sheet, lines, LEFT + inset + hanging, BODY, marked=item.marked)


def _draw_lines(
    sheet: Sheet, lines: list[str], x: float, pen: Pen, *, first: float = 0.0, marked: bool = False
) -> None:
    remaining = len(lines)
    for at, line in enumerate(lines):
        fitting = int(sheet.left_on_page // pen.leading)
        # the first of several lines goes with its second, the last with the one before it
        if fitting < 1 or (at == 0 and fitting < 2 <= remaining) or (remaining == 2 and fitting == 1):
            sheet.turn_page()
        shift = first if at == 0 else 0.0
        if marked:
            sheet.fill(x + shift - 1, sheet.y, width_of(line, pen.size, pen.family) + 2, pen.leading, HIGHLIGHT)
        sheet.write(x + shift, sheet.y + pen.leading * 0.72, line, pen)
        sheet.y += pen.leading
        remaining -= 1


def _cell(text: str, width: float, pen: Pen) -> _Cell:
    return _Cell(tuple((line, pen) for line in wrap(text, pen.size, width - 2 * PADDING, pen.family)))


def _draw_grid(
    sheet: Sheet,
    widths: Sequence[float],
    head: tuple[_Cell, ...] | None,
    rows: list[tuple[tuple[_Cell, ...], bool]],
) -> None:
    """A ruled table; a row taller than what is left goes to the next page, one taller than a page is split."""

    def draw_head() -> None:
        top = sheet.y
        if head is not None:
            _draw_row(sheet, widths, head, _row_tags(sheet, head, COLUMN_HEAD, COLUMN_HEAD), fill=PALE)
        sheet.rule(LEFT, top, WIDTH, 0.9)

    first = max((cell.height() for cell in rows[0][0]), default=0.0) if rows else 0.0
    sheet.need((max(cell.height() for cell in head) if head else 0.0) + min(first, 120))
    with sheet.tagged("Table"):
        draw_head()
        before, sheet.at_page_top = sheet.at_page_top, draw_head
        for cells, marked in rows:
            elements = _row_tags(sheet, cells, ROW_HEAD, "")
            for piece in _pieces_that_fit(sheet, cells):
                _draw_row(sheet, widths, piece, elements, fill=HIGHLIGHT if marked else None)
        sheet.at_page_top = before
    sheet.y += GAP + 3


def _row_tags(sheet: Sheet, cells: tuple[_Cell, ...], first: str, others: str) -> list[Element]:
    """The elements of a row's cells: heads where attributes say of what, else plain ones."""
    tags = sheet.paper.tags
    with tags.within(tags.add("TR")):
        scopes = [first, *[others] * (len(cells) - 1)]
        return [tags.add("TH" if scope else "TD", attributes=scope) for scope in scopes]


def _pieces_that_fit(sheet: Sheet, cells: tuple[_Cell, ...]) -> list[tuple[_Cell, ...]]:
    height = max(cell.height() for cell in cells)
    if height <= sheet.left_on_page:
        return [cells]
    sheet.turn_page()
    most = max(1, int((sheet.left_on_page - 2 * PADDING) // CELL.leading))
    longest = max(len(cell.lines) for cell in cells)
    return [tuple(_Cell(cell.lines[at : at + most]) for cell in cells) for at in range(0, longest, most)]


def _draw_row(
    sheet: Sheet,
    widths: Sequence[float],
    cells: tuple[_Cell, ...],
    elements: Sequence[Element],
    *,
    fill: tuple[int, int, int] | None,
) -> None:
    height = max(cell.height() for cell in cells)
    if height > sheet.left_on_page:
        sheet.turn_page()
    top, x = sheet.y, LEFT
    if fill is not None:
        sheet.fill(LEFT, top, WIDTH, height, fill)
    for cell, width, element in zip(cells, widths, elements, strict=True):
        y = top + PADDING
        with sheet.paper.tags.within(element):
            for line, pen in cell.lines:
                sheet.write(x + PADDING, y + pen.leading * 0.72, line, pen)
                y += pen.leading
        x += width
    edge = LEFT
    for width in (0.0, *widths):
        edge += width
        sheet.upright(edge, top, top + height)
    sheet.y = top + height
    sheet.rule(LEFT, sheet.y, WIDTH)
