"""Breaking text into lines: Chinese breaks anywhere but around its punctuation (禁则), words and numbers stay whole.

No line is wider than it may be, unless it is one character. Under that, a mark that may not begin a line takes the
character before it along, and one that may not end a line goes with the character behind it (GB/T 15834—2011, 5.1); only
what no line can hold together is torn. A space is a place to break, whatever stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rendering.fonts import Family, face

NOT_FIRST = frozenset("，。、；：？！）〕】》〉”’」』…—·％%,.;:?!)]}")
NOT_LAST = frozenset("（〔【《〈“‘「『([{")
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
    for unit in _joined(_UNIT.findall(text)):
        needed = width_of(unit, size, family)
        if used + needed <= width or (unit.isspace() and line):
            line, used = line + unit, used + needed
            continue
        if line.strip():
            yield line.rstrip()
            indent = 0.0
        line, used = "", indent
        for piece in _pieces(unit.lstrip(), size, width, family, indent):
            if line:
                yield line
                indent = 0.0
            line, used = piece, indent + width_of(piece, size, family)
    yield line.rstrip()


def _joined(parts: Iterable[str]) -> Iterator[str]:
    """What may not be torn apart: parts with the punctuation that belongs to them."""
    unit = ""
    for part in parts:
        if unit and part[0] not in NOT_FIRST and unit[-1] not in NOT_LAST:
            yield unit
            unit = ""
        unit += part
    if unit:
        yield unit


def _pieces(unit: str, size: float, width: float, family: Family, indent: float) -> Iterator[str]:
    """A unit that may be wider than the line (a hash, say) in pieces that fit, the first one after the indent."""
    piece, used = "", indent
    for together in _joined(unit):
        room = width if piece else width - indent
        fits = width_of(together, size, family) <= room
        for part in (together,) if fits else together:
            needed = width_of(part, size, family)
            if piece and used + needed > width:
                yield piece
                piece, used = "", 0.0
            piece, used = piece + part, used + needed
    if piece:
        yield piece
