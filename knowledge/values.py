"""The values an answer (信息要素的取值) can have, and the three-valued truth that conditions over them take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


@dataclass(frozen=True, slots=True)
class Range:
    """A number known only to lie between two ends, both included ("四十五六" is 45 to 46).

    It decides what both ends decide alike; the number itself is asked for before signing.
    """

    min: float
    max: float


Value = bool | int | float | str | tuple[str, ...] | Range
"""What a fact can be worth: dates are ISO text, choices are codes, multiple choices and lists are tuples."""

Facts = Mapping[str, Value]
"""Known values by fact code; a fact that is missing is not known yet."""


class Truth(IntEnum):
    """Whether a condition (条件) holds, after Kleene: the weakest part decides an `and`, the strongest an `or`."""

    UNMET = -1
    UNKNOWN = 0
    MET = 1

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values: compare it with Truth.MET, Truth.UNMET or Truth.UNKNOWN")

    @classmethod
    def of(cls, holds: bool) -> Truth:
        """The settled truth of a plain boolean."""
        return cls.MET if holds else cls.UNMET
