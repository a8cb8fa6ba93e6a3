"""What follows from the answers: materials, forms, commitment, deferral, as small stories."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from knowledge.planner.plan import given_facts
from knowledge.planner.requirements import Exclusions, Requirements
from knowledge.values import Facts
from tests.city import city_pack, city_planner

PACK = city_pack()
PLANNER = city_planner()
CINEMA: Facts = {"has_outdoor_sign": False, "sells_food": False, "on_dishonesty_list": False}
RESTAURANT: Facts = {
    "premises_area": 120, "has_outdoor_sign": False, "discharges_wastewater": False, "has_secondary_water": False,
    "sells_tobacco": False, "has_entertainment": False, "on_dishonesty_list": False, "catering_area": 90,
    "food_items": ("hot",),
}  # fmt: skip


def requirements(industry: str, answers: Facts, exclusions: Exclusions | None = None) -> Requirements:
    facts = {**given_facts(PACK, industry), **answers}
    return PLANNER.of(industry).conditions.requirements(facts, exclusions or Exclusions())


@dataclass(frozen=True, slots=True)
class Story:
    """Answers on top of a restaurant's, and which materials then are (not) certainly needed."""

    answers: Facts
    needs: frozenset[str] = frozenset()
    needs_not: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()


def story(answers: Facts, *, needs: str = "", needs_not: str = "", maybe: str = "") -> Story:
    return Story(answers, frozenset(needs.split()), frozenset(needs_not.split()), frozenset(maybe.split()))


STORIES = {
    "who leases brings the lease": story({"premises_right": "lease"}, needs="lease_contract"),
    "who owns brings no title: the register has it": story(
        {"premises_right": "own"}, needs_not="lease_contract premises_title"
    ),
    "who has not said may need the lease": story({}, needs_not="lease_contract", maybe="lease_contract"),
    "an agent brings a power of attorney": story(
        {"uses_agent": True}, needs="agent_authorisation", needs_not="agent_id_copy"
    ),
    "no agent, no power of attorney": story({"uses_agent": False}, needs_not="agent_authorisation"),
    "who promises brings less": story(
        {"chooses_commitment": True}, needs="food_manager_proof", needs_not="floor_plan equipment_list"
    ),
    "who does not promise brings all": story(
        {"chooses_commitment": False}, needs="floor_plan equipment_list food_safety_rules"
    ),
    "who has not chosen may bring less": story({}, needs_not="equipment_list", maybe="equipment_list"),
    "raw food keeps the commitment closed": story(
        {"chooses_commitment": True, "food_items": ("raw",)}, needs="equipment_list floor_plan"
    ),
    "a dishonesty record keeps it closed": story(
        {"chooses_commitment": True, "on_dishonesty_list": True}, needs="equipment_list floor_plan"
    ),
    "another permit still needs what the promise replaces": story(
        {"chooses_commitment": True, "premises_area": 400, "has_entertainment": True}, needs="floor_plan"
    ),
    "a letter is made, never asked for": story({"chooses_commitment": True}, needs_not="commitment_letter"),
}


@pytest.mark.parametrize("told", STORIES.values(), ids=STORIES.keys())
def test_materials_follow_from_the_answers(told: Story) -> None:
    found = requirements("restaurant", {**RESTAURANT, **told.answers})
    assert told.needs <= set(found.materials)
    assert not told.needs_not & set(found.materials)
    assert told.maybe <= set(found.possible_materials)
    assert not set(found.materials) & set(found.possible_materials)
    assert all(PACK.materials[code].kind == "upload" for code in (*found.materials, *found.possible_materials))


def test_registers_are_fetched_and_never_asked_for() -> None:
    found = requirements("restaurant", {**RESTAURANT, "premises_right": "own"})
    assert {"business_licence_copy", "legal_rep_id_copy", "premises_title"} <= set(found.fetched)


def test_what_only_some_allow_to_follow_later_may_not_follow_later() -> None:
    alone = requirements("restaurant", RESTAURANT)
    assert alone.deferrable["staff_health_certs"] == 10
    for code in alone.deferrable:
        needing = [PACK.permits[p] for p in alone.applying if code in {need.code for need in PACK.permits[p].materials}]
        assert all(code in {later.code for later in permit.deferrable} for permit in needing)


def test_a_fact_that_does_not_apply_is_on_no_form() -> None:
    found = requirements("restaurant", {**RESTAURANT, "uses_agent": False, "delivery_method": "window"})
    assert not {"agent_name", "agent_id_number", "mailing_address"} & set(found.facts)
    assert not {"agent_name", "mailing_address"} & set(found.possible_facts)


def test_a_fact_whose_condition_is_open_may_be_needed_and_what_decides_it_is_asked() -> None:
    found = requirements("restaurant", RESTAURANT)
    assert "agent_name" in found.possible_facts
    assert "uses_agent" in found.facts


def test_a_credit_record_is_never_asked() -> None:
    answers = {code: value for code, value in RESTAURANT.items() if code != "on_dishonesty_list"}
    found = requirements("restaurant", answers)
    assert "on_dishonesty_list" not in (*found.facts, *found.possible_facts)


def test_commitment_covers_what_is_open_to_it_and_not_taken_out() -> None:
    promised = requirements("cinema", {**CINEMA, "chooses_commitment": True})
    assert promised.committable == promised.committed != ()
    out = frozenset(promised.committable[:1])
    kept = requirements("cinema", {**CINEMA, "chooses_commitment": True}, Exclusions(uncommitted=out))
    assert kept.committable == promised.committable
    assert set(kept.committed) == set(promised.committable) - out
    assert set(promised.materials) < set(kept.materials)


def test_a_permit_left_out_takes_its_facts_and_materials_with_it() -> None:
    whole = requirements("cinema", CINEMA)
    less = requirements("cinema", CINEMA, Exclusions(left_out=frozenset({"film_screening"})))
    assert "film_screening" not in less.applying
    assert set(less.facts) < set(whole.facts)
    assert set(less.materials) <= set(whole.materials)
