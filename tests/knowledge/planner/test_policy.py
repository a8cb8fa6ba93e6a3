"""The order of questions is the exact optimum, and no question is asked in vain or twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from knowledge.pack import Pack
from knowledge.planner.plan import planner_of
from knowledge.planner.policy import Policy
from knowledge.planner.scope import Scope
from knowledge.planner.space import Knowing
from knowledge.values import Value
from tests.city import city_planner
from tests.knowledge.planner.brute_force import Exhaustive
from tests.knowledge.planner.tiny_packs import tiny_packs

CITY_PLANNER = city_planner()
SMALL = ("cinema", "internet_cafe", "bakery", "karaoke")
TRIES = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def scope_in(pack: Pack) -> Scope:
    return planner_of(pack).of("shop").scope


@TRIES
@given(tiny_packs())
def test_no_way_to_ask_costs_less_on_tiny_packs(pack: Pack) -> None:
    scope = scope_in(pack)
    assert Policy(scope).cost(scope.start) == pytest.approx(Exhaustive(scope, pack).optimum())


@pytest.mark.parametrize("industry", SMALL)
def test_no_way_to_ask_costs_less_in_a_real_industry(industry: str) -> None:
    scope = CITY_PLANNER.of(industry).scope
    assert Policy(scope).cost(scope.start) == pytest.approx(Exhaustive(scope, CITY_PLANNER.pack).optimum())


def paths(policy: Policy, knowing: Knowing, known: dict[str, Value]) -> Iterator[tuple[dict[str, Value], str | None]]:
    """Every state that asking can lead to, with what is asked there."""
    fact = policy.next_fact(knowing)
    yield known, fact
    if fact is not None:
        axis = policy.scope.space.by_fact[fact]
        for cell in axis.open_cells(knowing):
            value = axis.cells.representatives[cell]
            yield from paths(policy, axis.put(knowing, 1 << cell), known | {fact: value})


def check_every_path(scope: Scope, pack: Pack) -> None:
    exhaustive, policy = Exhaustive(scope, pack), Policy(scope)
    for known, fact in paths(policy, scope.start, {}):
        state = frozenset(known.items())
        if fact is None:
            assert exhaustive.is_settled(state)
        else:
            assert fact not in known
            assert exhaustive.can_be_asked(fact, state)
            assert exhaustive.matters(fact, state)


@TRIES
@given(tiny_packs())
def test_every_question_matters_and_none_comes_twice_on_tiny_packs(pack: Pack) -> None:
    check_every_path(scope_in(pack), pack)


@pytest.mark.parametrize("industry", SMALL)
def test_every_question_matters_and_none_comes_twice_in_a_real_industry(industry: str) -> None:
    check_every_path(CITY_PLANNER.of(industry).scope, CITY_PLANNER.pack)


def test_a_stored_order_of_questions_is_the_same_order() -> None:
    scope = CITY_PLANNER.of("pharmacy").scope
    worked_out = Policy(scope)
    worked_out.work_out()
    data = worked_out.as_bytes()
    assert data is not None
    again = Policy.from_bytes(scope, data)
    assert again.states() == worked_out.states()
    for known, fact in paths(worked_out, scope.start, {}):
        assert again.next_fact(scope.knowing(known)) == fact


def test_what_the_applicant_does_not_know_is_asked_last() -> None:
    scope = CITY_PLANNER.of("cinema").scope
    policy = Policy(scope)
    first = policy.next_fact(scope.start)
    assert first is not None
    assert policy.next_fact(scope.start, frozenset({first})) not in (None, first)
    everything = frozenset(axis.fact for axis in scope.space.axes)
    assert policy.next_fact(scope.start, everything) == first


def test_permits_taken_out_are_not_asked_about() -> None:
    scope = CITY_PLANNER.of("cinema").scope
    policy = Policy(scope, frozenset({"food_business", "prepackaged_food_filing"}))
    assert {fact for _, fact in paths(policy, scope.start, {})} == {"has_outdoor_sign", None}
