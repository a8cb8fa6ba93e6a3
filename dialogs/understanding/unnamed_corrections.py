"""Corrections that name no fact (未指名的更正): which known one the old value, the shape or the choice belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dialogs.understanding.amendments import Amendment
from dialogs.understanding.announced_values import A_DAY, ASKS_TO_CHANGE, FIRST_CLAUSE, first_reading, without_since
from dialogs.understanding.correction_cues import is_correction
from dialogs.understanding.reading import Reading, Surroundings, read
from dialogs.understanding.values.quantities import Measure, quantities
from knowledge.pack import CHOSEN, NUMERIC, Fact
from knowledge.values import Value

_COUNTED = r"[\d一二两三四五六七八九十百]+[个名位间台张平人桌楼层]?人?"
_OLD_AND_NEW = re.compile(
    r"(?:不是|从|由|把|not|from|instead of)\s*(?P<old>[^,，。；]{1,40}?)[,，\s]*(?:而?是|改成|改为|改回|"
    r"换成|变成|[减加增降升涨调扩缩砍压]?(?:少|加|小|大)?(?:到|成|为)|but|to|it'?s)\s*(?P<new>[^,，。；]{1,60})"
    r"|不是\s*(?P<old3>[^,，。；是]{1,20})[,，\s]+(?P<new3>[^,，。；]{1,40})$"
    r"|(?<!不)是\s*(?P<new5>[^,，。；]{1,20}?)[,，\s]*不是\s*(?P<old5>[^,，。；]{1,20})$"
    r"|^(?:no,? )?not (?:the |an? )?(?P<old4>[^,]{1,24}), (?:but |it'?s |the |an? )*(?P<new4>[^,.]{1,24})"
    r"|\b(?:it'?s|it is|should be) (?P<new6>[^,]{2,30}), (?:and )?not (?P<old6>[^,]{2,30})$"
    rf"|(?P<old7>{_COUNTED})变成?(?P<new7>{_COUNTED})"
    r"|(?P<old2>[^,，。；\s]{1,30})\s*(?:改成|改为|改回|换成|应该是|应为)\s*(?P<new2>[^,，。；]{1,60})"
)
_SHAPE = re.compile(
    r"(?P<phone>(?<!\d)1[3-9]\d{9}(?!\d))|(?P<area>\d\s*(?:平|㎡|m2|m²|sq|square|平方)|[一二两三四五六七八九十百]平)"
)
OLD_NUMBER = re.compile(
    r"(?:(?:不是|不止)\s?|(?:刚才|前面|之前)我?[说填写报][^，。\d]{0,4})[\d一二两三四五六七八九十百]|"
    r"[从由]\s?[\d一二两三四五六七八九十百]+[^，。\d]{0,5}[到成为]\s?[\d一二两三四五六七八九十百]|"
    rf"{_COUNTED}变成?{_COUNTED}|"
    r"\b(?:not|instead of|i (?:said|wrote|put|told you)(?: \w+)?) \d"
)
_NO_BUT = re.compile(
    r"(?<!是)不是\s?(?P<old>[^,，。；;\s是]{1,12}?)[的了噢哦啊啦呀嘛]{0,2}[,，。\s]+(?:而是|应该是|是|算)\s?(?P<new>[^,，。；;\s]{1,16})|"
    r"应该是\s?(?P<new3>[^,，。；;\s是]{1,16})[,，\s]+不是\s?(?P<old3>[^,，。；;\s是]{1,12})(?=[,，。；;\s]|$)|"
    r"\bshould be (?:an? )?(?P<new4>[a-z][a-z\d -]{2,24}),? (?:and )?not (?:an? )?(?P<old4>[a-z][a-z\d -]{2,24})(?=[,.;]|$)|"
    r"\bnot (?:an? )?(?P<old2>[a-z][a-z -]{2,24}?)[,.]? (?:but|it'?s|it is) (?:an? )?(?P<new2>[a-z][a-z -]{2,30})"
)
_MOST_NUMBERS = 8


class Unnamed:
    """Finds the known fact of a pack that a correction is about without naming it."""

    def __init__(self, facts: Mapping[str, Fact], order: Mapping[str, int]) -> None:
        self._facts = facts
        self._order = order

    def by_old_value(
        self, text: str, folded: str, known: Mapping[str, Value], around: Surroundings
    ) -> Amendment | None:
        """ "不是60，是80": the fact whose known value is the old one."""
        for match in _OLD_AND_NEW.finditer(folded):
            old, new = (_group(match, name, text) for name in ("old", "new"))
            if ASKS_TO_CHANGE.fullmatch(new.strip()):
                continue  # "签的移动 不是电信 麻烦改下": what holds stands ahead
            for code, value in known.items():
                fact = self._facts.get(code)
                if fact is None or isinstance(value, bool) or fact.type == "boolean":
                    continue
                was = read(fact, old.strip(), around)
                new = FIRST_CLAUSE.split(new.strip())[0] if fact.type in NUMERIC else without_since(new.strip())
                becomes = read(fact, new, around)
                if isinstance(was, Reading) and _is_same(was.value, value) and isinstance(becomes, Reading):
                    alike = [one for one in known.values() if not isinstance(one, bool) and _is_same(was.value, one)]
                    sure = becomes.certain and len(alike) == 1  # who of two of the name is meant, is asked
                    return Amendment(code, {code: replace(becomes, certain=sure)})
        return None

    def by_old_number(
        self, text: str, folded: str, known: Mapping[str, Value], around: Surroundings
    ) -> Amendment | None:
        """ "刚才说6个人，少算了我，7个": the known fact whose number is said again, beside the one that holds instead."""
        said = quantities(folded)
        fitting: list[tuple[str, Reading]] = []
        for code, value in known.items():
            fact = self._facts.get(code)
            if fact is None or fact.type not in NUMERIC or isinstance(value, bool):
                continue
            read_ones = [
                (quantity, read(fact, text[quantity.start : quantity.end], around)) for quantity in said[:_MOST_NUMBERS]
            ]
            values = [(q, r) for q, r in read_ones if isinstance(r, Reading)]
            old = [q for q, r in values if r.value == value]
            new = [r for q, r in values if r.value != value and q.measure is not Measure.OTHER]
            if old and len({reading.value for reading in new}) == 1:
                fitting.append((code, new[0]))
            elif old and new:  # "不是16间，有一间改储藏室了，15间"
                fitting.append((code, Reading(new[-1].value, certain=False)))
        if len(fitting) != 1:
            return None
        code, reading = fitting[0]
        return Amendment(code, {code: Reading(reading.value, reading.certain and is_correction(folded))})

    def choices_exchanged(
        self, text: str, folded: str, known: Mapping[str, Value], around: Surroundings
    ) -> dict[str, Reading]:
        """The known choices that a message takes back by name, with what holds instead ("房子不是住宅 是商业用房")."""
        found: dict[str, Reading] = {}
        for match in _NO_BUT.finditer(folded):
            old, new = (_group(match, name, text) for name in ("old", "new"))
            for code, value in known.items():
                fact = self._facts.get(code)
                if fact is None or fact.type != "choice" or not fact.choices:
                    continue
                was, becomes = read(fact, old, around), read(fact, new, around)
                if isinstance(was, Reading) and was.value == value and isinstance(becomes, Reading):
                    found.setdefault(code, becomes)
        return {code: one for code, one in found.items() if one.value != known[code]}

    def by_choice(self, tails: list[str], known: Mapping[str, Value], around: Surroundings) -> Amendment | None:
        """ "不要邮寄，改电子的": the only known choice that what follows can be; to be confirmed."""
        fitting: dict[str, Value] = {}
        for code, value in known.items():
            fact = self._facts.get(code)
            if fact is None or fact.type not in CHOSEN or not fact.choices:
                continue
            reading = first_reading(fact, tails, around)
            if reading is not None and reading.certain and reading.value != value:
                fitting[code] = reading.value
        if len(fitting) != 1:
            return None
        code, value = fitting.popitem()
        return Amendment(code, {code: Reading(value, certain=False)})

    def by_day(self, text: str, folded: str, known: Mapping[str, Value], around: Surroundings) -> Amendment | None:
        """ "只肯签两年，到28年11月30号为止，前面那个日期作废": the only known day, where one other day is written out."""
        days = [code for code in known if code in self._facts and self._facts[code].type == "date"]
        if len(days) != 1:
            return None
        code = days[0]
        readings = [read(self._facts[code], text[slice(*day.span())], around) for day in A_DAY.finditer(folded)]
        new = [one for one in readings if isinstance(one, Reading) and one.certain and one.value != known[code]]
        return Amendment(code, {code: new[0]}) if len({one.value for one in new}) == 1 else None

    def by_shape(
        self, folded: str, tails: list[str], known: Mapping[str, Value], around: Surroundings
    ) -> Amendment | None:
        """ "应该是320平": the known fact to which such a value belongs, if there is just one or a usual one."""
        shape = _SHAPE.search(folded)
        if shape is not None:
            kind = "phone" if shape["phone"] else "area_m2"
            fitting = [code for code, fact in self._facts.items() if fact.type == kind]
            fitting.sort(key=lambda code: (code not in known, self._order.get(code, 0)))
        else:
            fitting = [code for code in known if code in self._facts and self._facts[code].type in NUMERIC]
            if len(fitting) != 1:
                return None
        for code in fitting[:1]:
            reading = first_reading(self._facts[code], tails, around)
            if reading is not None:
                return Amendment(code, {code: reading})
        return None


def _group(match: re.Match[str], name: str, text: str) -> str:
    """What one of the groups of a kind found, as it was typed."""
    groups = (one for one in match.re.groupindex if one.rstrip("234567") == name)
    return next(text[slice(*match.span(one))] for one in groups if match[one] is not None)


def _is_same(one: Value, other: Value) -> bool:
    return one.casefold() == other.casefold() if isinstance(one, str) and isinstance(other, str) else one == other
