"""The words for businesses (行业用语) in a description: names and aliases of the pack, and what people call such shops."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz, process

from dialogs.understanding.mentions import stands_alone
from dialogs.understanding.segments import compact
from dialogs.understanding.sounds import syllables
from knowledge.pack import Industry

SURE_LIKENESS = 82.0
UNSURE_LIKENESS = 62.0
"""Likeness (0 to 100) of a short description and a name from which it is taken, or offered."""

_ELSEWHERE = re.compile(
    r"^(?:的)?(?:旁边?|边上|对面|隔壁|附近|门口|楼下|楼上|后面|前面|斜对面|周边|周围|那边|那儿|出口|"
    r"大门|侧门|东边?|西边?|南边?|北边?|里面?(?:开|租|盘|弄|搞|做|办|放|摆|支|设)|"
    r"路|街|大道|巷|小区|社区|站(?:旁|口|边)|\s*(?:street|road|avenue))"
)
_ELSEWHERE_BEFORE = re.compile(
    r"(?:(?:原来|以前|原先|之前|从前|原本|前身|used to be|was)(?:是|的|就是|家|个|一家|一个|开|做|a|an|the|着|过|\s)*"
    r"|(?:离|挨着|靠近|靠着|紧邻|隔壁|对面|旁边|楼下|楼上|临近|邻着|距离?|next to|near|beside|"
    r"opposite|across from|behind|close to)(?:是|的|有|就是|家|一家|那家?|an|a|the|\s)*)$"
)
_NOT = re.compile(
    r"(?:不(?:是|想|要|打算|准备|再)?(?:开|做|办|卖|弄|搞|选)?|别|没(?:有)?|无|非|"
    r"instead of(?: an?)?|not(?: an?)?|no longer|don'?t (?:sell|open|run))(?:开|做|办|卖|一?个|一?家|"
    r"这个|什么|是|a|an|the|\s)*$"
)
_SOLD = re.compile(
    r"(?:卖|做|喝|售|供应|提供|教)[^，。,\s的]{0,3}$|卖[^，。,]{1,6}(?:和|跟|与|及|、|还有)$|\b(?:sell|"
    r"selling|serve|serving|with)(?: \w+)? $"
)
"""Before a word: what is sold or done, not what the shop is."""
_FILLER = re.compile(
    r"^(?:我|我们|咱|俺|准备|打算|计划|考虑|想要?|要|在.{0,20}?(?=开|盘|搞|弄|办)|开|盘下?|搞|弄|办|"
    r"租|做|经营|新|了|的|一?[个家间]|小|大|那种|这种|i|we|want to|would like to|plan to|am|are|"
    r"going to|open|opening|start|run|an?|the|my|small|little|\s)+"
)
_SHOP = re.compile(
    r"(?:的)?(?:小|大)?(?:店铺|铺子|门店|店子|店面|小店|店|铺|门面|地方|生意|场所|shop|store|place|"
    r"business)?(?:(?<![酒网书水清影迪歌餐唱氧陶果茶咖])吧|了|啊|呢)?$"
)


class Weight(IntEnum):
    """How much a word says of the business: what it sells, what it is called, its name in the pack."""

    GOODS = 1
    PLACE = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A word for some industries; with no codes, for a business that none of them covers."""

    codes: tuple[str, ...]
    weight: Weight


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word for a business, from `start` up to `end` of a text."""

    term: Term
    start: int
    end: int


class TradeWords:
    """The words for the industries of a pack."""

    def __init__(self, industries: Mapping[str, Industry], colloquial: Mapping[str, Any]) -> None:
        self._terms: dict[str, Term] = {}
        for word in colloquial["out_of_scope"]:
            self._learn(str(word), "", Weight.PLACE)
        for code, words in colloquial["trades"].items():
            if code in industries:  # a pack need not have every industry that people have words for
                for word in words["places"]:
                    self._learn(str(word), code, Weight.PLACE)
                for word in words["goods"]:
                    self._learn(str(word), code, Weight.GOODS)
        for code, industry in industries.items():
            names = [part for part in re.split(r"[（）、()]|含", industry.name.zh) if len(part) >= 2]
            for word in (
                *industry.aliases,
                *names,
                industry.name.zh,
                *((industry.name.en,) if industry.name.en else ()),
            ):
                self._learn(word, code, Weight.PLACE)
        self._lengths: dict[str, list[int]] = {}
        for word in self._terms:
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)
        self._likable = [word for word in self._terms if len(word) >= 3]

    def exactly(self, words: str) -> tuple[str, ...] | None:
        """The industries of a description that is one word, none if they are none of ours; None for other words."""
        term = self._terms.get(words)
        return None if term is None else term.codes

    def within(self, folded: str) -> list[Sighting]:
        """The words in a text that say what the business is, in order."""
        return [sighting for sighting in self.all_within(folded) if not _is_elsewhere(folded, sighting)]

    def _learn(self, word: str, code: str, weight: Weight) -> None:
        word = compact(word.lower())
        known = self._terms.get(word)
        codes = (code,) if code else ()
        if known is not None and code:
            codes = tuple(dict.fromkeys((*known.codes, code)))
            weight = max(weight, known.weight)
        self._terms[word] = Term(codes, weight)

    def all_within(self, folded: str) -> list[Sighting]:
        """The words for businesses in the text; the longest win, so that 一家电玩城 holds no 家电."""
        found: list[Sighting] = []
        for position in range(len(folded)):
            for length in self._lengths.get(folded[position], ()):
                end = position + length
                term = self._terms.get(folded[position:end])
                if term is not None and end <= len(folded) and stands_alone(folded, position, end):
                    found.append(Sighting(_as_said(term, folded, position), position, end))
                    break
        kept: list[Sighting] = []
        for sighting in sorted(found, key=lambda s: (s.start - s.end, s.start)):
            if all(sighting.end <= other.start or other.end <= sighting.start for other in kept):
                kept.append(sighting)
        return sorted(kept, key=lambda s: s.start)

    def alike(self, folded: str) -> dict[str, float]:
        """The likeness (0 to 100) to a name of an industry: misspelt, or with a character more or less."""
        bare = _SHOP.sub("", _FILLER.sub("", compact(folded)))
        whole = _FILLER.sub("", compact(folded))
        scores: dict[str, float] = {}
        for words in {bare, whole}:
            if not 2 <= len(words) <= 20:
                continue
            least = SURE_LIKENESS if words.isascii() else UNSURE_LIKENESS
            for term, score, _ in process.extract(words, self._likable, scorer=fuzz.ratio, limit=8, score_cutoff=least):
                for code in self._terms[term].codes:
                    scores[code] = max(scores.get(code, 0.0), score)
            for code in self._by_sound.get(" ".join(syllables(words)), ()):
                scores[code] = 100.0
        return scores

    @cached_property
    def _by_sound(self) -> dict[str, tuple[str, ...]]:
        """The industries of the names that sound like this; a homophone is a name misspelt (咖非馆, 足yu店)."""
        found: dict[str, tuple[str, ...]] = {}
        for word, term in self._terms.items():
            if len(word) >= 2:
                sound = " ".join(syllables(word))
                found[sound] = tuple(dict.fromkeys((*found.get(sound, ()), *term.codes)))
        return found


def _as_said(term: Term, folded: str, start: int) -> Term:
    """The word with the weight that it has here: what is sold does not name the shop."""
    if term.weight is Weight.PLACE and term.codes and _SOLD.search(folded[max(0, start - 12) : start]):
        return Term(term.codes, Weight.GOODS)
    return term


def _is_elsewhere(folded: str, sighting: Sighting) -> bool:
    """Whether the word only says where the shop is, what was there before, or what it is not."""
    before = folded[max(0, sighting.start - 14) : sighting.start]
    after = folded[sighting.end : sighting.end + 14]
    return bool(_ELSEWHERE.match(after) or _ELSEWHERE_BEFORE.search(before) or _NOT.search(before))
