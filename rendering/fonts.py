"""The fonts of documents: Noto Serif SC for text and Noto Sans SC for headings, parsed once and cut down per document.

Plain fpdf2 parses, subsets and saves the whole font with fontTools for each document (a quarter of a second). Here the
parsed font stays in memory, each document gets a light copy of it, and HarfBuzz cuts the used glyphs out (2 ms): from a
cut of the common characters (GB 2312) when these suffice, else from the whole font.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, cast

from errors import IntakeError
from rendering.outlines import Outlines, table

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

Family = Literal["serif", "sans"]


class Widths(dict[int, float]):
    """Widths by code point, so quick that every character of a document can be looked up."""

    def __missing__(self, code: int) -> float:
        return face("sans").pattern.cw[code]


@dataclass(frozen=True, slots=True)
class Face:
    """One parsed font: what every document made with it shares."""

    family: Family
    characters: frozenset[int]
    """Code points that it can show."""
    widths: Widths
    """Width of each, in thousandths of the size; of the other font's where this one lacks the character."""
    pattern: TTFFont
    """The font as fpdf2 read it; copied for each document, never used itself."""
    whole: Outlines
    common: Outlines
    """Only the characters of GB 2312, their outlines flattened, with the same glyph numbers."""
    common_glyphs: frozenset[int]

    def shows(self, text: str) -> bool:
        """Whether every character has a glyph."""
        return self.characters.issuperset(map(ord, text))


@cache
def face(family: Family) -> Face:
    """A font, read on first use and kept. Raises IntakeError when the font package is missing."""
    from fpdf import FPDF

    path = _path(family)
    reader = FPDF()
    reader.add_font(family, fname=path)
    pattern = cast("TTFFont", reader.fonts[family])  # add_font read a file
    whole = Outlines.of_file(path)
    numbers: dict[int, int] = cast("Any", pattern).glyph_ids
    common_glyphs = {numbers[code] for code in _common_characters() if code in numbers}
    common = Outlines.of_bytes(whole.cut(common_glyphs, keep_numbers=True))
    widths = Widths(pattern.cw)
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
    return "".join(f"［U+{ord(char):04X}］" if char in missing else char for char in text)


def attach(pdf: FPDF, family: Family) -> None:
    """Make a font usable in a document that is being made."""
    parsed = face(family)
    font = _fresh_copy(parsed.pattern, number=len(pdf.fonts) + 1)
    font.ttfont = _CutOnSave(font, parsed)  # type: ignore[assignment]  # stands in for fontTools in the output
    pdf.fonts[family] = font


def _path(family: Family) -> Path:
    try:
        from pylopdf_fonts_zh_cn import sans_path, serif_path
    except ImportError as missing:
        raise IntakeError("the font package pylopdf-fonts-zh-cn is not installed; run make setup") from missing
    return serif_path() if family == "serif" else sans_path()


def _fresh_copy(pattern: TTFFont, number: int) -> TTFFont:
    """A copy that shares what does not change, as fpdf2's own copy does, with an empty set of used glyphs."""
    from fpdf.fonts import SubsetMap

    font = copy(pattern)
    font.i = number
    font.desc = deepcopy(pattern.desc)
    font.missing_glyphs = []
    font.subset = SubsetMap(font)
    return font


class _CutOnSave:
    """In place of fontTools' font while fpdf2 writes: it answers what the writer asks, and saves HarfBuzz' cut.

    fpdf2 runs fontTools' subsetter over the font first; on a font without tables that does nothing.
    """

    def __init__(self, font: TTFFont, parsed: Face) -> None:
        self._font = font
        self._parsed = parsed
        self.lazy = True
        self.recalcBBoxes = False

    def __contains__(self, tag: str) -> bool:
        return False

    def keys(self) -> list[str]:
        return []

    def getGlyphOrder(self) -> list[str]:  # noqa: N802 - named by fontTools
        return [".notdef", *self._font.subset.get_all_glyph_names()]

    def setGlyphOrder(self, order: list[str]) -> None:  # noqa: N802 - named by fontTools
        """Glyphs keep their CIDs, so nothing depends on the order."""

    def getReverseGlyphMap(self, rebuild: bool = False) -> dict[str, int]:  # noqa: N802 - named by fontTools
        return {name: at for at, name in enumerate(self.getGlyphOrder())}

    def getGlyphID(self, name: str) -> int:  # noqa: N802 - named by fontTools
        return 0  # fpdf2 uses it for TrueType outlines only; these fonts carry CFF, addressed by CID

    def save(self, output: IO[bytes]) -> None:
        glyphs = {glyph.glyph_id for glyph, _ in self._font.subset.items() if glyph is not None}
        source = self._parsed.common if glyphs <= self._parsed.common_glyphs else self._parsed.whole
        output.write(table(source.cut(glyphs), b"CFF "))

    def close(self) -> None:
        """Nothing to close: the parsed font stays for the next document."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        raise AttributeError(f"fpdf2 asks its font for {name}, which the light font lacks; extend rendering/fonts.py")


def _common_characters() -> set[int]:
    """ASCII and the characters of GB 2312 (94 rows of 94)."""
    found = set(range(0x20, 0x7F))
    for row in range(0xA1, 0xFF):
        for column in range(0xA1, 0xFF):
            text = bytes((row, column)).decode("gb2312", errors="ignore")
            found.update(map(ord, text))
    return found
