"""Amounts at usual and at busy times (平时和忙时): "平常两吨，多的时候三吨" is from two to three, and no sum of both."""

from __future__ import annotations

import re

from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.folding import clause_at
from dialogs.understanding.values.quantities import Measure

_BOTH = 2
_USUALLY = re.compile(
    r"平[常时日]|日常|一般|通常|正常|淡季|(?:不忙|少|闲|淡|人少|活少)的?(?:时候|日子|天)|最少|少则|少的|工作日|"
    r"\b(?:usually|normally|normal|on average|quiet|slow|slack|weekdays?|ordinary|typically|most days|low season)\b"
)
_AT_MOST = re.compile(
    r"(?:忙|多|旺|热闹|满|人多|活多|生意好)的?(?:时候|日子|天|那[几两]?天|起来|时)|旺季|高峰|周末|双休|节假日|过年|夏天|最多|顶多|多则|"
    r"\b(?:busy|busiest|peak|weekends?|holidays?|at most|high season|in summer|worst)\b"
)


def from_usual_to_busy(folded: str, measure: Measure) -> tuple[float, float] | None:
    """The least and the most, where one of two amounts is that of usual days and the other that of busy ones."""
    told = [quantity for quantity in joined(folded) if quantity.measure in (measure, Measure.NONE)]
    if len(told) != _BOTH or not any(quantity.measure is measure for quantity in told):
        return None
    beside = [folded[slice(*clause_at(folded, quantity.start))] for quantity in told]
    busy = [_AT_MOST.search(words) is not None for words in beside]
    usual = [_USUALLY.search(words) is not None for words in beside]
    if busy.count(True) != 1 or usual == busy:
        return None
    most, least = told[busy.index(True)], told[busy.index(False)]
    if not any(usual) and most.start < least.start:
        return None  # "忙的时候三吨，两吨" may be put right
    return (least.low, most.high) if least.high <= most.low else None
