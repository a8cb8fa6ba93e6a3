"""What a number is of (数量说的是什么): the things that are named before it, beside it, or in the clause ahead of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dialogs.understanding.values.amount_cues import (
    DOES_WITHOUT,
    LONGER_NOUN,
    NOT_ONE_STOREY,
    NOUN,
    STOREYED_HOUSE,
    STOREYS_ALL,
    VERBS,
)
from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.folding import clause_at, clauses
from dialogs.understanding.values.quantities import Measure, Quantity
from dialogs.understanding.values.said import any_of, in_aside
from dialogs.understanding.values.standing import is_of_another_time, is_required
from dialogs.understanding.values.words import spoken_words

_NAMED_AHEAD = re.compile(r"(?:[一-鿿]{2}|店)$")
"""店85平仓库12平"""
_WHICH = re.compile(r"\s*(?![^，。；]{0,6}[\d一二两三四五六七八九十百])[一-鿿]{1,6}的\s*")
"""What only says which one it is."""
_PLACES_ONLY = re.compile(r"(?:[前后左右东西南北两边头门\s]*[各每][都有是]*)?")
_HAS_SO_MANY = re.compile(r"(?P<thing>[一-鿿]{2,6})(?:(?<![还另])有|配了|放了|装了)")
_BEYOND = re.compile(r"\s?(?:以外|开外|之外|外[头面边])")
_OF_OTHERS = re.compile(
    r"\s?(?:的?(?:租金|房租)|太贵|贵|(?:全|都)?是(?!我|本店|店|铺|门面|营业|的|$|[，。,\s])|(?:有|开)(?:了?一?[家个])|卖|住人|住着|被|给别人)"
)
_WITHOUT = re.compile(r"(?:没有?|无|不(?:设|做|带|搞|开|弄)|\b(?:no|without))\s?$")
_NEAR = 8
"""Characters ahead of a thing in which words say that there is none."""
_NONE_BEHIND = re.compile(
    r"(?:都|也|还|就|倒|暂时|目前)*(?:没有?得?|冇得?|莫得|无)(?:的|了)?(?=$|[，,。；;\s])|\s?:?\s(?:no|none)(?=$|[,.;])"
)
"""Right behind a thing: that there is none of it ("护士没有")."""
_NONE_AHEAD = re.compile(r"(?:[个名位张间台]|[一-鿿]{2})(?:也|还|但|就)?(?:没有?|没得|冇得?|莫得)$")
"""Ahead of a thing and behind another one that is counted: there is none of it."""
_ENDS_THERE = re.compile(r"(?:的|了)?(?=$|[，,。；;\s])")
_ALL_OF_IT = re.compile(r"总共|一共|总面积|整个|全部|加起来|合计")
_ABOUT = rf"{_ALL_OF_IT.pattern}|店面?|大概|大约|差不多|左右|[有约是的吧样子\s]"
_ABOUT_ALL = re.compile(rf"(?:{_ABOUT})*")
_ABOUT_ALL_STOREYS = re.compile(
    rf"(?:{_ABOUT}|上下|楼[上下]|里外|前后|一起|面积|[\d一二两三四五]+层|铺面?|门面|屋里?)*"
)
"""One repetition, not one within the other: that would try twice as many ways for each character more."""
_FANG = ("方", "个方")
_IN_VOLUMES = re.compile(r"[水油罐桶池]")
_SMALLEST_BARE = 20
_ONLY_MEASURED = re.compile(r"厨|灶|操作间|加工间|仓库|库房|面积|\b(?:kitchen|stor(?:e|age) ?room|area)\b")
"""What has a size, and no places to sit."""
_STOREYS, _FEWEST_STOREYS = ("层", "storey", "story"), 2
_SHOPS = ("馆", "店", "场馆", "中心", "俱乐部")
_SHORTEST_NOUN = 2
_SHORT_NOUNS = frozenset({"床"})
_POST = re.compile(r"[员师士医夫]$")
_SHORTEST_NAMING = 3
"""Characters before a thing in a clause that says no more than that there is one."""

_THERE_IS = re.compile(
    r"^\s?(?:(?:and|but|with|plus|also|just|only|we|there|have|has|had|got|is|are|a|an|one|the|our|my)(?:'s|'ve)? )+|"
    r"^(?:对了|另外|顺便|哦)?(?:[水都是]{0,3}(?:门口|门外|门头|外面|外头|店外|店里|里面|楼上|楼下|后面|前面|楼顶|屋顶|房顶|顶楼|天台|地下室?|后院|院子?里)(?:上|边)?)?(?:也|还|都|要|会|想|准备|打算)*"
    r"(?:[挂做装安立设带配搞弄留]|有)*(?:了|着)?(?:一?[块个处间座])?"
)
"""What says no more than that there is a thing, and where ("门口有块招牌", "but a climbing wall")."""
_LEADS_TO_THE_NEXT = re.compile(r"^(?:里|都|也|总共|一共|全部|大概|差不多)*(?:最多|顶多|至多|同时|能|可以?)")
"""What stands between a thing and the next number belongs to that ("十八个包厢最多坐二百人")."""
_LONGEST_BEHIND = 14
"""Characters behind a number in English that may name what it measures."""
_BESIDE = re.compile(r" (?:with|and|plus)\b")
_WITHIN = re.compile(r"[，,]?(?:里[头面边]|其中|当中|中间)")
"""Behind a number: a part of it follows ("300平里头厨房占80")."""


def is_of_another(quantity: Quantity, first: Quantity, things: re.Pattern[str] | None, folded: str) -> bool:
    """Whether what a later clause has so many of is none of the things that a bare number counted ("两个，灭火器有12个")."""
    begin, end = clause_at(folded, first.start)
    if end != first.end or _PLACES_ONLY.fullmatch(folded, begin, first.start) is None:
        return False
    start, _ = clause_at(folded, quantity.start)
    has = _HAS_SO_MANY.fullmatch(folded, start, quantity.start)
    return has is not None and (things is None or things.search(has["thing"]) is None)


def is_size_beside(quantity: Quantity, others: Sequence[Quantity], folded: str) -> bool:
    """Whether a bare number in a clause of its own is how large a place is ("48个座位，后厨加大厅一百三")."""
    if quantity.measure is not Measure.NONE or quantity.low < _SMALLEST_BARE:
        return False
    start, end = clause_at(folded, quantity.start)
    alone = all(other is quantity or not start <= other.start < end for other in others)
    return alone and len(others) > 1 and _ONLY_MEASURED.search(folded, start, quantity.start) is not None


def stands_alone(quantity: Quantity, folded: str) -> bool:
    """Whether a number is the first clause, with nothing beside it ("三个，前门后门加一个消防梯")."""
    return clause_at(folded, 0) == (quantity.start, quantity.end) and quantity.low == quantity.high


def counts_storeys(quantity: Quantity, folded: str) -> bool:
    """Whether a number of storeys says how many there are."""
    if quantity.measure is not Measure.FLOOR or folded[quantity.start - 1 : quantity.start] == "第":
        return False
    before = NOT_ONE_STOREY.search(folded[: quantity.start]) is not None
    return before or STOREYS_ALL.match(folded, quantity.end) is not None


def is_of_a_house(quantity: Quantity, folded: str) -> bool:
    """Whether a number of storeys is how high a house is, and not where in it the shop is ("自家的三层小楼")."""
    if (
        quantity.noun not in _STOREYS
        or quantity.low < _FEWEST_STOREYS
        or folded[: quantity.start].endswith(("第", "在"))
    ):
        return False
    return STOREYED_HOUSE.match(folded, quantity.end) is not None


def is_bare_area(quantity: Quantity, folded: str) -> bool:
    """Whether a number without a unit is all of a clause behind an area or a storey ("后厨280平，总共三百一")."""
    start, end = clause_at(folded, quantity.start)
    around = folded[start : quantity.start] + folded[quantity.end : end]
    if _ABOUT_ALL.fullmatch(around) is None or quantity.low != quantity.high or quantity.low < _SMALLEST_BARE:
        return False
    before = [q for q in joined(folded) if q.end <= start]
    if not before or before[-1].measure not in (Measure.AREA, Measure.FLOOR):
        return False
    if before[-1].measure is Measure.AREA:
        return _ALL_OF_IT.search(around) is not None
    return folded[before[-1].end : start].strip(" ，,、") == ""


def is_area_in_fang(quantity: Quantity, folded: str) -> bool:
    """Whether so many 方 are all of a clause, and no tank or water is spoken of ("上下两层一共2600方"): then it is an area."""
    if quantity.noun not in _FANG or quantity.low < _SMALLEST_BARE or _IN_VOLUMES.search(folded):
        return False
    start, end = clause_at(folded, quantity.start)
    return _ABOUT_ALL_STOREYS.fullmatch(folded[start : quantity.start] + folded[quantity.end : end]) is not None


def is_surpassed(quantity: Quantity, folded: str) -> bool:
    """Whether the number is only what is exceeded, by one that follows ("不止10间，有13间", "一公里外头，1.2公里")."""
    known = joined(folded)
    beyond = quantity.measure is Measure.LENGTH and _BEYOND.match(folded, quantity.end) is not None
    return (
        (quantity.bound == "above" or beyond)
        and known[-1].start > quantity.start
        and known[-1].measure is quantity.measure
    )


def is_here(quantity: Quantity, folded: str) -> bool:
    """Whether a number is of the shop as it is, and not of others, of before, of a plan or of a rule."""
    if in_aside(folded, quantity.start) or is_surpassed(quantity, folded):
        return False
    if quantity.measure is Measure.FLOOR and _is_of_others(quantity, folded):
        return False
    return not is_of_another_time(quantity, folded) and not is_required(quantity, folded)


def _is_of_others(storey: Quantity, folded: str) -> bool:
    """Whether a storey is said not to be the one, or what others have there is told ("二楼，一楼是卖手机的")."""
    denied = (q for q in joined(folded) if q.measure is Measure.OTHER and q.noun in ("楼", "层"))
    return any(q.low == storey.low for q in denied) or _OF_OTHERS.match(folded, storey.end) is not None


def named(things: re.Pattern[str], words: str) -> list[re.Match[str]]:
    """Where the things are named, and not said to be missing ("没泳池也没攀岩 280平", "医生2个护士没有")."""
    return [
        match
        for match in things.finditer(words)
        if _WITHOUT.search(words[max(0, match.start() - _NEAR) : match.start()]) is None
        and _NONE_BEHIND.match(words, match.end()) is None
    ]


def missing(things: re.Pattern[str], words: str) -> list[re.Match[str]]:
    """Where the things are named and right beside it said to be missing ("护士没有", "医生2个没护士")."""
    return [
        match
        for match in things.finditer(words)
        if _NONE_BEHIND.match(words, match.end()) is not None
        or (_NONE_AHEAD.search(words[: match.start()]) and _ENDS_THERE.match(words, match.end()))
    ]


def is_of_others(things: re.Pattern[str] | None, folded: str) -> bool:
    """Whether every number has a noun of its own behind it, which is none of the things ("没包房，就一个大厅")."""
    known = [q for q in joined(folded) if q.measure in (Measure.COUNT, Measure.NONE)]
    nouns = [NOUN.match(folded, q.end) for q in known]
    return bool(known) and all(n is not None and (things is None or not things.search(n.group())) for n in nouns)


def has_nouns_behind(folded: str, start: int, end: int) -> bool:
    """Whether the people of a clause are named behind their numbers, and not ahead ("口腔诊所两个医生三个护士")."""
    counted = [q for q in joined(folded) if start <= q.start < end and q.measure is Measure.COUNT]
    if len(counted) < 2:
        return False
    last, nouns = counted[-1], (posts_pattern(), things_pattern())
    if any(noun.search(folded, start, counted[0].start) for noun in nouns):
        return False
    followed = [any(noun.match(folded, q.end) for noun in nouns) for q in counted]
    if followed[-1] or not NOUN.match(folded, last.end):
        return all(followed)
    return (
        len(counted) > 2 and all(followed[:-1]) and not measured_pattern().match(folded, last.end)
    )  # "… 2个助理130平"


def noun_behind(quantity: Quantity, following: int, folded: str) -> int | None:
    """Where the noun right behind a number ends, if the next number has one of its own ("两个执业兽医面积160平米")."""
    if quantity.measure is not Measure.COUNT:
        return None
    noun = things_pattern().match(folded, quantity.end, following)
    if noun is None:
        return None
    rest = VERBS.sub("", folded[noun.end() : following]).strip()
    if _LEADS_TO_THE_NEXT.match(rest):
        return noun.end()
    return noun.end() if named_ahead_pattern().search(rest) is not None else None


def counts_apart(quantity: Quantity, following: int, folded: str) -> bool:
    """Whether the noun behind a number is all there is of it, and what the next one counts follows ("十八个包厢最多坐二百人")."""
    noun = things_pattern().match(folded, quantity.end, following)
    counts = quantity.measure is Measure.COUNT and noun is not None
    return counts and noun is not None and _LEADS_TO_THE_NEXT.match(folded[noun.end() : following]) is not None


def is_named_ahead(folded: str, start: int, quantity: Quantity) -> bool:
    """Whether things are named before their numbers here, so that what follows one belongs to the next."""
    return _NAMED_AHEAD.search(VERBS.sub("", folded[start : quantity.start])) is not None


def just_named(things: re.Pattern[str], folded: str, start: int) -> int | None:
    """Where one of the things is named in the clause before, if no number stands in that."""
    before = [span for span in clauses(folded) if span[1] <= start]
    if len(before) > 1 and _WHICH.fullmatch(folded, *before[-1]):
        before.pop()  # "有水箱，楼顶的，二十方"
    if not before:
        return None
    left, right = before[-1]
    found = list(things.finditer(folded, left, right))
    passing = (Measure.FLOOR, Measure.OTHER)  # 顶楼, 二次加压
    numbers = [q for q in joined(folded) if left <= q.start < right and q.measure not in passing]
    found = [one for one in found if not folded.startswith(_SHOPS, one.end())]  # "攀岩馆！600平" is all of it
    if (
        any(not (_says_there_is_one(q) or _is_extent(q)) for q in numbers)
        or not found
        or DOES_WITHOUT.search(folded[left:right])
    ):
        return None
    ahead = _THERE_IS.sub("", folded[left : found[-1].start()])
    return found[-1].start() if len(ahead) <= _SHORTEST_NAMING else None


def _says_there_is_one(quantity: Quantity) -> bool:
    """Whether a number of things leaves room for how large they are ("水箱有一个，15方的", "有一面攀岩墙，70平")."""
    return quantity.measure in (Measure.COUNT, Measure.NONE) and quantity.low == quantity.high == 1


def _is_extent(quantity: Quantity) -> bool:
    """Whether a number is how long and wide something is, which may be said again as an area ("池子25乘21，525个平方")."""
    return quantity.measure is Measure.AREA and not quantity.noun


def is_said_again(extent: Quantity, folded: str) -> bool:
    """Whether how long and wide something is is said once more at once, as an area ("池子25乘12 300平")."""
    following = next((q for q in joined(folded) if q.start >= extent.end), None) if _is_extent(extent) else None
    if following is None or following.measure is not Measure.AREA:
        return False
    return following.low == extent.low and clause_at(folded, extent.start) == clause_at(folded, following.start)


def heads_another(things: re.Pattern[str] | None, after: str) -> bool:
    """Whether the noun that would name the fact belongs to a longer one ("1个员工通道")."""
    named = things.search(after) if things is not None else None
    if named is None or named.start() > 2:
        return False
    return LONGER_NOUN.match(after, named.end()) is not None


@cache
def things_pattern() -> re.Pattern[str]:
    """What things and people are called whose number a fact is, right behind that number ("客房", "执业兽医")."""
    words = spoken_words().values()
    units = tuple(unit for one in words for unit in one.units)
    called = {word for one in words for word in one.near if one.units and _is_called(word, units)}
    nouns = any_of(tuple(called))
    return (
        re.compile(rf"(?:执业|专职|全职|持证|注册)?(?:{nouns.pattern})") if nouns is not None else re.compile(r"(?!)")
    )


def _is_called(word: str, units: tuple[str, ...]) -> bool:
    if word.isascii() or len(word) < _SHORTEST_NOUN:
        return word in _SHORT_NOUNS
    return _POST.search(word) is not None or any(unit != word and unit.endswith(word) for unit in units)


def is_counted_ahead(quantity: Quantity, folded: str) -> bool:
    """Whether what is counted stands right ahead of a number ("座位18")."""
    ahead = VERBS.sub("", folded[max(0, quantity.start - _NEAR) : quantity.start]).rstrip()
    return any(thing.end() == len(ahead) for thing in things_pattern().finditer(ahead))


@cache
def named_ahead_pattern() -> re.Pattern[str]:
    """What is named right ahead of a number of it, things, people or what is measured."""
    return re.compile(rf"(?:{measured_pattern().pattern}|{things_pattern().pattern})$")


@cache
def measured_pattern() -> re.Pattern[str]:
    """What is called by what has a size or a place, and is not counted ("面积", "仓库")."""
    measured = {w for one in spoken_words().values() if not one.units for w in one.near if len(w) >= _SHORTEST_NOUN}
    return any_of(tuple(word for word in measured if not word.isascii())) or re.compile(r"(?!)")


@cache
def posts_pattern() -> re.Pattern[str]:
    """What people are called by whom a fact counts ("医生", "护士")."""
    people = (words for words in spoken_words().values() if "名" in words.units)
    return any_of(tuple(word for words in people for word in words.near)) or re.compile(r"(?!)")


def room_behind(quantity: Quantity, folded: str) -> int:
    """How many characters behind a number may name what it measures: none of what stands beside or in that ("900 sqm with a pool")."""
    if not folded.isascii():
        return 0 if _WITHIN.match(folded, quantity.end) is not None else 6
    beside = _BESIDE.search(folded, quantity.end, quantity.end + _LONGEST_BEHIND)
    return beside.start() - quantity.end if beside is not None and quantity.measure is Measure.AREA else _LONGEST_BEHIND
