"""Mentions (指称): the words by which people name facts, permits and materials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_ASIDE = re.compile(r"（.*?）|\(.*?\)")
_FORMAL = re.compile(r"^是否(?:使用|设置|从事|有|签订|安装)?")
LONGEST = 30
"""Characters of the longest word that is looked for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that names something; `codes` are what it can mean, the usual meaning first."""

    codes: tuple[str, ...]
    start: int
    end: int


class Mentions:
    """The words for one kind of thing: colloquial ones first, then its names."""

    def __init__(self, colloquial: Mapping[str, Iterable[str]], names: Mapping[str, Iterable[str]]) -> None:
        words: dict[str, list[str]] = {}
        self.order: dict[str, int] = {code: place for place, code in enumerate(c for c in colloquial if c in names)}
        for code, aliases in colloquial.items():
            if code not in names:  # a pack need not have everything that people have words for
                continue
            for alias in aliases:
                words.setdefault(str(alias).lower(), []).append(code)
        for code, given in names.items():
            self.order.setdefault(code, len(self.order))
            for name in given:
                spoken = _FORMAL.sub("", _ASIDE.sub("", name)).strip().lower()
                if 2 <= len(spoken) <= LONGEST and code not in words.setdefault(spoken, []):
                    words[spoken].append(code)
        self._words = {word: tuple(codes) for word, codes in words.items() if codes}
        self._lengths: dict[str, list[int]] = {}
        for word in self._words:
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def within(self, folded: str) -> list[Mention]:
        """The mentions in folded text, longest words first at each place, without overlap."""
        found: list[Mention] = []
        end = 0
        latin = False
        for position, character in enumerate(folded):
            goes_on, latin = latin, character.isascii() and character.isalnum()
            if (latin and goes_on) or position < end:
                continue  # no word begins inside a Latin one, or inside the last mention
            if character in self._lengths:
                mention = self._longest_at(folded, position)
                if mention is not None:
                    found.append(mention)
                    end = mention.end
        return found

    def _longest_at(self, folded: str, position: int) -> Mention | None:
        for length in self._lengths[folded[position]]:
            end = position + length
            codes = self._words.get(folded[position:end])
            if codes and end <= len(folded) and stands_alone(folded, position, end):
                return Mention(codes, position, end)
        return None


def stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether a Latin word is not part of a longer one; an English plural is the same word."""
    if not folded[start].isascii():
        return True
    before = folded[start - 1] if start else " "
    after = folded[end : end + 2] + "  "
    if before.isascii() and before.isalnum():
        return False
    if after[0] == "s" and not (after[1].isascii() and after[1].isalnum()):
        return True
    return not (after[0].isascii() and after[0].isalnum())
