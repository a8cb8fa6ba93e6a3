"""What follows from what is known (办理要求): permits, form facts, materials and the commitment route, settled or still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.conditions.evaluate import Evaluate
from knowledge.conditions.rules import Rule, Rules
from knowledge.pack import Pack, Permit, PermitMaterial
from knowledge.planner.scope import Scope, Standing
from knowledge.planner.space import Space, space_of
from knowledge.values import Facts, Truth

_KEPT = 20_000
"""How many different situations an industry keeps at hand; each takes about 2 KB."""


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What the applicant took out: permits left out or already held, and permits kept out of the commitment."""

    left_out: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    uncommitted: frozenset[str] = frozenset()

    def permits(self) -> frozenset[str]:
        return self.left_out | self.held


NO_EXCLUSIONS = Exclusions()


@dataclass(frozen=True, slots=True)
class Requirements:
    """One situation. Facts and materials stand in the pack's order, each once however many permits need them."""

    standing: Mapping[str, Standing]
    applying: tuple[str, ...]
    open: tuple[str, ...]
    facts: tuple[str, ...]
    """Facts that the forms of the applying permits certainly need."""
    possible_facts: tuple[str, ...]
    """Facts that may still be needed: of open permits, or where it is open whether they apply."""
    materials: tuple[str, ...]
    """Uploads that are certainly needed."""
    possible_materials: tuple[str, ...]
    fetched: tuple[str, ...]
    """Materials that come from registers, or from other departments of the same batch."""
    committable: tuple[str, ...]
    """Applying permits that are open to the commitment (告知承诺) here and now."""
    committed: tuple[str, ...]
    """Applying permits that are under the commitment, because the applicant chose it."""
    deferrable: Mapping[str, int]
    """Needed uploads that every permit needing them allows to follow later (容缺), with the shortest days."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """The compiled conditions of one industry's permits, and the space in which its situations are told apart."""

    scope: Scope
    space: Space
    choice: str | None
    """The fact by which the applicant chooses the commitment."""
    barred: tuple[Evaluate, ...]
    """What bars an applicant from the commitment."""
    material_facts: Mapping[str, frozenset[str]]
    """For each permit, the facts that decide which materials it needs."""
    _known: dict[tuple[Exclusions, int], Requirements] = field(
        default_factory=dict[tuple[Exclusions, int], "Requirements"]
    )

    def requirements(self, facts: Facts, exclusions: Exclusions = NO_EXCLUSIONS) -> Requirements:
        """What follows from these values."""
        key = (exclusions, self.space.knowing(facts))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[key] = self._work_out(facts, exclusions)
        return found

    def _work_out(self, facts: Facts, exclusions: Exclusions) -> Requirements:
        scope, excluded = self.scope, exclusions.permits()
        pack, rules = scope.pack, scope.rules
        truths = {code: held for code, held in scope.truths(scope.knowing(facts)).items() if code not in excluded}
        applying = tuple(code for code, held in truths.items() if held is Truth.MET)
        open_permits = tuple(code for code, held in truths.items() if held is Truth.UNKNOWN)
        routes = {code: self.commitment_open(pack.permits[code], facts) for code in (*applying, *open_permits)}
        chosen = facts.get(self.choice) if self.choice else None
        committable = tuple(code for code in applying if routes[code] is Truth.MET)
        committed = tuple(code for code in committable if chosen is True and code not in exclusions.uncommitted)

        sure, maybe = self._form_facts(applying, open_permits, routes, facts)
        needs = [
            (code, need, self._material_truth(code, need, facts, chosen, routes, exclusions))
            for code in (*applying, *open_permits)
            for need in pack.permits[code].materials
        ]
        sure_materials = {need.code for code, need, held in needs if held is Truth.MET and code in applying}
        maybe_materials = {need.code for _, need, held in needs if held is not Truth.UNMET} - sure_materials
        uploads = [code for code, material in pack.materials.items() if material.kind == "upload"]
        registered = [code for code, material in pack.materials.items() if material.kind == "register"]
        for code, need, held in needs:
            if held is Truth.UNKNOWN:
                # Whether to promise is asked by the form alone, once the commitment is open.
                undecided = [f for f in rules.of(need.when).closure if f not in facts and f != self.choice]
                maybe.update(undecided)
                if code in applying:
                    sure.update(f for f in undecided if self._applies(f, facts) is Truth.MET and self._asked(f))
        return Requirements(
            standing={code: self._standing(code, truths, exclusions) for code in scope.permits},
            applying=applying,
            open=open_permits,
            facts=tuple(code for code in pack.facts if code in sure),
            possible_facts=tuple(
                code for code in pack.facts if code in maybe and code not in sure and self._asked(code)
            ),
            materials=tuple(code for code in uploads if code in sure_materials),
            possible_materials=tuple(code for code in uploads if code in maybe_materials),
            fetched=tuple(code for code in registered if code in sure_materials),
            committable=committable,
            committed=committed,
            deferrable=self._deferrable(applying, needs, sure_materials),
        )

    def _standing(self, code: str, truths: Mapping[str, Truth], exclusions: Exclusions) -> Standing:
        if code in exclusions.held:
            return "held"
        if code in exclusions.left_out:
            return "left_out"
        return "applies" if truths[code] is Truth.MET else "open" if truths[code] is Truth.UNKNOWN else "not_needed"

    def _form_facts(
        self, applying: tuple[str, ...], open_permits: tuple[str, ...], routes: Mapping[str, Truth], facts: Facts
    ) -> tuple[set[str], set[str]]:
        sure: set[str] = set()
        maybe: set[str] = set()
        pack, rules = self.scope.pack, self.scope.rules
        for code in (*applying, *open_permits):
            for fact in pack.permits[code].facts:
                applies = self._applies(fact, facts)
                if fact == self.choice:
                    applies = min(routes[code], applies)
                if applies is Truth.UNMET:
                    continue
                (sure if applies is Truth.MET and code in applying else maybe).add(fact)
                if applies is Truth.UNKNOWN and code in applying and fact != self.choice:
                    # Nobody else may ask for what decides whether this fact applies.
                    sure.update(
                        f for f in rules.of(pack.facts[fact].when).closure if self._applies(f, facts) is Truth.MET
                    )
        return {fact for fact in sure if self._asked(fact)}, maybe

    def _asked(self, fact: str) -> bool:
        """The credit register answers for every code, so what it holds is never asked."""
        return self.scope.pack.facts[fact].source != "credit_register"

    def _applies(self, fact: str, facts: Facts) -> Truth:
        when = self.scope.rules.applies.get(fact)
        return Truth.MET if when is None else when(facts)

    def commitment_open(self, permit: Permit, facts: Facts) -> Truth:
        """Whether the commitment route is open for a permit that applies."""
        if not permit.commitment.allowed:
            return Truth.UNMET
        truth = self.scope.rules.of(permit.commitment.when).truth(facts)
        for bar in self.barred:
            held = bar(facts)
            if held is Truth.MET:
                return Truth.UNMET
        return truth

    def _material_truth(
        self,
        code: str,
        need: PermitMaterial,
        facts: Facts,
        chosen: object,
        routes: Mapping[str, Truth],
        out: Exclusions,
    ) -> Truth:
        truth = self.scope.rules.of(need.when).truth(facts)
        replaced = need.code in self.scope.pack.permits[code].commitment.replaces
        if truth is Truth.UNMET or not replaced or code in out.uncommitted or chosen is False:
            return truth
        route = routes[code]
        if route is Truth.UNMET:
            return truth
        return Truth.UNMET if chosen is True and route is Truth.MET else Truth.UNKNOWN

    def _deferrable(
        self, applying: tuple[str, ...], needs: list[tuple[str, PermitMaterial, Truth]], sure: set[str]
    ) -> dict[str, int]:
        days: dict[str, list[int | None]] = {}
        for code, need, held in needs:
            if held is Truth.MET and code in applying and need.code in sure:
                allowed = {later.code: later.days for later in self.scope.pack.permits[code].deferrable}
                days.setdefault(need.code, []).append(allowed.get(need.code))
        return {
            code: min(day for day in found if day is not None)
            for code, found in days.items()
            if all(day is not None for day in found)
        }


def conditions_of(scope: Scope) -> Conditions:
    """The conditions of an industry, ready to tell what follows from any set of answers."""
    pack, rules = scope.pack, scope.rules
    choice = next((ground.fact for ground in pack.commitment.eligible if ground.fact), None)
    barred = tuple(
        rules.of(text).truth for text in dict.fromkeys(g.when for g in pack.commitment.excluded if g.when is not None)
    )
    space = space_of(rules, list(_all_rules(pack, rules, scope)), pack)
    deciding = {
        code: frozenset(fact for need in pack.permits[code].materials for fact in rules.of(need.when).closure)
        for code in scope.permits
    }
    return Conditions(scope, space, choice, barred, deciding)


def _all_rules(pack: Pack, rules: Rules, scope: Scope) -> Iterator[Rule]:
    for entry in scope.industry.permits:
        permit = pack.permits[entry.code]
        yield rules.of(entry.when)
        yield rules.of(permit.commitment.when)
        for need in permit.materials:
            yield rules.of(need.when)
        for fact in permit.facts:
            yield rules.of(pack.facts[fact].when)
    for ground in pack.commitment.excluded:
        yield rules.of(ground.when)
    choice = next((ground.fact for ground in pack.commitment.eligible if ground.fact), None)
    if choice is not None:
        yield rules.of(choice)
