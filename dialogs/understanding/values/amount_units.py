"""What the numbers of a fact are counted in (数量的单位): whether a number that was said can be one of it, by what follows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dialogs.understanding.values.amount_cues import NOTHING_FOLLOWS, ON_A_STOREY, SOME_OF_THEM, UPSTAIRS
from dialogs.understanding.values.amount_names import is_counted_ahead
from dialogs.understanding.values.quantities import Measure, Quantity

_AMONG = re.compile(r" (?:in|on|at|over|across|for) ")
_NEAR = 16
_FEWEST_LEFT_OUT = 10
"""Square metres of which 个 alone is said, with 平方 left out ("六十几个"); fewer are things."""
_SO_MANY_ROOMED = re.compile(
    r"^-(?P<room>room)(?= (?:place|hotel|inn|motel|guest ?house|hostel|b&b|lodge|homestay|house|ktv|karaoke))"
)
"""Behind the number of a 32-room place, unlike the one of a three-room suite."""
_MEASURE_WORD = re.compile(r"个?[个名位间张把台部套座条口人道处号家]人?")
_OF_THEM = re.compile(r"(?:of (?:them|whom|us|these) )?(?:(?:who|that|are|is|actually|directly) )*")
"""What may stand between a number and what those do whom it counts ("3 of them cut hair")."""
_NOUN_ENDS = re.compile(r"\s?(?:$|[,.;+&]|and\b|plus\b|with\b)")


@dataclass(frozen=True, slots=True)
class Units:
    """The measure of a fact, and the words that follow its numbers."""

    measure: Measure
    things: re.Pattern[str] | None
    """What the fact is about, which may stand right behind its number ("俩医生")."""
    units: re.Pattern[str] | None
    not_units: re.Pattern[str] | None

    def fits_in(self, folded: str) -> Callable[[Quantity], bool]:
        """Whether a number of a text can be one of the fact, for who judges several."""
        return lambda quantity: self.fit(quantity, folded)

    def fit(self, quantity: Quantity, folded: str) -> bool:
        """Whether a number can be one of the fact."""
        number_end = quantity.end - len(quantity.noun) if quantity.measure is Measure.COUNT else quantity.end
        if self.not_units is not None and self.not_units.match(folded[number_end:].lstrip()):
            return False
        if quantity.measure is Measure.NONE:
            return self._fit_bare(quantity, folded)
        if quantity.measure is Measure.TIME:
            return False  # 五个工作日 begins as 五个 does
        if self.measure is Measure.COUNT:
            if quantity.measure is not Measure.COUNT:
                return self.units is not None and bool(self.units.match(quantity.noun))
            if self.units is None or quantity.noun in ("个", ""):
                return True
            unit = self.units.match(folded[number_end:].lstrip())
            # "能坐一百二十个人" counts no rooms, although they are counted in 个 as well
            of_people = quantity.noun == "个人" and unit is not None and unit.group() == "个"
            return unit is not None and not (of_people and self.units.match("人") is None)
        if self.measure is Measure.AREA and quantity.noun == "个" and is_counted_ahead(quantity, folded):
            return False  # "厨房40大厅110，座位88个"
        if self.measure is Measure.AREA and quantity.measure is Measure.VOLUME:
            return quantity.noun in ("方", "个方")
        if self.measure is Measure.AREA and quantity.noun == "个":
            if quantity.high < _FEWEST_LEFT_OUT:
                return False  # "现在有一个" is one of what was spoken of
            return NOTHING_FOLLOWS.match(folded, quantity.end) is not None  # 六十几个, with 平方 left out
        return quantity.measure is self.measure

    def are_named_by(self, words: str) -> bool:
        """Whether words are no more than what is counted, as in a list of keywords ("房42，床68")."""
        thing = self.measure is Measure.COUNT and self.units is not None and self.units.fullmatch(words) is not None
        return thing and not words.isascii() and _MEASURE_WORD.fullmatch(words) is None

    def names_what_follows(self, quantity: Quantity, folded: str) -> bool:
        """Whether what the fact is about stands right behind a number that is written in the Latin way."""
        rest = _OF_THEM.sub("", folded[quantity.end :].lstrip(), count=1)
        rest = _SO_MANY_ROOMED.sub(r"\g<room>", rest, count=1)
        return rest[:1].isascii() and self.things is not None and self.things.match(rest) is not None

    def ends_with_noun(self, quantity: Quantity, folded: str) -> bool:
        """Whether nothing that could change what it is of stands behind the noun of a number ("two lifeguards and …")."""
        rest = _OF_THEM.sub("", folded[quantity.end :].lstrip(), count=1)
        noun = self.things.match(rest) if self.things is not None else None
        return noun is not None and _NOUN_ENDS.match(rest, noun.end()) is not None

    def _stands_behind(self, quantity: Quantity, folded: str) -> bool:
        """Whether what the fact is about stands right before its number."""
        ahead = folded[max(0, quantity.start - _NEAR) : quantity.start]
        return self.things is not None and any(not ahead[m.end() :].strip(" :") for m in self.things.finditer(ahead))

    def _fit_bare(self, quantity: Quantity, folded: str) -> bool:
        """Whether a number without a measure word can be one: the thing follows it, or nothing does."""
        if self.measure is Measure.AREA and is_counted_ahead(quantity, folded):
            return False  # "后厨加前厅四十五六 座位18"
        if quantity.low == quantity.high == 0.5 and not folded[quantity.start].isdigit():
            return False  # 一半 is half of something
        rest = _SO_MANY_ROOMED.sub(r"\g<room>", folded[quantity.end :].lstrip(), count=1)
        if self.units is not None and self.units.match(rest):
            return True
        if self.measure is Measure.COUNT and self.things is not None and self.things.match(rest):
            return True  # 俩医生
        if self.things is not None and _AMONG.match(folded, quantity.end) and self._stands_behind(quantity, folded):
            return True  # "Seats 640 in 5 halls"
        if self.measure in (Measure.COUNT, Measure.AREA) and UPSTAIRS.match(folded, quantity.end):
            return True
        if self.measure is Measure.AREA and ON_A_STOREY.match(folded, quantity.end):
            return True
        if self.measure is Measure.COUNT and SOME_OF_THEM.match(folded, quantity.end):
            return True
        return NOTHING_FOLLOWS.match(folded, quantity.end) is not None
