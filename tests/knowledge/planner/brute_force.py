"""An independent planner for small packs: every adaptive strategy tried, with a reading of conditions of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from knowledge.conditions.parse import parse
from knowledge.conditions.tree import AllOf, Among, AnyOf, Compare, Condition, Constant, Holds, Includes, Not
from knowledge.pack import Pack
from knowledge.planner.scope import Scope
from knowledge.values import Value

World = tuple[tuple[str, Value], ...]
"""One complete assignment of values to the deciding facts, in order."""


def holds(tree: Condition, world: dict[str, Value], pack: Pack) -> bool:
    """Two-valued, after the rules of the domain: a fact that does not apply makes every comparison with it false."""
    match tree:
        case Constant(truth):
            return truth
        case Not(part):
            return not holds(part, world, pack)
        case AllOf(parts):
            return all(holds(part, world, pack) for part in parts)
        case AnyOf(parts):
            return any(holds(part, world, pack) for part in parts)
        case _:
            pass
    when = pack.facts[tree.name].when
    if when is not None and not holds(parse(when), world, pack):
        return False
    value = world[tree.name]
    match tree:
        case Holds():
            return value is True
        case Includes(wanted, _, negated):
            return (isinstance(value, tuple) and wanted in value) != negated
        case Among(_, values, negated):
            return (value in values) != negated
        case Compare(_, sign, wanted):
            return _compares(value, sign, wanted)


def _compares(value: Value, sign: str, wanted: bool | int | float | str) -> bool:
    if sign == "==":
        return value == wanted
    if sign == "!=":
        return value != wanted
    assert isinstance(value, int | float)
    assert isinstance(wanted, int | float)
    return {"<": value < wanted, "<=": value <= wanted, ">": value > wanted, ">=": value >= wanted}[sign]


class Exhaustive:
    """Every way to ask, and the least expected number of facts asked that no form needs."""

    def __init__(self, scope: Scope, pack: Pack) -> None:
        self.pack, self.scope = pack, scope
        self.facts = [axis.fact for axis in scope.space.axes]
        self.cells: dict[str, tuple[Value, ...]] = {a.fact: a.cells.representatives for a in scope.space.axes}
        self.given = dict(scope.industry.given)
        self.whens = {entry.code: parse(entry.when or "True") for entry in scope.industry.permits}

    def worlds(self, known: frozenset[tuple[str, Value]]) -> Iterator[dict[str, Value]]:
        """Every completion of what is known."""
        values = dict(known) | {fact: value for fact, value in self.given.items() if fact in self.cells}
        options = [(values[fact],) if fact in values else self.cells[fact] for fact in self.facts]
        for chosen in product(*options):
            yield dict(zip(self.facts, chosen, strict=True))

    def needed(self, world: dict[str, Value]) -> frozenset[str]:
        return frozenset(code for code, tree in self.whens.items() if holds(tree, world, self.pack))

    def is_settled(self, known: frozenset[tuple[str, Value]]) -> bool:
        return len({self.needed(world) for world in self.worlds(known)}) == 1

    def matters(self, fact: str, known: frozenset[tuple[str, Value]]) -> bool:
        """Whether the fact's value changes the permits in some completion."""
        seen: dict[World, frozenset[str]] = {}
        for world in self.worlds(known):
            rest = tuple((name, value) for name, value in world.items() if name != fact)
            if seen.setdefault(rest, self.needed(world)) != self.needed(world):
                return True
        return False

    def can_be_asked(self, fact: str, known: frozenset[tuple[str, Value]]) -> bool:
        when = self.pack.facts[fact].when
        if fact in dict(known) or fact in self.given:
            return False
        return when is None or all(holds(parse(when), world, self.pack) for world in self.worlds(known))

    def is_certain(self, known: frozenset[tuple[str, Value]]) -> bool:
        return all(self.needed(world) for world in self.worlds(known))

    def candidates(self, known: frozenset[tuple[str, Value]]) -> list[str]:
        """What may be asked: while it is open whether any permit applies, a register's facts come last."""
        open_facts = [f for f in self.facts if self.can_be_asked(f, known) and self.matters(f, known)]
        if not self.is_certain(known):
            return [f for f in open_facts if self.pack.facts[f].source == "none"] or open_facts
        return open_facts

    def optimum(self) -> float:
        @cache
        def best(known: frozenset[tuple[str, Value]]) -> float:
            if self.is_settled(known):
                needed = self.needed(next(self.worlds(known)))
                forms = {fact for code in needed for fact in self.pack.permits[code].facts}
                return float(sum(fact not in forms for fact, _ in known))
            return min(
                sum(best(known | {(fact, value)}) for value in self.cells[fact]) / len(self.cells[fact])
                for fact in self.candidates(known)
            )

        return best(frozenset[tuple[str, Value]]())
