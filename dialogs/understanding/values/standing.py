"""Which numbers of a message hold (作数的数): not what was before, was planned or is required, but what was settled on or is left."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.folding import clause_at
from dialogs.understanding.values.quantities import Measure, Quantity

_NOT_AS_IT_IS = re.compile(
    r"前头那|前面那个?(?:老板|人|家|店)|前任|上一?任|上一?个老板|前老板|前房东|本来|开头|一开始|刚开始|起初|最初|最早|早先|早前|"
    r"去年|前年|说是|老店|旧店|(?<!新)图纸|图上|设计|规划|计划|打算|原计划|想(?:上|装|开|招|做|搞|弄|请|摆|放|设)|"
    r"\b(?:old|previous|former|original(?:ly)?|at first|planned|drawings?|blueprints?|(?:last|before) (?:owner|tenant|year))\b"
)
"""Of another time: 图纸上12间, 前头那个老板搞了40个."""
_AS_TOLD = re.compile(
    r"(?:房东|中介|厂家|(?:合同|租约|协议|说明书|房产证|产权证|房本|广告)[上里]?)"
    r"(?:[给跟对]我)?(?:[说讲写标报登记]了?|原来)*的?[是有]?\s?$|"
    r"\b(?:lease|contract|landlord|agent|manual|deeds?|brochure|advert) "
    r"(?:says?|said|states?|stated|has|lists?|listed)(?: it'?s| it is)?\s?$"
)
"""Of what others say or is written somewhere: 房东说120平，我量了105平."""
_REQUIRED = re.compile(
    r"规定|规范|法规|条例|国标|(?:按|照)(?:要求|标准|规矩)|标准(?:是|说|要)|要求(?:是|说|要|每|得|必须|至少|不)|"
    r"\b(?:rules?|law|standard|regulations?) (?:says?|asks?|wants?|requires?|is)\b"
)
"""Of a rule: 规定250平要三个 says nothing of who is here."""
_AS_IT_IS = re.compile(
    r"现在|如今|目前|眼下|后来|实际|[留剩改变]|[减砍缩降加扩]到|我们?[就这]|\b(?:now|but|actually|we (?:have|only))\b"
)
_ADDED = re.compile(
    r"(?:又|再|还|另外?|加|添|新(?!店))[^，。；,;\d]{0,6}$|\b(?:another|plus|added|more)\b[^,.;\d]{0,12}$"
)
"""以前3个，又请了2个: the former ones still count."""
_SETTLED = re.compile(
    r"(?:按|(?:^|[，,\s])写|就写|就填|就算|就报|写成|填|(?<![我俺你他她也能])算|(?<=[吧了，,。\s])那就|那就(?=[是算])|准数|准确数|确数|实数|准确的?|确切的?)(?:就?是)?\s?$|"
    r"\b(?:call it|let'?s say|(?<=, )say|put down|make it|settled on|so now|now(?: it'?s| only| just| we have)?)\s?$"
)
"""两百出头，按220算"""
_EXACTLY = re.compile(r"\s?(?:exactly|precisely|to be (?:exact|precise))(?=$|[,.;!\s])")
"""a bit over nine hundred, 914 exactly"""
_SAID_AS = re.compile(r"(?:就|(?<=[吧呢啊，,。\s]))[说讲](?:成|个)?\s?$")
_WILL_DO = re.compile(r"(?:[米平方间个人张台辆吨]|平米)?(?:就[行好成可]|得了|好了|算了)")
"""四百米开外吧说四百五就行"""
_FROM = re.compile(r"[从由]\s?$")
_BECOMES = re.compile(r"[^，。；,;\d]{0,3}?(?:变|改|换|[减加增降升涨调扩缩砍]了?(?:到|成|为|至))")
_GOES_BY = re.compile(r"(?:按|照)(?:着|照)?[^，。；,;\d]{1,8}$")
_GOES_BY_IT = re.compile(r"(?<=来)|[^，。；,;\d]{0,3}?(?:来|算|填|写|报|走|为准|登记)")
"""按合同的185来"""
_LEFT_OVER = re.compile(
    r"(?:就|只|还|光)?(?:留|剩)(?:下|了)*(?:的|有|是)?\s?$|\b(?:left with|kept(?: only)?|down to)\s?$"
)
"""打掉一些墙，就留28个"""
_STRAIGHT = re.compile(
    r"直线(?:距离|是|有|约|大概|差不多|就)*\s?$|\b(?:in a straight line|as the crow flies)[^,.;\d]{0,12}$"
)
"""How far a school is counts in a straight line, whatever the way is."""
_STRAIGHT_BEHIND = re.compile(r"\s?(?:直线|in a straight line|as the crow flies)")
_ON_AVERAGE = re.compile(
    r"平均(?:下来|起来|每[天日]|一天|算|大概|差不多|也|就|约|有|是)*\s?$|"
    r"\b(?:on average|average of|averag(?:es?|ing)|averages out at)[^,.;\d]{0,12}$"
)
_AND_SO = re.compile(
    r"(?:所以|因此|那就|也就|就|就是|就那|还是|仍是)(?:按|算|是|填|写)?\s?$|\b(?:so|still|that'?s)\s?$"
)
"""四个上手，老板不动手，所以4"""
_AND_OTHERS = re.compile(r"[，,\s]*(?:另|还|再|又|加)")
"""我自己算一个，另外聘了两位"""
_NEAR, _FAR = 24, 48
"""Characters ahead of a number in which words lead to it, or say what it is of."""
_IN_FEET = re.compile(r"f(?:ee|oo)?t\b|尺|亩|坪|acre")
_ROUNDED = 0.03
"""How much of an area may be lost where it is told in another unit."""
MOST_NUMBERS = 12
"""Numbers of a message among which one is looked for that holds."""
_A_DAY = re.compile(r"(?:每|一|平均)天[^，。；\d]{0,6}$")
_A_DAY_BEHIND = re.compile(r"\s?(?:/|(?:a|per|each|every) )day\b|\s?(?:每|一)天")


def is_of_another_time(quantity: Quantity, folded: str) -> bool:
    """Whether a number is what was before or was planned ("开头想上100台，先装76台"), and nothing was only added to it."""
    if _AS_TOLD.search(ahead_of(quantity, folded)) is not None:
        return True
    return _leads(_NOT_AS_IT_IS, quantity, folded) and not _is_added_to(quantity, folded)


def is_replaced(quantity: Quantity, folded: str) -> bool:
    """Whether a number is the old one of two ("兽医也从2个变3个")."""
    ahead = _FROM.search(folded[: quantity.start]) is not None
    return ahead and _BECOMES.match(folded, quantity.end) is not None


def is_required(quantity: Quantity, folded: str) -> bool:
    """Whether a number is only what a rule asks for, or for whom it does ("规定250平要三个")."""
    return _leads(_REQUIRED, quantity, folded)


def settled(fitting: Sequence[Quantity], folded: str) -> Quantity | None:
    """The one number of several that words settle on, the last of them where it is what is left."""
    if not 1 < len(fitting) <= MOST_NUMBERS:
        return None
    ones = [q for q in fitting if _is_settled(q, folded) and not _AND_OTHERS.match(folded, q.end)]
    if len(ones) == 1:
        return ones[0]
    for apart in (
        [q for q in fitting if q.measure in (Measure.LENGTH, Measure.NONE) and _is_straight(q, folded)],
        [q for q in fitting if q.measure is Measure.VOLUME and is_a_day(q, folded)],
        [q for q in fitting if q.measure in (Measure.VOLUME, Measure.NONE) and _ON_AVERAGE.search(ahead_of(q, folded))],
    ):
        if len(apart) == 1:
            return apart[0]
    last = fitting[-1]
    kept = [q for q in fitting if _LEFT_OVER.search(ahead_of(q, folded))]
    fewer = last.low < fitting[0].low or last.measure is Measure.FLOOR
    if kept and kept[-1] is last and fewer:
        return last
    said_again = _AND_SO.search(ahead_of(last, folded)) and {q.low for q in fitting} == {last.low}
    return last if said_again or _makes_exact(last, fitting[-2]) else None


def as_converted(fitting: Sequence[Quantity], folded: str) -> Quantity | None:
    """The one of two areas that was worked out from the other ("1,200 square feet... so like 111 m2")."""
    if len(fitting) != 2 or fitting[0].measure is not Measure.AREA or fitting[1].measure is not Measure.AREA:
        return None
    foreign = [q for q in fitting if _IN_FEET.search(folded, q.start, q.end) is not None]
    left = [q for q in fitting if q not in foreign]
    if len(foreign) != 1 or abs(left[0].low - foreign[0].low) > _ROUNDED * foreign[0].low:
        return None
    return left[0]


def _is_settled(quantity: Quantity, folded: str) -> bool:
    """Whether words settle on a number, ahead of it or around it."""
    ahead = ahead_of(quantity, folded)
    goes_by = _GOES_BY.search(ahead) is not None and _GOES_BY_IT.match(folded, quantity.end) is not None
    exactly = _EXACTLY.match(folded, quantity.end) is not None
    said_as = _SAID_AS.search(ahead) is not None and _WILL_DO.match(folded, quantity.end) is not None
    return goes_by or exactly or said_as or _SETTLED.search(ahead) is not None


def is_made_exact(vague: Quantity, exact: Quantity, folded: str) -> bool:
    """Whether words settle on the second number for the first one, which is only an idea or a bound of it."""
    if not _is_settled(exact, folded):
        return False
    # "一天一吨不到，按一吨算"
    rounded = vague.bound and exact.low == exact.high and (exact.measure, exact.noun) == (vague.measure, vague.noun)
    return (bool(rounded) and vague.low <= 2 * exact.low <= 4 * vague.high) or _makes_exact(exact, vague)


def _makes_exact(exact: Quantity, vague: Quantity) -> bool:
    """Whether a number says exactly what the one before said vaguely ("三十来平，三十二吧")."""
    if (vague.certain and vague.low == vague.high) or vague.bound or exact.low != exact.high or not exact.certain:
        return False
    alike = exact.measure is Measure.NONE or (exact.measure, exact.noun) == (vague.measure, vague.noun)
    beyond = max(vague.high, vague.low + 10 ** math.floor(math.log10(vague.low))) if vague.low >= 1 else vague.high
    return alike and vague.low <= exact.low <= beyond


def is_a_day(quantity: Quantity, folded: str) -> bool:
    """Whether a number is of each day."""
    return (
        _A_DAY.search(ahead_of(quantity, folded)) is not None or _A_DAY_BEHIND.match(folded, quantity.end) is not None
    )


def _leads(words: re.Pattern[str], quantity: Quantity, folded: str) -> bool:
    """Whether words stand ahead of a number in its clause, and none that lead back to what is so."""
    start, _ = clause_at(folded, quantity.start)
    found = list(words.finditer(folded, max(start, quantity.start - _FAR), quantity.start))
    return bool(found) and _AS_IT_IS.search(folded, found[-1].end(), quantity.start) is None


def ahead_of(quantity: Quantity, folded: str) -> str:
    """The words right ahead of a number."""
    return folded[max(0, quantity.start - _NEAR) : quantity.start]


def _is_added_to(quantity: Quantity, folded: str) -> bool:
    return any(_ADDED.search(ahead_of(q, folded)) for q in joined(folded) if q.start >= quantity.end)


def _is_straight(quantity: Quantity, folded: str) -> bool:
    return (
        _STRAIGHT.search(ahead_of(quantity, folded)) is not None
        or _STRAIGHT_BEHIND.match(folded, quantity.end) is not None
    )
