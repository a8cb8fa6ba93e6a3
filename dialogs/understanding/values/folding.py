"""Text as the parsers see it: one written form for each character, as many characters as the applicant typed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

MAX_CHARACTERS = 2000
"""Longer messages are not answers; they are not searched either."""

SAME_MESSAGE = 4
"""How many texts are remembered, so that the readers of a hundred facts share the work on one message."""

AFTER_NO_MORE = (
    r"(?:(?<=不[\u4e00-\u9fff]了)|(?<=不[\u4e00-\u9fff]{2}了)|(?<=不[\u4e00-\u9fff]{3}了)|(?<=不[\u4e00-\u9fff]{4}了))"
    r"(?=[我俺改]|直接|干脆)"
)
"""A clause ends behind 不做了 where who does something else comes next ("不寄了我自己取")."""
AFTER_A_WORD = r"(?<=[\u4e00-\u9fff])(?<!写)(?<!叫)(?<!字是)(?<!就是)(?<!名字)(?<!就印)(?<!改成)(?<!改为)(?<!换成)"
"""A blank ends a clause behind a word, unless a text follows that it leads to ("招牌写 小麦穗")."""
OF_A_TOPIC = (
    r"(?!(?:(?<=[嘛呢].)(?<![有是要行以对好卖会能的做租了没得][嘛呢].)|(?<=的话.))\s*"
    r"[\d一二两三四五六七八九十百]+(?:来|多|几)?[平方张个间台把名位人口层米吨])"
)
"""Behind a comma or a blank: no clause ends between a topic and its number ("床嘛 十六张", "面积呢，八十平")."""
CLAUSE_BREAK = re.compile(
    rf"[，。；！？;!?\n]{OF_A_TOPIC}|"
    r",(?!\d{3}(?!\d))|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bprof)\.(?=\s|$)"
    rf"|{AFTER_NO_MORE}"
    rf"|{AFTER_A_WORD}[ \t]{OF_A_TOPIC}[ \t]*(?=[\u4e00-\u9fff])"
    r"|(?<=\d{7})[ \t]+(?=[\u4e00-\u9fff])"
    r"|(?<=[a-z\d])[ \t]+and (?=(?:(?:we|there|they)(?:'[a-z]+)? [a-z]|(?:the|our) [a-z -]{3,30}? "
    r"(?:is|isn't|has|hasn't|doesn't|works) ))"
)

_TRADITIONAL = dict(
    zip(
        "個萬兩間號樓區層賣煙沒對時後業實單無還這會開東電話點從過與門間張條臺間幾億歲週約證屬麼樣點頭齊積畝",
        "个万两间号楼区层卖烟没对时后业实单无还这会开东电话点从过与门间张条台间几亿岁周约证属么样点头齐积亩",
        strict=True,
    )
)
_PUNCTUATION = {"﹐": "，", "､": "、", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "～": "~", "’": "'", "‘": "'"}
_TRAILING = " \t\n。．.!！~…、，,;；"


_PLAIN_NO = {
    "莫得": "没得",
    "冒得": "没得",
    "么得": "没得",
    "冇得": "没得",
    "冇有": "没有",
    "冇": "没",
    "木有": "没有",
    "莫有": "没有",
    "冒有": "没有",
    "唔系": "不是",
    "唔要": "不要",
}
"""No as it is said along the Yangtze and in the south; as long as what it stands for."""
_REGIONAL = re.compile(r"(?:[莫冒冇]|(?<![什怎那这要多])么)得(?!罪)|冇有?|[木莫冒]有|唔系|唔要")
_CANTONESE = {
    "系不是": "是不是",
    "唔使": "不用",
    "唔好": "不要",
    "唔": "不",
    "净系": "就只",
    "净得": "只有",
    "点会": "哪会",
    "加埋": "合计",
} | dict(zip("嘅咗搵畀俾哋啲嗰喺", "的了找给给们些那在", strict=True))
"""No, only, and the small words that nothing but Cantonese is written with; as long as what they stand for."""
_IN_CANTONESE = re.compile(
    r"系不是|唔使|唔好(?!意思|[食睇玩用])|加埋(?=[\d一二两三四五六七八九十百])|净系(?!统|列|数)|净得(?=[\u4e00-\u9fff])|(?<![^\s，,。我们哋])点会(?=[卖做有挂装要])|[嘅咗搵畀俾哋啲嗰喺]|"
    # a no stands before what is not done; a 唔 by itself only hums
    r"唔(?=[卖做会想搞弄办开挂装签准需打供印修洗收用租请排设摆住接够同识放养教带送食整批记清确留冲煮炒炸按剪烫染批]|知道|可以|好意思)"
)


class _Folding(dict[int, str]):
    """Folds each character once; a character that would grow or shrink stays as it is, so offsets hold."""

    def __missing__(self, codepoint: int) -> str:
        character = chr(codepoint)
        folded = self._folded(character)
        self[codepoint] = folded
        return folded

    @staticmethod
    def _folded(character: str) -> str:
        if character in "，。；！？、：（）\n":
            return character
        known = _PUNCTUATION.get(character) or _TRADITIONAL.get(character)
        if known is not None:
            return known
        # controls, bidirectional marks, lone surrogates and private characters carry no meaning for an answer
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"}:
            return " "
        folded = unicodedata.normalize("NFKC", character).lower()
        return folded if len(folded) == 1 else character


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text in lower case, half width, simplified and in plain words where that keeps every offset: `len(fold(t)) == len(t)`."""
    folded = fold_example(text)
    return _IN_CANTONESE.sub(_from_cantonese, folded) if _IN_CANTONESE.search(folded) else folded


def fold_example(text: str) -> str:
    """The same for a sentence that is an example: as it is said in its region, whose words are known with it."""
    folded = text.translate(_FOLDING)
    return _REGIONAL.sub(_plainly, folded) if _REGIONAL.search(folded) else folded


def _plainly(regional: re.Match[str]) -> str:
    return _PLAIN_NO[regional.group()]


def _from_cantonese(word: re.Match[str]) -> str:
    return _CANTONESE[word.group()]


def bare(folded: str) -> str:
    """Folded words without the blanks around them and the punctuation after them."""
    return folded.strip().rstrip(_TRAILING)


@lru_cache(maxsize=SAME_MESSAGE)
def clauses(folded: str) -> tuple[tuple[int, int], ...]:
    """Where each clause (小句) of folded text starts and ends."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in CLAUSE_BREAK.finditer(folded):
        if match.start() > start:
            spans.append((start, match.start()))
        start = match.end()
    if start < len(folded):
        spans.append((start, len(folded)))
    return tuple(spans)


def clause_at(folded: str, position: int) -> tuple[int, int]:
    """The clause in which a position lies."""
    spans = clauses(folded)
    index = bisect_right(spans, (position, len(folded) + 1)) - 1
    if index >= 0 and spans[index][0] <= position < spans[index][1]:
        return spans[index]
    return position, position


def stored(text: str) -> str:
    """Free text as it is kept: composed, without controls and invisible marks, blanks run together."""
    kept = (
        " " if character in "\n\r\t" else character
        for character in text
        if character in "\n\r\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


_QUESTION = re.compile(
    r"^(?:能|可以|算|要|行|得|会)[\u4e00-\u9fff]{1,4}(?<![都也还就])不[\s。!！?？]*$|[?？]\s*$|(?:吗|(?<!饿了)么)[\s。!！?？]*$|^(?!还|没|不|正|在|都|早|有|才|(?:嗯|恩|是|对|好|要|会|行)呢)(?!.*还(?:没|未|差|缺))(?!(?!.*(?:要是|如果|万一|假如|的话)).*没[弄装搞做签办接通到开上挂来]{1,2}呢)(?!.*(?:在|搁|[一二三四五六七八九十两0-9]).*呢).*(?<!着)呢[\s。!！?？]*$|^(?:what|how|why|"
    r"when|where|which|who|do i|does(?! (?:have|sell|serve|use|need|do|not)\b)|can i|should)\b"
)
_QUESTION_WORD = re.compile(
    r"什么(?!的?[都也全]|的[不没])|怎么(?![都也])|多少(?![都也])|为啥|为什么|哪[里儿个些种类](?![都也])|"
    r"(?<![十百千好就有那这供\d])(?<!隔壁)(?<!附近)(?<!周边)(?<!旁边)(?<!对面)(?<!楼[上下])(?<![供送批卖]给)几[个时](?![\u4e00-\u9fff]{0,4}没[装弄搞办做修接通到])(?!(?<=给几个)[^，。？?]{1,8}[供送批配])|(?<!没)(?<!没有)啥(?!子?(?:[\u4e00-\u9fff]{1,3})?[都也])|是不是|要不要|能不能|会不会|行不行|用不用|该不该|可不可以|算不算|如何|咋"
)
NOT_ANY = re.compile(
    r"给[\u4e00-\u9fff]{0,5}?几[家个](?=(?!人|员|证|部门)[\u4e00-\u9fff]{1,6}(?:[供送批配卖做，。]|拿货|$))|"
    r"没(?:有)?[\u4e00-\u9fff]{1,2}过(?:什么|啥子?|哪样)(?=[\u4e00-\u9fff])|多少[\u4e00-\u9fff]{1,3}多少|"
    r"[也还再](?:会|顺带|顺便)?(?:[拌炒做弄搞卖摆加烤炸煮蒸卤备添调配切放]|搭着卖)(?:了|上|得有)?几[个种样道款盘份]"
    r"(?!证|部门|材料|手续|章|人|月|窗口|地方|步|[吗呢？?])"
)
"""Asks nothing: 几个 to whom something goes, or that are made besides ("凉菜也拌几个"), are several; behind a no
什么 is any at all ("从来没上过什么黑名单"), and 多少 said twice is all of it ("做多少卖多少")."""
_DONT_KNOW = re.compile(
    r"不知道|不清楚|不太清楚|不确定|不太确定|不晓得|不了解|不懂(?!手机|电脑|微信|上网|网络|网上|这些|操作|机器|拼音|打字|行)|不明白|不会填|说不清|记不清|记不得|不记得|忘了|没想好|"
    r"没有想好|还没定|没定|没决定|还没有定|不好说|说不准|搞不清|弄不清|没概念|"
    r"(?:don'?t|do not|not|ha(?:ven|sn)'?t|ha(?:ve|s) not) (?:really |yet |quite )?(?:know|sure|remember|decided|made up)|"
    r"no idea|undecided|unsure|not certain|dunno"
)


@lru_cache(maxsize=64)
def is_question(folded: str) -> bool:
    """Whether the words ask rather than answer."""
    folded = NOT_ANY.sub("", folded)
    return bool(_QUESTION.search(folded) or _QUESTION_WORD.search(folded))


def says_dont_know(folded: str) -> bool:
    """Whether the words say that the applicant does not know."""
    return bool(_DONT_KNOW.search(folded))
