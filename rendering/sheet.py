"""A4 pages after GB/T 9704 as far as it fits: margins, page numbers, the watermark, and where the next thing goes."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.documents.words import say
from rendering.archival import Paper
from rendering.canvas import POINTS_PER_MM, WATERMARK, Canvas, Pen
from rendering.lines import width_of

PAGE_WIDTH, PAGE_HEIGHT = 210 * POINTS_PER_MM, 297 * POINTS_PER_MM
LEFT, RIGHT = 26 * POINTS_PER_MM, 24 * POINTS_PER_MM
TOP, BOTTOM = 30 * POINTS_PER_MM, 28 * POINTS_PER_MM
WIDTH = PAGE_WIDTH - LEFT - RIGHT
HIGHLIGHT = (255, 242, 153)
NUMBER = Pen(size=10.5)


class Sheet(Canvas):
    """Pages being filled from top to bottom; `y` is where the next thing goes, in points from the top."""

    def __init__(self, paper: Paper, locale: str, *, watermark: str) -> None:
        super().__init__(paper)
        self.y = TOP
        self.at_page_top: Callable[[], None] | None = None
        self._locale = locale
        self._watermark = watermark
        self.turn_page()

    @property
    def left_on_page(self) -> float:
        """The height still free."""
        return PAGE_HEIGHT - BOTTOM - self.y

    def turn_page(self) -> None:
        """Begin a page: watermark first, so that it lies below, then its number; a table repeats its head."""
        self.add_page()
        with self.artifact():
            if self._watermark:
                self.watermark(self._watermark, Pen("sans", 88 if self._locale == "zh" else 54, WATERMARK))
            number = say("page_number", self._locale, page=self.pdf.page)
            x = LEFT + (WIDTH - width_of(number, NUMBER.size, NUMBER.family)) / 2
            self.write(x, PAGE_HEIGHT - 18 * POINTS_PER_MM, number, NUMBER)
            self.y = TOP
            if self.at_page_top is not None:
                self.at_page_top()

    def need(self, height: float) -> None:
        """Turn the page when less than this height is left on it."""
        if self.left_on_page < height and self.y > TOP:
            self.turn_page()
