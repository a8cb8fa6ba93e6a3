"""The glyphs that one document uses, and the codes by which its text names them.

A glyph's code, its CID and its place in the cut font are the same number (Identity-H), which every reader and every text
extractor understands. Only a character whose glyph already stands for another one (⼈, the radical, for 人) gets a code of
its own from the top: it looks the same, and is still copied as itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from rendering.outlines import renumbered, table

if TYPE_CHECKING:
    from fpdf.fonts import TTFFont

DOUBLES = 0xF000
"""The first code of characters that share a glyph with an earlier one."""


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
    """The glyphs of one font in one document, numbered from 1 in the order of their first use."""

    def __init__(self, pattern: TTFFont) -> None:
        self._numbers: Mapping[int, int] = cast("Any", pattern).glyph_ids
        self._by_character: dict[int, int] = {}
        self._by_glyph: dict[int, int] = {}
        self.in_order: list[int] = []
        """For each code from 1 on, the character that was the first to use its glyph."""
        self.doubles: dict[int, int] = {}
        """Code of a character that came second to its glyph, and the glyph's own code."""
        self.pick = _Cached(self._pick)
        self.get_glyph = _Cached(self._no_glyph)

    def characters(self) -> Iterator[tuple[int, int]]:
        """Each code with the character that it stands for."""
        yield from ((code, character) for character, code in self._by_character.items())

    def cut_from(self, font: Cutting) -> bytes:
        """The font's outlines of these glyphs, a CFF table in which each has its code for its CID."""
        codes = self._by_glyph
        return renumbered(table(font.cut({0, *codes}), b"CFF "), [codes[glyph] for glyph in sorted(codes) if glyph])

    def _pick(self, character: int) -> int | None:
        code = self._by_character.get(character)
        if code is None and (glyph := self._numbers.get(character)) is not None:
            code = self._by_character[character] = self._new_code(glyph, character)
        return code

    def _new_code(self, glyph: int, character: int) -> int:
        own = self._by_glyph.get(glyph)
        if own is None:
            self.in_order.append(character)
            own = self._by_glyph[glyph] = len(self.in_order)
            return own
        double = DOUBLES + len(self.doubles)
        self.doubles[double] = own
        return double

    def _no_glyph(self, *_arguments: Any, **_named: Any) -> None:
        return None
