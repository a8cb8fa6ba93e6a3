"""`yizheng plan`: the contract's keys, what answers may look like, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.load import CITY, load_pack
from tests.cli.test_commands import run

KEYS = {
    "industry", "pack", "permits", "next", "remaining", "reused", "materials", "expected_questions", "worst_case_questions",
}  # fmt: skip


def plan(tmp_path: Path, industry: str, answers: dict[str, Any]) -> dict[str, Any]:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers), encoding="utf-8")
    result = run("plan", industry, "--answers", path, "--json", "--data", tmp_path / "nothing_here")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    assert set(found) == KEYS
    return found


def test_the_plan_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    found = plan(tmp_path, "drinks_snacks", {})
    assert found["pack"] == load_pack(CITY)[0].sha256()
    assert found["permits"]["tobacco_retail"] == "open"
    assert found["next"]["fact"] == found["remaining"][0] == "unified_social_credit_code"
    assert {"permit": "food_business", "role": "form"} in found["next"]["why"]
    assert found["materials"] == []
    assert not (tmp_path / "nothing_here").exists()


def test_answers_may_be_plain_reused_or_ranges(tmp_path: Path) -> None:
    found = plan(
        tmp_path,
        "bakery",
        {
            "premises_area": {"min": 45, "max": 46},
            "operator_name": {"value": "小林饼店", "source": "business_licence"},
            "premises_right": "lease",
            "supplies_off_site": False,
        },
    )
    assert found["permits"]["fire_safety_check"] == "not_needed"
    assert found["permits"]["food_workshop"] == "not_needed"
    assert found["reused"] == ["operator_name"]
    assert "lease_contract" in found["materials"]
    assert "premises_area" in found["remaining"]
    assert "operator_name" not in found["remaining"]


@pytest.mark.parametrize("held", [["film_screening"], {"film_screening": "鄂影001"}])
def test_permits_may_be_left_out_or_held(tmp_path: Path, held: Any) -> None:
    found = plan(tmp_path, "cinema", {"left_out": ["fire_safety_check"], "held": held})
    assert found["permits"]["fire_safety_check"] == "left_out"
    assert found["permits"]["film_screening"] == "held"


def test_a_sign_area_is_worked_out_from_its_size(tmp_path: Path) -> None:
    known = {"has_outdoor_sign": True, "sign_size": "6×1.2×0.2"}
    assert "sign_area" not in plan(tmp_path, "bakery", known)["remaining"]
    assert "sign_area" in plan(tmp_path, "bakery", {**known, "sign_size": "很大"})["remaining"]


def test_the_credit_register_says_not_listed_unless_told(tmp_path: Path) -> None:
    assert "chooses_commitment" in plan(tmp_path, "cinema", {})["remaining"]
    assert "chooses_commitment" not in plan(tmp_path, "cinema", {"on_dishonesty_list": True})["remaining"]


def test_a_range_that_is_left_at_the_end_is_asked_for_exactly(tmp_path: Path) -> None:
    answers: dict[str, Any] = {"premises_area": {"min": 45, "max": 46}}
    while (following := plan(tmp_path, "cinema", answers)["next"]) and following["fact"] != "premises_area":
        answers[following["fact"]] = _some(following["fact"])
    assert following["fact"] == "premises_area"
    answers["premises_area"] = 45.5
    done = plan(tmp_path, "cinema", answers)
    assert done["next"] is None
    assert done["remaining"] == []
    assert done["expected_questions"] == done["worst_case_questions"] == 0


def _some(code: str) -> Any:
    fact = load_pack(CITY)[0].facts[code]
    match fact.type:
        case "boolean":
            return False
        case "choice":
            return fact.choices[0].code
        case "multi_choice":
            return [fact.choices[0].code]
        case "integer" | "decimal" | "area_m2" | "money":
            return 5
        case "list":
            return ["甲"]
        case _:
            return "文字"


def test_an_industry_may_be_called_as_people_call_it() -> None:
    assert run("plan", "奶茶店").stdout.startswith("drinks_snacks")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ('{"premises_are": 3}', "did you mean premises_area"),
        ('{"premises_area": "big"}', "premises_area needs a value of type area_m2"),
        ('{"premises_area": true}', "premises_area needs"),
        ('{"premises_area": {"min": 5, "max": 4}}', "premises_area needs"),
        ('{"premises_right": "borrowed"}', "one of"),
        ('{"food_items": []}', "food_items needs"),
        ('{"has_outdoor_sign": 1}', "has_outdoor_sign needs"),
        ('{"left_out": ["flying"]}', "must list permits"),
        ('{"held": 3}', "must list permits"),
        ("[]", "must hold an object"),
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_answers_that_do_not_fit_are_bad_usage(tmp_path: Path, answers: str, told: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(answers, encoding="utf-8")
    result = run("plan", "bakery", "--answers", path)
    assert result.exit_code == 2
    assert told in result.stderr


def test_an_unknown_industry_is_bad_usage_and_names_the_nearest() -> None:
    result = run("plan", "cinma")
    assert result.exit_code == 2
    assert "cinema" in result.stderr


def test_a_missing_file_of_answers_is_bad_usage(tmp_path: Path) -> None:
    assert run("plan", "cinema", "--answers", tmp_path / "none.json").exit_code == 2
