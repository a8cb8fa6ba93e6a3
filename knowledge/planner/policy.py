"""The order of questions that settles which permits apply: the exact optimum, by dynamic programming over the cells.

The cost of a path is the number of facts asked on it that no form of the permits in the end needs anyway. The expectation is
uniform over the cells of each fact asked. Ties go to the natural order of a conversation, which is that of the facts file.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from knowledge.planner.scope import Scope
from knowledge.planner.space import Axis, Knowing
from knowledge.values import Truth

SETTLED = -1
"""Stands for "nothing more to ask" where else the place of an axis stands."""
_ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class Policy:
    """The best next question for anything that can be known; worked out on demand, kept, and storable.

    `excluded` are the permits that the applicant leaves out or holds already: they need no settling.
    """

    scope: Scope
    excluded: frozenset[str] = frozenset()
    _best: dict[Knowing, int] = field(default_factory=dict[Knowing, int])
    _cost: dict[Knowing, float] = field(default_factory=dict[Knowing, float])
    _certain: dict[Knowing, bool] = field(default_factory=dict[Knowing, bool])
    _deciding: dict[Knowing, tuple[str, ...]] = field(default_factory=dict[Knowing, "tuple[str, ...]"])
    _needed: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict[tuple[str, ...], "frozenset[str]"])

    def next_fact(self, knowing: Knowing, postponed: frozenset[str] = frozenset()) -> str | None:
        """The deciding fact to ask next, or None when every permit is settled.

        Facts in `postponed`, which the applicant did not know, come only when nothing else can be asked.
        """
        place = self._best.get(knowing)
        if place is None:
            self.cost(knowing)
            place = self._best[knowing]
        if place == SETTLED:
            return None
        fact = self.scope.space.axes[place].fact
        if fact in postponed:
            others = [axis for axis in self.candidates(knowing) if axis.fact not in postponed]
            return min(others, key=lambda axis: self._cost_of_asking(knowing, axis)).fact if others else fact
        return fact

    def cost(self, knowing: Knowing) -> float:
        """The expected number of facts asked in vain on the best path from here, those already asked included."""
        known = self._cost.get(knowing)
        if known is not None:
            return known
        candidates = self.candidates(knowing)
        if not candidates:
            best, cost = SETTLED, float(self._asked_in_vain(knowing))
        else:
            best, cost = SETTLED, float("inf")
            for axis in candidates:
                tried = self._cost_of_asking(knowing, axis)
                if tried < cost - _ALIKE:
                    best, cost = self.scope.space.axes.index(axis), tried
        self._best[knowing] = best
        self._cost[knowing] = cost
        return cost

    def candidates(self, knowing: Knowing) -> list[Axis]:
        """The facts that can be asked now and whose answer can change which permits apply, in natural order.

        While no permit is certain, facts that a register could supply come last: the credit code, which opens the registers,
        is asked only once something is certain to apply.
        """
        scope = self.scope
        deciding: set[str] = set()
        for code, table in scope.permits.items():
            if code not in self.excluded and table.truth(knowing) is Truth.UNKNOWN:
                deciding |= table.deciders(knowing)
        if not deciding:
            return []
        askable = [axis for axis in scope.space.axes if axis.fact in deciding and self._can_be_asked(axis, knowing)]
        if not self.is_certain(knowing):
            own = [axis for axis in askable if scope.pack.facts[axis.fact].source == "none"]
            return own or askable
        return askable

    def deciding(self, knowing: Knowing) -> tuple[str, ...]:
        """The facts of the candidates."""
        known = self._deciding.get(knowing)
        if known is None:
            known = self._deciding[knowing] = tuple([axis.fact for axis in self.candidates(knowing)])
        return known

    def is_certain(self, knowing: Knowing) -> bool:
        """Whether some permit applies in every completion, whichever one."""
        known = self._certain.get(knowing)
        if known is None:
            known = self._certain[knowing] = self._works_out_certain(knowing)
        return known

    def _works_out_certain(self, knowing: Knowing) -> bool:
        open_permits = False
        deciding: set[str] = set()
        for code, table in self.scope.permits.items():
            if code in self.excluded:
                continue
            truth = table.truth(knowing)
            if truth is Truth.MET:
                return True
            if truth is Truth.UNKNOWN:
                open_permits = True
                deciding |= table.deciders(knowing)
        if not open_permits:
            return False
        axis = next(a for a in self.scope.space.axes if a.fact in deciding and self._can_be_asked(a, knowing))
        return all(self.is_certain(child) for child in self._children(knowing, axis))

    def _can_be_asked(self, axis: Axis, knowing: Knowing) -> bool:
        if not axis.is_open(knowing):
            return False
        applies = self.scope.applies.get(axis.fact)
        return applies is None or applies.truth(knowing) is Truth.MET

    def _children(self, knowing: Knowing, axis: Axis) -> list[Knowing]:
        rest = knowing & ~axis.mask
        return [rest | (1 << (axis.offset + cell)) for cell in axis.open_cells(knowing)]

    def _cost_of_asking(self, knowing: Knowing, axis: Axis) -> float:
        children = self._children(knowing, axis)
        total = 0.0
        for child in children:
            known = self._cost.get(child)
            total += self.cost(child) if known is None else known
        return total / len(children)

    def _asked_in_vain(self, knowing: Knowing) -> int:
        needed = self.form_facts(self.applying(knowing))
        start = self.scope.start
        return sum(
            1
            for axis in self.scope.space.axes
            if axis.fact not in needed and axis.is_open(start) and not axis.is_open(knowing)
        )

    def applying(self, knowing: Knowing) -> tuple[str, ...]:
        """The permits that certainly apply, in the pack's order."""
        return tuple(
            code
            for code, table in self.scope.permits.items()
            if code not in self.excluded and table.truth(knowing) is Truth.MET
        )

    def form_facts(self, permits: tuple[str, ...]) -> frozenset[str]:
        """The facts of these permits' forms, together."""
        found = self._needed.get(permits)
        if found is None:
            found = frozenset[str]().union(*(self.scope.own_facts[code] for code in permits))
            self._needed[permits] = found
        return found

    def children(self, knowing: Knowing, fact: str) -> list[Knowing]:
        """What can be known after this fact was asked: one for each of its cells that is still possible."""
        return self._children(knowing, self.scope.space.by_fact[fact])

    def states(self) -> int:
        """How many states were worked out so far."""
        return len(self._best)

    def work_out(self) -> None:
        """Work out every state that can be reached by asking questions that can matter."""
        self.cost(self.scope.start)

    def as_bytes(self) -> bytes | None:
        """The worked-out policy, to be stored with the published pack; None where a state takes more than 64 bits."""
        if self.scope.space.nothing_known.bit_length() > 64:
            return None
        keys = sorted(self._best)
        places = array("b", [self._best[key] for key in keys])
        costs = array("d", [self._cost[key] for key in keys])
        certain = array("b", [self._certain.get(key, 2) for key in keys])
        return array("Q", keys).tobytes() + costs.tobytes() + places.tobytes() + certain.tobytes()

    @classmethod
    def from_bytes(cls, scope: Scope, data: bytes) -> Policy:
        """The policy that `as_bytes` wrote, for the same pack."""
        count = len(data) // 18
        keys, costs, places, certain = array("Q"), array("d"), array("b"), array("b")
        keys.frombytes(data[: 8 * count])
        costs.frombytes(data[8 * count : 16 * count])
        places.frombytes(data[16 * count : 17 * count])
        certain.frombytes(data[17 * count :])
        policy = cls(scope)
        policy._best.update(zip(keys, places, strict=True))
        policy._cost.update(zip(keys, costs, strict=True))
        policy._certain.update((key, bool(flag)) for key, flag in zip(keys, certain, strict=True) if flag != 2)
        return policy
