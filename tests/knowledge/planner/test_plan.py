"""Properties of every plan: order does not matter, learning never unsettles, ranges decide what both ends decide."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.pack import NUMERIC, Fact, Pack
from knowledge.planner.plan import IndustryPlanner, Reason, given_facts, planner_of
from knowledge.planner.requirements import Exclusions
from knowledge.values import Facts, Range, Value
from tests.city import city_pack, city_planner
from tests.knowledge.planner.brute_force import Exhaustive
from tests.knowledge.planner.tiny_packs import tiny_packs

PACK = city_pack()
PLANNER = city_planner()
SETTLED = ("applies", "not_needed")


def value_of(fact: Fact, chance: random.Random) -> Value:
    """Some answer to a fact."""
    match fact.type:
        case "boolean":
            return chance.random() < 0.5
        case "choice":
            return chance.choice([choice.code for choice in fact.choices] or list(PACK.industries))
        case "multi_choice":
            codes = [choice.code for choice in fact.choices]
            chosen = tuple(code for code in codes if code != "none" and chance.random() < 0.4)
            return chosen or (codes[-1],)
        case _ if fact.type in NUMERIC:
            return chance.choice([1, 14, 15, 50, 51, 299, 300, 500, 501])
        case "list":
            return ("甲",)
        case _:
            return "文字"


def interview(planner: IndustryPlanner, chance: random.Random) -> tuple[list[str], Facts]:
    """Answers every question as it comes, until the plan has none; checks each step on the way."""
    known: dict[str, Value] = dict(given_facts(PACK, planner.scope.industry.code)) | {"on_dishonesty_list": False}
    asked: list[str] = []
    before: dict[str, str] = {}
    while (fact := planner.plan(known).next) is not None:
        assert fact not in asked
        assert fact in planner.remaining(known)
        assert planner.remaining(known)[0] == fact
        assert planner.reasons(fact, known), f"{fact} is asked for no reason after {asked}"
        asked.append(fact)
        known[fact] = value_of(PACK.facts[fact], chance)
        standing = planner.plan(known).standing
        for permit, settled in before.items():
            assert settled not in SETTLED or standing[permit] == settled
        before = dict(standing)
    return asked, known


@pytest.mark.slow
@pytest.mark.parametrize("industry", PACK.industries)
def test_an_interview_ends_and_asks_each_fact_once_for_a_reason(industry: str) -> None:
    planner = PLANNER.of(industry)
    start = planner.forecast(dict(given_facts(PACK, industry)) | {"on_dishonesty_list": False})
    for seed in range(4):
        asked, known = interview(planner, random.Random(seed))
        assert start.best <= len(asked) <= start.worst
        plan = planner.plan(known)
        assert plan.settled
        assert plan.missing == ()
        assert planner.forecast(known).expected == 0
        assert set(plan.standing.values()) <= {"applies", "not_needed"}


@pytest.mark.parametrize("industry", ["convenience_store", "hotel", "clinic"])
def test_the_order_of_answers_does_not_change_what_is_needed(industry: str) -> None:
    planner = PLANNER.of(industry)
    _, known = interview(planner, random.Random(7))
    reference = planner.plan(known)
    shuffled = list(known.items())
    random.Random(8).shuffle(shuffled)
    again = planner.plan(dict(shuffled))
    assert again.standing == reference.standing
    assert again.requirements == reference.requirements


@settings(max_examples=150)
@given(tiny_packs(), st.data())
def test_learning_more_never_unsettles_a_permit(pack: Pack, data: st.DataObject) -> None:
    planner = planner_of(pack).of("shop")
    exhaustive = Exhaustive(planner.scope, pack)
    known: dict[str, Value] = dict(exhaustive.given)
    before = planner.plan(known).standing
    for fact in data.draw(st.permutations([fact for fact in exhaustive.facts if fact not in known])):
        known[fact] = data.draw(st.sampled_from(exhaustive.cells[fact]))
        standing = planner.plan(known).standing
        assert all(before[code] == standing[code] for code in before if before[code] in SETTLED)
        before = standing
    assert set(before.values()) <= set(SETTLED)


@pytest.mark.parametrize(
    ("low", "high", "standing"),
    [
        (45, 46, "not_needed"),
        (300, 301, "applies"),
        (299, 300, "open"),
        (1, 200_000, "open"),
        (299, 299.5, "not_needed"),
    ],
)
def test_a_range_decides_what_both_ends_decide_alike(low: float, high: float, standing: str) -> None:
    planner = PLANNER.of("bakery")
    known: Facts = dict(given_facts(PACK, "bakery")) | {"premises_area": Range(low, high)}
    plan = planner.plan(known)
    assert plan.standing["fire_safety_check"] == standing
    assert plan.inexact == ("premises_area",)
    assert "premises_area" in planner.remaining(known)
    deciding = planner.policy.candidates(planner.scope.knowing(known))
    assert ("premises_area" in [axis.fact for axis in deciding]) == (standing == "open")


def test_the_credit_code_comes_first_where_some_permit_is_certain_whichever_one() -> None:
    planner = PLANNER.of("drinks_snacks")
    known = given_facts(PACK, "drinks_snacks")
    plan = planner.plan(known)
    assert plan.certain
    assert plan.next == "unified_social_credit_code"
    reasons = planner.reasons("unified_social_credit_code", known)
    assert {Reason("small_catering", "form"), Reason("food_business", "form")} <= set(reasons)


def test_whether_to_promise_is_asked_only_once_the_commitment_is_open() -> None:
    planner = PLANNER.of("restaurant")
    nothing_else = (
        "premises_area",
        "has_outdoor_sign",
        "discharges_wastewater",
        "has_secondary_water",
        "sells_tobacco",
    )
    known: dict[str, Value] = dict(given_facts(PACK, "restaurant")) | {
        "on_dishonesty_list": False,
        "has_entertainment": False,
    }
    known |= {fact: 20 if fact == "premises_area" else False for fact in nothing_else}
    assert "chooses_commitment" not in planner.plan(known).missing
    assert "chooses_commitment" in planner.remaining(known)
    known |= {"catering_area": 20, "food_items": ("hot",)}
    assert "chooses_commitment" in planner.plan(known).missing
    known["food_items"] = ("raw",)
    assert "chooses_commitment" not in planner.remaining(known)


def test_nothing_personal_is_asked_while_no_permit_is_certain() -> None:
    planner = PLANNER.of("gym")
    known: dict[str, Value] = dict(given_facts(PACK, "gym"))
    asked: list[str] = []
    while (fact := planner.plan(known).next) is not None:
        asked.append(fact)
        known[fact] = 20 if fact == "premises_area" else False
    assert set(planner.plan(known).standing.values()) == {"not_needed"}
    assert asked[-1] == "premises_area"
    assert all(not PACK.facts[fact].sensitive and PACK.facts[fact].type != "uscc" for fact in asked)


def test_permits_left_out_or_held_say_so_and_need_nothing() -> None:
    planner = PLANNER.of("cinema")
    exclusions = Exclusions(left_out=frozenset({"fire_safety_check"}), held=frozenset({"film_screening"}))
    plan = planner.plan(given_facts(PACK, "cinema"), exclusions)
    assert plan.standing["fire_safety_check"] == "left_out"
    assert plan.standing["film_screening"] == "held"
    assert plan.requirements.applying == ("public_place_hygiene",)
    assert "hall_count" not in planner.remaining(given_facts(PACK, "cinema"), exclusions)


def test_a_sign_area_is_asked_only_when_the_size_does_not_tell_it() -> None:
    planner = PLANNER.of("bakery")
    known: dict[str, Value] = dict(given_facts(PACK, "bakery")) | {"has_outdoor_sign": True}
    assert "sign_area" not in planner.plan(known).missing
    assert "sign_area" not in planner.remaining(known)
    known["sign_size"] = "很大"
    assert "sign_area" in planner.plan(known).missing
