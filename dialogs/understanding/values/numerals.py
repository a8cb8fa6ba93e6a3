"""Numbers as people write them (数词): digits, Chinese numerals, English words, and the vague forms of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dialogs.understanding.values.english_numbers import NUMBERS, ORDINAL, WORDS, ordinal, spoken

_DIGIT = "〇零一二两三四五六七八九"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟貳參陸"
"""The digits of cheques and contracts (大写数字)."""
_BETWEEN = re.compile(
    r"(?:,| or)? (?:or )?(?:maybe|perhaps|possibly|could be|might be|even) |\s*(?:-|~|到|至|to|or|或者?)\s*"
)
_PERHAPS = re.compile(r"[a-z]{4,}")
_AND = re.compile(r"\s*and\s*")
_AND_A_HALF = re.compile(r"\s?and a half(?: (?P<scale>hundred|thousand))?\b")
_TWO_DIGITS = re.compile(r"[一二三四五六七八九]{2}")
"""一三 may be a slip of the hand; who says thirteen says 十三."""
_MORE = re.compile(r"\s?(?:多|余|\+(?!\s?\d))")
_VAGUE_TAIL = re.compile(r"\s?(?:左右|上下)")
_ABOUT = re.compile(r"\s?来(?=\s?(?:个|平|张|间|位|号?人|米|台|吨|方|座|名|把|$))")
_JUST_OVER = re.compile(r"\s?出头")
_PAIR = re.compile(r"(?<![一二三四五六七八九])(?:一二|二三|三四|四五|五六|六七|七八|八九|三五)(?![一二三四五六七八九])")
_PLAIN_HAN = str.maketrans(
    {"两": "二", "俩": "二", "仨": "三", "〇": "零", "廿": "二十", "卅": "三十"}
    | dict(zip(_FORMAL, "一二三四五六七八九十百千二三六", strict=True))
)
_NO_ONE = frozenset("共起般样直下些定切旦边会致律向哈点趟")
"""What 一 stands before in words that are no numbers: 一共, 一样, 一定, 问一哈."""
_ONE_BY_ONE = re.compile(r"一(.)一?\1")
_ONE_AGAIN = re.compile(r"一(.)一\1$")
"""一间一间数 counts nothing yet."""
_A_THING = re.compile(
    r"\b(?:a|(?<!just )(?<!only )the|this|that|which|another|small|little|big|large|new|old|same|first|second|last|right|wrong|back|"
    r"previous|next) $"
)
"""In "a small one" and "go back one" nothing is counted."""
_THE_SUCH = re.compile(r"\b(?:(?<!just )(?<!only )the|this|that|our|my) [a-z][a-z'-]+ $")
_NOTHING_FOLLOWS = re.compile(r"\s?(?:$|[,.;!?)])")
"""Neither in "forgot the IMAX one"; but in "the left one metre" something is."""
_LISTED = re.compile(r"、")
"""二十二、三个 and 三、四个 are one number each."""
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "百": 100,
    "千": 1000,
    "k": 1000,
    "万": 10_000,
    "w": 10_000,
    "亿": 100_000_000,
}
_ENGLISH_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_STOREY = r"(?:floor|storey|story|level|(?:sub-?)?basement)\b"
_ATOM = re.compile(
    r"(?P<dozen>(?:\b(?P<dozens>half a|a|" + _ENGLISH_WORD + r"|\d{1,2}) )?\bdozen\b)"
    r"|(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:\s?(?P<scale>[百千万亿]|[kw](?![a-z])|(?:hundred|thousand)\b)(?P<tail>\d{1,2}(?![\d.])|[一二三四五六七八九](?![十百千万]))?(?P<scaled>万)?)?"
    r"(?P<few>几)?"
    r"|(?P<han>(?!(?<=[离距近到是])[一二三四五六七八九十]{1,2}[中小](?![间型]))"
    rf"(?:[俩仨](?![百千万])|[俩仨]?[{_DIGIT}{_FORMAL}十百千万亿廿卅几]+)(?:点[{_DIGIT}]+)?)"
    r"|(?P<half>半|\bhalf an? (?!dozen))"
    rf"|\b(?P<storey>{ORDINAL})(?=(?: (?:and|or|to|through|&) (?:the )?{ORDINAL})? {_STOREY})"
    rf"|(?P<english>{NUMBERS})"
)
_LONGEST_HAN = 16
_AHEAD = 10
"""Characters ahead of words of English that tell whether they are a number."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in folded text, from `low` to `high` (equal unless it is vague)."""

    start: int
    end: int
    low: float
    high: float
    vague: bool = False
    """Whether it only gives an idea of the number (十几, 二十多, 三十来)."""


def numerals(folded: str) -> list[Numeral]:
    """The numbers in folded text, in order; "五到六十" and "四十五六" are one number each."""
    found: list[Numeral] = []
    position = 0
    while (match := _ATOM.search(folded, position)) is not None:
        position = max(match.end(), match.start() + 1)
        atom = _atom(match, folded)
        if atom is None:
            continue
        previous = found[-1] if found else None
        joined = _joined(previous, atom, folded) if previous is not None else None
        if joined is None:
            found.append(atom)
        else:
            found[-1] = joined
        position = max(position, found[-1].end)
    return found


def _is_a_thing(folded: str, start: int, end: int) -> bool:
    """Whether "one" stands for a thing that is pointed at, and counts nothing."""
    if _A_THING.search(folded, 0, start) is not None:
        return True
    return _NOTHING_FOLLOWS.match(folded, end) is not None and _THE_SUCH.search(folded, 0, start) is not None


def more_than(low: float) -> float:
    """The upper end of 多: "120多" stays below 130, "300多" below 400."""
    if low != int(low):
        return low + 1
    place = 1
    while low and low % (place * 10) == 0:
        place *= 10
    return low + place - 1 if place > 1 else low + 1


def _atom(match: re.Match[str], folded: str) -> Numeral | None:
    kind, english = match.lastgroup, None
    start, end = match.span()
    if match["digits"] is not None:
        ends = _digits(match)
    elif match["han"] == "一" and _is_no_one(folded, start):
        return None
    elif match["han"] is not None:
        ends = _han(match["han"]) if len(match["han"]) <= _LONGEST_HAN else None
    elif match["storey"] is not None:
        ends = (float(ordinal(match["storey"])),) * 2
    elif kind == "half":
        ends = (0.5, 0.5)
    elif match["dozen"] is not None:
        ends = (_dozens(match["dozens"]),) * 2
    elif match["english"] == "one" and _is_a_thing(folded, start, end):
        return None
    else:
        english = spoken(match["english"], folded[max(0, start - _AHEAD) : start])
        ends = (english.low, english.high) if english is not None else None
    if ends is None:
        return None
    low, high = ends
    if low == high and (half := _AND_A_HALF.match(folded, end)) is not None:
        low, end = (low + 0.5) * _SCALES.get(half["scale"], 1), half.end()
        high = low
    vague = (english is not None and english.vague) or (
        "几" in match.group() or _is_slip(match.group()) or match.group()[0] in "百千万"
    )  # 百八十 may be 180, or somewhere above 100
    if low == high and kind != "half":
        if (more := _MORE.match(folded, end) or _JUST_OVER.match(folded, end)) is not None:
            end, vague = more.end(), True
            low, high = low + (1 if more_than(low) > low + 1 else 0), more_than(low)
        elif (about := _ABOUT.match(folded, end)) is not None:
            end, vague = about.end(), True
        elif (tail := _VAGUE_TAIL.match(folded, end)) is not None:
            end = tail.end()
    return Numeral(start, end, low, high, vague)


def _is_no_one(folded: str, start: int) -> bool:
    """Whether the 一 there belongs to a word that is no number."""
    if folded[start + 1 : start + 2] in _NO_ONE:
        return True
    return _ONE_BY_ONE.match(folded, start) is not None or _ONE_AGAIN.search(folded, 0, start + 2) is not None


def _is_slip(written: str) -> bool:
    """Whether two digits in a row are neither a number nor an idea of one."""
    return _TWO_DIGITS.fullmatch(written) is not None and _PAIR.fullmatch(written) is None


def _dozens(many: str | None) -> float:
    """A dozen, half of one, or several."""
    if many == "half a":
        return 6.0
    return 12.0 * (1 if many in (None, "a") else int(many) if many.isdigit() else WORDS[many])


def _digits(match: re.Match[str]) -> tuple[float, float] | None:
    plain = match["digits"].replace(",", "")
    if len(plain) > 15:
        return None
    value = float(plain)
    if match["scale"]:
        scale = _SCALES[match["scale"]]
        value *= scale
        if match["tail"]:
            tail = match["tail"]
            part = int(tail) if tail.isascii() else "零一二三四五六七八九".index(tail)
            value += part if len(tail) > 1 else part * scale / 10  # 1百20 is 120, 1百2 as well
        if match["scaled"]:
            value *= 10_000
        value = round(value, 6)
    if match["few"]:
        return value + 1, value + 9
    return value, value


@lru_cache(maxsize=2048)
def _han(written: str) -> tuple[float, float] | None:
    written = written.translate(_PLAIN_HAN)
    if len(written) > 1 and written[0] in "百千万" and written[1] in "一二三四五六七八九":
        written = "一" + written  # 百二 is 120
    if "几" in written:
        return _han_few(written)
    pair = _PAIR.search(written)
    if pair is not None and (len(written) == 2 or any(unit in written for unit in "十百千万亿")):
        low = _han_value(written[: pair.start() + 1] + written[pair.end() :])
        high = _han_value(written[: pair.start()] + written[pair.end() - 1 :])
        return (low, high) if low is not None and high is not None and low < high else None
    value = _han_value(written)
    return None if value is None else (value, value)


def _han_few(written: str) -> tuple[float, float] | None:
    """几 stands for a digit: 十几 is 11 to 19, 几百 is 200 to 999, 一百几十 is 110 to 199."""
    if written.count("几") > 1 or written == "几":
        return None
    at = written.index("几")
    after = written[at + 1 :]
    low = _han_value(written.replace("几", "二" if at == 0 else "一"))
    high = _han_value(written.replace("几", "九"))
    if low is None or high is None:
        return None
    return low, high + (_SCALES.get(after, 10) - 1 if after else 0)


def _han_value(written: str) -> float | None:
    # cn2an reads a lone digit as well, but takes twenty times as long
    if len(written) == 1:
        return float("零一二三四五六七八九十".find(written)) if written in "零一二三四五六七八九十" else None
    import cn2an  # here, since it takes 150 ms, and most answers have no Chinese numeral

    try:
        return float(cn2an.cn2an(written, "normal"))
    except (ValueError, KeyError, IndexError):
        return None


def _neighbours(first: Numeral, second: Numeral, folded: str) -> Numeral | None:
    """三、四个: two digits in a row that are one vague number; 一、五、六 is a list."""
    one, other = folded[first.end - 1], folded[second.start : second.end]
    if not (
        first.low == first.high
        and one in "一二三四五六七八"
        and other == "二三四五六七八九"["一二三四五六七八".index(one)]
    ):
        return None
    if folded[: first.start].endswith("、") or folded[second.end : second.end + 1] in ("、", "类", "项"):
        return None
    return Numeral(first.start, second.end, first.low, first.low + 1)


def _joined(first: Numeral, second: Numeral, folded: str) -> Numeral | None:
    between = _BETWEEN.match(folded, first.end)
    if between is None and _LISTED.fullmatch(folded, first.end, second.start):
        return _neighbours(first, second, folded)
    if between is None and folded[: first.start].endswith("between "):
        between = _AND.match(folded, first.end)
    if between is None or between.end() != second.start or first.low != first.high:
        return None
    low = first.low
    if (
        low < 10
        and second.low >= 100
        and folded[second.end - 1] in "百千万亿"
        and folded[first.end - 1] not in "百千万亿"
    ):
        low *= _SCALES[folded[second.end - 1]]  # 两到三百
    elif low < 10 and 20 <= second.low < 100 and folded[second.end - 1] == "十" and folded[first.end - 1] != "十":
        low *= 10  # 五到六十
    vague = first.vague or second.vague or _PERHAPS.search(between.group()) is not None
    return Numeral(first.start, second.end, low, second.high, vague) if low < second.high else None
