"""The labelled values of a certificate (登载事项): placed line by line beside the code, and smaller where they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.model import Row
from rendering.canvas import BLACK, GREY, Canvas, Colour, Pen
from rendering.frame import BRONZE, Frame
from rendering.lines import width_of, wrap
from rendering.tags import ROW_HEAD

CODE_SIZE = 104.0
CODE_HEIGHT = CODE_SIZE + 20
"""With the words below it."""
BESIDE_CODE = CODE_SIZE + 36
"""What lines beside the code are shorter by."""
BESIDE = 112.0
"""What a label with its English takes more."""
HAIRLINE: Colour = (222, 208, 184)
SCALES = (1.0, 0.9, 0.8, 0.7, 0.6)
"""Of letters and gaps: the largest with which everything has its place is taken."""


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of certificate is laid out."""

    landscape: bool
    title: Pen
    label: Pen
    value: Pen
    label_width: float
    row_gap: float
    before: float
    """What is left free above the title."""

    def scaled(self, scale: float) -> Style:
        """The same with smaller values, labels and gaps; the columns stay."""
        return replace(
            self,
            label=replace(self.label, size=self.label.size * max(scale, 0.7)),
            value=replace(self.value, size=self.value.size * max(scale, 0.7)),
            row_gap=self.row_gap * scale**2,
        )


LANDSCAPE = Style(True, Pen("serif", 31, bold=True), Pen("sans", 10.5, BRONZE), Pen("serif", 12), 132, 5.5, 4)
UPRIGHT = Style(False, Pen("serif", 27, bold=True), Pen("sans", 11.5, BRONZE), Pen("serif", 13.5), 138, 17, 66)


@dataclass(frozen=True, slots=True)
class _Line:
    x: float
    at: int
    """Which line of its field it is."""
    text: str
    pen: Pen


@dataclass(frozen=True, slots=True)
class _Field:
    top: float
    bottom: float
    left: float
    """Where the value begins."""
    right: float
    label: list[_Line]
    value: list[_Line]


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of one certificate, to be drawn from `top` on."""

    rows: Sequence[Row]
    frame: Frame
    style: Style
    top: float
    code_bottom: float
    """Above it lines are shorter, as the code stands at their right; 0 where there is none."""

    @property
    def bottom(self) -> float:
        """Where the page goes on below them, and on a certificate that lies below the code as well."""
        *_, last = (self.top, *(one.bottom for one in self._fields()))
        return max(last, self.code_bottom) if self.style.landscape else last

    def draw(self, canvas: Canvas) -> None:
        """Labels and values, a hairline below each value."""
        with canvas.tagged("Table"):
            for field in self._fields():
                with canvas.tagged("TR"):
                    with canvas.tagged("TH", attributes=ROW_HEAD):
                        self._write(canvas, field.top, field.label)
                    with canvas.tagged("TD"):
                        self._write(canvas, field.top, field.value)
                y = field.bottom - self.style.row_gap / 2
                canvas.rule(field.left - 4, y, field.right - field.left + 4, 0.4, HAIRLINE)

    def _write(self, canvas: Canvas, top: float, lines: Sequence[_Line]) -> None:
        for line in lines:
            canvas.write(line.x, top + self.style.value.size + line.at * self._leading, line.text, line.pen)

    @property
    def _leading(self) -> float:
        return self.style.value.size * 1.35

    def _fields(self) -> Iterator[_Field]:
        top = self.top
        for row in self.rows:
            field = self._field(row, top)
            yield field
            top = field.bottom

    def _field(self, row: Row, top: float) -> _Field:
        """One value with its label; English stands after the Chinese where a line has room, else beneath."""
        style, frame = self.style, self.frame
        indent = style.label_width if "\n" not in row.label or not style.landscape else style.label_width + BESIDE
        right = frame.left + frame.width - (BESIDE_CODE if top < self.code_bottom else 0)
        left = frame.left + indent
        label = list(_lines(row.label, style.label, frame.left, left - 10))
        value = list(_lines(f"{row.value}\n{row.note}" if row.note else row.value, style.value, left, right))
        used = 1 + max(line.at for line in (*label, *value))
        return _Field(top, top + used * self._leading + style.row_gap, left, right, label, value)


def _lines(text: str, pen: Pen, left: float, right: float) -> Iterator[_Line]:
    """A text and what stands after it in smaller type."""
    first, *others = text.split("\n")
    lines = wrap(first, pen.size, right - left, pen.family)
    for at, line in enumerate(lines):
        yield _Line(left, at, line, pen)
    at, x = len(lines) - 1, left + width_of(lines[-1], pen.size, pen.family) + 8
    small = replace(pen, size=pen.size * 0.82, colour=pen.colour if pen.colour != BLACK else GREY)
    for other in others:
        width = width_of(other, small.size, small.family)
        if x + width <= right:
            yield _Line(x, at, other, small)
            x += width + 8
            continue
        for line in wrap(other, small.size, right - left, small.family):
            at += 1
            yield _Line(left, at, line, small)
        x = right
