"""What words make of the numbers of one fact (怎样数): in parts, with who speaks, of a day, none of it, within its bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dialogs.understanding.segments import blanked
from dialogs.understanding.values.amount_bounds import Bounds
from dialogs.understanding.values.amount_cues import (
    ADDS_MORE,
    ALL_DO,
    ANOTHER,
    DAYS_IN,
    DENIED,
    DOES_WITHOUT,
    NO_MORE,
    NONE_BEHIND,
    NOTHING,
    NOTHING_OF,
    OF_A_KIND,
    PARTLY,
    PEOPLE,
    SOME_DAY,
    VERBS,
    WHO_SPEAKS,
)
from dialogs.understanding.values.amount_names import (
    is_here,
    named_ahead_pattern,
    stands_alone,
)
from dialogs.understanding.values.amount_units import Units
from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.folding import clause_at, clauses
from dialogs.understanding.values.outcomes import Found, Read, Reading, Unclear
from dialogs.understanding.values.parts import (
    adds_the_asker,
    are_named_apart,
    counts_the_asker_out,
    is_certified,
    is_one_more,
    sum_of_parts,
)
from dialogs.understanding.values.people import licensed_told, people_added, people_told
from dialogs.understanding.values.quantities import Measure, Quantity, quantities
from dialogs.understanding.values.said import Said
from dialogs.understanding.values.standing import MOST_NUMBERS, ahead_of, is_a_day, is_made_exact
from dialogs.understanding.values.terms import terms
from dialogs.understanding.values.words import FactWords

_OF_PEOPLE = frozenset({"名", "个", "位", "口", "people", "staff", "employees", ""})
"""What may count people, the last of them where 俩 or 仨 stand for it."""

_OTHER_ONE = re.compile(
    r"另外?(?:那|有|的)?一?[个间口台只扇]|(?:还有|又有|再加)一?[个间口台只扇]|第二[个间口台只扇]|\bthe (?:other|second)\b|\banother\b"
)
"""Between two numbers: the second is of another thing of the kind, even where it is the same."""
_LEADS_ON = re.compile(r"[有是共:： ]{0,2}")
"""Between a post and how many have it."""
_ALL_OF_A_TRADE = re.compile(
    r"[，,\s]*(?:两个?人?|[俩仨]|三个?人?)?(?:都|全)(?:是|有|持|考了?|拿了?)[^，,。；\d]{0,8}(?:证|照|医师?|医生|师|教练|大夫|员)(?:的|了)?"
    r"(?=$|[，,。；\s])|,? both (?:(?:are|have|of us) )?(?:[a-z]+ ){0,3}"
    r"(?:licen[cs]ed?|certified|qualified|vets|doctors|dentists|coaches|nurses)$"
)
"""Behind people told one by one: that all of them are of the trade that is counted."""


@dataclass(frozen=True, slots=True)
class AmountTelling:
    """The words and the bounds of one fact that is a number, and what the numbers of a message come to for it."""

    measure: Measure
    bounds: Bounds
    nothing: float | None
    said_values: tuple[tuple[re.Pattern[str], float], ...]
    words: FactWords
    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    general: re.Pattern[str] | None
    units: Units
    parts: re.Pattern[str] | None
    derived: bool
    """Whether it follows from another fact, to which extents belong (5米乘1米 is the size of a sign)."""
    counts_people: bool
    counts_asker: bool
    """Whether the question counts who is asked ("连您在内")."""
    counts_certified: bool
    """Whether only those with a licence or a post of their own are asked for."""

    def _certified(self, fitting: list[Quantity], folded: str) -> Quantity | None:
        """The one number of those with a licence ("三名执业的，两名助理", "教练一共七个 有证的才四个")."""
        certified = [q for q in fitting if is_certified(q.start, q.end, folded)]
        if len(fitting) < 2 or len(certified) != 1 or certified[0].low != certified[0].high:
            return None
        return certified[0] if self.counts_certified or len(fitting) == 2 else None

    def _a_day_of(self, period: str, folded: str) -> Read:
        """So much a month as so much a day, to be confirmed."""
        daily = [q for q in joined(folded) if self.units.fit(q, folded) and is_a_day(q, folded)]
        if len(daily) == 1:  # "上个月走了90个字，平均一天3吨"
            return self.in_bounds(daily[0], certain=False)
        amounts = [q for q in joined(folded) if q.measure is self.measure and q.low == q.high]
        days = next(count for name, count in DAYS_IN.items() if name in period)
        if len(amounts) != 1:
            return Unclear("hint_number")
        return self.bounds.within(amounts[0].low / days, amounts[0].low / days, certain=False)

    def made_exact(self, vague: Found, folded: str) -> Found | None:
        """The number that is settled on right behind one that was said vaguely ("八十多平就按85算吧")."""
        known = joined(folded)
        for one, following in pairwise(known):
            if one.end != vague.end or following.measure not in (self.measure, Measure.NONE):
                continue
            value = self.bounds.value(following, certain=False) if is_made_exact(one, following, folded) else None
            return replace(vague, value=value.value, certain=False) if isinstance(value, Reading) else None
        return None

    def people_told(self, folded: str) -> list[Found]:
        """The people that a clause tells one by one, if no others are counted ("开个早餐店 就我跟我妈两个人")."""
        counted = [q for q in joined(folded) if q.measure is Measure.COUNT and q.noun.removesuffix("人") in _OF_PEOPLE]
        for start, end in clauses(folded):
            who = WHO_SPEAKS.search(folded, start, end)  # "开个卤菜店就我跟我老婆 25平"
            begins = who.start() if who is not None else start
            words = folded[begins:end].split(" ")[0] if begins > start else folded[begins:end]
            told = None if words.isascii() else people_told(words)
            if told is None or any(not start <= q.start < end for q in counted):
                continue
            certain = told[1] and bool(counted) and begins == start
            value = self.bounds.within(float(told[0]), float(told[0]), certain=certain)
            return (
                [Found(value.value, begins, begins + len(words), value.certain, 2)]
                if isinstance(value, Reading)
                else []
            )
        return []

    def _people_of_them(self, answer: str) -> tuple[int, bool] | None:
        """How many are told one by one; of those of a trade only if all are of it ("我跟我爱人，都有执业医师证")."""
        if self.counts_asker:
            return people_told(answer)
        licensed = licensed_told(answer) if self.counts_certified else None
        if licensed is not None:
            return licensed, False
        all_of_it = _ALL_OF_A_TRADE.search(answer) if self.counts_people else None
        if all_of_it is None:
            return None
        told = people_told(answer[: all_of_it.start()] + answer[all_of_it.end() :])
        return None if told is None else (told[0], False)

    def told_one_by_one(self, said: Said) -> list[Found]:
        """Who works there, where a clause names them and nothing else ("45 m2, just me and my sister working")."""
        for start, end in clauses(said.folded) if self.counts_asker else ():
            people = people_told(said.folded[start:end].strip())
            if people is not None:
                return [Found(people[0], start, end, certain=False)]
        return []

    def all_of_them(self, folded: str) -> list[Found]:
        """All the people that the clause before counts, of whom this is said ("店里4个人 都直接给客人做头发")."""
        spans = clauses(folded)
        for (start, end), (left, right) in pairwise(spans):
            if not ALL_DO.match(folded, left, right) or not self.is_near(folded[left:right]):
                continue
            told = [q for q in joined(folded) if start <= q.start < right]
            if len(told) != 1 or told[0].start >= end or not told[0].noun.endswith((*PEOPLE, "个", "位")):
                continue
            if DOES_WITHOUT.search(folded, left, right) or told[0].low != told[0].high:
                continue
            value = self.bounds.value(told[0], certain=False)
            return [Found(value.value, left, right, certain=False, strength=2)] if isinstance(value, Reading) else []
        return []

    def in_parts(self, fitting: list[Quantity], chosen: Quantity | None, folded: str) -> float | None:
        """What the parts come to where no whole is said."""
        if self.measure in (Measure.FLOOR, Measure.LENGTH, Measure.MONEY):
            return None
        if chosen is None:
            if self.measure is Measure.COUNT and stands_alone(fitting[0], folded):
                return fitting[0].low  # "三个，前门后门加一个消防梯"
            total = sum_of_parts(folded, self._fits_here(folded), self.measure, self.parts)
            if total is None or not self.counts_asker:
                return total
            last = fitting[-1]
            return total + (people_added(folded, last.end) or int(adds_the_asker(folded, last.start)))
        alike = [term for term in terms(folded) if term.counted in fitting]
        more = self._left_out(chosen, folded) if chosen.low == chosen.high else 0
        if len(fitting) == 1:  # "两层，每层80平", "四个30方的罐", "六张四人桌"
            made = next((term.value for term in alike if term.multiplied), None)
            return made + more if made is not None else chosen.low + more if more else None
        if more:
            return chosen.low + more
        if len(alike) > 1 and all(term.multiplied for term in alike):  # "一个5方一个5方"
            return sum_of_parts(folded, self._fits_here(folded), self.measure, self.parts)
        if all(_OTHER_ONE.search(folded, one.end, other.start) for one, other in pairwise(fitting)):
            return sum(quantity.low for quantity in fitting)  # "一个五方，另一个也是五方"
        if len({quantity.low for quantity in fitting}) > 1 or not are_named_apart(alike, folded):
            return None
        return sum_of_parts(folded, self._fits_here(folded), self.measure, self.parts)

    def _named_beside(self, here: list[Quantity], chosen: Quantity | None, folded: str) -> Quantity | None:
        """The one number of several beside which the fact is named ("会员两千多，同时在里头的最多也就150")."""
        if self.measure is Measure.FLOOR or len(here) > MOST_NUMBERS:
            return None
        beside = [q for q in here if self.is_near(folded[clause_at(folded, q.start)[0] : q.start])]
        return beside[0] if len(beside) == 1 and beside[0] is not chosen else None

    def each_is_named(self, fitting: list[Quantity], folded: str) -> bool:
        """Whether every area has the name of what is so large right ahead of it ("门面60平，厨房15平")."""
        if self.measure is not Measure.AREA or PARTLY.search(folded) or OF_A_KIND.search(folded):
            return False
        if SOME_DAY.search(folded) or any(ADDS_MORE.match(folded, q.end) for q in fitting):
            return False
        return all(
            q.certain and not q.bound and named_ahead_pattern().search(VERBS.sub("", ahead_of(q, folded)))
            for q in fitting
        )

    def told_by_posts(self, found: Sequence[Found], folded: str) -> Found | None:
        """The sum of those who are counted by their posts, each of which is of it ("4个发型师2个美容师"); to be confirmed."""
        if self.parts is None or not self.counts_people or not found:
            return None
        posts: dict[str, Quantity] = {}
        for quantity in joined(folded):
            behind = self.parts.match(folded, quantity.end + int(folded.startswith(" ", quantity.end)))
            ahead = folded[clause_at(folded, quantity.start)[0] : quantity.start]
            named = [match for match in self.parts.finditer(ahead) if _LEADS_ON.fullmatch(ahead, match.end())]
            post = behind or (named[-1] if named else None)
            if post is None or quantity.measure not in (Measure.COUNT, Measure.NONE):
                continue
            if quantity.low != quantity.high or quantity.bound or post.group() in posts:
                return None
            posts[post.group()] = quantity
        total = sum(quantity.low for quantity in posts.values())
        value = self.bounds.within(total, total, certain=False) if len(posts) > 1 else None
        if not isinstance(value, Reading) or any(one.value == value.value for one in found):
            return None
        if (
            self.parts.search(folded, 0, found[0].start) is not None
        ):  # "理发师3个，美容师2个" tells what is done as well
            return replace(found[0], value=value.value, certain=False)
        start, end = min(q.start for q in posts.values()), max(q.end for q in posts.values())
        return Found(value.value, start, end, certain=False, strength=found[0].strength)

    def _named_by_parts(self, here: list[Quantity], folded: str) -> Quantity | None:
        """The one number of several ahead of which the parts of the thing are named ("整个店180，做饭和吃饭的地方130")."""
        if self.parts is None or len(here) < 2:
            return None
        ahead = [(q, folded[clause_at(folded, q.start)[0] : q.start]) for q in here]
        named = [q for q, words in ahead if len(set(self.parts.findall(words))) > 1]
        return named[0] if len(named) == 1 else None

    def _fits_here(self, folded: str) -> Callable[[Quantity], bool]:
        return lambda quantity: self.units.fit(quantity, folded) and is_here(quantity, folded)

    def _tells_more(self, fitting: list[Quantity], folded: str) -> bool:
        """Whether an English message counts more, of what cannot be made out ("one facing the street, another …")."""
        if self.measure is not Measure.COUNT or not folded.isascii():
            return False
        bare = [q for q in joined(folded) if q.measure is Measure.NONE and q not in fitting]
        return ANOTHER.search(folded) is not None or any(folded[q.start].isalpha() for q in bare)

    def _left_out(self, quantity: Quantity, folded: str) -> int:
        """How many are to be added: who speaks, as one of the staff or of a trade, and those named without a number."""
        if self.counts_asker:
            added = people_added(folded, quantity.end)
            told = folded[: quantity.end] if added else folded  # "三个，再加会计和我" adds who speaks already
            return added + int(counts_the_asker_out(told, quantity.start))
        return int(
            self.counts_people and (is_one_more(folded, quantity.start) or adds_the_asker(folded, quantity.start))
        )

    def has_a_later_one(self, former: Quantity, folded: str) -> bool:
        """Whether a number of the same kind follows one of another time ("the old shop was 40 sqm, the new one is 75")."""
        later = [q for q in joined(folded) if q.start >= former.end and self.units.fit(q, folded)]
        return any(is_here(q, folded) and q.measure in (self.measure, Measure.NONE) for q in later)

    def _says_none(self, folded: str) -> bool:
        """Whether a clause says that there is nothing of what is counted ("没得座位，站着吃")."""
        parts = [folded[start:end].strip() for start, end in clauses(folded)]
        if parts and NOTHING.fullmatch(parts[0]):
            return True
        for clause in parts:
            no = NOTHING_OF.match(clause)
            named = self.near.match(clause, no.end()) if no is not None and self.near is not None else None
            if self.near is not None and any(
                NONE_BEHIND.fullmatch(clause, one.end()) for one in self.near.finditer(clause)
            ):
                return True  # "凳子都没放"
            if named is not None and (len(clause) - named.end() <= 2 or NO_MORE.match(clause, named.end())):
                return True
        return False

    def _said_value(self, answer: str) -> float | None:
        if self.measure is Measure.FLOOR:  # "basement" of "second basement level" says no storey by itself
            answer = blanked(answer, [(q.start, q.end) for q in joined(answer) if q.measure is Measure.FLOOR])
        return next((value for phrase, value in self.said_values if _is_said(phrase, answer)), None)

    def _no_number(self, said: Said) -> Unclear:
        if any(quantity.measure not in {Measure.NONE, self.measure} for quantity in quantities(said.folded)):
            return Unclear(f"hint_unit_{self.measure.value}")
        return Unclear("hint_number")

    def in_bounds(self, quantity: Quantity, *, certain: bool) -> Read:
        if self.measure is Measure.FLOOR and quantity.bound:
            certain = False  # 五楼以上 names no storey
        if self.measure is Measure.AREA and quantity.measure is not Measure.AREA and quantity.noun:
            certain = False  # 60方 is an area to some, a volume to others
        return self.bounds.value(quantity, certain=certain)

    def is_near(self, segment: str) -> bool:
        return self.near is not None and self.near.search(segment) is not None


def _is_said(phrase: re.Pattern[str], answer: str) -> bool:
    """Whether a phrase is said, and not what it is not ("not the third floor")."""
    return any(not DENIED.search(answer[: match.start()]) for match in phrase.finditer(answer))
