"""Glyph outlines cut out of a font by HarfBuzz: the font stays parsed, each cut takes a few milliseconds."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from errors import IntakeError

_UNUSED_TABLES = (b"GSUB", b"GPOS", b"BASE", b"VORG", b"vhea", b"vmtx", b"cmap", b"name")
"""A PDF addresses glyphs by CID and carries widths and Unicode values itself."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """A font as HarfBuzz reads it. Its module has no types, so what it gives stays inside this class."""

    _face: Any

    @classmethod
    def of_file(cls, path: Path) -> Outlines:
        """A font file, mapped into memory."""
        hb = _harfbuzz()
        return cls(hb.Face(hb.Blob.from_file_path(str(path))))

    @classmethod
    def of_bytes(cls, font: bytes) -> Outlines:
        """A font that was cut before."""
        hb = _harfbuzz()
        return cls(hb.Face(hb.Blob(font)))

    def cut(self, glyphs: set[int], *, keep_numbers: bool = False) -> bytes:
        """An OpenType font with these glyphs only and without layout tables; CIDs stay, glyph numbers if asked."""
        hb = _harfbuzz()
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(int.from_bytes(tag, "big") for tag in _UNUSED_TABLES)
        wanted.flags |= hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.DESUBROUTINIZE
        if keep_numbers:
            wanted.flags |= hb.SubsetFlags.RETAIN_GIDS
        return bytes(hb.subset(self._face, wanted).blob.data)


def table(font: bytes, tag: bytes) -> bytes:
    """One table of an OpenType font. Raises IntakeError when it has none of that name."""
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(12, 12 + 16 * count, 16):
        name, _, offset, length = struct.unpack_from(">4sLLL", font, at)
        if name == tag:
            return font[offset : offset + length]
    raise IntakeError(f"the font has no {tag.decode()} table; use the OpenType (OTF) fonts of pylopdf-fonts-zh-cn")


def _harfbuzz() -> Any:
    return import_module("uharfbuzz")
