"""Clauses (小句) of a message, which of them ask, and the words of a clause without politeness and particles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.understanding.values.folding import AFTER_A_WORD, AFTER_NO_MORE, NOT_ANY, OF_A_TOPIC, is_question

_BREAK = re.compile(
    rf"(?P<mark>[，。；！？…!?;~\n]+{OF_A_TOPIC}|"
    r",(?!\d{3}(?!\d))|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bprof)\.(?=\s|$))"
    rf"|{AFTER_A_WORD}\s{OF_A_TOPIC}\s*(?=[\u4e00-\u9fff])"
    rf"|{AFTER_NO_MORE}"
    r"|(?<=\d{7})\s+(?=[\u4e00-\u9fff])"
    r"|(?<=[”」』》])\s+(?=[\u4e00-\u9fff])"
    r"|(?<=\w)(?=(?:而且|不过|但是|顺便|顺带|对了))"
    r"|(?<! is)(?<! are)(?<!\bwe)(?<!\bi)(?<!\bit)(?<!\bthey)(?<!\bdo)"
    r"(?<!'ll)(?<!'re)(?<!'ve)(?<! will)(?<! can)(?<! have)(?<!\ball)(?<!everything)(?<!anything)"
    r"\s+(?=(?:but|and also|by the way|also)\s)"
    r"|(?<=[a-z\d])\s+(?=and (?:(?:we|there|they)(?:'[a-z]+)? [a-z]|(?:the|our) [a-z -]{3,30}? "
    r"(?:is|isn't|has|hasn't|doesn't|works) ))"
)
_ASKS = re.compile(
    r"^(?:does|do(?! want\b))(?! (?:have|sell|serve|use|need|do|not)\b)\b|"  # "does have a pool" leaves out who
    r"^will(?! (?:also |not |only |just )*(?:sell|serve|have|be|do|offer|make|put|open|use|need)\b)\b|"
    r"^(?:is|are|am|may(?! \d)|must|would|could|can|should(?! (?:be|read|say|have been)\b)|shall|has|"
    r"have i|did|was|were|whose|whom|any (?!other))\b"
    r"|^(?:what|how|where|who|when)'s\b|\bwhom\b|^(?:licen[cs]es?|permits?|requirements?|rules?|cost|price) (?:for|to|of)\b|"
    r"行不行|好不好|(?<!不)对不对|(?<!没)有没有|可以不|能否|是否|何时|哪|多久|好久|好远|多远|咩$|(?:是|要(?!不还是)|算(?!了)).{1,14}还是|"
    r"几[间平张台米人].{0,4}(?:以[内上下]|才|就|算)|(?:人|证|电话|优惠|货)(?:在)?没$|(?:给|跟)我.{0,4}(?:解释|讲解|介绍|说明)(?:一?[下哈])?$|"
    r"\b(?:can|may|could|should|must|do|does|will|would) (?:i|we|you|they)\b|"
    r"(?:许可|备案|审批|登记|(?<!主)要|(?<!主)办).{0,6}还是.{1,8}$|真的假的|真的吗|.{3}(?:可以|行|成|没事|不要紧|没关系|不碍事|不打紧)吧$|(?:罚|花|要|收|交|得|出)好多钱$|(?:不会|该不).{2,12}吧$|"
    r"多长时间|多[大高宽重]|^几百?[平米]|咋|(?<!饿了)么$|吗(?=$|[\s，。？?])"
    r"|(?<![这那前好过近])几(?:天|点|年|次|趟|步|题|类|级|(?<![好]几)项|路)|(?<![给供送过])(?<!隔壁)(?<!楼[上下])(?<!附近)(?<!边上)(?<!周边)(?<!旁边)(?<!对面)(?<!街上)几家|(?<![给供摆放卖加带进送添备就只上了])几种|(?<![给供摆放卖加带进送添备就只有上])几份|(?<![不没])((?![不没])[\u4e00-\u9fff])[不没]\1|怎|干[嘛吗](?:的|呢)?$|干[什啥]么?的?$|是谁|谁(?:会|要|该|得)?(?:能|来|批|管|出|查|审|负责|承担|给|发|签)|归谁|[问找]谁|[\u4e00-\u9fff]{3}不$|(?:靠谱|可靠|合法|正规|合规|划算|可信|真实|必要|有用|管用)不$"
)
_AND_SO_ON = re.compile(
    r"(?<![做干搞弄用是为])(?:什么|啥)的$|之类的?$|(?<=[\u4e00-\u9fff]{2})(?<![做干搞弄用是为卖开写学教填有要看叫问选说讲])(?:什么|啥)的(?=也|都|就|我|[顾客]|摆|放|卖)"
)
_RHETORICAL = re.compile(
    r"(?:咋|哪|怎么?|岂)个?(?:能|会|可能|敢)不|哪有(?:什么|啥).|怎么可能|^(?!.*[你您]).*哪(?:里|儿|点|会|子)?来的[\u4e00-\u9fff]|"
    r"(?:什么|啥子?|哪样)(?:都|也)(?:还|从来|压根)?(?:没|不|冇|莫)|"
    r"(?:什么|啥子?)(?:吃|喝|用|玩|卖)的(?:都|也)(?:没|不|冇|莫)(?!.*(?:吗|么|呢)$)|(?<!有)没有?(?:什么|啥子?)[\u4e00-\u9fff](?!.*(?:吗|么|不|没|吧|呢)$)|不([\u4e00-\u9fff]).{0,4}\1(?:啥子?|什么)$|"
    r"^(?:是|对|有|要|会|行|没有|不是|不要)的呢$|哪有[\u4e00-\u9fff]{2,6}(?:哟|哦|喔|嘛|咯|啰)$"
)
"""Asks nothing ("书店咋能不卖书呢", "这附近哪来的学校")."""
_SHOULD_BE = re.compile(
    r"^which (?:is|are) (?:class|grade|type|category|about|roughly|around|also|only|not|why|for|in|on|an?|\d+)\b(?! better)|"
    r"^(?:(?:it |that )?should (?:be|read|say|have been)|could be (?:even |up to )?[\da-z-]+$)\b(?!.*\?)"
)
"""What holds instead, or says more of what stands before ("syringes, which is class 3"): no question, though it begins like one."""
_ORDERS = re.compile(
    r"^(?:actually |so |well )?(?:can|could|would|will) you (?:please |just )?"
    r"(?:mail|post|send|courier|ship|change|switch|put|make|use)\b.{1,50}\binstead(?: please)?$"
)
"""What somebody wants done otherwise: no question either."""
_FILLER = re.compile(r"那个?(?:啥|什么|谁)")
"""Words that only gain time, in front of what is meant ("那个啥，我不签了")."""
_JOINER = re.compile(r"^(?:而且|另外|以及|不过|但是|顺便|顺带|对了|and also|and|also|but|by the way)\s*(?=\S)")
_BLANKS = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_BEFORE = re.compile(
    r"^(?:请问|请|麻烦你?|哎呀|哎哟|糟了|那个|那么|那就|那|嗯+|哦|噢|呃|额|啊|哎|喂|你好|您好|我想要?|我要|我来|"
    r"想要?|要|你?帮我|给我|你们|"
    r"能不能|能否|能|可以|可不可以|现在|先生|亲|老师|同志|"
    r"please|pls|ok|okay|well|so|hi|hello|hey|sorry|oops|whoops|excuse me|can you|could you|can i|could i|may i|"
    r"i want to|i'd like to|i would like to|let me|let's|just|i need to)"
    r"(?:[\s，,]+|(?<=[\u4e00-\u9fff]))(?=\S)"
)
_AFTER = re.compile(
    r"(?:(?<=\S)(?:吧|啊|呀|哈|呢|了|哦|噢|喔|啦|嘛|哟|呗|诶|么|吗|好吗|可以吗|行吗|好不好|行不行|一下|一下子|谢谢)"
    r"|[\s,，]+(?:please|pls|now|thanks|thank you|then|sir|ok|okay))$"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause of folded text from `start` up to `end`."""

    start: int
    end: int
    words: str
    asks: bool


def segments(folded: str) -> list[Segment]:
    """The clauses of folded text in order, without empty ones."""
    found: list[Segment] = []
    start = 0
    for match in _BREAK.finditer(folded):
        _add(found, folded, start, match.start(), marked="?" in match.group() or "？" in match.group())
        start = match.end()
    _add(found, folded, start, len(folded), marked=False)
    return found[1:] if len(found) > 1 and _FILLER.fullmatch(found[0].words) else found


def asks(words: str) -> bool:
    """Whether folded words are a question; a list that ends in 什么的 is none."""
    words = NOT_ANY.sub("", _AND_SO_ON.sub("", words))
    if _RHETORICAL.search(words) or _SHOULD_BE.search(words) or _ORDERS.search(words):
        return False
    return bool(is_question(words) or _ASKS.search(words))


def _add(found: list[Segment], folded: str, start: int, end: int, *, marked: bool) -> None:
    while start < end and folded[start].isspace():
        start += 1
    words = _JOINER.sub("", folded[start:end].rstrip())
    if words:
        found.append(Segment(start, end, words, (marked and not _ORDERS.search(words)) or asks(words)))


def compact(words: str) -> str:
    """Folded words without outer punctuation and without blanks, except those between Latin words and numbers."""
    return _BLANKS.sub("", _EDGES.sub("", words))


def kernel(words: str) -> str:
    """What a clause says once politeness before it and particles after it are taken off; never nothing."""
    words = compact(words)
    while True:
        bare = _AFTER.sub("", _BEFORE.sub("", words))
        bare = _EDGES.sub("", bare)
        if not bare or bare == words:
            return words
        words = bare


def blanked(folded: str, spans: list[tuple[int, int]]) -> str:
    """The text with some spans blanked out, so that offsets in it still hold."""
    for start, end in spans:
        folded = folded[:start] + "\n" * (end - start) + folded[end:]
    return folded
