"""Breaking text into lines: Chinese breaks anywhere but around its punctuation (禁则), words and numbers stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rendering.fonts import Family, face

NOT_FIRST = frozenset("，。、；：？！）】》〉”’…—·％%,.;:?!)]}")
NOT_LAST = frozenset("（【《〈“‘([{")
_UNIT = re.compile(r"[0-9A-Za-zÀ-ɏ@#&+×/\\_.:\-•*'’\x22]+|\s+|.", re.DOTALL)


def width_of(text: str, size: float, family: Family) -> float:
    """The width of a line in points; what the font lacks is measured in the other one."""
    return sum(map(face(family).widths.__getitem__, map(ord, text))) * size / 1000


def wrap(text: str, size: float, width: float, family: Family = "serif", *, indent: float = 0) -> list[str]:
    """The lines of a text; `indent` is what the first one leaves free. Line feeds begin a new line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap(paragraph, size, width, family, 0 if lines else indent))
    return lines


def balanced(text: str, size: float, width: float, family: Family = "serif") -> list[str]:
    """The lines of a title: no more than `wrap` needs, and about the same length (回行词意完整、排列对称)."""
    lines = wrap(text, size, width, family)
    if len(lines) < 2:
        return lines
    narrow = width_of(text, size, family) / len(lines)
    while narrow < width:
        tried = wrap(text, size, narrow, family)
        if len(tried) <= len(lines):
            return tried
        narrow += size / 2
    return lines


def _wrap(text: str, size: float, width: float, family: Family, indent: float) -> Iterator[str]:
    if indent + width_of(text, size, family) <= width:
        yield text
        return
    line, used = "", indent
    for unit in _units(text):
        needed = width_of(unit, size, family)
        if used + needed <= width or (unit.isspace() and line):
            line, used = line + unit, used + needed
            continue
        if line.strip():
            yield line.rstrip()
            indent = 0.0
        line, used = "", 0.0
        for piece in _pieces(unit.lstrip(), size, width, family, indent):
            if line:
                yield line
            line, used = piece, width_of(piece, size, family)
        indent = 0.0
    yield line.rstrip()


def _units(text: str) -> Iterator[str]:
    """What may not be torn apart: words, and characters with the punctuation that belongs to them."""
    unit = ""
    for found in _UNIT.findall(text):
        glued = found[0] in NOT_FIRST or (unit and unit[-1] in NOT_LAST)
        if unit and not glued:
            yield unit
            unit = ""
        unit += found
    if unit:
        yield unit


def _taken_along(piece: str) -> str:
    """What closing punctuation takes to the next line: the end of the line from a character that may stand first."""
    at = len(piece) - 1
    while at > 1 and piece[at] in NOT_FIRST:
        at -= 1
    return piece[at:] if at > 0 else ""


def _pieces(unit: str, size: float, width: float, family: Family, indent: float) -> Iterator[str]:
    """A unit wider than the line (a hash, say) in pieces that fit, the first one after the indent."""
    piece, used = "", indent
    for char in unit:
        needed = width_of(char, size, family)
        if piece and used + needed > width:
            kept = _taken_along(piece) if char in NOT_FIRST else ""
            yield piece.removesuffix(kept)
            piece, used = kept, width_of(kept, size, family)
        piece, used = piece + char, used + needed
    if piece:
        yield piece
