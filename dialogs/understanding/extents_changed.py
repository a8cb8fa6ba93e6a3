"""Extents corrected (改长宽): "泳池宽不是15是12": how large the thing is with the one that holds, and never as large as that number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.understanding.mentions import Mentions
from dialogs.understanding.reading import Reading
from dialogs.understanding.values.amount_bounds import plain_number
from dialogs.understanding.values.numerals import numerals
from dialogs.understanding.values.quantities import Measure, quantities
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact
from knowledge.values import Value

_NUMBER = r"[\d.零一二两三四五六七八九十百]{1,6}"
_METRES = r"\s?(?:米|m\b|met(?:er|re)s?\b)?"
_EXCHANGED = re.compile(
    r"(?:(?<!面)[长宽深]|开间|\b(?:width|length|depth) (?:is|was)|\b(?:wide|long|deep))度?\s?(?:应该|其实)?(?:"
    rf"(?:不是|从|isn'?t |not )\s?(?P<old>{_NUMBER}){_METRES}[，,\s]*(?:而?应?该?是|改成|改为|到|but |it'?s )\s?(?P<new>{_NUMBER})|"
    rf"(?:是|is )?\s?(?P<new2>{_NUMBER}){_METRES}[，,\s]*(?:而?不是|not )\s?(?P<old2>{_NUMBER}))|"
    rf"(?P<new3>{_NUMBER})(?:{_METRES}[长宽深]|{_METRES} (?:wide|long|deep))[，,\s]*(?:而?不是|not )\s?(?P<old3>{_NUMBER})"
)
_SAME = 0.01


def resized(
    folded: str, facts: Mapping[str, Fact], known: Mapping[str, Value], names: Mentions
) -> tuple[str, Reading] | None:
    """The known area of what is longer or wider than was said: as it is told, or worked out and to be confirmed."""
    exchanged = _EXCHANGED.search(folded)
    if exchanged is None:
        return None
    old, new = (
        numerals(next(words for n in ("", 2, 3) if (words := exchanged[f"{name}{n}"]))) for name in ("old", "new")
    )
    areas = {code: value for code, value in known.items() if code in facts and facts[code].type == "area_m2"}
    named = [code for mention in names.within(folded) for code in mention.codes if code in areas]
    named += [code for code in areas if (near := any_of(words_of(code).near)) is not None and near.search(folded)]
    code = named[0] if named else next(iter(areas)) if len(areas) == 1 else None
    before = areas.get(code) if code is not None else None
    if code is None or not (old and new and old[0].low) or not isinstance(before, int | float):
        return None
    worked_out = round(before * new[0].low / old[0].low, 2)
    told = [q.low for q in quantities(folded) if q.measure is Measure.AREA and q.noun and q.low == q.high != before]
    if not told:
        return code, Reading(plain_number(worked_out), certain=False)
    return code, Reading(plain_number(told[-1]), certain=abs(told[-1] - worked_out) < _SAME)
