"""Answers that are numbers (数量): areas, counts, storeys, distances, volumes and money, within their bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dialogs.understanding.values.amount_bounds import plain_number
from dialogs.understanding.values.amount_choice import (
    all_with_posts,
    ends_with_all,
    has_each_apart,
    is_beside_the_point,
    is_only_passed,
    one_of_these,
    only_one,
    said_last,
)
from dialogs.understanding.values.amount_cues import (
    ADDS_MORE,
    ALL_ALIKE,
    ALONE,
    COMPANY,
    COUNTED_IN,
    EACH,
    NONE_AT_ALL,
    NOT_A_SINGLE,
    NOT_YET,
    NOTHING,
    PARTLY,
    PER_MONTH,
    PLAIN,
    SOME_DAY,
    TOTAL,
    ordinal,
    volume,
)
from dialogs.understanding.values.amount_names import (
    counts_storeys,
    is_here,
    is_of_a_house,
    is_of_another,
    is_of_others,
    is_size_beside,
    posts_pattern,
    stands_alone,
)
from dialogs.understanding.values.amount_telling import AmountTelling
from dialogs.understanding.values.amounts_found import amounts_found
from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.busy_times import from_usual_to_busy
from dialogs.understanding.values.folding import is_question, says_dont_know
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.parts import (
    says_who_is_certified,
    whole_beside_parts,
)
from dialogs.understanding.values.quantities import Measure
from dialogs.understanding.values.reckoned import what_is_left, what_it_makes, with_those_added
from dialogs.understanding.values.said import Said
from dialogs.understanding.values.sizes import area_of_size, volume_of_size
from dialogs.understanding.values.standing import (
    as_converted,
    is_of_another_time,
    is_required,
    settled,
)
from dialogs.understanding.values.terms import counts_groups
from dialogs.understanding.values.words import plain_words


@dataclass(frozen=True, slots=True)
class AmountReader(AmountTelling):
    """Reads the numbers of one fact, in the unit of its label."""

    def read(self, said: Said, around: Surroundings) -> Read:
        if PLAIN.fullmatch(said.bare):
            return self.bounds.within(float(said.bare), float(said.bare), certain=True)
        if "每天" in self.words.near and (period := PER_MONTH.search(said.folded)) is not None:
            return self._a_day_of(period.group(), said.folded)
        if (people := self._people_of_them(said.bare)) is not None:
            return self.bounds.within(float(people[0]), float(people[0]), certain=people[1])
        solid = volume_of_size(said.folded) or volume(said.folded) if self.measure is Measure.VOLUME else None
        if solid is not None:
            return self.bounds.within(solid, solid, certain=False)
        if self.nothing is not None and NONE_AT_ALL.fullmatch(said.bare):
            return self.bounds.no_amount(self.nothing)
        if self.nothing is not None and NOT_A_SINGLE.search(said.bare) and not says_who_is_certified(said.folded):
            return Reading(plain_number(self.nothing), certain=False)
        if self.counts_people and ALONE.search(said.bare):
            return self.bounds.within(1.0, 1.0, certain=True)
        if self.nothing is not None and self._says_none(said.folded) and is_of_others(self.near, said.folded):
            return Reading(plain_number(self.nothing), certain=False)  # "没包房，就一个大厅"
        if self.measure is Measure.COUNT:
            grown = with_those_added(said.folded, counts_people=self.counts_people)
            if grown is not None:
                return self.bounds.within(grown, grown, certain=False)
        if self.measure is Measure.FLOOR and (storey := ordinal(said.bare)) is not None:
            return self.bounds.within(storey, storey, certain=True)
        spoken = self._said_value(said.bare)
        fitting = [quantity for quantity in joined(said.folded) if self.units.fit(quantity, said.folded)]
        unsure = says_dont_know(said.bare)
        fitting = [
            quantity
            for quantity in fitting
            if not (self.measure is Measure.COUNT and is_of_another(quantity, fitting[0], self.near, said.folded))
        ]
        if self.measure is Measure.COUNT and not self.counts_people:
            fitting = [q for q in fitting if not is_size_beside(q, fitting, said.folded)] or fitting
        apart = has_each_apart(fitting, said.folded)
        fitting = fitting[1:] if apart else fitting
        fitting = [q for q in fitting if not counts_groups(q, said.folded)] or fitting
        people = self.counts_people
        fitting = [q for q in fitting if not is_beside_the_point(q, said.folded, people=people)] or fitting
        fitting = [q for q in fitting if not is_only_passed(q, fitting, said.folded)]
        if not fitting:
            if self.derived and (made := area_of_size(said.folded)) is not None:
                return self.bounds.within(round(made, 2), round(made, 2), certain=False)  # "一米二高 五米宽"
            if unsure:
                return Unclear("hint_dont_know")
            if spoken is not None:
                certain = COMPANY.search(said.bare) is None and not joined(said.folded)
                return self.bounds.within(spoken, spoken, certain=certain)
            if NOTHING.fullmatch(said.bare) or said.bare in plain_words().denies or self._says_none(said.folded):
                none = self.bounds.no_amount(self.nothing)
                return replace(none, certain=False) if isinstance(none, Reading) and "哪" in said.bare else none
            if self.nothing == 0 and NOT_YET.match(said.bare):
                return Reading(0, certain=False)
            return self._no_number(said)
        if self.measure is Measure.FLOOR and any(
            counts_storeys(q, said.folded) or is_of_a_house(q, said.folded) for q in fitting
        ):
            return Unclear("hint_number_one")
        here = [quantity for quantity in fitting if is_here(quantity, said.folded)]
        if (reckoned := what_is_left(fitting, said.folded) or what_it_makes(fitting, said.folded)) is not None:
            return self.bounds.within(reckoned.low, reckoned.high, certain=False)
        if (converted := as_converted(fitting, said.folded)) is not None:
            return self.bounds.within(converted.low, converted.high, certain=False)
        if self.measure is Measure.VOLUME and (ends := from_usual_to_busy(said.folded, self.measure)) is not None:
            return self.bounds.within(*ends, certain=False)
        held, told = settled(fitting, said.folded), fitting
        chosen = held or only_one(here or fitting, said.folded, self.counts_asker)
        if held is not None:
            fitting = [held]
        if (everyone := ends_with_all(fitting, said.folded)) is not None:
            return self.bounds.within(everyone.low, everyone.high, certain=False)
        if (certified := self._certified(fitting, said.folded)) is not None:
            return self.bounds.within(certified.low, certified.high, certain=False)
        among = one_of_these(fitting, self.near, said.folded) if self.counts_people and not self.counts_asker else None
        among = among or (all_with_posts(fitting, posts_pattern(), said.folded) if self.counts_asker else None)
        if among is not None:
            return self.bounds.within(among.low, among.high, certain=False)
        whole = whole_beside_parts(said.folded, here.__contains__) if len(fitting) > 1 else None
        if whole is not None and (chosen is None or whole.value > chosen.high):
            return self.bounds.within(whole.value, whole.value, certain=False)
        another = self.counts_people and not self.counts_asker and len(fitting) > 1  # "一共12个人，上手的8个"
        beside = self._named_beside(here, chosen, said.folded) if another or chosen is None else None
        if self.measure is Measure.COUNT and chosen is None and (last := said_last(fitting, said.folded)) is not None:
            return self.bounds.within(last.low, last.high, certain=False)
        apart_named = another and chosen is None and beside is not None and stands_alone(fitting[0], said.folded)
        total = None if apart_named else self.in_parts(fitting, chosen, said.folded)
        if total is not None:
            return self.bounds.within(total, total, certain=False)
        if whole is None and (parts_named := self._named_by_parts(here, said.folded)) is not None:
            return self.in_bounds(parts_named, certain=False)
        if beside is not None:
            doubted = unsure or is_question(said.bare) or len(here) < len(fitting)
            return self.in_bounds(beside, certain=not doubted and self.each_is_named(fitting, said.folded))
        contradicted = chosen is not None and spoken not in (None, chosen.low) and not COMPANY.search(said.bare)
        counted_in = chosen is not None and spoken is not None and spoken < chosen.high and COUNTED_IN.search(said.bare)
        if chosen is not None and contradicted and counted_in:
            return self.in_bounds(chosen, certain=False)  # "26 all in, me and my wife counted"
        if chosen is None or (contradicted and self.measure is not Measure.LENGTH):
            return Unclear("hint_number_one")
        if chosen.low < chosen.high and not chosen.bound and (more := self._left_out(chosen, said.folded)):
            return self.bounds.within(chosen.low + more, chosen.high + more, certain=False)  # "me plus 6 or 7"
        ahead = said.folded[: chosen.start]
        each = EACH.search(ahead) or (ALL_ALIKE.search(ahead) and joined(said.folded)[0].start < chosen.start)
        if not apart and each and held is None and not TOTAL.search(ahead):
            return Unclear("hint_number_total")
        plain = chosen.certain and not contradicted and bool(here) and not unsure and not is_question(said.bare)
        plain &= not any(is_of_another_time(q, said.folded) or is_required(q, said.folded) for q in told)
        if plain and (PARTLY.search(said.folded) or self._tells_more(fitting, said.folded)):
            plain = False
        if plain and self.measure is not Measure.FLOOR and ADDS_MORE.match(said.folded, chosen.end):
            plain = False  # "六个，再加临时工"
        if plain and len({(q.low, q.high) for q in fitting}) > 1 and SOME_DAY.search(said.folded):
            plain = False  # "目前六个，旺季可能加到十个"
        return self.in_bounds(chosen, certain=plain)

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        return amounts_found(self, said)
