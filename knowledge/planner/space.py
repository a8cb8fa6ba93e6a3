"""The finite space that an industry's conditions live in: what is known of each fact as a set of cells, packed into one integer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from knowledge.conditions.rules import Rule, Rules
from knowledge.conditions.tree import Atom, atoms
from knowledge.pack import Pack
from knowledge.planner.cells import Cells, cells_of
from knowledge.values import Facts, Truth, Value

Knowing = int
"""What is known of every fact of the space: for each, the bits of the cells its value can still lie in."""
_KEPT = 2_000
"""Values of a fact that are remembered with the cells they lie in; the same few answers come again and again."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One fact of the space, and where its bits stand."""

    fact: str
    cells: Cells
    offset: int
    mask: Knowing
    _told: dict[Value, Knowing] = field(default_factory=dict[Value, Knowing])

    def tells(self, value: Value) -> Knowing:
        """The cells in which a value can lie, where their bits stand."""
        told = self._told.get(value)
        if told is None:
            if len(self._told) >= _KEPT:
                self._told.clear()
            told = self._told[value] = self.cells.mask(value) << self.offset
        return told

    def bits(self, knowing: Knowing) -> int:
        """The cells that are still possible, from the lowest bit on."""
        return (knowing & self.mask) >> self.offset

    def open_cells(self, knowing: Knowing) -> list[int]:
        bits = self.bits(knowing)
        return [cell for cell in range(len(self.cells)) if bits >> cell & 1]

    def is_open(self, knowing: Knowing) -> bool:
        """Whether more than one cell is possible."""
        bits = (knowing & self.mask) >> self.offset
        return bits & (bits - 1) != 0

    def put(self, knowing: Knowing, bits: int) -> Knowing:
        return (knowing & ~self.mask) | (bits << self.offset)


@dataclass(frozen=True, slots=True)
class Space:
    """The axes of the facts that some conditions can depend on, in the natural order of a conversation."""

    axes: tuple[Axis, ...]
    nothing_known: Knowing
    by_fact: Mapping[str, Axis]

    def knowing(self, facts: Facts, start: Knowing | None = None) -> Knowing:
        """What these values tell, over what is known from the start."""
        told = open_before = 0
        for fact, axis in self.by_fact.items():
            if fact in facts:
                told |= axis.tells(facts[fact])
                open_before |= axis.mask
        return ((self.nothing_known if start is None else start) & ~open_before) | told

    def size(self) -> int:
        """The number of states, "not known" among them."""
        total = 1
        for axis in self.axes:
            total *= len(axis.cells) + 1
        return total


def space_of(rules: Rules, relevant: Iterable[Rule], pack: Pack, cut_by: Iterable[Rule] = ()) -> Space:
    """The space of all facts in the closures of these rules, cut by their tests and by those of the facts' own `when`.

    The tests of `cut_by` cut these facts too, but bring in no others: so each cell lies in one cell of the space of those rules.
    """
    chosen = list(relevant)
    members = {fact for rule in chosen for fact in rule.closure}
    tests: dict[str, list[Atom]] = {fact: [] for fact in members}
    trees = [rule.tree for rule in chosen] + [rules.trees[fact] for fact in members if fact in rules.trees]
    trees += [rule.tree for rule in cut_by]
    for tree in trees:
        for atom in atoms(tree):
            if atom.name in tests:
                tests[atom.name].append(atom)
    axes: list[Axis] = []
    offset, nothing = 0, 0
    for code, fact in pack.facts.items():
        if code in members:
            cells = cells_of(fact, tests[code], tuple(pack.industries))
            mask = ((1 << len(cells)) - 1) << offset
            axes.append(Axis(code, cells, offset, mask))
            nothing |= mask
            offset += len(cells)
    return Space(tuple(axes), nothing, {axis.fact: axis for axis in axes})


@dataclass(frozen=True, slots=True)
class Table:
    """One rule over the space: its exact truth for what is known, and which facts can still change it."""

    rule: Rule
    axes: tuple[Axis, ...]
    mask: Knowing
    _truths: dict[Knowing, Truth] = field(default_factory=dict[Knowing, Truth])
    _deciders: dict[Knowing, frozenset[str]] = field(default_factory=dict[Knowing, "frozenset[str]"])

    def truth(self, knowing: Knowing) -> Truth:
        """MET or UNMET when every completion agrees, else UNKNOWN: exact, where Kleene's logic alone is not."""
        key = knowing & self.mask
        found = self._truths.get(key)
        if found is None:
            found = self._truths[key] = self._exact(key)
        return found

    def deciders(self, knowing: Knowing) -> frozenset[str]:
        """The facts whose value can change the truth in some completion of what is known."""
        key = knowing & self.mask
        found = self._deciders.get(key)
        if found is None:
            found = self._deciders[key] = self._exact_deciders(key)
        return found

    def _completions(self, key: Knowing) -> dict[tuple[int, ...], bool]:
        choices = [axis.open_cells(key) for axis in self.axes]
        outcome: dict[tuple[int, ...], bool] = {}
        for cells in product(*choices):
            facts: dict[str, Value] = {
                axis.fact: axis.cells.representatives[cell] for axis, cell in zip(self.axes, cells, strict=True)
            }
            outcome[cells] = self.rule.truth(facts) is Truth.MET
        return outcome

    def _exact(self, key: Knowing) -> Truth:
        outcomes = set(self._completions(key).values())
        return Truth.UNKNOWN if len(outcomes) > 1 else Truth.of(outcomes.pop())

    def _exact_deciders(self, key: Knowing) -> frozenset[str]:
        outcome = self._completions(key)
        found: set[str] = set()
        for place, axis in enumerate(self.axes):
            first: dict[tuple[int, ...], bool] = {}
            for cells, held in outcome.items():
                rest = cells[:place] + cells[place + 1 :]
                if first.setdefault(rest, held) != held:
                    found.add(axis.fact)
                    break
        return frozenset(found)


def table_of(space: Space, rule: Rule) -> Table:
    """The rule's table; all facts of its closure must lie in the space."""
    axes = tuple(space.by_fact[fact] for fact in rule.closure)
    mask = 0
    for axis in axes:
        mask |= axis.mask
    return Table(rule, axes, mask)
