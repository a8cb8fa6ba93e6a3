"""The two harmless uploads that scripted applicants bring along: `sample.pdf` and `sample.jpg`."""

import io
from datetime import UTC, datetime
from functools import cache
from typing import Literal

SampleName = Literal["sample.pdf", "sample.jpg"]
SAMPLE_NAMES: tuple[SampleName, ...] = ("sample.pdf", "sample.jpg")

_LINES = ("Sample material", "Made for scripted applicants.", "It stands for any document and says nothing.")
_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # fixed, so that the bytes are too


@cache
def sample(name: str) -> bytes:
    """The bytes of a built-in sample, the same on every call.

    Raises KeyError, naming those there are, for any other name.
    """
    match name:
        case "sample.pdf":
            return _page()
        case "sample.jpg":
            return _photo()
        case _:
            raise KeyError(f'no built-in sample "{name}": use {" or ".join(SAMPLE_NAMES)}, or give a path')


def _page() -> bytes:
    from fpdf import FPDF

    document = FPDF()
    document.set_creation_date(_DATE)
    document.add_page()
    document.set_font("Helvetica", size=14)
    for line in _LINES:
        document.cell(text=line, new_x="LMARGIN", new_y="NEXT", h=10)
    return bytes(document.output())


def _photo() -> bytes:
    """A drawn floor plan: walls, a counter, a door, as bright and sharp as a good photo."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (1600, 1200), (250, 248, 240))
    pen = ImageDraw.Draw(image)
    pen.rectangle((150, 150, 1450, 1050), outline=(30, 30, 30), width=12)
    pen.line((900, 150, 900, 700), fill=(30, 30, 30), width=8)
    pen.rectangle((950, 220, 1400, 330), fill=(180, 200, 215), outline=(30, 30, 30), width=4)
    pen.arc((560, 950, 760, 1150), 180, 270, fill=(30, 30, 30), width=5)
    for row, line in enumerate(_LINES):
        pen.text((200, 220 + 50 * row), line, fill=(20, 20, 20), font_size=30)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
