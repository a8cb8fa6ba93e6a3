"""Misspelt words (错别字): what sounds like a word of the pack and is written with characters that nobody puts side by side.

Who types by sound picks the wrong characters: 灭火气 for 灭火器, 面鸡 for 面积, 就生员 for 救生员. Such a word has a pair of characters
that stands in none of the thousands of known sentences, and sounds like one that does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from dialogs.understanding.sounds import syllables

LONGEST_WORD = 5
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NAMES_A_THING = re.compile(
    rf"(?!.*[的了个我给到])[\u4e00-\u9fff]{{3,{LONGEST_WORD}}}|(?!.*[的了个两我自给到多大买卖是不没有一])[\u4e00-\u9fff]{{2}}"
)
_SMALL_WORDS = frozenset("一二三四五六七八九十百千万两几半个的得地了着过是吗呢吧啊我你他她们不没有在也都就还要说这那")
"""Numerals and the small words of every sentence: they stand side by side with anything."""
_TWO = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words by their sound; `is_usual` says whether two characters stand side by side in any known sentence."""

    _by_sound: dict[tuple[str, ...], str]
    _is_usual: Callable[[str], bool]

    @classmethod
    def of(cls, words: Iterable[str], is_usual: Callable[[str], bool]) -> Spelling:
        """The Chinese ones of some words; those that sound alike belong to none, for either may be meant."""
        by_sound: dict[tuple[str, ...], str] = {}
        for word in words:
            if _NAMES_A_THING.fullmatch(word):
                sound = tuple(syllables(word))
                by_sound[sound] = word if by_sound.get(sound, word) == word else ""
        return cls(by_sound, is_usual)

    def mended(self, text: str) -> str | None:
        """The text with misspelt words put right, character for character; None where it has none."""
        found = text
        for run in _HAN.finditer(text):
            words = run.group()
            strange = [at for at, pair in enumerate(pairwise(words)) if not self._is_usual("".join(pair))]
            if not strange:
                continue
            sounds = syllables(words)
            for at in strange:
                found = self._put_right(found, run.start(), sounds, at)
        return None if found == text else found

    def _put_right(self, text: str, offset: int, sounds: list[str], strange: int) -> str:
        """With the longest word put in that sounds like what is written around a strange pair."""
        for length in range(min(LONGEST_WORD, len(sounds)), 1, -1):
            for start in range(max(0, strange + 2 - length), min(strange, len(sounds) - length) + 1):
                word = self._by_sound.get(tuple(sounds[start : start + length]), "")
                if word and self._is_slip(word, text, offset + start):
                    return text[: offset + start] + word + text[offset + start + length :]
        return text

    def _is_slip(self, word: str, text: str, left: int) -> bool:
        """Whether one character of a word is written wrong there, and stands well beside its neighbours once it is put right."""
        wrong = [at for at, one in enumerate(word) if text[left + at] != one]
        if len(wrong) != 1 or (len(word) == 2 and text[left + wrong[0]] in _SMALL_WORDS):
            return False
        at = left + wrong[0]
        mended = text[:left] + word + text[left + len(word) :]
        return not any(self._usual_with_neighbours(text, at)) and all(self._usual_with_neighbours(mended, at))

    def _usual_with_neighbours(self, text: str, at: int) -> list[bool]:
        """Whether a character is usual before and behind its neighbours, as far as those say anything."""
        pairs = (text[max(0, at - 1) : at + 1], text[at : at + 2])
        telling = [pair for pair in pairs if _TWO.fullmatch(pair) and _SMALL_WORDS.isdisjoint(pair)]
        return [self._is_usual(pair) for pair in telling]
