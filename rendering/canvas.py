"""What is drawn on a paper: lines of text, rules, fills and pictures, each tagged for those who can't see it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BytesIO

from rendering.archival import Paper
from rendering.fonts import Family, face, showable
from rendering.lines import width_of
from rendering.tags import Element, Role

POINTS_PER_MM = 72 / 25.4
BLACK, GREY, RULE, PALE = (20, 20, 20), (95, 95, 95), (120, 120, 120), (238, 236, 230)
RED = (200, 16, 46)
"""Of what is official: the office's name at the head of its letters, and the line below it."""
WATERMARK = (234, 229, 222)

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Pen:
    """How text looks: font, size in points, colour, and whether strokes are thickened."""

    family: Family = "serif"
    size: float = 10.5
    colour: Colour = BLACK
    bold: bool = False
    spacing: float = 1.5
    """The distance from one line to the next, in sizes."""

    @property
    def leading(self) -> float:
        """The distance from one line to the next, in points."""
        return self.size * self.spacing


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Canvas:
    """The pages of a paper, drawn on by place; the last one added is the one that is drawn on."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.pdf = paper.pdf
        self._pen: Pen | None = None

    def add_page(self) -> None:
        """Begin a page."""
        self.paper.tags.close()
        self.pdf.add_page()
        self._pen = None

    def tagged(self, role: Role, *, attributes: str = "", alt: str = "") -> AbstractContextManager[Element]:
        """What is drawn inside is a title, a paragraph, a cell …"""
        tags = self.paper.tags
        return tags.within(tags.add(role, attributes=attributes, alt=alt))

    def artifact(self) -> AbstractContextManager[None]:
        """What is drawn inside is not read out."""
        return self.paper.tags.artifact()

    def write(self, x: float, baseline: float, text: str, pen: Pen) -> None:
        """One line of text; characters that the font lacks come from the other one."""
        if not text:
            return
        self.paper.tags.mark_text()
        text = showable(text)
        if pen.bold:
            with self.pdf.local_context(text_mode=2, line_width=pen.size / 40, draw_color=pen.colour):
                self._take(pen)
                self._runs(x, baseline, text, pen)
            self._pen = None
        else:
            self._take(pen)
            self._runs(x, baseline, text, pen)

    def line(self, x1: float, y1: float, x2: float, y2: float, thickness: float, colour: Colour) -> None:
        """A line from one point to another."""
        self.paper.tags.mark_artifact()
        self.pdf.set_draw_color(*colour)
        self.pdf.set_line_width(thickness)
        self.pdf.line(x1, y1, x2, y2)

    def rule(self, x: float, y: float, width: float, thickness: float = 0.5, colour: Colour = RULE) -> None:
        """A horizontal line."""
        self.line(x, y, x + width, y, thickness, colour)

    def upright(self, x: float, top: float, bottom: float, thickness: float = 0.5, colour: Colour = RULE) -> None:
        """A vertical line."""
        self.line(x, top, x, bottom, thickness, colour)

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A coloured area, below what is written next."""
        self.paper.tags.mark_artifact()
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(x, y, width, height, style="F")

    def picture(self, png: bytes, box: Box, alt: str) -> None:
        """A picture within a box, its proportions kept; `alt` says what it shows."""
        bottom = self.pdf.h - box.y - box.height
        place = f"{box.x:.2f} {bottom:.2f} {box.x + box.width:.2f} {bottom + box.height:.2f}"
        with self.tagged("Figure", attributes=f"/O/Layout/Placement/Block/BBox[{place}]", alt=alt):
            self.paper.tags.mark_text()
            self.pdf.image(BytesIO(png), x=box.x, y=box.y, w=box.width, h=box.height, keep_aspect_ratio=True)

    def watermark(self, text: str, pen: Pen) -> None:
        """A word across the page; to be drawn first, so that it lies below."""
        x, y = self.pdf.w / 2, self.pdf.h / 2
        with self.artifact():
            self.paper.tags.mark_text()
            with self.pdf.rotation(35, x=x, y=y):
                self.write(x - width_of(text, pen.size, pen.family) / 2, y + pen.size / 3, text, pen)
        self._pen = None

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
