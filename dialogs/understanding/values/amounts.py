"""Answers that are numbers (数量): areas, counts, storeys, distances, volumes and money, within their bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dialogs.understanding.values.amount_bounds import plain_number
from dialogs.understanding.values.amount_choice import (
    all_with_posts,
    ends_with_all,
    has_each_apart,
    is_beside_the_point,
    is_beside_who_speaks,
    is_one_post_of_several,
    is_only_passed,
    is_total,
    one_of_these,
    only_one,
    said_last,
    says_what_each_has,
    with_who_speaks,
)
from dialogs.understanding.values.amount_cues import (
    ALL_ALIKE,
    ALL_HANDS,
    ALONE,
    COMPANY,
    CORRECTED,
    COUNTED_IN,
    DESCRIBED,
    EACH,
    IN_THERE,
    JUST_BEFORE,
    NONE_AT_ALL,
    NOT_A_SINGLE,
    NOT_YET,
    NOTHING,
    OF_A_KIND,
    OF_STOREYS,
    OF_US,
    ONE_OF_TWO,
    PART_OF_A_DOOR,
    PARTLY,
    PEOPLE,
    PER_MONTH,
    PLACES,
    PLAIN,
    SOME_DAY,
    TAKES_UP,
    TOTAL,
    ordinal,
    volume,
)
from dialogs.understanding.values.amount_names import (
    counts_apart,
    counts_storeys,
    has_nouns_behind,
    heads_another,
    is_area_in_fang,
    is_bare_area,
    is_here,
    is_named_ahead,
    is_of_another,
    is_of_others,
    is_said_again,
    just_named,
    named,
    noun_behind,
    posts_pattern,
    room_behind,
    stands_alone,
)
from dialogs.understanding.values.amount_telling import AmountTelling
from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.folding import clause_at, is_question, says_dont_know
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.parts import (
    is_certified,
    sum_of_parts,
    whole_beside_parts,
)
from dialogs.understanding.values.quantities import Measure, Quantity
from dialogs.understanding.values.reckoned import what_is_left, what_it_makes, with_those_added
from dialogs.understanding.values.said import Said, in_aside, is_supposed
from dialogs.understanding.values.sizes import area_of_size
from dialogs.understanding.values.standing import (
    as_converted,
    is_of_another_time,
    is_required,
    settled,
)
from dialogs.understanding.values.terms import counts_groups, terms
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
        if self.measure is Measure.VOLUME and (solid := volume(said.folded)) is not None:
            return self.bounds.within(solid, solid, certain=False)
        if self.nothing is not None and NONE_AT_ALL.fullmatch(said.bare):
            return self.bounds.no_amount(self.nothing)
        if self.nothing is not None and NOT_A_SINGLE.search(said.bare):
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
        if self.measure is Measure.FLOOR and any(counts_storeys(q, said.folded) for q in fitting):
            return Unclear("hint_number_one")
        here = [quantity for quantity in fitting if is_here(quantity, said.folded)]
        if (reckoned := what_is_left(fitting, said.folded) or what_it_makes(fitting, said.folded)) is not None:
            return self.bounds.within(reckoned.low, reckoned.high, certain=False)
        if (converted := as_converted(fitting, said.folded)) is not None:
            return self.bounds.within(converted.low, converted.high, certain=False)
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
        total = None if apart_named else self._in_parts(fitting, chosen, said.folded)
        if total is not None:
            return self.bounds.within(total, total, certain=False)
        if whole is None and (parts_named := self._named_by_parts(here, said.folded)) is not None:
            return self._in_bounds(parts_named, certain=False)
        if beside is not None:
            return self._in_bounds(beside, certain=False)
        contradicted = chosen is not None and spoken not in (None, chosen.low) and not COMPANY.search(said.bare)
        counted_in = chosen is not None and spoken is not None and spoken < chosen.high and COUNTED_IN.search(said.bare)
        if chosen is not None and contradicted and counted_in:
            return self._in_bounds(chosen, certain=False)  # "26 all in, me and my wife counted"
        if chosen is None or (contradicted and self.measure is not Measure.LENGTH):
            return Unclear("hint_number_one")
        ahead = said.folded[: chosen.start]
        each = EACH.search(ahead) or (ALL_ALIKE.search(ahead) and joined(said.folded)[0].start < chosen.start)
        if not apart and each and held is None and not TOTAL.search(ahead):
            return Unclear("hint_number_total")
        plain = chosen.certain and not contradicted and bool(here) and not unsure and not is_question(said.bare)
        plain &= not any(is_of_another_time(q, said.folded) or is_required(q, said.folded) for q in told)
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
                and (not said.folded[start : quantity.start].strip() or has_nouns_behind(said.folded, start, end))
            )
            nouns_follow = leads or (nouns_follow and previous > start)
            segment_start = quantity.start if nouns_follow and not leads else max(start, previous)
            if quantity.measure is not Measure.TIME and not is_said_again(quantity, said.folded):
                previous = quantity.end  # 一天两吨 belongs together, as 池子25乘12 300平 does
            clause = said.folded[start:end]
            following = next((q.start for q in joined(said.folded) if q.start >= quantity.end), end)
            segment = said.folded[
                segment_start : min(end, quantity.end + room_behind(quantity, said.folded), following)
            ]
            if counts_apart(quantity, following, said.folded):
                leads = nouns_follow = False
            if not leads and is_named_ahead(said.folded, segment_start, quantity) and following < end:
                segment = said.folded[segment_start : quantity.end]  # "店面五十五平仓库二十平"
            if not leads and (noun := noun_behind(quantity, following, said.folded)) is not None and following < end:
                segment_start, segment, previous = quantity.start, said.folded[quantity.start : noun], noun
            behind = said.folded[segment_start : quantity.start].strip(" ，,、：:") == "" and self._goes_before(
                said, quantity
            )
            if behind:
                segment = said.folded[quantity.start - behind : min(end, quantity.end + 6, following)]
            if is_supposed(clause) or (is_question(clause) and quantity.bound) or in_aside(said.folded, quantity.start):
                continue
            if is_required(quantity, said.folded) or NOT_A_SINGLE.match(said.folded, quantity.start):
                continue
            if is_of_another_time(quantity, said.folded) and self._has_a_later_one(quantity, said.folded):
                continue
            if EACH.search(said.folded[: quantity.start]) or says_what_each_has(quantity, said.folded):
                continue
            strength = self._named(quantity, said.folded, quantity.start - behind if behind else segment_start, segment)
            perhaps_this = (
                self.general is not None and named(self.general, segment) and quantity.measure is self.measure
            )
            if not (strength or perhaps_this) or not self.units.fit(quantity, said.folded):
                continue
            perhaps = self._in_parts([quantity], quantity, said.folded)
            certain = quantity.certain and not is_question(clause) and perhaps is None
            certain &= not behind and (strength > 1 or self.measure is not Measure.COUNT)
            certain &= self.measure is not Measure.AREA or quantity.measure is not Measure.NONE or strength > 1
            certain &= not is_of_another_time(quantity, said.folded)
            certain &= not self.counts_asker or not is_one_post_of_several(quantity, posts_pattern(), said.folded)
            certain &= DESCRIBED.match(said.folded, quantity.end) is None
            certain &= not ALL_HANDS.search(said.folded[segment_start : quantity.start])
            certain &= self.measure is not Measure.COUNT or not heads_another(
                self.near, said.folded[quantity.end : end]
            )
            certain &= strength > 1 or self.unless is None or just_named(self.unless, said.folded, start) is None
            certain &= self.measure is not Measure.AREA or not (
                PARTLY.search(said.folded) or OF_A_KIND.search(said.folded)
            )
            value = self._in_bounds(quantity, certain=certain)
            with_me = self.counts_asker and is_beside_who_speaks(quantity, said.folded)
            if perhaps is not None and (with_me or perhaps > quantity.low + 1):  # "12间房，一间两张床"
                value = self.bounds.within(perhaps, perhaps, certain=False)
            if isinstance(value, Reading):
                found.append(Found(value.value, quantity.start, quantity.end, value.certain, strength))
        if self.measure is Measure.FLOOR and len({mention.value for mention in found}) > 1:
            return []  # which of them the shop is on is asked
        people = self._people_told(said.folded) if self.counts_asker else []
        found = people or self._settled_on(found, said.folded) or self._spoken_somewhere(said)
        found = found or self._told_one_by_one(said)
        return found or (self._all_of_them(said.folded) if self.counts_people and not self.counts_asker else [])

    def _settled_on(self, found: list[Found], folded: str) -> list[Found]:
        """Of several mentions the whole, or the last where it corrects the others ("四百多，具体450米")."""
        if not found or len(joined(folded)) == 1 or self.measure is Measure.FLOOR:
            return found
        behind = (with_who_speaks(one.end, folded) for one in (found if self.counts_asker else ()))
        if (all_of_us := next((one for one in behind if one is not None), None)) is not None:
            total = plain_number(all_of_us.low)
            return [Found(total, all_of_us.start, all_of_us.end, certain=False, strength=found[-1].strength)]
        whole = whole_beside_parts(folded, self.units.fits_in(folded))
        among = [m for m in found if whole is not None and whole.start <= m.start and m.end <= whole.end]
        if (
            whole is not None
            and self.unless is not None
            and named(self.unless, folded[clause_at(folded, whole.start)[0] : whole.end])
        ):
            among = []  # "大厅36个，包间24个，一共60" counts no rooms
            if not (found := [m for m in found if m.end <= whole.start or whole.end <= m.start]):
                return []
        if whole is not None and self.counts_people and not self.counts_asker:
            left, right = clause_at(folded, whole.counted.start)
            among = among if self._is_near(folded[left:right]) else []  # "六个，两个前台四个技师"
        if whole is not None and among and all(mention.value != whole.value for mention in among):
            strength = max(mention.strength for mention in among)
            return [Found(plain_number(whole.value), whole.start, whole.end, certain=False, strength=strength)]
        if self.measure is Measure.AREA and (self.parts is not None or len(terms(folded)) == len(found)):
            total = sum_of_parts(folded, self.units.fits_in(folded), self.measure, self.parts)
            told = sum(term.value for term in terms(folded) if self.units.fit(term.counted, folded))
            if total is not None and total == told and all(mention.value != total for mention in found):
                return [replace(found[0], value=plain_number(total), certain=False)]  # "后厨40堂食110"
        if (better := self._made_exact(found[-1], folded)) is not None:
            return [better]
        certified = [m for m in found if self.counts_certified and is_certified(m.start, m.end, folded)]
        if len(found) > 1 and len(certified) == 1:
            return [replace(certified[0], certain=False)]
        last = found[-1]
        for better in (
            q for q in joined(folded) if q.start >= last.end and self.units.fit(q, folded) and q.low == q.high
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

    def _named(self, quantity: Quantity, folded: str, start: int, segment: str) -> int:
        """2 where the fact is named beside the number, 1 where such a number can only be this fact, else 0."""
        if self.unless is not None and named(self.unless, segment):
            return 0
        if quantity.measure is Measure.NONE:
            if self.counts_asker and OF_US.match(folded, quantity.end):
                return 2
            if self.measure is Measure.COUNT and self.units.names_what_follows(quantity, folded):
                return (
                    2 if self.counts_people and self.units.ends_with_noun(quantity, folded) else 1
                )  # "3 doctors, 2 nurses"
            before = folded[start : quantity.start]
            near = list(self.near.finditer(before)) if self.near is not None else []
            if self.measure is Measure.FLOOR:
                near = [match for match in near if OF_STOREYS.search(match.group())]  # "现在十四" is on no storey
            ends = [match.end() for match in near if not PART_OF_A_DOOR.search(before[: match.end()])]
            beside = (
                bool(ends) and PLACES.search(before) is None and JUST_BEFORE.fullmatch(before[ends[-1] :]) is not None
            )
            of_all = self.measure is Measure.AREA and self.words.nearby_default and is_bare_area(quantity, folded)
            if self.parts is not None and len(set(self.parts.findall(before))) > 1 and TAKES_UP.search(before):
                return 2  # "厨房加大厅占240"
            return 2 if beside else int(self.units.are_named_by(before.strip()) or of_all)
        if quantity.measure is not self.measure:
            of_all = self.measure is Measure.AREA and self.words.nearby_default
            return int(of_all and is_area_in_fang(quantity, folded))
        if self.measure is Measure.AREA and not quantity.noun and (self.derived or not self._is_near(segment)):
            return 0  # 6米乘1.2米 may be the size of anything
        before = folded[start : quantity.start]
        if (
            self.counts_people
            and self.near is not None
            and any(ONE_OF_TWO.match(before, m.end()) for m in self.near.finditer(before))
        ):
            return 1
        if self.counts_asker and quantity.noun.endswith(PEOPLE) and ALL_HANDS.search(before):
            return 2
        if self.near is not None and any(not IN_THERE.match(segment, m.end()) for m in named(self.near, segment)):
            return 2 if self.measure is not Measure.FLOOR else 1
        if self.counts_asker and is_beside_who_speaks(quantity, folded):
            return 1  # "两个师傅加我"
        if self.measure is Measure.COUNT and not quantity.noun.endswith(PEOPLE):
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
