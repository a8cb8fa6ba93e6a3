"""Sounds (读音) of a sentence: syllables without tones, by which a misspelt word ("nai茶", "渔伽馆") is like the right one."""

from __future__ import annotations

import os
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dialogs.understanding.likeness import features

if TYPE_CHECKING:
    from collections.abc import Callable

_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")


def features_and_sounds(words: str) -> set[str]:
    """What a sentence is written with, and the syllables and pairs of syllables that it sounds like."""
    spoken = syllables(words)
    parts = features(words)
    parts.update(f"~{one}" for one in spoken)
    parts.update(f"~{one}~{two}" for one, two in pairwise(spoken))
    return parts


def syllables(words: str) -> list[str]:
    """How a sentence is read, syllable by syllable, without tones; Latin words and numbers as they are."""
    spoken: list[str] = []
    for run in _RUN.findall(words):
        spoken.extend([run] if run.isascii() else _reading()(run))
    return spoken


@cache
def _reading() -> Callable[[str], list[str]]:
    # The readings of whole phrases cost 20 MB and change nothing here: examples and messages are read the same way.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import lazy_pinyin

    return lazy_pinyin
