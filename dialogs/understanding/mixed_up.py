"""Numbers that were mixed up (填反): two known ones of a kind, of which each belongs to the other; to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.understanding.mentions import Mentions
from dialogs.understanding.reading import Reading
from dialogs.understanding.values.quantities import quantities
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Value

_MIXED_UP = re.compile(
    r"反[了啦咯]|[弄搞填写说报]反|对调|互换|颠倒|[弄搞填写说报](?:混|串|倒|颠倒)了|"
    r"\b(?:mixed up|swapped|the wrong way (?:a?round)|the other way (?:a?round))\b"
)


def mixed_up(
    folded: str, facts: Mapping[str, Fact], known: Mapping[str, Value], names: Mentions
) -> Mapping[str, Reading] | None:
    """The two known numbers exchanged, if a message says so and names both facts or both numbers ("面积反了，总共一百八…")."""
    if _MIXED_UP.search(folded) is None:
        return None
    numbers = {
        code: value
        for code, value in known.items()
        if code in facts and facts[code].type in NUMERIC and not isinstance(value, bool)
    }
    named = {code for mention in names.within(folded) for code in mention.codes}
    said = {one.low for one in quantities(folded) if one.low == one.high}
    both = [code for code in numbers if code in named]
    if len(both) != 2 or not said <= {numbers[code] for code in both}:
        both = [code for code, value in numbers.items() if value in said]
    if len(both) != 2 or facts[both[0]].type != facts[both[1]].type or numbers[both[0]] == numbers[both[1]]:
        return None
    one, other = both
    return {one: Reading(numbers[other], certain=False), other: Reading(numbers[one], certain=False)}
