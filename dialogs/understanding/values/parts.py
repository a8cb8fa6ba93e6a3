"""A number told in parts (分开说的总数): "两个厨师三个服务员", "两层，每层80平", "两个5吨的水箱"; always to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.understanding.values.quantities import Measure, Quantity

_MOST_PARTS = 5
_ALTERNATIVES = re.compile(r"或|还是|不是|改|错|以前|原来|之前|可能|也许|最多|到|\bor\b|\bnot\b")
_EACH = re.compile(r"[，,、\s]*(?:每|各|\b(?:each|per|of)\b)[^，。；\d]{0,6}$")
_EACH_BEHIND = re.compile(r"\s(?:each|apiece)\b|\s?(?:每|一)[个间台只罐]")
_TABLES = re.compile(
    r"(?:桌子?|桌台|台子?|间房?|楼|层|排|个罐|张)?(?:每|各)?[桌张间层个排台]?(?:都?是|坐|有|能坐|可以坐|放|摆)*"
)
_WITH_ME = re.compile(
    r"(?:(?<!要)(?<!想)(?<!再)(?:请|雇|聘|招)了)\s?$|(?:除了?(?:我|老板)[，,]?(?:自己|以外|之外|外)?[，,\s]*(?:还有|另外|还请了|有)?|(?:^|[，,。\s就])(?:我|老板|i|me)\s?(?:和|跟|带着?|加上?|以及|还有|外加|\+|plus|and)\s?(?:还有|另外|请的|招的|the)?\s?)$"
)
_AND_ME = re.compile(r"[^，。；,;.]{1,14}?(?:\b(?:plus|and|besides) me\b|(?:再?加上?|还有|外加)(?:我|老板)(?!们))")
_STOREY_OF = re.compile(
    r"(?:[一二三四五负\d]\s?[层楼]|楼[上下]|室[内外]|[里外][面间]|[前后][面院厅]|上面|下面)(?:是|有|大概|约|差不多)*\s?$"
)
_ALL_TOLD = re.compile(r"共|总|加起来|合计|全部|一起|\b(?:total|altogether|in all)\b")
_ONE_EACH = re.compile(r"[一1]\s?[个间台班张只]?(?P<noun>[一-鿿]?)[^，。；\d]{0,3}$")
"""三个罐，一个三十方; 三个班，一个班收15个"""
_INCLUDES = re.compile(r"含|包括|其中|里[头面]|\b(?:including|of which|of them)\b")
_TIMES = frozenset({Measure.COUNT, Measure.FLOOR})


def total_of(parts: Sequence[Quantity], wanted: Measure, folded: str) -> float | None:
    """The sum of the parts, or so many times each; None where the words may mean something else."""
    if any(part.low != part.high or part.bound for part in parts) or not 2 <= len(parts) <= _MOST_PARTS:
        return None
    if len(parts) == 2:
        times, each = parts
        between = folded[times.end : each.start]
        adjoining = (not between or _TABLES.fullmatch(between) is not None) and (
            each.measure is not times.measure or each.noun != times.noun
        )
        if times.measure in _TIMES and (adjoining or _EACH.search(between)):
            return times.low * each.low
        if times.measure in (*_TIMES, Measure.NONE) and _EACH_BEHIND.match(folded, each.end):
            return times.low * each.low
    if len(parts) == 3 and _is_each(parts, folded):
        return parts[0].low * parts[2].low
    starts = [0, *(part.end for part in parts)]
    if wanted is Measure.AREA and all(
        _STOREY_OF.search(folded[start : part.start]) for start, part in zip(starts, parts, strict=False)
    ):
        return sum(part.low for part in parts)  # "一层一百，二层八十"
    if wanted is not Measure.COUNT or any(part.measure is not Measure.COUNT for part in parts):
        return None
    said = folded[parts[0].start : parts[-1].end]
    if _INCLUDES.search(folded[parts[0].end : parts[1].start]):
        return parts[0].low  # "7个厅，含一个巨幕"
    whole = next((part.low for part in parts if 2 * part.low == sum(other.low for other in parts)), None)
    if whole is not None and len(parts) > 2:
        return whole  # "3个，1个主任2个主治"
    return None if _ALTERNATIVES.search(said) or _EACH.search(said) else sum(part.low for part in parts)


def _is_each(parts: Sequence[Quantity], folded: str) -> bool:
    """Whether the second of three numbers only says that the third holds for one of the first."""
    times, one, each = parts
    if times.measure not in _TIMES or times.low == 1 or one.low != 1 or each.low == 1:
        return False
    said = _ONE_EACH.search(folded[one.start : each.start])
    same = said is not None and (not said["noun"] or folded.startswith(said["noun"], times.end))
    return same and 2 * times.low != times.low + one.low + each.low


def counts_the_asker_out(folded: str, start: int) -> bool:
    """Whether the number before which these words stand leaves out who speaks ("我和两个徒弟")."""
    before = folded[:start]
    if _AND_ME.match(folded[start:]) is not None:
        return True
    return _WITH_ME.search(before) is not None and _ALL_TOLD.search(before) is None
