"""The fonts of documents: Noto Serif SC for text and Noto Sans SC for headings, parsed once and cut down per document.

Plain fpdf2 parses, subsets and saves the whole font with fontTools for each document (a quarter of a second). Here the
parsed font stays in memory, each document gets a light copy of it, and HarfBuzz cuts the used glyphs out (2 ms): from a
cut of the common characters (GB 2312) when these suffice, else from the whole font.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from errors import IntakeError
from rendering.glyphs import GlyphCodes
from rendering.outlines import Outlines

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

Family = Literal["serif", "sans"]


class Widths(dict[int, float]):
    """Widths by code point, so quick that every character of a document can be looked up."""

    def __missing__(self, code: int) -> float:
        sans, char = face("sans"), chr(code)
        if code in sans.characters or char.isspace():
            return sans.pattern.cw[code]
        return sum(face("serif").widths[ord(one)] for one in _code_of(char))  # as long as what stands for it


@dataclass(frozen=True, slots=True)
class Face:
    """One parsed font: what every document made with it shares."""

    family: Family
    characters: frozenset[int]
    """Code points that it can show."""
    widths: Widths
    """Width of each, in thousandths of the size; the other font's where this one lacks the character, and that of the
    code which is written where both do."""
    pattern: TTFFont
    """The font as fpdf2 read it; copied for each document, never used itself."""
    whole: Outlines
    common: Outlines
    """Only the characters of GB 2312, their outlines flattened, with the same glyph numbers."""
    common_glyphs: frozenset[int]

    def cut(self, glyphs: set[int]) -> bytes:
        """The font with these glyphs only, in the order of their numbers."""
        return (self.common if glyphs <= self.common_glyphs else self.whole).cut(glyphs)

    def shows(self, text: str) -> bool:
        """Whether every character has a glyph."""
        return self.characters.issuperset(map(ord, text))


@cache
def face(family: Family) -> Face:
    """A font, read on first use and kept. Raises IntakeError when the font package is missing."""
    from fpdf import FPDF

    path = font_file(family)
    reader = FPDF()
    reader.add_font(family, fname=path)
    pattern = cast("TTFFont", reader.fonts[family])  # add_font read a file
    whole = Outlines.of_file(path)
    numbers: dict[int, int] = cast("Any", pattern).glyph_ids
    common_glyphs = {numbers[code] for code in _common_characters() if code in numbers}
    common = Outlines.of_bytes(whole.cut(common_glyphs, keep_numbers=True))
    widths = Widths(pattern.cw)
    pattern.ttfont.close()
    pattern.ttfont = None  # type: ignore[assignment]  # fontTools' tables (100 MB) are not needed again
    return Face(family, frozenset(widths), widths, pattern, whole, common, frozenset(common_glyphs))


def missing_characters(text: str) -> str:
    """The characters that no font here can show, each once, in the order of the text."""
    known = face("serif").characters | face("sans").characters
    return "".join(dict.fromkeys(char for char in text if ord(char) not in known and not char.isspace()))


def showable(text: str) -> str:
    """The text with each character that no font can show written as its code, never as a blank box."""
    if face("serif").shows(text):
        return text
    missing = missing_characters(text)
    return "".join(_code_of(char) if char in missing else char for char in text)


def attach(pdf: FPDF, family: Family) -> None:
    """Make a font usable in a document that is being made."""
    parsed = face(family)
    font = copy(parsed.pattern)
    font.i = len(pdf.fonts) + 1
    font.missing_glyphs = []
    font.subset = GlyphCodes(parsed.pattern)  # type: ignore[assignment]  # answers what fpdf2 asks of its own
    pdf.fonts[family] = font


def font_file(family: Family) -> Path:
    """The font package's own file; raises IntakeError when the package is missing."""
    try:
        from pylopdf_fonts_zh_cn import sans_path, serif_path
    except ImportError as missing:
        raise IntakeError("the font package pylopdf-fonts-zh-cn is not installed; run make setup") from missing
    return serif_path() if family == "serif" else sans_path()


def _code_of(char: str) -> str:
    return f"［U+{ord(char):04X}］"


def _common_characters() -> set[int]:
    """ASCII and the characters of GB 2312 (94 rows of 94)."""
    found = set(range(0x20, 0x7F))
    for row in range(0xA1, 0xFF):
        for column in range(0xA1, 0xFF):
            text = bytes((row, column)).decode("gb2312", errors="ignore")
            found.update(map(ord, text))
    return found
