"""A4 pages after GB/T 9704 as far as it fits: margins, page numbers, the watermark, and where the next thing goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from knowledge.documents.words import say
from rendering.archival import Paper
from rendering.canvas import GREY, POINTS_PER_MM, WATERMARK, Canvas, Pen
from rendering.lines import width_of

PAGE_HEIGHT = 297 * POINTS_PER_MM
HIGHLIGHT = (255, 242, 153)
NUMBER = Pen(size=14)
"""页码: 四号, 7 mm below the text, on the outer side, one character in."""


@dataclass(frozen=True, slots=True)
class Pens:
    """The sizes (字号) of one kind of paper."""

    body: Pen
    cell: Pen
    head: Pen
    """Of tables and labels."""
    note: Pen
    fine: Pen
    """小字: legal basis and what one looks up rather than reads."""
    heading: tuple[Pen, Pen]
    """一、 and （一）."""

    def closer(self, factor: float) -> Pens:
        """The same letters with less room between their lines."""

        def closer(pen: Pen) -> Pen:
            return replace(pen, spacing=pen.spacing * factor)

        first, second = self.heading
        return Pens(
            closer(self.body), closer(self.cell), closer(self.head), closer(self.note), closer(self.fine),
            (closer(first), closer(second)),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """The sizes of a kind of paper and its type area (版心), in points from the upper left corner of the page."""

    pens: Pens
    left: float
    top: float
    width: float
    height: float
    closer: tuple[float, ...] = ()
    """By what its lines may be moved together where the last page would be nearly empty (调整行距)."""

    def alternatives(self) -> Iterator[Layout]:
        """The same type area with lines closer together, from the least to the most."""
        return (replace(self, pens=self.pens.closer(one), closer=()) for one in self.closer)


_DENSE = Pens(
    body=Pen(size=10.5, spacing=1.4),
    cell=Pen(size=9, spacing=1.3),
    head=Pen("sans", 9, spacing=1.3),
    note=Pen(size=8.5, colour=GREY, spacing=1.35),
    fine=Pen(size=8.5, spacing=1.3),
    heading=(Pen("sans", 12, spacing=1.4), Pen("sans", 10.5, spacing=1.4)),
)
_LARGE = Pens(
    body=Pen(size=14, spacing=1.8),
    cell=Pen(size=11, spacing=1.4),
    head=Pen("sans", 11, spacing=1.4),
    note=Pen(size=9.5, colour=GREY, spacing=1.4),
    fine=Pen(size=10.5, spacing=1.45),
    heading=(Pen("sans", 14, spacing=1.7), Pen("sans", 14, spacing=1.7)),
)


def _type_area(pens: Pens, place: tuple[float, float, float, float], closer: tuple[float, ...]) -> Layout:
    left, top, width, height = (one * POINTS_PER_MM for one in place)
    return Layout(pens, left, top, width, height, closer)


LETTER = _type_area(_LARGE, (28, 37, 156, 225), (0.93, 0.86))
"""Letters of an office: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, text in 四号."""
PAPER = _type_area(_DENSE, (24, 20, 166, 258), (0.95, 0.91))
"""Lists, tables and forms: 五号 in a larger type area; GB/T 9704's own would make them twice as long."""


class Sheet(Canvas):
    """Pages being filled from top to bottom; `y` is where the next thing goes, in points from the top."""

    def __init__(self, paper: Paper, locale: str, layout: Layout, *, watermark: str) -> None:
        super().__init__(paper)
        self.layout = layout
        self.pens = layout.pens
        self.left, self.width, self.top = layout.left, layout.width, layout.top
        self.y = self.top
        self.at_page_top: Callable[[], None] | None = None
        self.tail = 0.0
        """The height that must stay free below the end of the last block: what follows it is not left alone."""
        self._locale = locale
        self._watermark = watermark
        self.turn_page()

    @property
    def left_on_page(self) -> float:
        """The height still free."""
        return self.top + self.layout.height - self.y

    def turn_page(self) -> None:
        """Begin a page: watermark first, so that it lies below, then its number; a table repeats its head."""
        self.add_page()
        with self.artifact():
            if self._watermark:
                self.watermark(self._watermark, Pen("sans", 88 if self._locale == "zh" else 54, WATERMARK))
            self._draw_number()
            self.y = self.top
            if self.at_page_top is not None:
                self.at_page_top()

    def need(self, height: float) -> None:
        """Turn the page when less than this height is left on it."""
        if self.left_on_page < height and self.y > self.top:
            self.turn_page()

    def _draw_number(self) -> None:
        number = say("page_number", self._locale, page=self.pdf.page)
        inner = self.width - NUMBER.size - width_of(number, NUMBER.size, NUMBER.family)
        x = self.left + (inner if self.pdf.page % 2 else NUMBER.size)
        self.write(x, self.top + self.layout.height + 7 * POINTS_PER_MM + NUMBER.size / 3, number, NUMBER)
