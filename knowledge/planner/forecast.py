"""How many questions are still to come (预计提问数): the expectation, the worst and the best case along the best order of questions.

Counted are the distinct facts still to be asked, forms included, as if every register were silent and the credit register said
"not listed". The expectation is uniform over the cells into which the permits' conditions and the facts' own `when` cut the
values; the conditions of materials and of the commitment do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from knowledge.conditions.rules import Rule
from knowledge.planner.policy import Policy
from knowledge.planner.requirements import Conditions
from knowledge.planner.space import Knowing, Space, space_of
from knowledge.values import Facts, Range, Truth, Value


@dataclass(frozen=True, slots=True)
class Forecast:
    """Numbers of questions still to come."""

    expected: float
    worst: int
    best: int


@dataclass(slots=True)
class Forecaster:
    """Forecasts for one set of known values; works over the policy's states and keeps what it has seen."""

    policy: Policy
    conditions: Conditions
    facts: Facts
    _paths: dict[Knowing, tuple[float, int, int]] = field(default_factory=dict[Knowing, "tuple[float, int, int]"])
    _shares: dict[tuple[str, Knowing], float] = field(default_factory=dict[tuple[str, Knowing], float])
    _spaces: dict[str, Space] = field(default_factory=dict[str, Space])
    _extremes: dict[tuple[tuple[str, ...], Knowing], tuple[int, int]] = field(
        default_factory=dict[tuple[tuple[str, ...], Knowing], "tuple[int, int]"]
    )

    def forecast(self) -> Forecast:
        """From here, with what is known."""
        expected, worst, best = self._path(self.policy.scope.knowing(self.facts))
        return Forecast(round(expected, 6), worst, best)

    def _path(self, knowing: Knowing) -> tuple[float, int, int]:
        found = self._paths.get(knowing)
        if found is None:
            fact = self.policy.next_fact(knowing)
            if fact is None:
                found = self._forms(knowing)
            else:
                children = [self._path(child) for child in self.policy.children(knowing, fact)]
                mean = sum(expected for expected, _, _ in children) / len(children)
                found = (1 + mean, 1 + max(child[1] for child in children), 1 + min(child[2] for child in children))
            self._paths[knowing] = found
        return found

    def _forms(self, knowing: Knowing) -> tuple[float, int, int]:
        """Once the permits are settled: the form facts that were not asked on the way."""
        permits = self.policy.applying(knowing)
        expected, certain, offered = 0.0, 0, 0
        unsure: list[str] = []
        for fact in sorted(self.policy.form_facts(permits)):
            if self._is_known(fact, knowing) or not self._is_asked(fact):
                continue
            if fact == self.conditions.choice:
                # Conditions of the commitment do not count: where it may be open, it is expected to be.
                shares = [self._commitment_share(code, knowing) for code in permits]
                offered = int(any(shares)) - int(1.0 in shares)
                share = float(any(shares))
            else:
                share = self._share(fact, knowing)
            expected += share
            if share == 1.0:
                certain += 1
            elif share > 0.0:
                unsure.append(fact)
        extremes = [self._extreme(group, knowing) for group in self._groups(unsure)]
        return (
            expected,
            certain + sum(most for most, _ in extremes),
            certain - offered + sum(least for _, least in extremes),
        )

    def _is_known(self, fact: str, knowing: Knowing) -> bool:
        value = self.facts.get(fact)
        if value is not None:
            return not isinstance(value, Range)
        axis = self.policy.scope.space.by_fact.get(fact)
        return axis is not None and not axis.is_open(knowing)

    def _is_asked(self, fact: str) -> bool:
        model = self.policy.scope.pack.facts[fact]
        return (
            model.source != "credit_register" and model.derive is None and fact not in self.policy.scope.industry.given
        )

    def _commitment_share(self, code: str, knowing: Knowing) -> float:
        """In how many of the situations still possible the commitment is open for a permit."""
        commitment = self.policy.scope.pack.permits[code].commitment
        if not commitment.allowed or any(bar(self.facts) is Truth.MET for bar in self.conditions.barred):
            return 0.0
        return self._share_of_rule(self.policy.scope.rules.of(commitment.when), knowing)

    def _share(self, fact: str, knowing: Knowing) -> float:
        when = self.policy.scope.pack.facts[fact].when
        return 1.0 if when is None else self._share_of_rule(self.policy.scope.rules.of(when), knowing)

    def _share_of_rule(self, rule: Rule, knowing: Knowing) -> float:
        key = (rule.text, knowing & self._mask(rule.closure))
        share = self._shares.get(key)
        if share is None:
            held = [rule.truth(facts) is Truth.MET for facts in self._situations((rule,), knowing)]
            share = self._shares[key] = sum(held) / len(held)
        return share

    def _mask(self, facts: tuple[str, ...]) -> Knowing:
        by_fact = self.policy.scope.space.by_fact
        mask = 0
        for fact in facts:
            if fact in by_fact:
                mask |= by_fact[fact].mask
        return mask

    def _situations(self, rules: tuple[Rule, ...], knowing: Knowing) -> Iterator[dict[str, Value]]:
        """Every combination of cells of the rules' facts that fits what is known."""
        scope = self.policy.scope
        key = "\n".join(rule.text for rule in rules)
        space = self._spaces.get(key)
        if space is None:
            # Each cell must lie in one cell of the scope, or what is known there could fit no representative here.
            tables = (*scope.permits.values(), *scope.applies.values())
            space = self._spaces[key] = space_of(scope.rules, rules, scope.pack, [table.rule for table in tables])
        options: list[list[Value]] = []
        for axis in space.axes:
            fitting = list(axis.cells.representatives)
            value: Value | None = self.facts.get(axis.fact)
            if value is None and axis.fact in scope.industry.given:
                value = scope.industry.given[axis.fact]
            if value is None and scope.pack.facts[axis.fact].source == "credit_register":
                value = False
            if value is not None:
                bits = axis.cells.mask(value)
                fitting = [v if isinstance(value, Range) else value for c, v in enumerate(fitting) if bits >> c & 1]
            elif (coarse := scope.space.by_fact.get(axis.fact)) is not None:
                fitting = [v for v in fitting if coarse.tells(v) & knowing]
            options.append(fitting)
        for values in product(*options):
            yield {axis.fact: value for axis, value in zip(space.axes, values, strict=True)}

    def _groups(self, facts: list[str]) -> list[tuple[str, ...]]:
        """Facts whose conditions share a fact go together, for their worst cases can exclude each other."""
        scope = self.policy.scope
        groups: list[tuple[set[str], list[str]]] = []
        for fact in facts:
            closure = set(scope.rules.of(scope.pack.facts[fact].when).closure)
            touching = [group for group in groups if group[0] & closure]
            groups = [group for group in groups if group not in touching]
            merged = closure.union(*(names for names, _ in touching))
            groups.append((merged, [*(f for _, members in touching for f in members), fact]))
        return [tuple(members) for _, members in groups]

    def _extreme(self, group: tuple[str, ...], knowing: Knowing) -> tuple[int, int]:
        """How many of the group are asked in its worst and in its best situation."""
        scope = self.policy.scope
        rules = tuple(scope.rules.of(scope.pack.facts[fact].when) for fact in group)
        key = (group, knowing & self._mask(tuple(f for rule in rules for f in rule.closure)))
        extreme = self._extremes.get(key)
        if extreme is None:
            situations = self._situations(rules, knowing)
            counts = [sum(rule.truth(facts) is Truth.MET for rule in rules) for facts in situations]
            extreme = self._extremes[key] = (max(counts), min(counts))
        return extreme
