"""The question plan (提问计划): from what is known to what applies, what to ask next and why, and what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from knowledge.conditions.rules import Rules, rules_of
from knowledge.pack import Pack
from knowledge.planner.forecast import Forecast, Forecaster
from knowledge.planner.policy import Policy
from knowledge.planner.requirements import NO_EXCLUSIONS, Conditions, Exclusions, Requirements, conditions_of
from knowledge.planner.scope import Scope, Standing, scope_of
from knowledge.planner.space import Knowing
from knowledge.values import Facts, Range

Role = Literal["decides", "form", "material", "commitment"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a fact is asked: the permit it is for, and what it does there."""

    permit: str
    role: Role


@dataclass(frozen=True, slots=True)
class Plan:
    """Where an applicant stands. `missing` are the facts certainly still to ask, the next one first."""

    standing: Mapping[str, Standing]
    settled: bool
    certain: bool
    """Whether some permit is certain to apply, whichever one."""
    next: str | None
    missing: tuple[str, ...]
    deciding: tuple[str, ...]
    """Facts that can still change which permits apply."""
    inexact: tuple[str, ...]
    """Needed numbers that are known only as a range; asked before signing."""
    requirements: Requirements
    knowing: Knowing
    """What is known of the deciding facts."""


@dataclass(frozen=True, slots=True)
class IndustryPlanner:
    """The planner of one industry."""

    scope: Scope
    policy: Policy
    conditions: Conditions
    code_fact: str | None
    """The fact that opens the registers (the credit code), asked first once something is certain to apply."""
    derived: Mapping[str, str]
    """Facts that follow from another one, with that one."""
    _policies: dict[frozenset[str], Policy] = field(default_factory=dict[frozenset[str], Policy])

    def plan(
        self, facts: Facts, exclusions: Exclusions = NO_EXCLUSIONS, postponed: frozenset[str] = frozenset()
    ) -> Plan:
        """The plan for what is known; `facts` includes what the industry gives."""
        policy = self.policy_for(exclusions)
        knowing = self.scope.knowing(facts)
        requirements = self.conditions.requirements(facts, exclusions)
        certain = policy.is_certain(knowing)
        next_deciding = policy.next_fact(knowing, postponed)
        deciding = policy.deciding(knowing) if next_deciding else ()
        missing = [fact for fact in requirements.facts if fact not in facts]
        for fact, source in self.derived.items():
            if source not in facts and fact in missing:
                missing.remove(fact)
        inexact: tuple[str, ...] = ()
        if Range in map(type, facts.values()):
            inexact = tuple(fact for fact in requirements.facts if type(facts.get(fact)) is Range)
        if certain and self.code_fact is not None and self.code_fact not in facts and self.code_fact not in postponed:
            first = self.code_fact
        else:
            first = next_deciding or next((fact for fact in missing if fact not in postponed), None)
            first = first or (missing[0] if missing else None)
        if first in missing:
            missing.remove(first)
            missing.insert(0, first)
        return Plan(
            requirements.standing,
            next_deciding is None,
            certain,
            first,
            tuple(missing),
            deciding,
            inexact,
            requirements,
            knowing,
        )

    def uses(self, fact: str) -> bool:
        """Whether a fact can ever be asked here: some form has it, or some condition depends on it."""
        return fact in self.conditions.space.by_fact or any(fact in facts for facts in self.scope.own_facts.values())

    def policy_for(self, exclusions: Exclusions) -> Policy:
        """The order of questions without the permits that are taken out."""
        excluded = exclusions.permits()
        if not excluded:
            return self.policy
        if excluded not in self._policies:
            self._policies[excluded] = Policy(self.scope, excluded)
        return self._policies[excluded]

    def forecast(self, facts: Facts, exclusions: Exclusions = NO_EXCLUSIONS) -> Forecast:
        """How many questions are still to come."""
        return Forecaster(self.policy_for(exclusions), self.conditions, facts).forecast()

    def reasons(self, fact: str, facts: Facts, exclusions: Exclusions = NO_EXCLUSIONS) -> tuple[Reason, ...]:
        """Why this fact matters now; empty when it does not."""
        return self.reasons_in(self.plan(facts, exclusions), fact)

    def reasons_in(self, plan: Plan, fact: str) -> tuple[Reason, ...]:
        """Why a fact matters where the plan stands."""
        knowing, requirements = plan.knowing, plan.requirements
        tables = self.scope.permits
        found = [Reason(code, "decides") for code in requirements.open if fact in tables[code].deciders(knowing)]
        for code in requirements.applying:
            if fact == self.conditions.choice:
                if code in requirements.committable:
                    found.append(Reason(code, "commitment"))
            elif fact in self.scope.own_facts[code]:
                found.append(Reason(code, "form"))
            elif fact in self.conditions.material_facts[code]:
                found.append(Reason(code, "material"))
        if not found and fact == self.code_fact:
            # It is asked once something is certain to apply, before it is clear what: every candidate's form has it.
            found = [Reason(code, "form") for code in requirements.open if fact in self.scope.own_facts[code]]
        return tuple(found)

    def remaining(self, facts: Facts, exclusions: Exclusions = NO_EXCLUSIONS) -> tuple[str, ...]:
        """Every fact that can still be asked on some path, the next one first."""
        plan = self.plan(facts, exclusions)
        knowing = self.scope.knowing(facts)
        found = set(plan.missing) | set(plan.inexact) | set(plan.requirements.possible_facts)
        for code in plan.requirements.open:
            found |= self.scope.permits[code].deciders(knowing)
        ordered = [
            fact
            for fact in self.scope.pack.facts
            if fact in found
            and not self._derivable(fact, facts)
            and (fact not in facts or isinstance(facts[fact], Range))
        ]
        return tuple(sorted(ordered, key=lambda fact: fact != plan.next))

    def _derivable(self, fact: str, facts: Facts) -> bool:
        """Whether the fact follows from another one; asked only after that one was known and gave nothing."""
        source = self.derived.get(fact)
        return source is not None and source not in facts


@dataclass(frozen=True, slots=True)
class Planner:
    """The planners of all industries of a pack; each is built when it is first asked for."""

    pack: Pack
    rules: Rules
    _stored: Mapping[str, bytes]
    _industries: dict[str, IndustryPlanner] = field(default_factory=dict[str, IndustryPlanner])

    def of(self, industry: str) -> IndustryPlanner:
        """The planner of an industry of this pack."""
        found = self._industries.get(industry)
        if found is None:
            scope = scope_of(self.pack, self.rules, self.pack.industries[industry])
            stored = self._stored.get(industry)
            policy = Policy.from_bytes(scope, stored) if stored else Policy(scope)
            code = next((fact.code for fact in self.pack.facts.values() if fact.type == "uscc"), None)
            derived = {fact.code: fact.derive for fact in self.pack.facts.values() if fact.derive is not None}
            found = self._industries[industry] = IndustryPlanner(scope, policy, conditions_of(scope), code, derived)
        return found


def planner_of(pack: Pack, stored: Mapping[str, bytes] | None = None) -> Planner:
    """The planner for a pack; `stored` holds the policies worked out when it was published. Raises PackError."""
    return Planner(pack, rules_of(pack.facts), stored or {})


def given_facts(pack: Pack, industry: str) -> Facts:
    """What follows from the choice of industry and is not asked (行业默认)."""
    return dict(pack.industries[industry].given)
