"""Which characters papers can show (可印字符): what the fonts of documents hold, known where no font is loaded.

The table is written by `python -m rendering.characters` from the fonts themselves.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("characters.txt")
"""Ranges of code points, a line each: first and last, in hexadecimal, ascending."""


def unprintable(text: str) -> str:
    """The characters that no paper can show, each once, in the order of the text; white space never counts."""
    return "".join(dict.fromkeys(char for char in text if not _shown(char) and not char.isspace()))


def as_codes(characters: str) -> str:
    """How papers write them instead: 𠮷 (U+20BB7)."""
    return ", ".join(f"{char} (U+{ord(char):04X})" for char in characters)


def _shown(char: str) -> bool:
    firsts, lasts = _ranges()
    at = bisect_right(firsts, ord(char)) - 1
    return at >= 0 and ord(char) <= lasts[at]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    lines = [line.split() for line in TABLE.read_text(encoding="ascii").splitlines()]
    return [int(first, 16) for first, _ in lines], [int(last, 16) for _, last in lines]
