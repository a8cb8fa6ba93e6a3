"""Runs (字串): what words are made of, for what is learnt from them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence

_TOKEN = re.compile(r"[a-z']+|\d+|[^\s\w]|\w")


def runs(words: str, longest: int) -> set[str]:
    """The runs of up to so many characters of Chinese, or words of English, in folded words; ^ and $ are its ends."""
    tokens = ["^", *_TOKEN.findall(words), "$"]
    return {
        run
        for length in range(1, longest + 1)
        for run in (" ".join(tokens[at : at + length]) for at in range(len(tokens) - length + 1))
    }


def places(made_of: Iterable[str], columns: int) -> list[int]:
    """Where runs have their weights among so many columns: a hash says it, so that no list of them is kept."""
    return sorted({zlib.crc32(run.encode()) % columns for run in made_of})


def share(places: Sequence[int]) -> float:
    """How much each of these places counts, so that long messages weigh no more than short ones."""
    return len(places) ** -0.5
