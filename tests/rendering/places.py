"""Where everything stands on the pages of a PDF: each piece of text and each picture with its box, in points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, cast

from pypdf.generic import ContentStream

from rendering.fonts import Family, face
from tests.rendering.reading import opened, unicode_of

SLACK = 0.6
"""Points; rounding, and brackets that lie within their own blank half."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of text, or a picture without text; y counts from the lower edge of the page."""

    page: int
    left: float
    right: float
    bottom: float
    top: float
    text: str = ""

    def covers(self, other: Placed) -> bool:
        """Whether the two lie on one another."""
        return (
            self.page == other.page
            and min(self.right, other.right) - max(self.left, other.left) > SLACK
            and min(self.top, other.top) - max(self.bottom, other.bottom) > SLACK
        )


def placed(pdf: bytes) -> list[Placed]:
    """All that stands on the pages but the watermark."""
    reader = opened(pdf)
    return [one for number, page in enumerate(reader.pages, 1) for one in _on_page(reader, page, number)]


def texts(found: list[Placed]) -> list[Placed]:
    return [one for one in found if one.text.strip()]


def pictures(found: list[Placed]) -> list[Placed]:
    return [one for one in found if not one.text]


def overlapping(found: list[Placed]) -> list[tuple[str, str]]:
    """The texts that lie on other ones."""
    return [(one.text, other.text) for one, other in combinations(texts(found), 2) if one.covers(other)]


def _on_page(reader: Any, page: Any, number: int) -> Iterator[Placed]:
    fonts = {name: unicode_of(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    families = {
        name: "serif" if "Serif" in font.get_object()["/BaseFont"] else "sans"
        for name, font in page["/Resources"].get("/Font", {}).items()
    }
    font, size, x, y, spacing = "", 0.0, 0.0, 0.0, 0.0
    matrix, outer = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), list[Any]()
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        values = cast("list[Any]", operands)
        match operator:
            case b"q":
                outer.append((matrix, font, size, spacing))
            case b"Q":
                matrix, font, size, spacing = outer.pop()
            case b"cm":
                matrix = tuple(float(one) for one in values)
            case b"Tf":
                font, size = str(values[0]), float(values[1])
            case b"Tc":
                spacing = float(values[0])
            case b"Td":
                x, y = float(values[0]), float(values[1])
            case b"Tj" if not matrix[1]:  # what is turned is the watermark
                data = bytes(values[0].original_bytes)
                codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
                text = "".join(fonts[font][code] for code in codes)
                widths = face(cast("Family", families[font])).widths
                width = sum(widths[ord(char)] for char in text) * size / 1000 + spacing * (len(text) - 1)
                yield Placed(number, x, x + width, y - size * 0.12, y + size * 0.72, text)
            case b"Do":
                wide, _, _, high, left, bottom = matrix
                yield Placed(number, left, left + wide, bottom, bottom + high)
            case _:
                pass
