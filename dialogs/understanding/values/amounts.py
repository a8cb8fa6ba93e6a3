"""Answers that are numbers (数量): areas, counts, storeys, distances, volumes and money, within their bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dialogs.understanding.values.amount_bounds import Bounds, plain_number
from dialogs.understanding.values.amount_choice import (
    ends_with_all,
    has_each_apart,
    is_counted_out,
    is_total,
    only_one,
    says_what_each_has,
    with_who_speaks,
)
from dialogs.understanding.values.amount_cues import (
    ALL_HANDS,
    ALONE,
    ANOTHER,
    COMPANY,
    CORRECTED,
    DESCRIBED,
    EACH,
    JUST_BEFORE,
    NO_MORE,
    NONE_AT_ALL,
    NOT_A_SINGLE,
    NOT_YET,
    NOTHING,
    NOTHING_OF,
    OF_A_KIND,
    ONE_OF_TWO,
    PARTLY,
    PER_MONTH,
    PLAIN,
    SOME_DAY,
    TOTAL,
    volume,
)
from dialogs.understanding.values.amount_names import (
    counts_storeys,
    heads_another,
    is_named_ahead,
    is_of_another,
    is_surpassed,
    just_named,
    stands_alone,
)
from dialogs.understanding.values.amount_units import Units
from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.folding import clause_at, clauses, is_question, says_dont_know
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.parts import (
    are_named_apart,
    counts_the_asker_out,
    is_certified,
    is_one_more,
    sum_of_parts,
    whole_beside_parts,
)
from dialogs.understanding.values.people import people_told
from dialogs.understanding.values.quantities import Measure, Quantity, quantities
from dialogs.understanding.values.said import Said, in_aside, is_supposed
from dialogs.understanding.values.terms import counts_groups, terms
from dialogs.understanding.values.words import FactWords, plain_words

_PEOPLE = ("人", "名", "people", "staff", "employees")
"""What counts people; without any other word it may be the staff."""
_PLACES = ("shop ", "store ", "place ", "room ", "店 ")
"""Before a number they are part of an address ("Shop 12")."""
_IN_THERE = re.compile(r"里(?:[头面边]|还|有)|内|门口|旁|外[头面]")
"""包间里头还有16个 counts no rooms."""
_ALL_ALIKE = re.compile(r"都(?:是|有)?\s?$")
"""标间五间，标间都是两张床"""
_PART_OF_A_DOOR = re.compile(r"[a-z\d][座栋]$")
"""In "A座1203" nobody sits."""
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
    units: Units
    parts: re.Pattern[str] | None
    derived: bool
    """Whether it follows from another fact, to which extents belong (5米乘1米 is the size of a sign)."""
    counts_people: bool
    counts_asker: bool
    """Whether the question counts who is asked ("连您在内")."""
    counts_certified: bool
    """Whether only those with a licence or a post of their own are asked for."""

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
        fitting = [quantity for quantity in joined(said.folded) if self.units.fit(quantity, said.folded)]
        unsure = says_dont_know(said.bare)
        fitting = [
            quantity
            for quantity in fitting
            if not (self.measure is Measure.COUNT and is_of_another(quantity, fitting[0], self.near, said.folded))
        ]
        apart = has_each_apart(fitting, said.folded)
        fitting = fitting[1:] if apart else fitting
        fitting = [q for q in fitting if not counts_groups(q, said.folded)] or fitting
        fitting = [q for q in fitting if not is_counted_out(q, said.folded)] or fitting
        if not fitting:
            if unsure:
                return Unclear("hint_dont_know")
            if spoken is not None:
                certain = COMPANY.search(said.bare) is None
                return self.bounds.within(spoken, spoken, certain=certain)
            if NOTHING.fullmatch(said.bare) or said.bare in plain_words().denies or self._says_none(said.folded):
                none = self.bounds.no_amount(self.nothing)
                return replace(none, certain=False) if isinstance(none, Reading) and "哪" in said.bare else none
            if self.nothing == 0 and NOT_YET.match(said.bare):
                return Reading(0, certain=False)
            return self._no_number(said)
        if self.measure is Measure.FLOOR and any(counts_storeys(q, said.folded) for q in fitting):
            return Unclear("hint_number_one")
        here = [
            quantity
            for quantity in fitting
            if not in_aside(said.folded, quantity.start) and not is_surpassed(quantity, said.folded)
        ]
        chosen = only_one(here or fitting, said.folded, self.counts_asker)
        if (everyone := ends_with_all(fitting, said.folded)) is not None:
            return self.bounds.within(everyone.low, everyone.high, certain=False)
        if (certified := self._certified(fitting, said.folded)) is not None:
            return self.bounds.within(certified.low, certified.high, certain=False)
        whole = whole_beside_parts(said.folded, here.__contains__) if len(fitting) > 1 else None
        if whole is not None and (chosen is None or whole.value > chosen.high):
            return self.bounds.within(whole.value, whole.value, certain=False)
        total = self._in_parts(fitting, chosen, said.folded)
        if total is not None:
            return self.bounds.within(total, total, certain=False)
        contradicted = chosen is not None and spoken is not None and spoken != chosen.low
        if chosen is None or (contradicted and self.measure is not Measure.LENGTH):
            return Unclear("hint_number_one")
        ahead = said.folded[: chosen.start]
        each = EACH.search(ahead) or (_ALL_ALIKE.search(ahead) and joined(said.folded)[0].start < chosen.start)
        if not apart and each and not TOTAL.search(ahead):
            return Unclear("hint_number_total")
        plain = chosen.certain and not contradicted and bool(here) and not unsure and not is_question(said.bare)
        if plain and (PARTLY.search(said.folded) or self._tells_more(fitting, said.folded)):
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
            if is_named_ahead(said.folded, segment_start, quantity) and following < end:
                segment = said.folded[segment_start : quantity.end]  # "店面五十五平仓库二十平"
            behind = said.folded[segment_start : quantity.start].strip(" ，,、：:") == "" and self._goes_before(
                said, quantity
            )
            if behind:
                segment = said.folded[quantity.start - behind : min(end, quantity.end + 6, following)]
            if is_supposed(clause) or (is_question(clause) and quantity.bound) or in_aside(said.folded, quantity.start):
                continue
            if EACH.search(said.folded[: quantity.start]) or says_what_each_has(quantity, said.folded):
                continue
            strength = self._named(quantity, said.folded, quantity.start - behind if behind else segment_start, segment)
            if not strength or not self.units.fit(quantity, said.folded):
                continue
            perhaps = self._in_parts([quantity], quantity, said.folded)
            certain = quantity.certain and not is_question(clause) and perhaps is None
            certain &= not behind and (strength > 1 or self.measure is not Measure.COUNT)
            certain &= DESCRIBED.match(said.folded, quantity.end) is None
            certain &= not ALL_HANDS.search(said.folded[segment_start : quantity.start])
            certain &= self.measure is not Measure.COUNT or not heads_another(
                self.near, said.folded[quantity.end : end]
            )
            certain &= strength > 1 or self.unless is None or not just_named(self.unless, said.folded, start)
            certain &= self.measure is not Measure.AREA or not (
                PARTLY.search(said.folded) or OF_A_KIND.search(said.folded)
            )
            value = self._in_bounds(quantity, certain=certain)
            if perhaps is not None and perhaps > quantity.low + 1:  # "12间房，一间两张床"
                value = self.bounds.within(perhaps, perhaps, certain=False)
            if isinstance(value, Reading):
                found.append(Found(value.value, quantity.start, quantity.end, value.certain, strength))
        if self.measure is Measure.FLOOR and len({mention.value for mention in found}) > 1:
            return []  # which of them the shop is on is asked
        return self._settled_on(found, said.folded) or self._spoken_somewhere(said)

    def _settled_on(self, found: list[Found], folded: str) -> list[Found]:
        """Of several mentions the whole, or the last where it corrects the others ("四百多，具体450米")."""
        if not found or len(joined(folded)) == 1 or self.measure is Measure.FLOOR:
            return found
        if (all_of_us := with_who_speaks(found[-1].end, folded) if self.counts_asker else None) is not None:
            total = plain_number(all_of_us.low)
            return [Found(total, all_of_us.start, all_of_us.end, certain=False, strength=found[-1].strength)]
        whole = whole_beside_parts(folded, self.units.fits_in(folded))
        among = [m for m in found if whole is not None and whole.start <= m.start and m.end <= whole.end]
        if whole is not None and among and all(mention.value != whole.value for mention in among):
            strength = max(mention.strength for mention in among)
            return [Found(plain_number(whole.value), whole.start, whole.end, certain=False, strength=strength)]
        if self.measure is Measure.AREA and (self.parts is not None or len(terms(folded)) == len(found)):
            total = sum_of_parts(folded, self.units.fits_in(folded), self.measure, self.parts)
            told = sum(term.value for term in terms(folded) if self.units.fit(term.counted, folded))
            if total is not None and total == told and all(mention.value != total for mention in found):
                return [replace(found[0], value=plain_number(total), certain=False)]  # "后厨40堂食110"
        last = found[-1]
        for better in (
            q for q in joined(folded) if q.start >= last.end and q.measure is self.measure and q.low == q.high
        ):
            if CORRECTED.search(folded[last.end : better.start]):
                return [
                    Found(plain_number(better.low), better.start, better.end, certain=False, strength=last.strength)
                ]
        if len(found) > 1 and CORRECTED.search(folded[found[-2].end : last.start]):
            return [last]
        totals = [mention for mention in found if is_total(folded[: mention.start], self.counts_asker)]
        if len(totals) == 1 or len({mention.value for mention in found}) == 1:
            return totals or found
        return [replace(mention, certain=False) for mention in found]  # which of several is meant is asked

    def _certified(self, fitting: list[Quantity], folded: str) -> Quantity | None:
        """The one number of those with a licence ("三名执业的，两名助理", "教练一共七个 有证的才四个")."""
        certified = [q for q in fitting if is_certified(q, folded)]
        if len(fitting) < 2 or len(certified) != 1 or certified[0].low != certified[0].high:
            return None
        return certified[0] if self.counts_certified or len(fitting) == 2 else None

    def _a_day_of(self, period: str, folded: str) -> Read:
        """So much a month as so much a day, to be confirmed."""
        amounts = [q for q in joined(folded) if q.measure is self.measure and q.low == q.high]
        days = next(count for name, count in _DAYS_IN.items() if name in period)
        if len(amounts) != 1:
            return Unclear("hint_number")
        return self.bounds.within(amounts[0].low / days, amounts[0].low / days, certain=False)

    def _in_parts(self, fitting: list[Quantity], chosen: Quantity | None, folded: str) -> float | None:
        """What the parts come to where no whole is said."""
        if self.measure in (Measure.FLOOR, Measure.LENGTH, Measure.MONEY):
            return None
        if chosen is None:
            if self.measure is Measure.COUNT and stands_alone(fitting[0], folded):
                return fitting[0].low  # "三个，前门后门加一个消防梯"
            return sum_of_parts(folded, self.units.fits_in(folded), self.measure, self.parts)
        if chosen.low == chosen.high and self._leaves_out_who_speaks(chosen, folded):
            return chosen.low + 1
        alike = [term for term in terms(folded) if term.counted in fitting]
        if len(fitting) == 1:  # "两层，每层80平", "四个30方的罐", "六张四人桌"
            return next((term.value for term in alike if term.multiplied), None)
        if len({quantity.low for quantity in fitting}) > 1 or not are_named_apart(alike, folded):
            return None
        return sum_of_parts(folded, self.units.fits_in(folded), self.measure, self.parts)

    def _tells_more(self, fitting: list[Quantity], folded: str) -> bool:
        """Whether an English message counts more, of what cannot be made out ("one facing the street, another …")."""
        if self.measure is not Measure.COUNT or not folded.isascii():
            return False
        bare = [q for q in joined(folded) if q.measure is Measure.NONE and q not in fitting]
        return ANOTHER.search(folded) is not None or any(folded[q.start].isalpha() for q in bare)

    def _leaves_out_who_speaks(self, quantity: Quantity, folded: str) -> bool:
        """Whether who speaks has to be added, as one of the staff or as one of a trade."""
        if self.counts_asker:
            return counts_the_asker_out(folded, quantity.start)
        return self.counts_people and is_one_more(folded, quantity.start)

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
            if self.measure is Measure.COUNT and self.units.names_what_follows(quantity, folded):
                return 1  # "3 physicians 2 nurses"
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
        before = folded[start : quantity.start]
        if (
            self.counts_people
            and self.near is not None
            and any(ONE_OF_TWO.match(before, m.end()) for m in self.near.finditer(before))
        ):
            return 1
        if self.counts_asker and quantity.noun.endswith(_PEOPLE) and ALL_HANDS.search(before):
            return 2
        if self.near is not None and any(not _IN_THERE.match(segment, m.end()) for m in self.near.finditer(segment)):
            return 2 if self.measure is not Measure.FLOOR else 1
        if self.measure is Measure.COUNT and not quantity.noun.endswith(_PEOPLE):
            return 0
        return 1 if self.words.nearby_default else 0

    def _goes_before(self, said: Said, quantity: Quantity) -> int:
        """How far before a clause that begins with a number its thing was named, in a clause without one ("有泳池，1250平")."""
        start, _ = clause_at(said.folded, quantity.start)
        if (
            self.near is None
            or self.measure not in (Measure.AREA, Measure.VOLUME, Measure.LENGTH)
            or quantity.measure is not self.measure
        ):
            return 0
        named = just_named(self.near, said.folded, start)
        return quantity.start - named if named is not None else 0

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
