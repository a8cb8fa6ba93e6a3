"""What each has, corrected (每个改多少): "床位改一下，每间两张床" of twelve known rooms is twenty-four beds, and never two."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.understanding.reading import Reading
from dialogs.understanding.values.amount_facts import measure_of
from dialogs.understanding.values.quantities import Measure, quantities
from dialogs.understanding.values.words import words_of
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Value

_OF_EACH = re.compile(
    r"(?:每一?个?|一)(?:间房?|房间?|屋)(?:里|都|全)*(?:改成|改为|换成|放|摆|是|有)*\s?$|[全都](?:改成|换成|是|有)+\s?$"
)
_OF_EACH_BEHIND = re.compile(r" (?:beds? )?(?:(?:in|to|for) (?:each|every|a) room|per room|each)\b")
_ROOMS, _BEDS = frozenset({"间", "rooms"}), frozenset({"张", "beds"})


def made_of_each(folded: str, facts: Mapping[str, Fact], known: Mapping[str, Value]) -> tuple[str, Reading] | None:
    """The known beds, as so many as each of the known rooms is now said to have; to be confirmed."""
    said = [q for q in quantities(folded) if not (q.low == 1 and q.noun == "间")]
    if len(said) != 1 or said[0].low != said[0].high:
        return None
    each = said[0]
    if not (_OF_EACH.search(folded, 0, each.start) or _OF_EACH_BEHIND.match(folded, each.end)):
        return None
    counted = {
        code: value
        for code, value in known.items()
        if code in facts and facts[code].type in NUMERIC and measure_of(facts[code]) is Measure.COUNT
        if isinstance(value, int) and not isinstance(value, bool)
    }
    rooms = [value for code, value in counted.items() if {*words_of(code).units} >= _ROOMS]
    beds = [code for code in counted if {*words_of(code).units} >= _BEDS]
    named = each.noun in ("张", "beds", "") or "床" in folded
    if len(rooms) != 1 or len(beds) != 1 or not named or each.low >= rooms[0]:
        return None
    return beds[0], Reading(int(rooms[0] * each.low), certain=False)
