"""Every condition of a pack with its place, and what is wrong with it as text: syntax, names, types, circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.conditions.check import mistakes
from knowledge.conditions.parse import ConditionSyntax, parse
from knowledge.conditions.tree import Among, Atom, Compare, Condition, atoms, names
from knowledge.pack import NUMERIC, Fact, Pack
from knowledge.verifier.findings import Remark


@dataclass(frozen=True, slots=True)
class Placed:
    """A condition's text and where it stands."""

    kind: str
    entry: str
    path: tuple[str | int, ...]
    text: str

    def remark(self, code: str, message: str) -> Remark:
        """A remark on this condition."""
        return Remark(self.kind, self.entry, self.path, code, f"condition {self.text!r}: {message}")


def conditions_in(pack: Pack) -> Iterator[Placed]:
    """Every condition of the pack, in the order of the files."""
    for code, fact in pack.facts.items():
        if fact.when is not None:
            yield Placed("facts", code, ("when",), fact.when)
    for code, permit in pack.permits.items():
        for need in permit.materials:
            if need.when is not None:
                yield Placed("permits", code, ("materials", need.code, "when"), need.when)
        if permit.commitment.when is not None:
            yield Placed("permits", code, ("commitment", "when"), permit.commitment.when)
    for code, industry in pack.industries.items():
        for entry in industry.permits:
            if entry.when is not None:
                yield Placed("industries", code, ("permits", entry.code, "when"), entry.when)
    for place, grounds in (("eligible", pack.commitment.eligible), ("excluded", pack.commitment.excluded)):
        for ground in grounds:
            if ground.when is not None:
                yield Placed("commitment", "", (place, ground.code, "when"), ground.when)


def faulty_conditions(pack: Pack) -> Iterator[Remark]:
    """What is wrong with the conditions as texts; while there is anything, nothing can be tried out."""
    industries = frozenset(pack.industries)
    trees: dict[str, Condition] = {}
    for placed in conditions_in(pack):
        try:
            tree = parse(placed.text)
        except ConditionSyntax as wrong:
            yield placed.remark("condition_syntax", str(wrong))
            continue
        for message in mistakes(tree, pack.facts, industries):
            missing = any(name not in pack.facts and name in message for name in names(tree))
            yield placed.remark("unknown_fact" if missing else "condition_type", message)
        for atom in atoms(tree):
            yield from _beyond_bounds(placed, atom, pack.facts)
        if placed.kind == "facts":
            trees[placed.entry] = tree
    yield from _circles(trees)


def _beyond_bounds(placed: Placed, atom: Atom, facts: Mapping[str, Fact]) -> Iterator[Remark]:
    fact = facts.get(atom.name)
    if fact is None or fact.type not in NUMERIC:
        return
    values = atom.values if isinstance(atom, Among) else (atom.value,) if isinstance(atom, Compare) else ()
    low, high = fact.bounds.min, fact.bounds.max
    for value in values:
        if isinstance(value, bool | str):
            continue
        if (low is not None and value < low) or (high is not None and value > high):
            message = (
                f"{fact.code} lies between {low} and {high}, so {value} is never crossed; mend the number or the bounds"
            )
            yield placed.remark("threshold_out_of_bounds", message)


def _circles(trees: Mapping[str, Condition]) -> Iterator[Remark]:
    for code in trees:
        path = _way_back(code, code, trees, ())
        if path is not None:
            shown = " → ".join((code, *path))
            message = f"its when goes in a circle ({shown}), so it can never be asked; break it"
            yield Remark("facts", code, ("when",), "circular_when", message)


def _way_back(code: str, goal: str, trees: Mapping[str, Condition], seen: tuple[str, ...]) -> tuple[str, ...] | None:
    for name in names(trees[code]) if code in trees else ():
        if name == goal:
            return (*seen, goal)
        if name not in seen:
            found = _way_back(name, goal, trees, (*seen, name))
            if found is not None:
                return found
    return None
