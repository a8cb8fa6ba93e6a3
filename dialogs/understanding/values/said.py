"""What was said (原话): a message with its folded form, and what a parser for one fact offers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from dialogs.understanding.values.folding import SAME_MESSAGE, bare, fold
from dialogs.understanding.values.outcomes import Found, Read, Surroundings


@dataclass(frozen=True, slots=True)
class Said:
    """A message as typed, its folded form of the same length, and that without blanks and final punctuation."""

    text: str
    folded: str
    bare: str


@lru_cache(maxsize=SAME_MESSAGE)
def said(text: str) -> Said:
    """The message with its folded forms."""
    folded = fold(text)
    return Said(text, folded, bare(folded))


class FactReader(Protocol):
    """Reads one fact; made once for each fact of a pack, keeps no state."""

    def read(self, said: Said, around: Surroundings) -> Read:
        """The whole message as the answer to this fact, which was asked."""
        ...

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        """The mentions of this fact in a message about anything; none rather than a doubtful one."""
        ...


_ASCII_WORD = re.compile(r"[a-z0-9]")


def any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern for any of the words, the longest first; Latin words match as whole words only."""
    if not words:
        return None
    parts: list[str] = []
    for word in sorted({fold(word) for word in words}, key=lambda word: (-len(word), word)):
        before = r"(?<![a-z0-9])" if _ASCII_WORD.match(word) else ""
        after = r"(?![a-z0-9])" if _ASCII_WORD.match(word[-1]) and not word[-1].isdigit() else ""
        parts.append(f"{before}{re.escape(word)}{after}")
    return re.compile("|".join(parts))


_SUPPOSED = re.compile(r"如果|要是|假如|假设|万一|的话|比如|例如|\bif\b|\bsuppose|\be\.g\.|for example")


@lru_cache(maxsize=64)
def is_supposed(clause: str) -> bool:
    """Whether a clause only supposes something ("要是卖烟呢"), so nothing in it is an answer."""
    return bool(_SUPPOSED.search(clause))
