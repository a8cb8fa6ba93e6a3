"""The cells (取值区间) into which conditions cut a fact's values: all values in one cell are alike to every condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from knowledge.conditions.evaluate import test_of
from knowledge.conditions.tree import Among, Atom, Compare, Includes
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Range, Truth, Value

MAX_MENTIONED = 10
"""More choices than this in the conditions on one multiple choice make too many cells (2 to their number)."""


class TooManyCells(ValueError):
    """The conditions on one fact tell too many values apart to be checked exhaustively."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One fact's cells, each with a value that stands for it; in the order of choices or of size."""

    fact: str
    representatives: tuple[Value, ...]
    _tests: tuple[Callable[[Value], Truth], ...]
    _cell_by_signature: dict[tuple[Truth, ...], int]
    _points: tuple[float, ...] = ()
    """For numbers: at least one value in every interval that the conditions cut, in ascending order."""

    def __len__(self) -> int:
        return len(self.representatives)

    def mask(self, value: Value) -> int:
        """The cells that a value can lie in, as a bit each: one for a plain value, several for a range."""
        if isinstance(value, Range):
            inside = [point for point in self._points if value.min < point < value.max]
            bits = 0
            for one in (value.min, value.max, *inside):
                bits |= self._bit(one)
            return bits
        return self._bit(value)

    def _bit(self, value: Value) -> int:
        return 1 << self._cell_by_signature.get(tuple([test(value) for test in self._tests]), 0)


def cells_of(fact: Fact, atoms: Iterable[Atom], industries: Sequence[str]) -> Cells:
    """The fact's cells under these tests of it. Raises TooManyCells."""
    distinct = tuple(dict.fromkeys(atoms))
    tests = tuple(test_of(atom) for atom in distinct)
    candidates = _candidates(fact, distinct, industries)
    by_signature: dict[tuple[Truth, ...], int] = {}
    representatives: list[Value] = []
    for value in candidates:
        signature = tuple(test(value) for test in tests)
        if signature not in by_signature:
            by_signature[signature] = len(representatives)
            representatives.append(value)
    points = tuple(float(v) for v in candidates if isinstance(v, int | float)) if fact.type in NUMERIC else ()
    return Cells(fact.code, tuple(representatives), tests, by_signature, points)


def _candidates(fact: Fact, atoms: tuple[Atom, ...], industries: Sequence[str]) -> list[Value]:
    if fact.type == "boolean":
        return [True, False]
    if fact.type in NUMERIC:
        return list(_numbers(fact, atoms))
    if fact.type == "choice":
        return list(industries) if fact.choices_from == "industries" else [choice.code for choice in fact.choices]
    if fact.type == "multi_choice":
        return list(_selections(fact, atoms))
    mentioned = [value for atom in atoms for value in _texts(atom)]
    return [*dict.fromkeys(mentioned), "\0"]


def _texts(atom: Atom) -> list[str]:
    values = atom.values if isinstance(atom, Among) else (atom.value,) if isinstance(atom, Compare) else ()
    return [value for value in values if isinstance(value, str)]


def _numbers(fact: Fact, atoms: tuple[Atom, ...]) -> Iterable[Value]:
    """Every threshold, a value between each two, and one beyond either end, within the fact's bounds."""
    named: set[float] = set()
    for atom in atoms:
        values = atom.values if isinstance(atom, Among) else (atom.value,) if isinstance(atom, Compare) else ()
        named.update(float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool))
    low = fact.bounds.min if fact.bounds.min is not None else min(named, default=0) - 1
    high = fact.bounds.max if fact.bounds.max is not None else max(named, default=0) + 1
    edges = sorted({low, high} | {value for value in named if low <= value <= high})
    points = sorted(set(edges) | {point for a, b in pairwise(edges) for point in _between(fact, a, b)})
    return [int(point) if point == int(point) else point for point in points]


def _between(fact: Fact, a: float, b: float) -> list[float]:
    if fact.type != "integer":
        return [(a + b) / 2]
    return [a + 1] if a + 1 < b else []


def _selections(fact: Fact, atoms: tuple[Atom, ...]) -> Iterable[Value]:
    """Every selection of the mentioned choices that can be made: `none` excludes the others, and something is chosen."""
    codes = [choice.code for choice in fact.choices]
    mentioned = [code for code in codes if any(isinstance(atom, Includes) and atom.value == code for atom in atoms)]
    if len(mentioned) > MAX_MENTIONED:
        raise TooManyCells(f"{fact.code}: conditions mention {len(mentioned)} of its choices; {MAX_MENTIONED} at most")
    others = [code for code in codes if code not in mentioned]
    filler = next((code for code in others if code != "none"), others[0] if others else None)
    for size in range(len(mentioned), -1, -1):
        for chosen in combinations(mentioned, size):
            if "none" in chosen and size > 1:
                continue
            if chosen:
                yield chosen
            elif filler is not None:
                yield (filler,)
