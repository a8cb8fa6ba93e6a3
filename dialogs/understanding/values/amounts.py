"""Answers that are numbers (数量): areas, counts, storeys, distances, volumes and money, within their bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.understanding.values.amount_bounds import Bounds, plain_number
from dialogs.understanding.values.amount_cues import (
    ALONE,
    COMPANY,
    CORRECTED,
    DOES_WITHOUT,
    EACH,
    JUST_BEFORE,
    LONGER_NOUN,
    NO_MORE,
    NONE_AT_ALL,
    NOT_A_SINGLE,
    NOT_ONE_STOREY,
    NOT_YET,
    NOTHING,
    NOTHING_FOLLOWS,
    NOTHING_OF,
    NOUN,
    OF_A_KIND,
    PARTLY,
    PER_MONTH,
    PLAIN,
    QUALIFIED,
    SOME_DAY,
    STOREYS_ALL,
    TOTAL,
    VERBS,
    volume,
)
from dialogs.understanding.values.amounts_said import before, joined
from dialogs.understanding.values.folding import clause_at, clauses, is_question, says_dont_know
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.parts import counts_the_asker_out, total_of
from dialogs.understanding.values.people import people_told
from dialogs.understanding.values.quantities import Measure, Quantity, quantities
from dialogs.understanding.values.said import Said, in_aside, is_supposed
from dialogs.understanding.values.words import FactWords, plain_words

_PEOPLE = ("人", "名", "people", "staff", "employees")
"""What counts people; without any other word it may be the staff."""
_PLACES = ("shop ", "store ", "place ", "店 ")
"""Before a number they are part of an address ("Shop 12")."""
_SETTLED = re.compile(r"(?:按|就写|就填|就算|算|写成|填)\s?$")
"""两百出头，按220算"""
_OF_EACH = re.compile(r"[各每][^，。；\d]{0,2}$")
"""What each has is no sum ("前后各一个门，两个")."""
_HAS_SO_MANY = re.compile(r"(?P<thing>[一-鿿]{2,6})(?:有|配了|放了|装了)")
_PART_OF_A_DOOR = re.compile(r"[a-z\d][座栋]$")
"""In "A座1203" nobody sits."""
_SHORTEST_NAMING = 3
"""Characters before a thing in a clause that says no more than that there is one."""
_DAYS_IN = {"月": 30, "month": 30, "年": 365, "year": 365, "周": 7, "星期": 7, "week": 7}


@dataclass(frozen=True, slots=True)
class AmountReader:
    """Reads the numbers of one fact, in the unit of its label."""

    measure: Measure
    bounds: Bounds
    nothing: float | None
    said_values: tuple[tuple[re.Pattern[str], float], ...]
    words: FactWords
    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    units: re.Pattern[str] | None
    parts: re.Pattern[str] | None
    not_units: re.Pattern[str] | None
    derived: bool
    """Whether it follows from another fact, to which extents belong (5米乘1米 is the size of a sign)."""
    counts_people: bool
    counts_asker: bool
    """Whether the question counts who is asked ("连您在内")."""

    def read(self, said: Said, around: Surroundings) -> Read:
        if PLAIN.fullmatch(said.bare):
            return self.bounds.within(float(said.bare), float(said.bare), certain=True)
        if "每天" in self.words.near and (period := PER_MONTH.search(said.folded)) is not None:
            return self._a_day_of(period.group(), said.folded)
        if self.counts_asker and (people := people_told(said.bare)) is not None:
            return self.bounds.within(float(people[0]), float(people[0]), certain=people[1])
        if self.measure is Measure.VOLUME and (solid := volume(said.folded)) is not None:
            return self.bounds.within(solid, solid, certain=False)
        if self.nothing is not None and NONE_AT_ALL.fullmatch(said.bare):
            return self.bounds.no_amount(self.nothing)
        if self.nothing is not None and NOT_A_SINGLE.search(said.bare):
            return Reading(plain_number(self.nothing), certain=False)
        if self.counts_people and ALONE.search(said.bare):
            return self.bounds.within(1.0, 1.0, certain=True)
        spoken = self._said_value(said.bare)
        fitting = [quantity for quantity in joined(said.folded) if self._fits(quantity, said.folded)]
        unsure = says_dont_know(said.bare)
        fitting = [quantity for quantity in fitting if not self._is_of_another(quantity, fitting[0], said.folded)]
        apart = len(fitting) > 1 and _OF_EACH.search(said.folded[: fitting[0].start]) is not None
        fitting = fitting[1:] if apart else fitting
        if not fitting:
            if unsure:
                return Unclear("hint_dont_know")
            if spoken is not None:
                certain = COMPANY.search(said.bare) is None
                return self.bounds.within(spoken, spoken, certain=certain)
            if NOTHING.fullmatch(said.bare) or said.bare in plain_words().denies or self._says_none(said.folded):
                return self.bounds.no_amount(self.nothing)
            if self.nothing == 0 and NOT_YET.match(said.bare):
                return Reading(0, certain=False)
            return self._no_number(said)
        if self.measure is Measure.FLOOR and any(self._counts_storeys(q, said.folded) for q in fitting):
            return Unclear("hint_number_one")
        here = [
            quantity
            for quantity in fitting
            if not in_aside(said.folded, quantity.start) and not self._is_surpassed(quantity, said.folded)
        ]
        chosen = self._only_one(here or fitting, said.folded)
        qualified = [q for q in fitting if QUALIFIED.match(said.folded, q.end)]
        if chosen is None and len(qualified) == 1 and qualified[0].low == qualified[0].high:
            return self.bounds.within(qualified[0].low, qualified[0].high, certain=False)  # "三名执业的，两名助理"
        total = self._in_parts(fitting, chosen, said.folded)
        if total is not None:
            return self.bounds.within(total, total, certain=False)
        if chosen is None or (spoken is not None and spoken != chosen.low):
            return Unclear("hint_number_one")
        ahead = said.folded[: chosen.start]
        if not apart and EACH.search(ahead) and not TOTAL.search(ahead):
            return Unclear("hint_number_total")
        plain = chosen.certain and bool(here) and not unsure and not is_question(said.bare)
        if plain and PARTLY.search(said.folded):
            plain = False
        if plain and len({(q.low, q.high) for q in fitting}) > 1 and SOME_DAY.search(said.folded):
            plain = False  # "目前六个，旺季可能加到十个"
        return self._in_bounds(chosen, certain=plain)

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        found: list[Found] = []
        previous, nouns_follow = 0, False
        for quantity in joined(said.folded):
            start, end = clause_at(said.folded, quantity.start)
            # "五个服务员一个厨师": what follows the first number is its own
            leads = (
                previous <= start
                and quantity.measure is Measure.COUNT
                and not said.folded[start : quantity.start].strip()
            )
            nouns_follow = leads or (nouns_follow and previous > start)
            segment_start = quantity.start if nouns_follow and not leads else max(start, previous)
            if quantity.measure is not Measure.TIME:
                previous = quantity.end  # 一天两吨 belongs together
            clause = said.folded[start:end]
            following = next((q.start for q in joined(said.folded) if q.start >= quantity.end), end)
            segment = said.folded[segment_start : min(end, quantity.end + _behind(said.folded), following)]
            if self._is_named_ahead(said.folded, segment_start, quantity) and following < end:
                segment = said.folded[segment_start : quantity.end]  # "店面五十五平仓库二十平"
            behind = said.folded[segment_start : quantity.start].strip(" ，,、：:") == "" and self._goes_before(
                said, quantity
            )
            if behind:
                segment = said.folded[quantity.start - behind : min(end, quantity.end + 6, following)]
            if is_supposed(clause) or (is_question(clause) and quantity.bound) or in_aside(said.folded, quantity.start):
                continue
            if EACH.search(said.folded[: quantity.start]):
                continue
            strength = self._named(quantity, said.folded, quantity.start - behind if behind else segment_start, segment)
            if not strength or not self._fits(quantity, said.folded):
                continue
            certain = quantity.certain and not is_question(clause) and not self._is_doubtful(quantity, said.folded)
            certain &= not behind and (strength > 1 or self.measure is not Measure.COUNT)
            certain &= self.measure is not Measure.COUNT or not self._heads_another(said.folded[quantity.end : end])
            certain &= strength > 1 or self.unless is None or not self._just_named(self.unless, said.folded, start)
            certain &= self.measure is not Measure.AREA or not (
                PARTLY.search(said.folded) or OF_A_KIND.search(said.folded)
            )
            value = self._in_bounds(quantity, certain=certain)
            if isinstance(value, Reading):
                found.append(Found(value.value, quantity.start, quantity.end, value.certain, strength))
        if self.measure is Measure.FLOOR and len({mention.value for mention in found}) > 1:
            return []  # which of them the shop is on is asked
        return found or self._spoken_somewhere(said)

    def _is_of_another(self, quantity: Quantity, first: Quantity, folded: str) -> bool:
        """Whether what a later clause has so many of is something else than what a bare number answered ("两个，灭火器有12个")."""
        if self.measure is not Measure.COUNT or clause_at(folded, first.start) != (first.start, first.end):
            return False
        start, _ = clause_at(folded, quantity.start)
        has = _HAS_SO_MANY.fullmatch(folded, start, quantity.start)
        return has is not None and (self.near is None or self.near.search(has["thing"]) is None)

    def _a_day_of(self, period: str, folded: str) -> Read:
        """So much a month as so much a day, to be confirmed."""
        amounts = [q for q in joined(folded) if q.measure is self.measure and q.low == q.high]
        days = next(count for name, count in _DAYS_IN.items() if name in period)
        if len(amounts) != 1:
            return Unclear("hint_number")
        return self.bounds.within(amounts[0].low / days, amounts[0].low / days, certain=False)

    @staticmethod
    def _counts_storeys(quantity: Quantity, folded: str) -> bool:
        """Whether a number of storeys says how many there are."""
        if quantity.measure is not Measure.FLOOR or folded[quantity.start - 1 : quantity.start] == "第":
            return False
        before = NOT_ONE_STOREY.search(folded[: quantity.start]) is not None
        return before or STOREYS_ALL.match(folded, quantity.end) is not None

    @staticmethod
    def _is_surpassed(quantity: Quantity, folded: str) -> bool:
        """Whether the number is only what is exceeded, by one that follows ("不止10间，有13间")."""
        known = joined(folded)
        return quantity.bound == "above" and known[-1].start > quantity.start and known[-1].measure is quantity.measure

    def _is_doubtful(self, quantity: Quantity, folded: str) -> bool:
        """Whether a number is perhaps a part of what is counted ("两个厨师三个服务员") or leaves out who speaks."""
        return self._in_parts([quantity], quantity, folded) is not None

    def _in_parts(self, fitting: list[Quantity], chosen: Quantity | None, folded: str) -> float | None:
        """What the parts come to where no whole is said."""
        if chosen is None:
            if self._stands_alone(fitting[0], folded):
                return fitting[0].low  # "三个，前门后门加一个消防梯"
            return self._sum_of_parts(fitting, folded) or total_of(fitting, self.measure, folded)
        if self.counts_asker and counts_the_asker_out(folded, chosen.start) and chosen.low == chosen.high:
            return chosen.low + 1
        if len(fitting) == 1 and self.measure is not Measure.FLOOR:
            # "两层，每层80平", "四个30方的罐", "六张四人桌"
            times = before(folded, chosen.start)
            if times is None:
                return None
            first = before(folded, times.start)
            by_one = None if first is None else total_of([first, times, chosen], Measure.NONE, folded)
            return by_one or total_of([times, chosen], Measure.NONE, folded)
        return None

    def _stands_alone(self, quantity: Quantity, folded: str) -> bool:
        """Whether a number is the first clause, with nothing beside it."""
        alone = clause_at(folded, 0) == (quantity.start, quantity.end)
        return alone and quantity.low == quantity.high and self.measure is Measure.COUNT

    def _sum_of_parts(self, fitting: list[Quantity], folded: str) -> float | None:
        """The sum of areas that each name a part of what is measured ("灶房三十五，大堂一百一")."""
        starts = [0, *(quantity.end for quantity in fitting)]
        if self.parts is None or any(q.low != q.high or q.bound for q in fitting):
            return None
        named = [self.parts.search(folded, start, q.start) for start, q in zip(starts, fitting, strict=False)]
        return sum(q.low for q in fitting) if all(named) and not CORRECTED.search(folded) else None

    def _says_none(self, folded: str) -> bool:
        """Whether a clause says that there is nothing of what is counted ("没得座位，站着吃")."""
        parts = [folded[start:end].strip() for start, end in clauses(folded)]
        if parts and NOTHING.fullmatch(parts[0]):
            return True
        for clause in parts:
            no = NOTHING_OF.match(clause)
            named = self.near.match(clause, no.end()) if no is not None and self.near is not None else None
            if named is not None and (len(clause) - named.end() <= 2 or NO_MORE.match(clause, named.end())):
                return True
        return False

    def _named(self, quantity: Quantity, folded: str, start: int, segment: str) -> int:
        """2 where the fact is named beside the number, 1 where such a number can only be this fact, else 0."""
        if self.unless is not None and self.unless.search(segment):
            return 0
        if quantity.measure is Measure.NONE:
            before = folded[start : quantity.start]
            near = list(self.near.finditer(before)) if self.near is not None else []
            ends = [match.end() for match in near if not _PART_OF_A_DOOR.search(before[: match.end()])]
            beside = (
                bool(ends) and not before.endswith(_PLACES) and JUST_BEFORE.fullmatch(before[ends[-1] :]) is not None
            )
            return 2 if beside else 0
        if quantity.measure is not self.measure:
            return 0
        if self.measure is Measure.AREA and not quantity.noun and (self.derived or not self._is_near(segment)):
            return 0  # 6米乘1.2米 may be the size of anything
        if self.near is not None and self.near.search(segment):
            return 2 if self.measure is not Measure.FLOOR else 1
        if self.measure is Measure.COUNT and not quantity.noun.endswith(_PEOPLE):
            return 0
        return 1 if self.words.nearby_default else 0

    @staticmethod
    def _is_named_ahead(folded: str, start: int, quantity: Quantity) -> bool:
        """Whether things are named before their numbers here, so that what follows one belongs to the next."""
        return re.search(r"[\u4e00-\u9fff]{2}$", VERBS.sub("", folded[start : quantity.start])) is not None

    def _goes_before(self, said: Said, quantity: Quantity) -> int:
        """How far before a clause that begins with a number its thing was named, in a clause without one ("有泳池，1250平")."""
        start, _ = clause_at(said.folded, quantity.start)
        if (
            self.near is None
            or self.measure not in (Measure.AREA, Measure.VOLUME, Measure.LENGTH)
            or quantity.measure is not self.measure
        ):
            return 0
        named = self._just_named(self.near, said.folded, start)
        return quantity.start - named if named is not None else 0

    @staticmethod
    def _just_named(things: re.Pattern[str], folded: str, start: int) -> int | None:
        """Where one of the things is named in the clause before, if no number stands in that."""
        before = [span for span in clauses(folded) if span[1] <= start]
        if not before:
            return None
        left, right = before[-1]
        found = list(things.finditer(folded, left, right))
        if not found or any(left <= q.start < right for q in joined(folded)) or DOES_WITHOUT.search(folded[left:right]):
            return None
        return found[-1].start() if found[-1].start() - left <= _SHORTEST_NAMING else None

    def _heads_another(self, after: str) -> bool:
        """Whether the noun that would name the fact belongs to a longer one ("1个员工通道")."""
        named = self.near.search(after) if self.near is not None else None
        if named is None or named.start() > 2:
            return False
        return LONGER_NOUN.match(after, named.end()) is not None

    def _is_near(self, segment: str) -> bool:
        return self.near is not None and self.near.search(segment) is not None

    def _spoken_somewhere(self, said: Said) -> list[Found]:
        if self.measure is not Measure.FLOOR:
            return []
        for phrase, value in self.said_values:
            match = phrase.search(said.folded)
            if match is None:
                continue
            start, end = clause_at(said.folded, match.start())
            clause = said.folded[start:end]
            if not (
                is_question(clause) or is_supposed(clause) or (self.unless is not None and self.unless.search(clause))
            ):
                return [Found(plain_number(value), *match.span(), certain=False)]
        return []

    def _fits(self, quantity: Quantity, folded: str) -> bool:
        number_end = quantity.end - len(quantity.noun) if quantity.measure is Measure.COUNT else quantity.end
        if self.not_units is not None and self.not_units.match(folded, number_end):
            return False
        if quantity.measure is Measure.NONE:
            own = self.units is not None and re.match(r"\s?", folded[quantity.end :]) is not None
            if quantity.low == 0.5 and quantity.high == 0.5:
                return False  # 一半 is half of something
            rest = folded[quantity.end :].lstrip()
            if own and self.units is not None and self.units.match(rest):
                return True
            if self.measure is Measure.COUNT and self.near is not None and self.near.match(rest):
                return True  # 俩医生
            return NOTHING_FOLLOWS.match(folded, quantity.end) is not None
        if self.measure is Measure.COUNT:
            if quantity.measure is Measure.COUNT:
                return (
                    self.units is None or quantity.noun == "个" or bool(self.units.match(folded[number_end:].lstrip()))
                )
            return self.units is not None and bool(self.units.match(quantity.noun))
        if self.measure is Measure.AREA and quantity.measure is Measure.VOLUME:
            return quantity.noun == "方"
        if self.measure is Measure.AREA and quantity.noun == "个":
            return NOTHING_FOLLOWS.match(folded, quantity.end) is not None  # 六十几个, with 平方 left out
        return quantity.measure is self.measure

    def _only_one(self, fitting: list[Quantity], folded: str) -> Quantity | None:
        if len({(quantity.low, quantity.high) for quantity in fitting}) == 1:
            nouns = {noun.group() for q in fitting if (noun := NOUN.match(folded, q.end)) is not None}
            return fitting[0] if len(nouns) < len(fitting) or len(fitting) == 1 else None  # 一个大门一个后门
        totals = [quantity for quantity in fitting if self._is_total(folded[: quantity.start])] or [
            quantity for quantity in fitting if _SETTLED.search(folded[: quantity.start])
        ]
        if len(totals) == 1:
            return totals[0]
        last = fitting[-1]
        return last if CORRECTED.search(folded[fitting[-2].end : last.start]) else None

    def _is_total(self, ahead: str) -> bool:
        """Whether words lead to a sum; one with who speaks ("全店连我45人") is that of the staff only."""
        total = TOTAL.search(ahead)
        return total is not None and (self.counts_asker or "我" not in total.group())

    def _said_value(self, answer: str) -> float | None:
        return next((value for phrase, value in self.said_values if phrase.search(answer)), None)

    def _no_number(self, said: Said) -> Unclear:
        if any(quantity.measure not in {Measure.NONE, self.measure} for quantity in quantities(said.folded)):
            return Unclear(f"hint_unit_{self.measure.value}")
        return Unclear("hint_number")

    def _in_bounds(self, quantity: Quantity, *, certain: bool) -> Read:
        if self.measure is Measure.FLOOR and quantity.bound:
            certain = False  # 五楼以上 names no storey
        if self.measure is Measure.AREA and quantity.measure is not Measure.AREA and quantity.noun:
            certain = False  # 60方 is an area to some, a volume to others
        return self.bounds.value(quantity, certain=certain)


def _behind(folded: str) -> int:
    """How many characters behind a number may name what it measures."""
    return 14 if folded.isascii() else 6
