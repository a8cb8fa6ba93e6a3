"""Amounts in passing (顺带说的数量): where a message about anything tells a number of one fact, and how surely."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.understanding.values.amount_bounds import plain_number
from dialogs.understanding.values.amount_choice import (
    is_beside_who_speaks,
    is_one_post_of_several,
    is_total,
    says_what_each_has,
    with_who_speaks,
)
from dialogs.understanding.values.amount_cues import (
    ALL_HANDS,
    CORRECTED,
    DENIED,
    DESCRIBED,
    EACH,
    IN_THERE,
    JUST_BEFORE,
    NOT_A_SINGLE,
    OF_A_KIND,
    OF_STOREYS,
    OF_US,
    ONE_OF_TWO,
    PART_OF_A_DOOR,
    PARTLY,
    PEOPLE,
    PLACES,
    TAKES_UP,
)
from dialogs.understanding.values.amount_names import (
    counts_apart,
    has_nouns_behind,
    heads_another,
    is_area_in_fang,
    is_bare_area,
    is_named_ahead,
    is_of_a_house,
    is_said_again,
    just_named,
    measured_pattern,
    missing,
    named,
    noun_behind,
    posts_pattern,
    room_behind,
)
from dialogs.understanding.values.amount_telling import AmountTelling
from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.folding import clause_at, clauses, is_question
from dialogs.understanding.values.outcomes import Found, Reading
from dialogs.understanding.values.parts import (
    is_certified,
    sum_of_parts,
    whole_beside_parts,
)
from dialogs.understanding.values.quantities import Measure, Quantity
from dialogs.understanding.values.said import Said, in_aside, is_supposed
from dialogs.understanding.values.standing import (
    is_of_another_time,
    is_replaced,
    is_required,
)
from dialogs.understanding.values.terms import terms

_SEATED = re.compile(r"(?:总共|一共|共|加起来)(?:能|可以)?坐(?:得?下|了)?\s?$")
"""Ahead of a number of seats, whatever was counted before it ("5个厅一共坐410人")."""
_OF_EITHER = re.compile(r"(?<!营业)场地|(?<![\u4e00-\u9fff])面积|(?<!floor )(?<!total )\barea\b")
"""What is said of how large the whole is, and as well a part of it."""


def amounts_found(fact: AmountTelling, said: Said) -> list[Found]:
    """The numbers of a message that are told of one fact, whichever is asked; what replaces the others stands alone."""
    found: list[Found] = []
    previous, nouns_follow = 0, False
    for quantity in joined(said.folded):
        start, end = clause_at(said.folded, quantity.start)
        if is_replaced(quantity, said.folded):
            continue
        # "五个服务员一个厨师": what follows the first number is its own
        leads = (
            previous <= start
            and quantity.measure is Measure.COUNT
            and (not said.folded[start : quantity.start].strip() or has_nouns_behind(said.folded, start, end))
        )
        nouns_follow = leads or (nouns_follow and previous > start)
        own = nouns_follow and not leads and _SEATED.search(said.folded[previous : quantity.start]) is None
        segment_start = quantity.start if own else max(start, previous)
        if quantity.measure is not Measure.TIME and not is_said_again(quantity, said.folded):
            previous = quantity.end  # 一天两吨 belongs together, as 池子25乘12 300平 does
        clause = said.folded[start:end]
        following = next((q.start for q in joined(said.folded) if q.start >= quantity.end), end)
        segment = said.folded[segment_start : min(end, quantity.end + room_behind(quantity, said.folded), following)]
        if counts_apart(quantity, following, said.folded):
            leads = nouns_follow = False
        if not leads and is_named_ahead(said.folded, segment_start, quantity) and following < end:
            segment = said.folded[segment_start : quantity.end]  # "店面五十五平仓库二十平"
        if not leads and (noun := noun_behind(quantity, following, said.folded)) is not None and following < end:
            segment_start, segment, previous = quantity.start, said.folded[quantity.start : noun], noun
        behind = said.folded[segment_start : quantity.start].strip(" ，,、：:") == "" and _goes_before(
            fact, said, quantity
        )
        if behind:
            segment = said.folded[quantity.start - behind : min(end, quantity.end + 6, following)]
        if (
            fact.measure is Measure.COUNT
            and not fact.counts_people
            and fact.unless is not None
            and just_named(fact.unless, said.folded, start) is not None
        ):
            continue
        if is_supposed(clause) or (is_question(clause) and quantity.bound) or in_aside(said.folded, quantity.start):
            continue
        if fact.measure is Measure.FLOOR and is_of_a_house(quantity, said.folded):
            continue
        if is_required(quantity, said.folded) or NOT_A_SINGLE.match(said.folded, quantity.start):
            continue
        if is_of_another_time(quantity, said.folded) and fact.has_a_later_one(quantity, said.folded):
            continue
        if EACH.search(said.folded[: quantity.start]) or says_what_each_has(quantity, said.folded):
            continue
        strength = _named(fact, quantity, said.folded, quantity.start - behind if behind else segment_start, segment)
        perhaps_this = fact.general is not None and named(fact.general, segment) and quantity.measure is fact.measure
        if strength > 1 and _may_be_of_a_part(fact, segment, said.folded, start):
            strength = 1
        if not (strength or perhaps_this) or not fact.units.fit(quantity, said.folded):
            continue
        perhaps = fact.in_parts([quantity], quantity, said.folded)
        certain = quantity.certain and not is_question(clause) and perhaps is None
        certain &= not behind and (strength > 1 or fact.measure is not Measure.COUNT)
        certain &= fact.measure is not Measure.AREA or quantity.measure is not Measure.NONE or strength > 1
        certain &= not is_of_another_time(quantity, said.folded)
        certain &= not fact.counts_asker or not is_one_post_of_several(quantity, posts_pattern(), said.folded)
        certain &= DESCRIBED.match(said.folded, quantity.end) is None
        certain &= not ALL_HANDS.search(said.folded[segment_start : quantity.start])
        certain &= fact.measure is not Measure.COUNT or not heads_another(fact.near, said.folded[quantity.end : end])
        certain &= strength > 1 or fact.unless is None or just_named(fact.unless, said.folded, start) is None
        certain &= fact.measure is not Measure.AREA or not (PARTLY.search(said.folded) or OF_A_KIND.search(said.folded))
        value = fact.in_bounds(quantity, certain=certain)
        with_me = fact.counts_asker and is_beside_who_speaks(quantity, said.folded)
        if perhaps is not None and (with_me or perhaps > quantity.low + 1):  # "12间房，一间两张床"
            value = fact.bounds.within(perhaps, perhaps, certain=False)
        if isinstance(value, Reading):
            found.append(Found(value.value, quantity.start, quantity.end, value.certain, strength))
    if fact.measure is Measure.FLOOR and len({mention.value for mention in found}) > 1:
        return []  # which of them the shop is on is asked
    people = fact.people_told(said.folded) if fact.counts_asker else []
    found = people or _settled_on(fact, found, said.folded) or _spoken_somewhere(fact, said)
    found = found or fact.told_one_by_one(said)
    return found or (fact.all_of_them(said.folded) if fact.counts_people and not fact.counts_asker else [])


def _may_be_of_a_part(fact: AmountTelling, segment: str, folded: str, start: int) -> bool:
    """Whether a size that could be of the whole is rather that of what was just named ("有一面攀岩墙，场地大概70平")."""
    whole = fact.measure is Measure.AREA and fact.words.nearby_default and fact.unless is not None
    return bool(
        whole
        and fact.unless is not None
        and _OF_EITHER.search(segment)
        and just_named(fact.unless, folded, start) is not None
    )


def _settled_on(fact: AmountTelling, found: list[Found], folded: str) -> list[Found]:
    """Of several mentions the whole, or the last where it corrects the others ("四百多，具体450米")."""
    if (by_posts := fact.told_by_posts(found, folded)) is not None:
        return [by_posts]
    if not found or len(joined(folded)) == 1 or fact.measure is Measure.FLOOR:
        return found
    behind = (with_who_speaks(one.end, folded) for one in (found if fact.counts_asker else ()))
    if (all_of_us := next((one for one in behind if one is not None), None)) is not None:
        total = plain_number(all_of_us.low)
        return [Found(total, all_of_us.start, all_of_us.end, certain=False, strength=found[-1].strength)]
    whole = whole_beside_parts(folded, fact.units.fits_in(folded))
    among = [m for m in found if whole is not None and whole.start <= m.start and m.end <= whole.end]
    if (
        whole is not None
        and fact.unless is not None
        and named(fact.unless, folded[clause_at(folded, whole.start)[0] : whole.end])
    ):
        among = []  # "大厅36个，包间24个，一共60" counts no rooms
        if not (found := [m for m in found if m.end <= whole.start or whole.end <= m.start]):
            return []
    if whole is not None and fact.counts_people and not fact.counts_asker:
        left, right = clause_at(folded, whole.counted.start)
        among = among if fact.is_near(folded[left:right]) else []  # "六个，两个前台四个技师"
    if whole is not None and among and all(mention.value != whole.value for mention in among):
        strength = max(mention.strength for mention in among)
        return [Found(plain_number(whole.value), whole.start, whole.end, certain=False, strength=strength)]
    if fact.measure is Measure.AREA and (fact.parts is not None or len(terms(folded)) == len(found)):
        total = sum_of_parts(folded, fact.units.fits_in(folded), fact.measure, fact.parts)
        told = sum(term.value for term in terms(folded) if fact.units.fit(term.counted, folded))
        if total is not None and total == told and all(mention.value != total for mention in found):
            return [replace(found[0], value=plain_number(total), certain=False)]  # "后厨40堂食110"
    if (better := fact.made_exact(found[-1], folded)) is not None:
        return [better]
    certified = [m for m in found if fact.counts_certified and is_certified(m.start, m.end, folded)]
    if len(found) > 1 and len(certified) == 1:
        return [replace(certified[0], certain=False)]
    last = found[-1]
    for better in (q for q in joined(folded) if q.start >= last.end and fact.units.fit(q, folded) and q.low == q.high):
        if CORRECTED.search(folded[last.end : better.start]):
            return [Found(plain_number(better.low), better.start, better.end, certain=False, strength=last.strength)]
    if len(found) > 1 and CORRECTED.search(folded[found[-2].end : last.start]):
        return [last]
    totals = [mention for mention in found if is_total(folded[: mention.start], fact.counts_asker)]
    if len(totals) == 1 or len({mention.value for mention in found}) == 1:
        return totals or found
    return [replace(mention, certain=False) for mention in found]  # which of several is meant is asked


def _named(fact: AmountTelling, quantity: Quantity, folded: str, start: int, segment: str) -> int:
    """2 where the fact is named beside the number, 1 where such a number can only be this fact, else 0."""
    if fact.unless is not None and named(fact.unless, segment):
        return 0
    if quantity.measure is Measure.NONE:
        if fact.counts_asker and OF_US.match(folded, quantity.end):
            return 2
        if fact.measure is Measure.COUNT and fact.units.names_what_follows(quantity, folded):
            return (
                2 if fact.counts_people and fact.units.ends_with_noun(quantity, folded) else 1
            )  # "3 doctors, 2 nurses"
        before = folded[start : quantity.start]
        near = list(fact.near.finditer(before)) if fact.near is not None else []
        if fact.measure is Measure.FLOOR:
            near = [match for match in near if OF_STOREYS.search(match.group())]  # "现在十四" is on no storey
        ends = [match.end() for match in near if not PART_OF_A_DOOR.search(before[: match.end()])]
        beside = bool(ends) and PLACES.search(before) is None and JUST_BEFORE.fullmatch(before[ends[-1] :]) is not None
        of_all = fact.measure is Measure.AREA and fact.words.nearby_default and is_bare_area(quantity, folded)
        if fact.parts is not None and len(set(fact.parts.findall(before))) > 1 and TAKES_UP.search(before):
            return 2  # "厨房加大厅占240"
        return 2 if beside else int(fact.units.are_named_by(before.strip()) or of_all)
    if quantity.measure is not fact.measure:
        of_all = fact.measure is Measure.AREA and fact.words.nearby_default
        return int(of_all and is_area_in_fang(quantity, folded))
    if fact.measure is Measure.AREA and not quantity.noun and (fact.derived or not fact.is_near(segment)):
        return 0  # 6米乘1.2米 may be the size of anything
    before = folded[start : quantity.start]
    if (
        fact.counts_people
        and fact.near is not None
        and any(ONE_OF_TWO.match(before, m.end()) for m in fact.near.finditer(before))
    ):
        return 1
    if fact.counts_asker and quantity.noun.endswith(PEOPLE) and ALL_HANDS.search(before):
        return 2
    if fact.near is not None and any(not IN_THERE.match(segment, m.end()) for m in named(fact.near, segment)):
        return 2 if fact.measure is not Measure.FLOOR else 1
    if fact.counts_asker and is_beside_who_speaks(quantity, folded):
        return 1  # "两个师傅加我"
    if fact.measure is Measure.COUNT and not quantity.noun.endswith(PEOPLE):
        return 0
    return 1 if fact.words.nearby_default else 0


def _goes_before(fact: AmountTelling, said: Said, quantity: Quantity) -> int:
    """How far before a clause that begins with a number its thing was named, in a clause without one ("有泳池，1250平")."""
    start, _ = clause_at(said.folded, quantity.start)
    if fact.near is None or quantity.measure is not fact.measure:
        return 0
    if fact.measure is Measure.COUNT:  # "托班，三十个位子"
        unit = fact.units.units.match(said.folded, quantity.end - len(quantity.noun)) if fact.units.units else None
        if fact.counts_people or unit is None or len(unit.group()) <= len(quantity.noun):
            return 0
    elif fact.measure not in (Measure.AREA, Measure.VOLUME, Measure.LENGTH):
        return 0
    named = just_named(fact.near, said.folded, start)
    if named is None:
        return 0
    nearer = list(measured_pattern().finditer(said.folded, named, start))
    if nearer and fact.near.search(nearer[-1].group()) is None:
        return 0  # "用水走自己的水箱，二十立方" is the size of the tank
    return quantity.start - named


def _spoken_somewhere(fact: AmountTelling, said: Said) -> list[Found]:
    """A number said in words, or that there is none of the thing ("坐诊医生2个护士没有")."""
    if fact.measure is not Measure.FLOOR:
        none = [phrase for phrase, value in fact.said_values if value == fact.nothing == 0]
        spans = [s for s in clauses(said.folded) if any(p.fullmatch(said.folded[slice(*s)].strip()) for p in none)]
        gone = missing(fact.near, said.folded) if fact.near is not None and fact.nothing == 0 else []
        spans += [m.span() for m in gone if not in_aside(said.folded, m.start())]
        return [Found(0, *span, certain=False) for span in spans[:1]]  # "奶茶店，三十八平，只做外带"
    for phrase, value in fact.said_values:
        match = phrase.search(said.folded)
        if match is None or DENIED.search(said.folded[: match.start()]):
            continue
        start, end = clause_at(said.folded, match.start())
        clause = said.folded[start:end]
        if not (is_question(clause) or is_supposed(clause) or (fact.unless is not None and fact.unless.search(clause))):
            return [Found(plain_number(value), *match.span(), certain=False)]
    return []
