"""Which of several numbers is meant (哪个数才算): the sum, the one that is settled on, none that is only of a part."""

from __future__ import annotations

import re

from dialogs.understanding.values.amount_cues import CORRECTED, NOUN, TOTAL, TOTAL_BEHIND
from dialogs.understanding.values.amounts_said import before, joined
from dialogs.understanding.values.folding import clause_at
from dialogs.understanding.values.quantities import Measure, Quantity
from dialogs.understanding.values.terms import terms

_OF_EACH = re.compile(r"[各每][^，。；\d]{0,2}$")
"""What each has is no sum ("前后各一个门，两个")."""
_BESIDES = re.compile(r"(?:还有?|另有?|另外有?|再加上?|外加)\s?$")
_NOT_OF_US = re.compile(r"(?:连上?|带上?|算上|加上?|包括|含)我(?:们|自己)*(?:一共|总共|共|就|有|是)*\s?$")
"""Ahead of the staff where something else is counted ("15个位子，连我3个人")."""
_WITH_THEM = re.compile(
    r"(?:^|[，,]\s?)(?:再|还有?)?(?:加上?|算上|连同?|带上?|包括|counting|including|with) ?[^。；;]*[，,]\s?$"
)
_NEAR = 12
"""Characters beside a number in which who speaks is named."""
_ME_AHEAD = re.compile(r"(?:^|[，,。\s就])(?:我|老板)(?:自己)?(?:和|跟|带着?|加上?)$")
_ME_BEHIND = re.compile(r"[一-鿿]{0,4}?(?:再?加上?|连上?|带上?|算上|包括)我(?:自己|本人|一个|在内)*(?=$|[，,。；;\s])")
_WITH_ME = re.compile(
    r"(?:的?[一-鿿]{1,4}(?=加|算|连|带|再))?[，,\s]*(?:再?加上?|算上?|连同?|带上?)我(?:自己)?[，,\s]*(?:一共|总共|共|就|是|有|一起|正好|刚好)*"
)
_COUNTED_OUT = re.compile(
    r"[^，。；,;.\d]{0,8}?(?:不碰|不接待?客|不上手|不直接|不服务|不动手|不算|不计|不参与)|"
    r"[^,.;\d]{0,20}?\b(?:do(?:es)? ?n[o']t|not|never) (?:count|touch|serve|see|work on|included|counted)"
)
_PASSED = re.compile(r"(?:(?:反正|肯定|总归)(?:是|都|也)?(?:有|够)|过了|超了|超过了?)$")
"""What a number only has to be more than, or at least."""
_AMONG = re.compile(r"人?(?:里[面头]?|当中|其中|之中|中间?)(?:只?有|就)?")
_POST = re.compile(r"厨师|师傅|收银|保安|保洁|阿姨|学徒|店员|服务员|导购|店长|经理|前台|助理|会计|技师|小工|帮工|传菜")
_OF_SUCH = re.compile(r"的?(?:这种|那种|样子)?的?")
_COUNTED_AS = re.compile(
    r"(?:[房间床座位包桌台厅铺子]|按)(?:一[间个张台])?(?:都|就|也)?(?:[按照]|当作?|抵|顶|算|计|(?<=一[间个张台]))\s?$"
)
"""Ahead of a number: as how many one thing is counted ("22张，标间按两张算的", "按一间两张算，40张")."""
_IS_COUNTED = re.compile(r"[^，。；,;\d]{0,2}?(?:来|去)?[算计](?=[的了]|$|[，。；,;\s]|一共|总共|共)|$|[，。；,;]")
_COUNTED_IN_ALL = re.compile(r"[^，。；,;\d]{0,2}?(?:来|去)?[算计]下?来?(?:一共|总共|共)")
_AT_EACH = re.compile(r" (?:\w+ )?(?:on|at|in) (?:each|either|both|every) (?:sides?|ends?|corners?)\b")
_OF_US = re.compile(r"(?:我|咱|俺)们?(?:[俩仨]口?|两口)$")
"""加上我俩口子一共五个: the two of us are no sum, but among those whom it counts."""
_HAS_ONE = re.compile(r"[一-鿿]{1,3}")


def only_one(fitting: list[Quantity], folded: str, counts_asker: bool) -> Quantity | None:
    """The one number that is meant, if all are the same, or words single one out."""
    if len({(quantity.low, quantity.high) for quantity in fitting}) == 1:
        nouns = {noun.group() for q in fitting if (noun := NOUN.match(folded, q.end)) is not None}
        plain = next((quantity for quantity in fitting if not quantity.bound), fitting[0])
        return plain if len(nouns) < len(fitting) or len(fitting) == 1 else None  # 一个大门一个后门
    totals = [q for q in fitting if is_total(folded[: q.start], counts_asker) or TOTAL_BEHIND.match(folded, q.end)]
    totals = [q for q in totals if _OF_US.search(folded, 0, q.end) is None]
    if len(totals) == 1:
        return totals[0]
    last = fitting[-1]
    return last if CORRECTED.search(folded[fitting[-2].end : last.start]) else None


def is_total(ahead: str, counts_asker: bool) -> bool:
    """Whether words lead to a sum; one with who speaks ("全店连我45人") is that of the staff only."""
    total = TOTAL.search(ahead)
    return total is not None and (counts_asker or "我" not in total.group())


def ends_with_all(fitting: list[Quantity], folded: str) -> Quantity | None:
    """The number that stands alone at the end, behind those whom it counts with ("加我老婆和两个小工，四个")."""
    last = fitting[-1]
    others = sum(quantity.low for quantity in fitting[:-1])
    return (
        last
        if _ends_alone(last, folded) and last.low > others > 0 and _WITH_THEM.search(folded[: last.start])
        else None
    )


def said_last(fitting: list[Quantity], folded: str) -> Quantity | None:
    """The number alone at the end, where it is the greatest: what the others come to, however they are told."""
    last = fitting[-1]
    exact = last.low == last.high and not last.bound
    named = len(fitting) > 1 and clause_at(folded, fitting[0].start) != (fitting[0].start, fitting[0].end)
    told = len(fitting) > 2 or (named and last.low > fitting[0].high)
    return (
        last if _ends_alone(last, folded) and exact and told and last.low >= max(q.high for q in fitting[:-1]) else None
    )


def _ends_alone(quantity: Quantity, folded: str) -> bool:
    """Whether a number is the last clause, and all of it."""
    return clause_at(folded, quantity.start) == (quantity.start, len(folded.rstrip(" 。.!！~")))


def with_who_speaks(position: int, folded: str) -> Quantity | None:
    """The number behind a place that counts who speaks as well ("请了七个人加我一共八个")."""
    following = [q for q in joined(folded) if q.start >= position and q.measure is Measure.COUNT and q.low == q.high]
    return next((q for q in following if _WITH_ME.fullmatch(folded, position, q.start) is not None), None)


def is_beside_who_speaks(quantity: Quantity, folded: str) -> bool:
    """Whether a number is of people named together with who speaks ("两个师傅加我", "我带三个徒弟")."""
    counted = quantity.measure in (Measure.COUNT, Measure.NONE) and quantity.low == quantity.high
    ahead, behind = folded[max(0, quantity.start - _NEAR) : quantity.start], folded[quantity.end : quantity.end + _NEAR]
    return counted and (_ME_AHEAD.search(ahead) is not None or _ME_BEHIND.match(behind) is not None)


def has_each_apart(fitting: list[Quantity], folded: str) -> bool:
    """Whether the first number only says what each has, and the sum follows ("前后各一个门，两个")."""
    if len(fitting) < 2 or _OF_EACH.search(folded[: fitting[0].start]) is None:
        return False
    if _BESIDES.search(folded, fitting[0].end, fitting[1].start):
        return False  # "前门后门各一个，消防通道还有俩"
    term = next((term for term in terms(folded) if term.counted == fitting[0]), None)
    return term is None or not term.multiplied or any(q.low == term.value for q in fitting[1:])


def is_only_passed(quantity: Quantity, fitting: list[Quantity], folded: str) -> bool:
    """Whether a number is only what another one is more than ("两百二三十米吧，反正过了两百")."""
    passed = quantity.bound == "above" or _PASSED.search(folded[: quantity.start]) is not None
    return passed and any(q is not quantity and not q.bound and q.low >= quantity.high for q in fitting)


def one_of_these(fitting: list[Quantity], near: re.Pattern[str] | None, folded: str) -> Quantity | None:
    """The second of two numbers, where it is said to be among the first and the fact is named behind it ("六个里面四个上手")."""
    if len(fitting) != 2 or near is None or fitting[1].low > fitting[0].low:
        return None
    among = _AMONG.fullmatch(folded, fitting[0].end, fitting[1].start) is not None
    return fitting[1] if among and near.match(folded, fitting[1].end) is not None else None


def is_one_post_of_several(quantity: Quantity, posts: re.Pattern[str], folded: str) -> bool:
    """Whether a number is of one post, and others with posts of their own are counted as well ("服务员六个，厨师两个")."""
    start, end = clause_at(folded, quantity.start)
    others = [q for q in joined(folded) if q.measure is Measure.COUNT and not start <= q.start < end]
    own = _POST.search(folded, start, end)
    spans = [clause_at(folded, q.start) for q in others if q.noun in ("个", "名", "位", "人")]
    return own is not None and any(posts.search(folded, *s) or _POST.search(folded, *s) for s in spans)


def all_with_posts(fitting: list[Quantity], posts: re.Pattern[str], folded: str) -> Quantity | None:
    """The number that opens a message alone, where each other one is named by a post ("四个，执业药师一个叫汪洁")."""
    first, *others = fitting
    if not others or clause_at(folded, 0) != (first.start, first.end) or first.low != first.high:
        return None
    ahead = (folded[clause_at(folded, q.start)[0] : q.start] for q in others)
    named = all(posts.search(words) is not None for words in ahead)
    return first if named and sum(q.high for q in others) <= first.low else None


def is_beside_the_point(quantity: Quantity, folded: str, *, people: bool) -> bool:
    """Whether a number is of those who do not count, of each place, or of who works there where no `people` are counted."""
    if not people and _NOT_OF_US.search(folded, 0, quantity.start) is not None:
        return True  # "15个位子,连我3个人"
    if _COUNTED_OUT.match(folded, quantity.end) is not None:
        return True  # "四个师傅上手，两个前台不碰客人"
    if not people and _COUNTED_AS.search(folded, 0, quantity.start) and _IS_COUNTED.match(folded, quantity.end):
        return True  # "22张，标间按两张算的"
    if not people and _COUNTED_IN_ALL.match(folded, quantity.end):
        return True  # "标间20间，按两张算一共40张"
    # "Four exits, two on each side"
    return before(folded, quantity.start) is not None and _AT_EACH.match(folded, quantity.end) is not None


def says_what_each_has(quantity: Quantity, folded: str) -> bool:
    """Whether one thing is only what another number is for, and nothing else follows ("一个房间一台")."""
    if quantity.measure is not Measure.COUNT or quantity.low != 1 or quantity.high != 1:
        return False
    start, end = clause_at(folded, quantity.start)
    following = [q for q in joined(folded) if quantity.end <= q.start < end]
    if folded[start : quantity.start].strip() or len(following) != 1:
        return False
    if _OF_SUCH.fullmatch(folded, following[0].end, end) is None:
        return False
    return _HAS_ONE.fullmatch(folded, quantity.end, following[0].start) is not None
