"""The forecast against every path that the best order of questions can take, enumerated."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from knowledge.conditions.parse import parse
from knowledge.pack import Pack
from knowledge.planner.plan import IndustryPlanner, planner_of
from knowledge.planner.space import Knowing, space_of
from knowledge.values import Facts, Value
from tests.knowledge.planner.brute_force import Exhaustive, holds
from tests.knowledge.planner.tiny_packs import fact_entry, pack_of, permit_entry, tiny_packs


def enumerated(planner: IndustryPlanner, pack: Pack, facts: Facts) -> tuple[float, int, int]:
    """Expectation, worst and best case by walking every cell; all form facts here lie in the space of the permits."""
    scope, exhaustive = planner.scope, Exhaustive(planner.scope, pack)

    def walk(knowing: Knowing, known: dict[str, Value]) -> tuple[float, int, int]:
        fact = planner.policy.next_fact(knowing)
        if fact is None:
            return forms(known)
        axis = scope.space.by_fact[fact]
        cells = axis.open_cells(knowing)
        below = [walk(axis.put(knowing, 1 << cell), known | {fact: axis.cells.representatives[cell]}) for cell in cells]
        mean = sum(one[0] for one in below) / len(below)
        return 1 + mean, 1 + max(one[1] for one in below), 1 + min(one[2] for one in below)

    def forms(known: dict[str, Value]) -> tuple[float, int, int]:
        worlds = list(exhaustive.worlds(frozenset(known.items())))
        needed = exhaustive.needed(worlds[0])
        wanted = {fact for code in needed for fact in pack.permits[code].facts} - set(known) - set(exhaustive.given)
        counts = [sum(_applies(pack, fact, world) for fact in wanted) for world in worlds]
        return sum(counts) / len(counts), max(counts), min(counts)

    return walk(scope.knowing(facts), dict(facts))


def _cut_by_permits_alone(planner: IndustryPlanner, pack: Pack) -> bool:
    """Whether the forms' own conditions cut no value that the permits' conditions do not cut."""
    scope = planner.scope
    for fact in {fact for permit in pack.permits.values() for fact in permit.facts}:
        own = space_of(scope.rules, [scope.rules.of(pack.facts[fact].when)], pack)
        for axis in own.axes:
            cut = scope.space.by_fact.get(axis.fact)
            if cut is None or len(cut.cells) != len(axis.cells):
                return False
        if fact not in scope.space.by_fact:
            return False
    return True


def _applies(pack: Pack, fact: str, world: dict[str, Value]) -> bool:
    when = pack.facts[fact].when
    return when is None or holds(parse(when), world, pack)


@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(tiny_packs())
def test_the_forecast_is_what_all_paths_together_say(pack: Pack) -> None:
    planner = planner_of(pack).of("shop")
    assume(_cut_by_permits_alone(planner, pack))
    expected, worst, best = enumerated(planner, pack, dict(planner.scope.industry.given))
    forecast = planner.forecast(dict(planner.scope.industry.given))
    assert forecast.expected == pytest.approx(expected, abs=1e-5)
    assert (forecast.worst, forecast.best) == (worst, best)


def test_forms_count_once_however_many_permits_need_them() -> None:
    facts = [fact_entry("a", "boolean"), fact_entry("b", "boolean"), fact_entry("c", "boolean", when="b")]
    permits = [permit_entry("p", ["a", "b", "c"]), permit_entry("q", ["b", "c"])]
    pack = pack_of(facts, permits, [{"code": "p"}, {"code": "q", "when": "a"}], {})
    forecast = planner_of(pack).of("shop").forecast({})
    assert (forecast.expected, forecast.worst, forecast.best) == (2.5, 3, 2)


def test_facts_that_exclude_each_other_do_not_add_up_in_the_worst_case() -> None:
    facts = [
        fact_entry("kind", "choice"),
        fact_entry("x", "boolean", when="kind == 'a'"),
        fact_entry("y", "boolean", when="kind == 'b'"),
    ]
    pack = pack_of(facts, [permit_entry("p", ["kind", "x", "y"])], [{"code": "p"}], {})
    forecast = planner_of(pack).of("shop").forecast({})
    assert (forecast.worst, forecast.best) == (2, 1)
