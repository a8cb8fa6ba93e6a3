"""What a correction announces (所改): the words that follow "改成" or "应该是", and what one fact takes them for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.understanding.answers import is_prose
from dialogs.understanding.message_cues import QUOTED
from dialogs.understanding.reading import Reading, Surroundings, read
from knowledge.pack import CHOSEN, NUMERIC, Fact

_VALUE_CUE = re.compile(
    r"(?:现在|就|要|改)?叫做?|(?:搬|换|变)[到成]了?|"
    r"(?:应该|应当|该)(?:写|填|选|说|答|点|报|改)(?:成|为)?|(?:现在|一共|总共|就|才)(?=[\d一二两三四五六七八九十])|"
    r"改[写填选报](?:成|为)|(?:改|换|更正|修改|变更?|更[改换]|调整|更新)(?:成|为|到|回(?!上)|作)|(?:改|换)(?:一下)?[,，:：\s]|(?:应该|其实|"
    r"实际上?|而|就|准确的?|正确的?|新的?|现在|写|填)(?:应该)?(?:是|为|有|:|：)|应该|错了|有误|不对|"
    r"(?:^|[,，。\s])(?:改|换)(?=\S)|(?:改|换)(?![了人成个一新别掉下过])(?=[一-鿿]{2,8}(?:$|[,，。\s]))|^不是[^,，]{1,14}[,，](?:而?是)?|[,，]是|(?<!不)是|:|：|为|"
    r"\b(?:changed? (?:it |the .{2,30}? |my .{2,30}? )?to|to|should (?:now )?(?:be|have been|read|say)|it'?s|"
    r"it is|is|but|so(?= [\w-]+ (?:in total|in all|altogether|now)\b)|i meant?|actually|correction)\b"
)
_LEADING = re.compile(
    r"^[\s,，。.;；:：!！]*(?:(?:不对|不是(?=[,，\s])|其实|实际上?|应该|是|有|为|成|到|了|的|哦|啊|也|就|我|"
    r"店面|全[称名](?=[一-鿿])|系(?![统列数])|呢|掉|一下|(?:it'?s|it is|is|to|be|now|actually|sorry|no)(?![a-z'’-]))[\s,，:：]*)*"
)
"""What may lead to a value behind its announcement; the "To" of Tony is none."""
FIRST_CLAUSE = re.compile(
    r" and (?:the|it'?s|my|our) |\.\s|"
    r"[，。；;\[【]|,(?!\d{3})|(?<=[一-鿿])\s+(?=[一-鿿])|(?<=\d)\s+(?=[一-鿿])(?![平方米亩坪个人名位间张台座层楼号吨升元块万千百公里立])"
)
_AHEAD = re.compile(r"(?P<words>[^，。；！]{2,}?)(?:[了吧哈啊哦啦]*(?:[，。；！]|(?<=[了吧哈啦])\s)|[了吧哈啦]+$)")
_ONCE_MORE = re.compile(r"^[^，,。]{0,6}一[下哈遍次][，,。\s]*")
A_DAY = re.compile(r"(?<!\d)(?:20)?\d{2}年\d{1,2}月\d{1,2}[日号]?|(?<![\d-])20\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d-])")
"""A day written with its year."""
_MOST = 16
"""Words that are tried as the new value."""
_EDGES = " ，。,.!！?？"
_ASKED_FOR = re.compile(r"(?:可不可以|可以吗|可以不|行不行|行吗|好吗|好不好|得不|吗|呢|呗|吧)$")
"""能把面积改成75吗 asks for it, and does not doubt the number."""
ASKS_TO_CHANGE = re.compile(
    r"(?:麻烦|请|辛苦|劳烦|帮我?|给我?|你们?|您|再|都|要|得|想|把它)*(?:改|换|更正|更新|修改|纠正|调整)(?:一下|一改|下|掉|过来|了|的)*"
    r"[吧呗哈啊哦啦]*(?:谢谢)?|(?:please |pls |can you )*(?:change|fix|correct|update) (?:it|that|this)(?: please)?"
)
"""That something be changed, and not to what ("不是电信，麻烦改下")."""
_SINCE = re.compile(
    r"(?:,? (?:now|nowadays|these days|at the moment|currently|recently|instead|already|yesterday|today|"
    r"(?:last|this) (?:week|month|year)|since [\w ]{3,20}|(?:a|two|three|some|a few) (?:days?|weeks?|months?|while) ago))+$"
)
_RIGHT_SO = re.compile(r"\s*(?:这样)?才(?:是)?(?:对|准|正确)(?:的)?$|\s*(?:就对了|为准)$")
"""Behind what holds: "人民南路108号才对"."""


def without_since(words: str) -> str:
    """A new value without since when it holds: "China Unicom last week", "Unicom now" (but "Open Now" may be on a sign)."""
    return _SINCE.sub("", words) or words


def bare(tail: str) -> str:
    """What follows, without what leads to it and what asks for it."""
    lead = _LEADING.match(tail.lower())
    words = _RIGHT_SO.sub("", without_since(tail[lead.end() if lead is not None else 0 :].strip(_EDGES)))
    return _ASKED_FOR.sub("", words).strip(_EDGES) or words


def announced(text: str, folded: str) -> list[str]:
    """What may be the new value: what follows the words that announce one, the last first."""
    found: list[str] = []
    for match in reversed(list(_VALUE_CUE.finditer(folded))):
        start = match.end()
        lead = _LEADING.match(folded[start:])
        led = start + (lead.end() if lead is not None else 0)
        for tail in (bare(text[led:]), bare(text[start:]), _ASKED_FOR.sub("", text[start:].strip(_EDGES))):
            if tail and tail not in found:
                found.append(tail)
        if len(found) >= _MOST:
            break
    return found


def _ahead(fact: Fact, tail: str) -> list[str]:
    """What stands ahead of a reason or an aside, where a text is no prose."""
    ahead = _AHEAD.match(tail) if not is_prose(fact) else None
    return [] if ahead is None else [ahead["words"]]


def first_reading(fact: Fact, tails: Sequence[str], around: Surroundings) -> Reading | None:
    """What the first of several words that a fact can take are; certain ones before others."""
    doubtful: Reading | None = None
    if fact.type in NUMERIC:  # "改成五个，又招了俩"
        tails = [
            part for tail in tails for part in dict.fromkeys((FIRST_CLAUSE.split(_ONCE_MORE.sub("", tail))[0], tail))
        ]
    if fact.type in CHOSEN:  # "改成诊所吧，医院条件够不上"
        tails = [*tails, *(FIRST_CLAUSE.split(tail)[0] for tail in tails)]
    if fact.type == "text":  # "改成“胖婶小厨”吧，原来那个…", "换成联通了，移动的老掉线"
        tails = [part for tail in tails for part in (*QUOTED.findall(tail), *_ahead(fact, tail), tail)]
    for tail in tails:
        if fact.type in {"boolean", "multi_choice", "choice"} and len(tail) < 1:
            continue
        reading = read(fact, tail, around)
        if isinstance(reading, Reading):
            if reading.certain:
                return reading
            doubtful = doubtful or reading
    return doubtful
