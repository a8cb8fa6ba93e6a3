"""Which characters papers can show (可印字符): what the fonts of documents hold, known where no font is loaded.

The table is written by `python -m rendering.characters` from the fonts themselves.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("characters.txt")
"""Ranges of code points, a line each: first and last, in hexadecimal, ascending."""


def unprintable(text: str) -> str:
    """The characters that no paper can show, each once, in the order of the text; white space never counts."""
    return "".join(dict.fromkeys(_rare().findall(text)))


def as_codes(characters: str) -> str:
    """How papers write them instead: 𠮷 (U+20BB7)."""
    return ", ".join(f"{char} (U+{ord(char):04X})" for char in characters)


@cache
def _rare() -> re.Pattern[str]:
    shown = (line.split() for line in TABLE.read_text(encoding="ascii").splitlines())
    return re.compile("[^\\s" + "".join(f"\\U{first:0>8}-\\U{last:0>8}" for first, last in shown) + "]")
