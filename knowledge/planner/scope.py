"""Which permits an industry's applicant needs (事项判定): the deciding facts, their space, and the tables of each condition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.conditions.rules import Rules
from knowledge.pack import Industry, Pack
from knowledge.planner.space import Knowing, Space, Table, space_of, table_of
from knowledge.values import Facts, Truth

Standing = Literal["applies", "open", "not_needed", "left_out", "held"]


@dataclass(frozen=True, slots=True)
class Scope:
    """An industry's permits over the space of its deciding facts; the given facts are known from the start."""

    pack: Pack
    rules: Rules
    industry: Industry
    space: Space
    permits: Mapping[str, Table]
    applies: Mapping[str, Table]
    """For each deciding fact with a `when`: whether it can be asked at all."""
    start: Knowing
    own_facts: Mapping[str, frozenset[str]]
    """For each permit, the facts of its form."""

    def knowing(self, facts: Facts) -> Knowing:
        """What these values, with what the industry gives, tell about the deciding facts."""
        return self.space.knowing(facts, self.start)

    def truths(self, knowing: Knowing) -> dict[str, Truth]:
        """Whether each permit's condition holds."""
        return {code: table.truth(knowing) for code, table in self.permits.items()}


def scope_of(pack: Pack, rules: Rules, industry: Industry) -> Scope:
    """The scope of an industry. Raises PackError or TooManyCells when its conditions can't be used."""
    own = {permit.code: rules.of(permit.when) for permit in industry.permits}
    space = space_of(rules, own.values(), pack)
    whens = {axis.fact: pack.facts[axis.fact].when for axis in space.axes}
    applies = {fact: table_of(space, rules.of(when)) for fact, when in whens.items() if when is not None}
    permits = {code: table_of(space, rule) for code, rule in own.items()}
    forms = {code: frozenset(pack.permits[code].facts) for code in own}
    start = space.knowing(industry.given)
    return Scope(pack, rules, industry, space, permits, applies, start, forms)
