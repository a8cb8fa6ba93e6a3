"""A benchmark's figures: value, goal and physical bound, printed as one JSON line each (contract.md)."""

from __future__ import annotations

import json
import operator
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_SIGNS: dict[str, Callable[[float, float], bool]] = {"<=": operator.le, ">=": operator.ge, "<": operator.lt}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `bound` is what the machine itself can do, taken in the same run."""

    figure: str
    value: float
    unit: str
    goal: str
    """Such as "<= 100"; empty where there is none."""
    bound: float | None = None

    @property
    def ok(self) -> bool:
        """Whether the goal is met."""
        if not self.goal:
            return True
        sign, wanted = self.goal.split()
        return _SIGNS[sign](self.value, float(wanted))

    def as_json(self) -> str:
        """The contract's line."""
        return json.dumps(
            {
                "figure": self.figure,
                "value": _rounded(self.value),
                "unit": self.unit,
                "goal": self.goal,
                "ok": self.ok,
                "bound": None if self.bound is None else _rounded(self.bound),
            },
            ensure_ascii=False,
        )

    def as_text(self) -> str:
        """The same for people."""
        bound = "" if self.bound is None else f"   (bound {_rounded(self.bound)})"
        mark = "ok" if self.ok else "MISSED"
        return f"{self.figure:32} {_rounded(self.value):>12} {self.unit:8} goal {self.goal or '-':10} {mark}{bound}"


def _rounded(value: float) -> float:
    return round(value, 3) if abs(value) < 1000 else round(value, 1)


def all_met(figures: Iterable[Figure]) -> bool:
    """Whether every goal is met."""
    return all(figure.ok for figure in figures)


def say(progress: str) -> None:
    """A line of progress for whoever waits; figures alone go to standard output."""
    print(progress, file=sys.stderr, flush=True)
