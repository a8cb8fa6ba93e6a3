"""What was said (原话): a message with its folded form, and what a parser for one fact offers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Protocol

from dialogs.understanding.values.folding import SAME_MESSAGE, bare, clauses, fold
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
        after = "(?!积)" if word.endswith("面") else after  # the 店面 of "酒店面积三千二" is none
        parts.append(f"{before}{re.escape(word)}{after}")
    return re.compile("|".join(parts))


_SUPPOSED = re.compile(r"(?:之后|以后)$|如果|要是|假如|假设|万一|的话|比如|例如|\bif\b|\bsuppose|\be\.g\.|for example")


@lru_cache(maxsize=64)
def is_supposed(clause: str) -> bool:
    """Whether a clause only supposes something ("要是卖烟呢"), so nothing in it is an answer."""
    return bool(_SUPPOSED.search(clause))


_ASIDE = re.compile(
    r"(?:^|(?<=[，,。；\s]))(?![我俺咱本])[\u4e00-\u9fff]{1,5}[店铺馆]就?在(?:隔壁|对面|旁边)|(?<!给)隔壁|(?:门口|门前|楼下|外面|附近|街上|周围|边上)(?:就|都|也)?有[^，,。；]{0,6}[店铺摊馆](?=$|[，,。；\s])|对面(?!就?是)|旁边(?:那|家|有|的?店|卖)|(?<![给卖送供替为帮找让])别人(?!手里|手上|那里|租|办|代|帮|家的)|(?<![给卖送供替为帮找让])人家|(?<![送去到给找])别家|邻居|邻店|上家|上一家|前租客|前面那[家个]|上一?任|前任|前老板|前面?(?:那个|那家|一?任|的)?(?:老板|店家|租客|租户)(?!留|给)|上一?[任个手](?:老板|租客|租户|店家)(?!留|给)|以前|原来|之前|从前|原先|原本|曾经|当初|"
    r"(?:前面|刚才|刚刚|上次|先前)(?:我)?(?:说|填|写|选|答|报)|(?:卖|做|搞|弄|开|试)过(?:一阵|一段|一回|几[天个次])|试过|(?<![\u4e00-\u9fff])以后|我们?以后|将来|后期|明年|旺季|节假日|可能(?:会|要|再)?(?:加|增|招|扩)|等.{1,8}(?:再|以后|之后)|"
    r"\bi (?:said|told you|wrote|put) .{1,30} (?:before|earlier)\b|"
    r"\b(?:next door|neighbou?r'?s?|used to|tried (?:to|[a-z]+ing)|formerly|previously|"
    r"(?:last|previous|former) (?:owner|tenant)|later on|in the future)\b"
)
_HERE_AND_NOW = re.compile(
    r"我(?:就|也|不|没|自己|这|家)|现在|如今|目前|后来|改成|改为|但|不过|我们?(?:家|这|店|的)|我们|已经|\b(?:now|but|we|ours?)\b"
)


_NOT_HERE = re.compile(
    r"(?:但是?|不过|可是?)?(?:我们?|咱们?|俺们?|本店|自己)[\u4e00-\u9fff]{0,5}?"
    r"(?:没有?|没得|莫得|冇|(?:不|没|懒得)(?:碰|沾|搞|弄|做|干|卖|挂|装|上|进|接|开|供))(?:这个|那个|这些|那些|这种|那种|的|了|啊|呢)*"
)
"""That what was just spoken of is not so here ("我自己不碰这个", "我们没有")."""
_OF_US = re.compile(r"[我咱俺]|本店|店里|\b(?:i|we|our|my)\b")


@lru_cache(maxsize=SAME_MESSAGE)
def asides(folded: str) -> tuple[tuple[int, int], ...]:
    """Where the words tell of others, of before, or of some day ("隔壁卖烟", "以前是80平"), which answers nothing here."""
    found: list[tuple[int, int]] = []
    spans = clauses(folded)
    for (start, end), (then, last) in zip_longest(spans, spans[1:], fillvalue=(0, 0)):
        if then and not _OF_US.search(folded[start:end]) and _NOT_HERE.fullmatch(folded[then:last]):
            found.append((start, end))
            continue
        for match in _ASIDE.finditer(folded, start, end):
            if found and match.start() < found[-1][1]:
                continue
            back = _HERE_AND_NOW.search(folded, match.end(), end)
            found.append((match.start(), back.start() if back is not None else end))
    return tuple(found)


def in_aside(folded: str, position: int) -> bool:
    """Whether the words there tell of others, of before, or of some day."""
    return any(start <= position < end for start, end in asides(folded))


def without_asides(folded: str) -> str:
    """The words without what they tell of others, of before, or of some day."""
    kept = list(folded)
    for start, end in asides(folded):
        kept[start:end] = " " * (end - start)
    return "".join(kept).strip(" ，,、。")
