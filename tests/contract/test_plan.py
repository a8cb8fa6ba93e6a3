"""`yizheng plan` as somebody finds it who knows the contract only; the figures were reckoned by hand from the pack's files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.main import program

NO_PERMIT_MORE = {
    "has_outdoor_sign": False,
    "discharges_wastewater": False,
    "sells_tobacco": False,
    "premises_area": 100,
}
NEITHER_POOL_NOR_FOOD = {
    "has_pool": False,
    "has_secondary_water": False,
    "has_outdoor_sign": False,
    "sells_food": False,
}


def run(folder: Path, industry: str, answers: str) -> Result:
    file = folder / "answers.json"
    file.write_text(answers, encoding="utf-8")
    return CliRunner().invoke(
        program, ["plan", industry, "--json", "--answers", str(file), "--data", str(folder / "d")]
    )


@pytest.mark.parametrize(
    ("industry", "known", "expected", "worst"),
    [
        # Whether the commitment is open for food turns on a limit of its own, 500 m²; between 50 and 500 it is.
        pytest.param("drinks_snacks", {**NO_PERMIT_MORE, "food_items": ["hot"]}, 22.5, 25, id="finer limit"),
        pytest.param("drinks_snacks", NO_PERMIT_MORE, 23.25, 26, id="two facts with finer limits"),
        # Training, childcare and both are three cells: 22, 22 and 24 questions after this one.
        pytest.param("training_childcare", NEITHER_POOL_NOR_FOOD, 1 + (22 + 22 + 24) / 3, 27, id="several at once"),
    ],
)
def test_the_forecast_counts_within_the_cells_that_are_known(
    tmp_path: Path, industry: str, known: dict[str, Any], expected: float, worst: int
) -> None:
    plan = json.loads(run(tmp_path, industry, json.dumps(known)).stdout)
    assert plan["expected_questions"] == pytest.approx(expected, abs=1e-5)
    assert plan["worst_case_questions"] == worst


@pytest.mark.parametrize(
    "answers",
    [
        '{"premises_area": NaN}',
        '{"premises_area": 1e400}',
        '{"premises_area": {"min": 50, "max": Infinity}}',
        '{"employee_count": 2.5}',
        '{"lease_end_date": "next year"}',
        '{"lease_end_date": "2027-02-30"}',
    ],
)
def test_what_is_no_value_of_its_type_is_bad_usage(tmp_path: Path, answers: str) -> None:
    refused = run(tmp_path, "drinks_snacks", answers)
    assert refused.exit_code == 2
    assert answers.split('"')[1] in refused.output
