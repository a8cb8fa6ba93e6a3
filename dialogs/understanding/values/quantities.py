"""Numbers with their units (数量和单位): m² for areas, m³ for volumes, metres, yuan, counts, storeys."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from dialogs.understanding.values.english_numbers import ORDINAL
from dialogs.understanding.values.folding import SAME_MESSAGE
from dialogs.understanding.values.numerals import Numeral, more_than, numerals


class Measure(StrEnum):
    """What a number counts, as its unit says."""

    AREA = "area"
    VOLUME = "volume"
    LENGTH = "length"
    MONEY = "money"
    FLOOR = "floor"
    TIME = "time"
    COUNT = "count"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit at a place in folded text, in m², m³, metres or yuan; `noun` is the unit as written."""

    start: int
    end: int
    low: float
    high: float
    measure: Measure
    noun: str = ""
    certain: bool = True
    bound: str = ""
    """"below", "up_to", "above" or "from" when only one end was said ("不到50")."""


_MU_M2 = 2000 / 3
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th)?\s(?:of )?{_MONTH}\b(?! (?:have|be|not|get|need))")
_MONTH_AHEAD = re.compile(rf"(?:\b(?!may){_MONTH}\.?|\d\s{_MONTH}\.?),?\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?$")
_HEADS = "号人"
"""一百五十号人 are 150 people, whatever people a fact counts."""
# longest first within a measure; the first pattern that matches decides; ASCII, so that a unit ends before 左右, too
_UNITS: tuple[tuple[re.Pattern[str], Measure, float], ...] = tuple(
    (re.compile(pattern, re.ASCII), measure, factor)
    for pattern, measure, factor in (
        (r"\s?(?:square (?:feet|foot)|sq\.? ?f(?:ee|oo)?t\b\.?|sqft|ft[2²]|平方英尺)", Measure.AREA, 0.09290304),
        (r"\s?(?:square met(?:er|re)s?|sq\.? ?m(?:et(?:er|re)s?)?\b\.?|sqm\b|m[2²]|m\^2|㎡)", Measure.AREA, 1),
        (r"\s?[个只]?(?:平方米|平方公尺|平米|平方|平)(?!方?公里|时|均|台|尺|方尺)", Measure.AREA, 1),
        (r"\s?亩(?!地?[村镇乡街路湾])", Measure.AREA, _MU_M2),
        (r"\s?(?:公顷|hectares?\b|ha\b)", Measure.AREA, 10_000),
        (r"\s?坪", Measure.AREA, 3.305785),
        (r"\s?(?:个?(?:立方米|立方|方)|m[3³]|㎥|吨|cubic met(?:er|re)s?|tonnes?\b|tons?\b|t\b)", Measure.VOLUME, 1),
        (r"\s?(?:公升|升|公斤|千克|kg\b|lit(?:er|re)s?\b|l\b)", Measure.VOLUME, 0.001),
        (r"\s?(?:公里|千米|kilomet(?:er|re)s?\b|kms?\b)", Measure.LENGTH, 1000),
        (r"\s?(?:里地|里路|里)", Measure.LENGTH, 500),
        (r"\s?(?:厘米|公分|cm\b|centimet(?:er|re)s?\b)", Measure.LENGTH, 0.01),
        (r"\s?(?:毫米|mm\b)", Measure.LENGTH, 0.001),
        (r"\s?(?:米|met(?:er|re)s?\b|m\b)", Measure.LENGTH, 1),
        (r"\s?(?:英里|miles?\b)", Measure.LENGTH, 1609.344),
        (r"\s?(?:英尺|feet\b|foot\b|ft\b)", Measure.LENGTH, 0.3048),
        (r"\s?(?:元|块钱|块|人民币|rmb\b|yuan\b|cny\b)", Measure.MONEY, 1),
        (r"\s?(?:楼(?![上下])|层|f\b|(?:st|nd|rd|th)? (?:floor|storey|story|level)\b)", Measure.FLOOR, 1),
        (
            r"\s?(?:个?工作日|年|个月|月|天|日|周|个星期|星期|个?小时|分钟|点钟?|岁|years?\b|months?\b|days?\b|weeks?\b|hours?\b|"
            r"min(?:ute)?s?\b|years? old)",
            Measure.TIME,
            1,
        ),
        (rf"\s?{_HEADS}", Measure.COUNT, 1),
        (
            r"\s?(?:次|号|栋|幢|单元|室(?![内外])|弄|巷|路|街|%| ?per ?cent\b|折|度|[:：]\d|-\d|/\d|级|斤|瓦)",
            Measure.OTHER,
            1,
        ),
        (
            r"\s?(?:个人|个|人|名|位|口|间|张|台|套|座|条|部|家|辆|盏|桌|把|床|只|扇|处|所|份|道|根|people\b|persons?\b|"
            r"staff\b|employees\b|seats?\b|rooms?\b|beds?\b)",
            Measure.COUNT,
            1,
        ),
    )
)
_MEASURES_WITHIN = {
    "米": (Measure.LENGTH, 1.0),
    "公里": (Measure.LENGTH, 1000.0),
    "吨": (Measure.VOLUME, 1.0),
    "亩": (Measure.AREA, _MU_M2),
}
_NO_COUNT, _LONGEST_NUMERAL = 10_000_000, 7
"""Digits in a row that are a number of somebody, and no amount ("15671234509 座位二十个")."""
_UNIT_START = re.compile(r"\s?[^\s,，。；;、!?！？]")
_MORE_AFTER = re.compile(r"\s?(?:多|余)(?![少个人])")
_HALF_AFTER = re.compile(r"半(?!\s?(?:吨|方|立方|升|亩|个))")  # 一天半吨 is half a tonne
_DIMENSION = re.compile(r"\s?(?:米|m|met(?:er|re)s?|厘米|公分|cm)?\s?(?:[*×x]|乘以?|by)\s?")
_IN_CENTIMETRES = re.compile(r"\s?(?:厘米|公分|cm\b)")
"""6m×80cm"""
_METRES = re.compile(r"\s?(?:米|m\b|m(?=x)|met(?:er|re)s?|厘米|公分|cm\b)")
_LEAST_CENTIMETRES = 20
_WIDE = re.compile(r"\s?米?[，,、\s]?\s?(?:宽|长|进?深|高|开间|面宽)[度是为约]{0,2}\s?")
_LONG_FIRST = re.compile(r"\s?米?(?:长|宽|进?深|开间|面宽)[，,、\s]*")
_LONG_THEN_WIDE = re.compile(
    r"\s?米?(?:长|宽|进?深|开间|面宽)(?:的[一-鿿]{0,4})?[，,、\s]*(?:宽|长|进?深|开间|面宽)[度是为约有]{0,2}\s?"
)
"""25米长的池子，宽12米"""
_WIDE_AFTER = re.compile(r"\s?米?(?:宽|进?深|长|开间|面宽)")
"""十五米长，六米宽"""
_LONG = re.compile(r"(?:长|宽|进?深|开间|面宽)[度是为约]{0,2}$")
_AND_TENTHS = re.compile(
    r"(?:[米吨]|公里)(?=\d(?!\d|[百个平间张台层楼家所米]))|"
    r"(?:[米吨]|公里)(?=[一二三四五六七八九](?![十百千万个平间张台层楼家所米]))"
)
"""九米五 is 9.5 metres, 1公里2 are 1.2 kilometres."""
_MU_AND_TENTHS = re.compile(r"亩(?=[\d一二两三四五六七八九](?:分|[地，。,\s]|$))")
_TENTHS_END = re.compile(r"分?地?")
"""一亩二分 is 1.2 mu."""
_AND_A_HALF = re.compile(r"\s?个半\s?(?=平|立?方|吨|亩)")
_HALF_A_METRE = re.compile(r"米半")
_UNIT_AND_A_HALF = re.compile(r"(?<![\d一二两三四五六七八九十百千几个每半多来])[吨亩]半$")
"""一天吨半水"""
_UNIT_WITHIN = re.compile(r"(?P<unit>[米吨亩]|公里)(?:\d|[一二三四五六七八九]|半)$")
_BELOW = re.compile(
    r"(?:<|不到|不足|(?<!不)少于|(?<!不)小于|(?<!不)低于|不满|没到|未满|less than|under|below|fewer than)\s?$"
)
_UP_TO = re.compile(r"(?:≤|<=|不超过|最多|至多|顶多|up to|at most|no more than|not more than|not over|maximum of)\s?$")
_ABOVE = re.compile(r"(?:>|超过|大于|多于|高于|不止|more than|over|above)\s?$")
_SPREAD_OVER = re.compile(r"\d [a-z]+(?: (?:spread|spaced|laid out))? over\s?$")
"""140 seats over 380 square metres: how much they take up."""
_FROM = re.compile(r"(?:≥|>=|至少|不少于|不低于|起码|at least)\s?$")
_BELOW_AFTER = re.compile(r"\s?(?:都|还)?(?:不到|没到|不足)(?:一?(?:点点?|些))?(?![一-鿿])")
_UP_TO_AFTER = re.compile(r"\s?(?:以内|之内|以下|or less|or fewer)")
_FROM_AFTER = re.compile(r"\s?(?:以上|往上|or more)")
_NEGATIVE_BEFORE = re.compile(
    r"(?:负|(?:地底?下|负)(?:第|头)?|(?<![上楼])下|"
    r"\b(?:basement|underground|(?<!\d )minus|negative)(?P<apart>,)? (?:(?:on |the |in )*(?:level|floor|no\.?|number)? ?)?|"
    r"(?<![a-z0-9])b|(?<![0-9a-z])-)\s?$"
)
_STOREY = re.compile(ORDINAL)
_FROM_ANOTHER = re.compile(r" (?:below|above|under|over|beneath) ")
"""Behind a number of storeys that only say how far from another place it is ("one level below the car park")."""
_NAMED_STOREY = re.compile(
    r"(?<!shop )(?<!sales )(?<!trading )\b(?:floors?|levels?|storeys?) (?:no\.? ?|number |[\da-z]{1,5} (?:and|&) )?$"
)
_STOREYS_UP = re.compile(
    r"(?: (?:floor|level|storey|flight)s?)? up(?:stairs)?\b(?: from (?:the )?(?:street|ground|road)\b)?"
)
"""Behind a number of storeys that are counted from the street."""
_DEEPEST = 12
"""Storeys that a house may have below the ground."""
_BELOW_GROUND = re.compile(
    r"(?:st|nd|rd|th)? (?:sub-?)?basement(?: (?:floor|level))?\b(?! [a-z]{3,})|"
    r"(?: (?:floor|level|storey|story|stories)s?| down| deep)?,? "
    r"(?:below|under|beneath)(?: the)? (?:ground|street|road|surface)(?: level| floor)?\b|"
    r" (?:floor|level|storey)s? underground\b|(?<=floor),? underground\b|(?<=level),? underground\b"
)
"""Behind a number of storeys: those that lie below the street ("second basement", "two levels below ground")."""
_RETRACTED = re.compile(r"(?<!是)不[是在]\s?$|(?:不要|别|不)(?:写|填|报|算|按)\s?$|\bnot (?:the |on the )?$")
_PUT_RIGHT = re.compile(
    r"(?<![是\d零一二两三四五六七八九十百千万])[\d零一二两三四五六七八九十百千万]+\S{0,3}[，,\s]+(?:哦|啊|呃|哎)?不是[，,\s]+$"
)
"""五百 不是 五百六: who pauses before and behind takes back what stands before."""
_ORDERED = re.compile(r"(?:(?<![楼剩留余顶面边头街地墙加连带算得])[上下]|(?<![门店目以之])前|另|某|(?<!一)同)$")
"""上一个 and 另一个 point at something, and count nothing."""
_NOTHING_COUNTED = re.compile(
    r"问题|题|事|情况|办法|疑问|意思|步骤|手续|说法|字(?!号)|错|忙|电话|消息|礼拜|钟头|道理|原因|建议|"
    r" (?:question|step|moment|minute|thing|second|sec)s?\b"
)
"""一个问题 counts nothing of a shop."""
_A_SHOP = re.compile(
    r"(?:[小大老]|临街的?|街边的?)*(?:门脸|门面|档口|铺面|店面|铺子|铺位|店子|店铺|小店|小铺|早餐店|夫妻店|摊)(?!房|门)|"
    r" (?:(?:small|little|tiny|single|narrow) )?(?:shop|store|storefront|stall|stand|kiosk|cart)(?=$|[,.;]| (?:only|with|on|in|of)\b)"
)
"""两个人，一个小门脸: the one shop is none of what is counted in it."""
_SPOKEN_PAIR = re.compile(r"[俩仨]$")
_PRICED = re.compile(
    r"(?:一个月|每个?月|一年|每年)(?:才|只要?|就|得|要|交|付|大概|差不多)+$|"
    r"(?:租金|房租|月租|年租|押金|转让费|加盟费|工资|薪水|月薪|水费|电费|价格|价钱|费用|花了|投资|成本|营业额|\b(?:rent is|"
    r"rent of|pay|salary|cost|deposit))"
    r"(?:大概|大约|差不多|一个月|一年|每个?月|每年|每人|每个人|[是要为交付约都才只有:： ])*$"
)
_A_MONTH = re.compile(r"\s?(?:块|元)?(?:钱)?\s?(?:[/每一](?:个?月|年|平)|(?:a|per) (?:month|year)\b)")
"""What is paid, not what is counted: 租金3500, 3500一个月."""
_POINTED_AT = re.compile(
    r"(?:那|这|同|某|[上下]面|"
    r"(?<!楼[上下])(?<!楼[上下][和跟、])楼[上下]|往[上下]|再[上下]|[上下]去|爬|[跟和与同][一-鿿]{2,6})$"
)
"""那一层 and 跟停车场一层 name no storey."""
_NAMES_THE_NEXT = re.compile(r"(?<=[床座人餐])[位数]\s?\d")
"""房间30床位52: what stands between the numbers names the second one."""
_LEFT = re.compile(r"(?:走|辞)了\s?$")
"""走了一个服务员"""
_COUNTED_FROM = re.compile(
    r"\b(?:count(?:ed|ing|s)?|start(?:ed|ing|s)?) (?:(?:it|them|floors) )?(?:from|at)\s?$|从\s?$"
)
_COUNTING = re.compile(r"[楼层]?(?:开始|起)?[数算]的?(?![^，。；]{0,6}[第到])|[楼层]?开始[数算]?")
"""I counted from zero, 我从零开始数的: where somebody begins to count is no number of anything."""
_TAKEN_AWAY = re.compile(
    r"(?:砍掉?了?|[拆减删]掉?了?|去掉了?|撤掉?了?|多(?:数|算|写|填|报)了|少(?:数|算|写|填|报)了|(?:刚|后来)又(?:招|请|聘|雇|来|加|添)了)\s?$"
)
"""砍掉两间, 多数了一个, 刚又招了一个: by how much it changes is not how much there is."""


@lru_cache(maxsize=SAME_MESSAGE)
def quantities(folded: str) -> tuple[Quantity, ...]:
    """The numbers of folded text with what each counts, in order."""
    found: list[Quantity] = []
    for number in _with_dimensions(_with_tenths(numerals(folded), folded), folded):
        if not found or number.start >= found[-1].end:  # in "20 m3" the 3 counts nothing
            found.append(_measured(number, folded))
    return tuple(found)


def _with_tenths(numbers: list[Numeral], folded: str) -> list[Numeral | Quantity]:
    """9米5 and 12米半 as one number of metres, 一亩二分 as one area, 吨半 as one and a half."""
    joined: list[Numeral | Quantity] = []
    for number in numbers:
        last = joined[-1] if joined else None
        ahead = last.end if last is not None else 0
        if _HALF_A_METRE.fullmatch(folded, ahead, number.end) and isinstance(last, Numeral) and last.low == last.high:
            joined[-1] = Numeral(last.start, number.end, last.low + 0.5, last.low + 0.5, last.vague)
            continue
        if (unit := _UNIT_AND_A_HALF.search(folded, ahead, number.end)) is not None and number.low == 0.5:
            joined.append(replace(number, start=unit.start(), low=1.5, high=1.5))
            continue
        mu = _MU_AND_TENTHS.match(folded, last.end) if last is not None else None
        if last is not None and mu is not None and mu.end() == number.start:
            value, end = (last.low + number.low / 10) * _MU_M2, _TENTHS_END.match(folded, number.end)
            joined[-1] = Quantity(
                last.start, number.end if end is None else end.end(), value, value, Measure.AREA, "亩"
            )
            continue
        tenths = _AND_TENTHS.match(folded, last.end) if last is not None else None
        if isinstance(last, Numeral) and tenths is not None and tenths.end() == number.start and number.low < 10:
            value = last.low + number.low / 10
            joined[-1] = Numeral(last.start, number.end, value, value, last.vague)
        else:
            joined.append(number)
    return joined


def _with_dimensions(numbers: list[Numeral | Quantity], folded: str) -> list[Numeral | Quantity]:
    """30*8米, 30米乘8米 and 长30米宽8米 as one area each; without any unit it is not certain."""
    merged: list[Numeral | Quantity] = []
    skip = False
    for first, second in zip(numbers, [*numbers[1:], None], strict=False):
        if skip:
            skip = False
            continue
        between = folded[first.end : second.start] if second is not None else ""
        # three extents are a size, not an area
        solid = second is not None and _DIMENSION.match(folded, second.end) is not None
        if (
            second is not None
            and not solid
            and (
                _DIMENSION.fullmatch(between)
                or _LONG_THEN_WIDE.fullmatch(between)
                or (_LONG_FIRST.fullmatch(between) and _WIDE_AFTER.match(folded, second.end))
                or (_WIDE.fullmatch(between) and _LONG.search(folded[max(0, first.start - 4) : first.start]))
            )
        ):
            unit = _METRES.match(folded, second.end)
            within = folded[first.start : second.end]
            named = (unit is not None or "米" in within or "m" in within) and "高" not in between
            end = unit.end() if unit is not None else second.end
            factor = _of_extents(first, second, folded)
            low, high = first.low * second.low * factor, first.high * second.high * factor
            merged.append(Quantity(first.start, end, low, high, Measure.AREA, certain=named))
            skip = True
        else:
            merged.append(first)
    return merged


def _of_extents(first: Numeral | Quantity, second: Numeral | Quantity, folded: str) -> float:
    """What makes square metres of the product of two extents of which one or both are in centimetres."""
    first_small = _IN_CENTIMETRES.match(folded, first.end) is not None
    if not _IN_CENTIMETRES.match(folded, second.end):
        apart = 0.01 if _METRES.match(folded, second.end) else 0.0001
        return apart if first_small else 1.0
    in_metres = _METRES.match(folded, first.end) or first.high < _LEAST_CENTIMETRES
    return 0.01 if in_metres and not first_small else 0.0001  # "300×80cm"


def _measured(number: Numeral | Quantity, folded: str) -> Quantity:
    if isinstance(number, Quantity):
        return number
    halved = _AND_A_HALF.match(folded, number.end)
    if halved is not None:  # 三个半平方
        number = replace(number, end=halved.end(), low=number.low + 0.5, high=number.high + 0.5)
    measure, factor, end, noun = Measure.NONE, 1.0, number.end, ""
    longer = number.low >= _NO_COUNT and number.end - number.start > _LONGEST_NUMERAL
    for pattern, unit, size in _UNITS if _UNIT_START.match(folded, number.end) and not longer else ():
        if (match := pattern.match(folded, number.end)) is not None:
            measure, factor, end, noun = unit, size, match.end(), match.group().strip()
            break
    if measure is Measure.NONE and _STOREY.fullmatch(folded, number.start, number.end):
        measure = Measure.FLOOR  # "the third and fourth floor"
    elif measure is Measure.NONE and _NAMED_STOREY.search(folded[max(0, number.start - 24) : number.start]):
        measure = Measure.FLOOR  # "floors three to five"
    if measure is Measure.NONE and (
        _MONTH_BEHIND.match(folded, number.end) or _MONTH_AHEAD.search(folded[max(0, number.start - 20) : number.start])
    ):
        measure = Measure.TIME  # "until 31 Dec 2029"
    noun = "人" if noun == _HEADS else noun
    within = _UNIT_WITHIN.search(folded, number.start, number.end)
    if measure is Measure.NONE and within is not None:  # 九米五, 吨半
        noun = within["unit"]
        measure, factor = _MEASURES_WITHIN[noun]
    low, high, vague = number.low, number.high, number.vague
    if low == high:
        if measure is not Measure.NONE and (half := _HALF_AFTER.match(folded, end)) is not None:
            low, high, end = low + 0.5, high + 0.5, half.end()
            if noun == "个":  # 两个半平方 does not occur; 两个半小时 does, and is no count
                measure = Measure.OTHER
        elif measure is not Measure.NONE and (more := _MORE_AFTER.match(folded, end)) is not None:
            low, high, end, vague = low, more_than(low), more.end(), True
    vague = vague or folded.startswith(("开外", "往外"), end)
    quantity = Quantity(number.start, end, low * factor, high * factor, measure, noun, certain=not vague)
    return _signed(_one_ended(quantity, folded), folded)


def _one_ended(quantity: Quantity, folded: str) -> Quantity:
    before, bound, end = folded[max(0, quantity.start - 18) : quantity.start], "", quantity.end
    if _BELOW.search(before):
        bound = "below"
    elif _UP_TO.search(before):
        bound = "up_to"
    elif _FROM.search(before):
        bound = "from"
    elif _ABOVE.search(before) and not _SPREAD_OVER.search(before):
        bound = "up_to" if before.rstrip().endswith("不超过") else "above"
    elif (match := _BELOW_AFTER.match(folded, end)) is not None:
        bound, end = "below", match.end()
    elif (match := _UP_TO_AFTER.match(folded, end)) is not None:
        bound, end = "up_to", match.end()
    elif (match := _FROM_AFTER.match(folded, end)) is not None:
        bound, end = "from", match.end()
    return replace(quantity, bound=bound, end=end) if bound else quantity


def _signed(quantity: Quantity, folded: str) -> Quantity:
    before = folded[max(0, quantity.start - 24) : quantity.start]
    if quantity.measure is Measure.COUNT and quantity.noun == "个" and _ORDERED.search(before):
        return replace(quantity, measure=Measure.OTHER, noun="")
    if quantity.measure is Measure.COUNT and _NAMES_THE_NEXT.match(folded, quantity.end):
        return replace(quantity, end=quantity.end - len(quantity.noun), measure=Measure.NONE, noun="")
    if quantity.noun == "个" and _LEFT.search(before):
        return replace(quantity, measure=Measure.OTHER, noun="")
    counted_from = _COUNTED_FROM.search(before)
    if counted_from is not None and (counted_from.group()[0] != "从" or _COUNTING.match(folded, quantity.end)):
        return replace(quantity, measure=Measure.OTHER, noun="")
    if quantity.measure in {Measure.COUNT, Measure.NONE} and _TAKEN_AWAY.search(before):
        return replace(quantity, measure=Measure.OTHER, noun="")
    if quantity.noun in ("", "个") and _NOTHING_COUNTED.match(folded, quantity.end):
        return replace(quantity, measure=Measure.OTHER, noun="")
    if (
        quantity.noun in ("个", "间", "家", "")
        and quantity.low == quantity.high == 1
        and _A_SHOP.match(folded, quantity.end)
    ):
        return replace(quantity, measure=Measure.OTHER, noun="")
    if quantity.measure is Measure.NONE and _SPOKEN_PAIR.search(folded[quantity.start : quantity.end]):
        return replace(quantity, measure=Measure.COUNT)  # 俩 is 两个
    if quantity.measure is Measure.NONE and (_PRICED.search(before) or _A_MONTH.match(folded, quantity.end)):
        return replace(quantity, measure=Measure.MONEY)
    if _PUT_RIGHT.search(before):
        return replace(quantity, certain=False)
    if _RETRACTED.search(before) or (quantity.measure is Measure.FLOOR and _POINTED_AT.search(before)):
        return replace(quantity, measure=Measure.OTHER)
    if quantity.measure not in {Measure.FLOOR, Measure.NONE}:
        return quantity
    if (below := _BELOW_GROUND.match(folded, quantity.end)) is not None:
        return replace(quantity, end=below.end(), low=-quantity.high, high=-quantity.low, measure=Measure.FLOOR)
    ordinal = _STOREY.match(folded, quantity.start) is not None
    if quantity.measure is Measure.FLOOR and not ordinal and _FROM_ANOTHER.match(folded, quantity.end):
        return replace(quantity, measure=Measure.OTHER)
    up = _STOREYS_UP.match(folded, quantity.end) if quantity.measure is Measure.FLOOR else None
    if up is not None and "up" in up.group() and not ordinal:
        return replace(quantity, end=up.end(), low=quantity.low + 1, high=quantity.high + 1, certain=False)
    sign = _NEGATIVE_BEFORE.search(before)
    if sign is not None and quantity.measure is Measure.NONE and quantity.high > _DEEPEST:
        return quantity  # "地下四百" are square metres
    if sign is not None:
        if (sign.group().strip() == "下" or sign["apart"]) and quantity.measure is not Measure.FLOOR:
            return quantity
        start = quantity.start - len(sign.group())
        return replace(quantity, start=start, low=-quantity.high, high=-quantity.low, measure=Measure.FLOOR)
    return quantity
