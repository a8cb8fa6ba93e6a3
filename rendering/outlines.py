"""Glyph outlines cut out of a font by HarfBuzz: the font stays parsed, each cut takes a few milliseconds."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from errors import IntakeError

_UNUSED_TABLES = (b"GSUB", b"GPOS", b"BASE", b"VORG", b"vhea", b"vmtx", b"cmap", b"name")
"""A PDF addresses glyphs by CID and carries widths and Unicode values itself."""

_CHARSET = 15
"""The operator of a CFF top DICT that says where the CIDs are listed (Adobe Technical Note 5176)."""


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
        """An OpenType font with these glyphs only and without layout tables; glyph numbers stay if asked."""
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


def renumbered(cff: bytes, cids: Sequence[int]) -> bytes:
    """A CID-keyed CFF table whose glyphs, from the second on, have these CIDs in place of their own.

    The new list of CIDs (charset, format 0) goes to the end; only its offset in the top DICT changes.
    """
    dict_start, dict_end = _first_of_index(cff, _end_of_index(cff, cff[2]))
    at = _operand(cff, dict_start, dict_end, _CHARSET)
    charset = struct.pack(f">B{len(cids)}H", 0, *cids)
    return cff[: at + 1] + struct.pack(">i", len(cff)) + cff[at + 5 :] + charset


def _end_of_index(cff: bytes, start: int) -> int:
    (count,) = struct.unpack_from(">H", cff, start)
    if count == 0:
        return start + 2
    size = cff[start + 2]
    last = start + 3 + count * size
    return start + 2 + (count + 1) * size + int.from_bytes(cff[last : last + size], "big")


def _first_of_index(cff: bytes, start: int) -> tuple[int, int]:
    (count,) = struct.unpack_from(">H", cff, start)
    size = cff[start + 2]
    base = start + 2 + (count + 1) * size
    first, second = (int.from_bytes(cff[start + 3 + n * size : start + 3 + (n + 1) * size], "big") for n in (0, 1))
    return base + first, base + second


def _operand(cff: bytes, at: int, end: int, operator: int) -> int:
    """Where a DICT's operand stands; HarfBuzz writes offsets in five bytes, so that they can be replaced."""
    operand = at
    while at < end:
        lead = cff[at]
        if lead <= 21:  # an operator; 12 has a second byte
            if lead == operator and cff[operand] == 29:
                return operand
            at += 2 if lead == 12 else 1
            operand = at
        elif lead == 30:  # a real number: half bytes up to 0xf
            at = next(n for n in range(at + 1, end) if 0xF in (cff[n] >> 4, cff[n] & 0xF)) + 1
        else:
            at += 5 if lead == 29 else 3 if lead == 28 else 2 if lead >= 247 else 1
    raise IntakeError("the font's CFF table has no list of CIDs; use the OpenType (OTF) fonts of pylopdf-fonts-zh-cn")


def _harfbuzz() -> Any:
    return import_module("uharfbuzz")
