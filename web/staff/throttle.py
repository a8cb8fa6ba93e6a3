"""Slowing down guesses at the login (防暴力破解): by name and place together, and by place alone.

A name alone never counts: whoever guesses at it from elsewhere can't shut its owner out.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

FREE_FAILURES = 5
"""So many failures of one name from one place cost nothing."""
FREE_FAILURES_OF_A_PLACE = 25
"""So many from one place, whatever the names: an office may share one address."""
FIRST_WAIT_S = 2.0
LONGEST_WAIT_S = 300.0
REMEMBERED = 20_000
"""Bounded, so that spraying names can't fill the memory; the longest untouched is forgotten first."""


@dataclass(slots=True)
class _Failures:
    count: int = 0
    blocked_until: float = 0.0


class Throttle:
    """Counts failures in this process; every time is seconds of a clock that never goes back."""

    def __init__(self) -> None:
        self._failures: OrderedDict[tuple[str, str], _Failures] = OrderedDict()

    def wait_s(self, name: str, place: str, now: float) -> float:
        """How long to wait before the next try counts; 0 when it may be made."""
        known = (self._failures.get(key) for key in (_pair(name, place), _place(place)))
        return max((entry.blocked_until - now for entry in known if entry is not None), default=0.0)

    def failed(self, name: str, place: str, now: float) -> None:
        """Counts a wrong password or an unknown name, alike."""
        for key, free in ((_pair(name, place), FREE_FAILURES), (_place(place), FREE_FAILURES_OF_A_PLACE)):
            entry = self._failures.setdefault(key, _Failures())
            self._failures.move_to_end(key)
            entry.count += 1
            if entry.count >= free:
                doubled = min(entry.count - free, 16)
                entry.blocked_until = now + min(FIRST_WAIT_S * 2**doubled, LONGEST_WAIT_S)
        while len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)

    def succeeded(self, name: str, place: str) -> None:
        """Forgets this name's failures from this place; the place's own stay, or one account would reset them."""
        self._failures.pop(_pair(name, place), None)


def _pair(name: str, place: str) -> tuple[str, str]:
    return (name.casefold()[:64], place)


def _place(place: str) -> tuple[str, str]:
    return ("", place)
