"""A department gets what its permits need, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge.documents.case import Case, Given
from knowledge.documents.form import compose_form
from knowledge.documents.letter import compose_letter
from knowledge.documents.slices import parts
from knowledge.values import Truth, Value
from tests.city import city_pack
from tests.knowledge.documents.cases import AT, all_answers, answers_strategy, case_of

DRINKS: dict[str, Value] = {
    **all_answers(city_pack()),
    "catering_area": 45,
    "food_items": ("hot",),
    "premises_area": 320,
    "premises_right": "lease",
    "delivery_method": "electronic",
    "sells_tobacco": False,
    "only_prepackaged": False,
    "uses_agent": False,
    "on_dishonesty_list": False,
}


def _owners(case: Case) -> dict[str, set[str]]:
    """Which departments' permits list each fact."""
    owners: dict[str, set[str]] = {}
    for code in case.permits:
        permit = case.pack.permits[code]
        for fact in permit.facts:
            owners.setdefault(fact, set()).add(permit.department)
    return owners


@settings(max_examples=150)
@given(industry=st.sampled_from(sorted(city_pack().industries)), answers=answers_strategy(city_pack()))
def test_no_department_gets_a_fact_or_material_that_none_of_its_permits_needs(
    industry: str, answers: dict[str, Value]
) -> None:
    case = case_of(industry, answers)
    assume(case.permits)
    owners = _owners(case)
    for department, part in parts(case).items():
        for code in part.facts:
            assert department in owners[code]
            when = case.rules.applies.get(code)
            assert when is None or when(answers) is not Truth.UNMET
        needed = {
            one.code
            for permit in (case.pack.permits[code] for code in part.permits)
            for one in permit.materials
            if case.rules.of(one.when).truth(answers) is Truth.MET
            and not (permit.code in case.committed and one.code in permit.commitment.replaces)
        }
        assert {one.code for one in (*part.materials, *part.fetched)} <= needed


@settings(max_examples=60)
@given(industry=st.sampled_from(sorted(city_pack().industries)), answers=answers_strategy(city_pack()))
def test_what_one_department_alone_needs_is_in_no_other_departments_papers(
    industry: str, answers: dict[str, Value]
) -> None:
    owners = _owners(case_of(industry, answers))
    secrets: dict[str, Value] = {
        code: f"秘密{code}"
        for code in answers
        if city_pack().facts[code].type == "text" and len(owners.get(code, ())) == 1
    }
    case = case_of(industry, {**answers, **secrets})
    assume(case.permits and secrets)
    for department in parts(case):
        papers = [compose_form(case, department), compose_letter(case, department)]
        text = "\n".join(line for paper in papers if paper is not None for line in paper.texts())
        for code in secrets:
            if department not in owners[code]:
                assert f"秘密{code}" not in text


@pytest.mark.parametrize(
    ("department", "has", "has_not"),
    [
        ("market_regulation", {"premises_area", "catering_area", "food_safety_manager"}, {"sign_text", "fire_manager"}),
        ("fire_rescue", {"premises_area", "fire_manager"}, {"sign_text", "catering_area", "food_items"}),
        ("city_management", {"sign_text", "premises_address"}, {"catering_area", "fire_manager"}),
    ],
)
def test_a_drinks_shop_is_cut_by_department(department: str, has: set[str], has_not: set[str]) -> None:
    part = parts(case_of("drinks_snacks", DRINKS))[department]
    assert has <= part.facts.keys()
    assert not has_not & part.facts.keys()


def test_an_answer_that_no_longer_applies_is_in_no_part() -> None:
    case = case_of("drinks_snacks", {**DRINKS, "agent_name": "王五"})
    assert all("agent_name" not in part.facts for part in parts(case).values())


def test_what_a_commitment_replaces_goes_to_nobody_who_decides_on_it() -> None:
    by_promise = case_of("drinks_snacks", DRINKS)
    ordinary = case_of("drinks_snacks", DRINKS, committed=())
    assert "food_safety_rules" in {one.code for one in parts(ordinary)["market_regulation"].materials}
    assert "food_safety_rules" not in {one.code for one in parts(by_promise)["market_regulation"].materials}


def test_a_material_that_follows_is_named_with_its_date() -> None:
    part = parts(case_of("drinks_snacks", DRINKS, deferred=frozenset({"staff_health_certs"})))["market_regulation"]
    late = next(one for one in part.materials if one.code == "staff_health_certs")
    assert late.deferred_until == "2026-12-08"
    assert late.files == ()


def test_a_condition_on_anothers_fact_comes_as_rule_and_result_without_the_value() -> None:
    answers: dict[str, Value] = {**DRINKS, "has_entertainment": True, "premises_area": 100}
    part = parts(case_of("restaurant", answers))["fire_rescue"]
    assert "has_entertainment" not in part.facts
    outcome = next(one for one in part.outcomes if one.about == "fire_safety_check")
    assert outcome.holds
    assert "娱乐项目" in outcome.reason


def test_held_and_left_out_permits_bring_their_departments_nothing() -> None:
    case = replace(case_of("drinks_snacks", DRINKS), permits=("small_catering",), held={"outdoor_sign": "42"})
    assert set(parts(case)) == {"market_regulation"}


def test_an_answer_shows_nothing_personal_when_printed_by_accident() -> None:
    assert "林小满" not in repr(Given("林小满", "applicant", AT, "林小满"))
    assert "人民路" not in repr(case_of("drinks_snacks", {**DRINKS, "premises_address": "人民路88号"}))
