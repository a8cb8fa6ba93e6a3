"""The bounds of an amount (数量的范围): what numbers a fact can have, and a number, a range or none of it within them."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.understanding.values.outcomes import Detail, Read, Reading, Unclear
from dialogs.understanding.values.quantities import Quantity
from knowledge.values import Range


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest amount of a fact, in its unit, and whether only whole ones count."""

    low: float | None
    high: float | None
    whole: bool
    says_at_most: bool
    """The question itself asks for a maximum, so "最多30人" is just 30."""

    def value(self, quantity: Quantity, *, certain: bool) -> Read:
        """What a quantity comes to, a range where only one end of it was said."""
        low, high = quantity.low, quantity.high
        step = 1 if self.whole else 0.01
        bottom, top = (self.low if self.low is not None else 0), self.high
        match quantity.bound:
            case "below":
                low, high = bottom, high - step
            case "up_to" if not self.says_at_most:
                low = bottom
            case "above" | "from" if top is None:
                return Unclear("hint_number")
            case "above":
                low, high, certain = low + step, top or 0, False
            case "from":
                high, certain = top or 0, False
            case _:
                pass
        return self.within(low, high, certain=certain)

    def within(self, low: float, high: float, *, certain: bool) -> Read:
        """A number, or a range, if it can be one of the fact."""
        if (self.low is not None and low < self.low) or (self.high is not None and high > self.high):
            return self.hint()
        if self.whole and (low != int(low) or high != int(high)):
            return Unclear("hint_whole_number")
        if low > high:
            return Unclear("hint_number")
        if low < high:
            return Reading(Range(plain_number(low), plain_number(high)), certain)
        return Reading(plain_number(low), certain)

    def no_amount(self, nothing: float | None) -> Read:
        """None of it, which is `nothing` where the fact has a number for that."""
        if nothing is None:
            return self.hint() if self.low is not None else Unclear("hint_number")
        return Reading(plain_number(nothing))

    def hint(self) -> Unclear:
        """Why a number cannot be one of the fact."""
        details: dict[str, Detail] = {}
        if self.low is not None:
            details["min"] = plain_number(self.low)
        if self.high is not None:
            details["max"] = plain_number(self.high)
        return Unclear("hint_number_bounds", details=details)


def plain_number(value: float) -> int | float:
    """A number without decimals that say nothing."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
