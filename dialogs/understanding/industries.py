"""Which industry (行业) a description means: names and aliases first, then what people call such shops, then likeness."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from rapidfuzz import fuzz, process

from dialogs.understanding.mentions import stands_alone
from dialogs.understanding.segments import compact
from knowledge.pack import Industry

MOST_OFFERED = 3
SURE_LIKENESS = 82.0
UNSURE_LIKENESS = 62.0
"""Likeness (0 to 100) of a short description and a name from which it is taken, or offered."""
LONGEST_DESCRIPTION = 400
"""Characters searched for trades; nobody needs more to say what they open."""

_INTENDS = re.compile(
    r"(?:想|要|打算|准备|计划|考虑|正在|正|来|去|帮我|如何|怎么|将)?(?:在.{0,30}?)?(?:新)?(?:开(?!水|"
    r"放|始|心|会|发票|门|通|关|的|业|证)|办(?:个|一|间)|搞(?:个|一|间)|弄(?:个|一|间)|盘(?:个|下|了|"
    r"一)|租(?:个|了|间)|做(?:个|一))"
    r"(?:一?个|一?家|一?间|了|办|张|设)?|(?:想|打算|准备|要|计划).{0,12}(?:改成|改造|卖|做|经营|从事|"
    r"创业|搞|干)|开店|(?:要|想)开的|创业|经营|加盟|"
    r"\b(?:open|opening|start|starting|run|running|set up|setting up|launch|own|sell|selling)\b"
)
_ELSEWHERE = re.compile(
    r"^(?:的)?(?:旁边?|边上|对面|隔壁|附近|门口|楼下|楼上|后面|前面|斜对面|周边|周围|那边|那儿|出口|"
    r"大门|侧门|东边?|西边?|南边?|北边?|里面?(?:开|租|盘|弄|搞|做|办)|"
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
    r"(?:卖|做|喝|售|供应|提供|教)[^，。,\s]{0,3}$|卖[^，。,]{1,6}(?:和|跟|与|及|、|还有)$|\b(?:sell|"
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
    r"business)?(?:吧|了|啊|呢)?$"
)


@dataclass(frozen=True, slots=True)
class IndustryGuess:
    """The industries that a description can mean, best first; with more than one, none is sure."""

    codes: tuple[str, ...]
    sure: bool
    out_of_scope: bool = False


class _Weight(IntEnum):
    """How much a word says of the business: what it sells, what it is called, its name in the pack."""

    GOODS = 1
    PLACE = 2


@dataclass(frozen=True, slots=True)
class _Term:
    """A word for some industries; with no codes, for a business that none of them covers."""

    codes: tuple[str, ...]
    weight: _Weight


@dataclass(frozen=True, slots=True)
class _Sighting:
    term: _Term
    start: int
    end: int


class Trades:
    """The words for the industries of a pack."""

    def __init__(self, industries: Mapping[str, Industry], colloquial: Mapping[str, Any]) -> None:
        self._terms: dict[str, _Term] = {}
        for word in colloquial["out_of_scope"]:
            self._learn(str(word), "", _Weight.PLACE)
        for code, words in colloquial["trades"].items():
            if code in industries:  # a pack need not have every industry that people have words for
                for word in words["places"]:
                    self._learn(str(word), code, _Weight.PLACE)
                for word in words["goods"]:
                    self._learn(str(word), code, _Weight.GOODS)
        for code, industry in industries.items():
            names = [part for part in re.split(r"[（）、()]|含", industry.name.zh) if len(part) >= 2]
            for word in (
                *industry.aliases,
                *names,
                industry.name.zh,
                *((industry.name.en,) if industry.name.en else ()),
            ):
                self._learn(word, code, _Weight.PLACE)
        self._lengths: dict[str, list[int]] = {}
        for word in self._terms:
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)
        self._likable = [word for word in self._terms if len(word) >= 3]

    def named(self, folded: str) -> bool:
        """Whether any business is named, however it is meant."""
        return bool(self._sightings(folded[:LONGEST_DESCRIPTION]))

    def guess(self, folded: str) -> IndustryGuess:
        """The industry of a description in folded text; no codes when it names no business that is known."""
        folded = folded[:LONGEST_DESCRIPTION]
        exact = self._terms.get(compact(folded))
        if exact is not None:
            return _guess_of(exact.codes)
        sightings = [s for s in self._sightings(folded) if not _is_elsewhere(folded, s)]
        if not sightings:
            return self._alike(folded)
        # the word that the intention leads to is the business; what stands further off is its surroundings
        places = [s for s in sightings if s.term.weight is _Weight.PLACE]
        inside = [s for s in places if s.term.codes]
        if inside:
            return _decided(inside, sightings, folded)
        if places:
            goods = [s for s in sightings if s.term.codes]
            return (
                replace(_decided(goods, goods, folded), sure=False)
                if goods
                else IndustryGuess((), True, out_of_scope=True)
            )
        return _decided(sightings, sightings, folded)

    def intends(self, folded: str) -> bool:
        """Whether the words say that a business is to be opened."""
        return bool(_INTENDS.search(folded[:LONGEST_DESCRIPTION]))

    def _learn(self, word: str, code: str, weight: _Weight) -> None:
        word = compact(word.lower())
        known = self._terms.get(word)
        codes = (code,) if code else ()
        if known is not None and code:
            codes = tuple(dict.fromkeys((*known.codes, code)))
            weight = max(weight, known.weight)
        self._terms[word] = _Term(codes, weight)

    def _sightings(self, folded: str) -> list[_Sighting]:
        """The words for businesses in the text; the longest win, so that 一家电玩城 holds no 家电."""
        found: list[_Sighting] = []
        for position in range(len(folded)):
            for length in self._lengths.get(folded[position], ()):
                end = position + length
                term = self._terms.get(folded[position:end])
                if term is not None and end <= len(folded) and stands_alone(folded, position, end):
                    found.append(_Sighting(_as_said(term, folded, position), position, end))
                    break
        kept: list[_Sighting] = []
        for sighting in sorted(found, key=lambda s: (s.start - s.end, s.start)):
            if all(sighting.end <= other.start or other.end <= sighting.start for other in kept):
                kept.append(sighting)
        return sorted(kept, key=lambda s: s.start)

    def _alike(self, folded: str) -> IndustryGuess:
        """The industries whose names a short description resembles: misspelt, or with a character more or less."""
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
        codes = sorted(scores, key=lambda code: -scores[code])[:MOST_OFFERED]
        best = scores[codes[0]] if codes else 0.0
        alone = len(codes) == 1 or (len(codes) > 1 and scores[codes[1]] < best - 8)
        return IndustryGuess(tuple(codes), best >= SURE_LIKENESS and alone)


def _as_said(term: _Term, folded: str, start: int) -> _Term:
    """The word with the weight that it has here: what is sold does not name the shop."""
    if term.weight is _Weight.PLACE and term.codes and _SOLD.search(folded[max(0, start - 12) : start]):
        return _Term(term.codes, _Weight.GOODS)
    return term


def _guess_of(codes: tuple[str, ...]) -> IndustryGuess:
    return IndustryGuess(codes[:MOST_OFFERED], len(codes) <= 1, out_of_scope=not codes)


def _is_elsewhere(folded: str, sighting: _Sighting) -> bool:
    """Whether the word only says where the shop is, what was there before, or what it is not."""
    before = folded[max(0, sighting.start - 14) : sighting.start]
    after = folded[sighting.end : sighting.end + 14]
    return bool(_ELSEWHERE.match(after) or _ELSEWHERE_BEFORE.search(before) or _NOT.search(before))


def _decided(deciding: list[_Sighting], all_sightings: list[_Sighting], folded: str) -> IndustryGuess:
    """The industries that the words point to; the first place named leads ("书店里卖咖啡")."""
    votes: dict[str, float] = {}
    for place, sighting in enumerate(deciding):
        share = 1.0 / len(sighting.term.codes)
        for code in sighting.term.codes:
            votes[code] = votes.get(code, 0.0) + share * (10 + (sighting.end - sighting.start)) / (1 + 0.1 * place)
    for sighting in all_sightings:
        for code in sighting.term.codes:
            if code in votes:
                votes[code] += 1.0
    codes = tuple(sorted(votes, key=lambda code: -votes[code]))[:MOST_OFFERED]
    if len(codes) == 1:
        return IndustryGuess(codes, True)
    first = deciding[0].term.codes
    # "书店里卖咖啡", "带泳池的宾馆": the first leads where the other stands inside it, the last where the first describes it
    joint = folded[deciding[0].end : deciding[1].start] if len(deciding) == 2 else ""
    if len(first) == 1 and re.match(r"(?:里面?|内|中)", joint):
        return IndustryGuess(first, True)
    last = deciding[-1].term.codes
    if len(last) == 1 and len(deciding) == 2 and re.search(r"的(?:小|大)?$", joint):
        return IndustryGuess(last, True)
    return IndustryGuess(codes, False)
