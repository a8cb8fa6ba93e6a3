"""A4 pages after GB/T 9704 as far as it fits: margins, page numbers, lines, rules, highlights, the watermark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.documents.words import say
from rendering.fonts import Family, attach, face, showable
from rendering.lines import width_of

if TYPE_CHECKING:
    from fpdf import FPDF

POINTS_PER_MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * POINTS_PER_MM, 297 * POINTS_PER_MM
LEFT, RIGHT = 26 * POINTS_PER_MM, 24 * POINTS_PER_MM
TOP, BOTTOM = 30 * POINTS_PER_MM, 28 * POINTS_PER_MM
WIDTH = PAGE_WIDTH - LEFT - RIGHT

BLACK, GREY, RULE, PALE = (20, 20, 20), (95, 95, 95), (120, 120, 120), (238, 236, 230)
HIGHLIGHT = (255, 242, 153)
WATERMARK = (234, 229, 222)

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Pen:
    """How text looks: font, size in points, colour, and whether strokes are thickened."""

    family: Family = "serif"
    size: float = 10.5
    colour: Colour = BLACK
    bold: bool = False

    @property
    def leading(self) -> float:
        """The distance from one line to the next."""
        return self.size * 1.5


class Sheet:
    """Pages being filled from top to bottom; `y` is where the next thing goes, in points from the top."""

    def __init__(self, locale: str, *, watermark: str) -> None:
        from fpdf import FPDF

        self.pdf: FPDF = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margins(0, 0, 0)
        attach(self.pdf, "serif")
        attach(self.pdf, "sans")
        self.y = TOP
        self.at_page_top: Callable[[], None] | None = None
        self._locale = locale
        self._watermark = watermark
        self._pen: Pen | None = None
        self.turn_page()

    @property
    def left_on_page(self) -> float:
        """The height still free."""
        return PAGE_HEIGHT - BOTTOM - self.y

    def turn_page(self) -> None:
        """Begin a page: watermark first, so that it lies below, then its number; a table repeats its head."""
        self.pdf.add_page()
        self._pen = None
        if self._watermark:
            self._draw_watermark()
        number = say("page_number", self._locale, page=self.pdf.page)
        pen = Pen(size=10.5)
        self.write(
            LEFT + (WIDTH - width_of(number, pen.size, pen.family)) / 2, PAGE_HEIGHT - 18 * POINTS_PER_MM, number, pen
        )
        self.y = TOP
        if self.at_page_top is not None:
            self.at_page_top()

    def need(self, height: float) -> None:
        """Turn the page when less than this height is left on it."""
        if self.left_on_page < height and self.y > TOP:
            self.turn_page()

    def write(self, x: float, baseline: float, text: str, pen: Pen) -> None:
        """One line of text; characters that the font lacks come from the other one."""
        text = showable(text)
        if pen.bold:
            with self.pdf.local_context(text_mode=2, line_width=pen.size / 40, draw_color=pen.colour):
                self._take(pen)
                self._runs(x, baseline, text, pen)
            self._pen = None
        else:
            self._take(pen)
            self._runs(x, baseline, text, pen)

    def rule(self, x: float, y: float, width: float, thickness: float = 0.5, colour: Colour = RULE) -> None:
        """A horizontal line."""
        self.pdf.set_draw_color(*colour)
        self.pdf.set_line_width(thickness)
        self.pdf.line(x, y, x + width, y)

    def upright(self, x: float, top: float, bottom: float) -> None:
        """A vertical line, between the columns of a table."""
        self.pdf.set_draw_color(*RULE)
        self.pdf.set_line_width(0.5)
        self.pdf.line(x, top, x, bottom)

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A coloured area, below what is written next."""
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(x, y, width, height, style="F")

    def _take(self, pen: Pen) -> None:
        """Set font and colour, unless they are set already: most lines look like the one before."""
        if pen != self._pen:
            self.pdf.set_text_color(*pen.colour)
            self.pdf.set_font(pen.family, size=pen.size)
            self._pen = pen

    def _runs(self, x: float, baseline: float, text: str, pen: Pen) -> None:
        if face(pen.family).shows(text):
            self.pdf.text(x, baseline, text)
            return
        for char in text:  # rare: a name with a character that only the sans font has
            family: Family = pen.family if face(pen.family).shows(char) else "sans"
            self.pdf.set_font(family, size=pen.size)
            self.pdf.text(x, baseline, char)
            x += width_of(char, pen.size, pen.family)
        self._pen = None

    def _draw_watermark(self) -> None:
        pen = Pen("sans", 88 if self._locale == "zh" else 54, WATERMARK)
        x, y = PAGE_WIDTH / 2, PAGE_HEIGHT / 2
        with self.pdf.rotation(35, x=x, y=y):
            self.write(x - width_of(self._watermark, pen.size, pen.family) / 2, y + pen.size / 3, self._watermark, pen)
        self._pen = None
