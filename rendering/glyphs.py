"""What takes the place of fontTools while fpdf2 writes a document: codes for the used glyphs, and their cut on saving.

In the document a glyph's code, its CID and its place in the cut font are all the same number (Identity-H), which every
reader and every text extractor understands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any, Protocol, cast

from rendering.outlines import renumbered, table

if TYPE_CHECKING:
    from fpdf.fonts import Glyph, TTFFont


class Cutting(Protocol):
    """A font that can be cut down to some glyphs."""

    def cut(self, glyphs: set[int]) -> bytes: ...


class _Cached:
    """A function that fpdf2 believes to be cached."""

    def __init__(self, function: Any) -> None:
        self._function = function

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._function(*arguments, **named)

    def cache_clear(self) -> None:
        """Nothing is cached here."""


class GlyphCodes:
    """The glyphs that one document uses, numbered from 1 in the order of their first use.

    Characters that share a glyph (人 and the radical ⼈) share its code, so a reader copies the one used first.
    """

    def __init__(self, pattern: TTFFont) -> None:
        self._pattern = pattern
        self._numbers: Mapping[int, int] = cast("Any", pattern).glyph_ids
        self._by_character: dict[int, int] = {}
        self._by_glyph: dict[int, int] = {}
        self._glyphs: list[Glyph] = []
        self.pick = _Cached(self._pick)
        self.get_glyph = _Cached(self._no_glyph)

    @property
    def by_glyph(self) -> Mapping[int, int]:
        """Code by the font's own glyph number."""
        return self._by_glyph

    def items(self) -> Iterator[tuple[Glyph, int]]:
        yield from zip(self._glyphs, range(1, len(self._glyphs) + 1), strict=True)

    def get_all_glyph_names(self) -> list[str]:
        return [glyph.glyph_name for glyph in self._glyphs]

    def _pick(self, character: int) -> int | None:
        code = self._by_character.get(character)
        if code is None:
            number = self._numbers.get(character)
            if number is None:
                return None
            code = self._by_character[character] = self._by_glyph.get(number) or self._add(number, character)
        return code

    def _add(self, number: int, character: int) -> int:
        from fpdf.fonts import Glyph

        code = len(self._glyphs) + 1
        # fpdf2 reads the CID from the name
        self._glyphs.append(Glyph(number, (character,), f"cid{code:05d}", int(self._pattern.cw[character])))
        self._by_glyph[number] = code
        return code

    def _no_glyph(self, *_arguments: Any, **_named: Any) -> None:
        return None


class CutOnSave:
    """In place of fontTools' font: it answers what the writer asks, and saves HarfBuzz' cut.

    fpdf2 runs fontTools' subsetter over the font first; on a font without tables that does nothing.
    """

    def __init__(self, parsed: Cutting, codes: GlyphCodes) -> None:
        self._parsed = parsed
        self._codes = codes
        self.lazy = True
        self.recalcBBoxes = False

    def __contains__(self, tag: str) -> bool:
        return False

    def keys(self) -> list[str]:
        return []

    def getGlyphOrder(self) -> list[str]:  # noqa: N802 - named by fontTools
        return [".notdef", *self._codes.get_all_glyph_names()]

    def setGlyphOrder(self, order: list[str]) -> None:  # noqa: N802 - named by fontTools
        """Glyphs are addressed by CID, so nothing depends on the order."""

    def getReverseGlyphMap(self, rebuild: bool = False) -> dict[str, int]:  # noqa: N802 - named by fontTools
        return {name: at for at, name in enumerate(self.getGlyphOrder())}

    def getGlyphID(self, name: str) -> int:  # noqa: N802 - named by fontTools
        return 0  # fpdf2 uses it for TrueType outlines only

    def save(self, output: IO[bytes]) -> None:
        codes = self._codes.by_glyph
        cut = table(self._parsed.cut({0, *codes}), b"CFF ")
        output.write(renumbered(cut, [codes[glyph] for glyph in sorted(codes) if glyph]))

    def close(self) -> None:
        """Nothing to close: the parsed font stays for the next document."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"fpdf2 asks its font for {name}, which the light font lacks; extend rendering/glyphs.py")


def written(pdf: Any) -> bytes:
    """The bytes of a finished document, its fonts addressed by Identity-H."""
    from fpdf.output import OutputProducer, PDFFont
    from fpdf.syntax import Name

    class Producer(OutputProducer):
        def _add_fonts(
            self, image_objects_per_index: Any, gfxstate_objs_per_name: Any, pattern_objs_per_name: Any
        ) -> Any:
            fonts = super()._add_fonts(image_objects_per_index, gfxstate_objs_per_name, pattern_objs_per_name)
            for font in fonts.values():
                if isinstance(font, PDFFont):
                    font.encoding = Name("Identity-H")
            return fonts

    return bytes(pdf.output(output_producer_class=Producer))
