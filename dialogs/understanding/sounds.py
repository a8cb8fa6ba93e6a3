"""Sounds (读音) of a sentence: syllables without tones, by which a misspelt word ("nai茶", "渔伽馆") is like the right one."""

from __future__ import annotations

import gc
import os
import re
import sys
from array import array
from itertools import pairwise

from dialogs.understanding.likeness import features
from dialogs.understanding.once import Once

_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")
_FIRST, _LAST = 0x4E00, 0x9FFF


def features_and_sounds(words: str) -> set[str]:
    """What a sentence is written with, and the syllables and pairs of syllables that it sounds like."""
    spoken = syllables(words)
    parts = features(words)
    parts.update(f"~{one}" for one in spoken)
    parts.update(f"~{one}~{two}" for one, two in pairwise(spoken))
    return parts


def syllables(words: str) -> list[str]:
    """How a sentence is read, syllable by syllable, without tones; Latin words and numbers as they are."""
    first, numbers, spoken = *_readings(), list[str]()
    for run in _RUN.findall(words):
        spoken.extend([run] if run.isascii() else [first[numbers[ord(character) - _FIRST]] for character in run])
    return spoken


@Once
def _readings() -> tuple[tuple[str, ...], array[int]]:
    """The syllables there are, and which of them each character is read as most often.

    The package keeps 12 MB of readings with tones, of which this is all that is needed: it is let go again.
    """
    # The readings of whole phrases cost 20 MB and change nothing here: examples and messages are read the same way.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import lazy_pinyin

    read = lazy_pinyin([chr(code) for code in range(_FIRST, _LAST + 1)])
    place = {syllable: number for number, syllable in enumerate(dict.fromkeys(read))}
    numbers = array("H", [place[syllable] for syllable in read])
    # a list first: other threads import while this one warms up
    for name in [name for name in list(sys.modules) if name.partition(".")[0] == "pypinyin"]:
        del sys.modules[name]
    gc.collect()
    return tuple(place), numbers
