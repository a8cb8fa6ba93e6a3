"""`yizheng understand`: corrections in the words that people use at the review."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cli.main import program


@pytest.mark.parametrize(
    ("text", "intent", "facts"),
    [
        ("面积改成320平米", "correction", {"premises_area": 320}),
        ("面积改回60", "correction", {"premises_area": 60}),
    ],
)
def test_a_value_may_be_changed_and_changed_back(text: str, intent: str, facts: dict[str, float]) -> None:
    line = json.dumps({"text": text, "industry": "drinks_snacks", "known": {"premises_area": 300}}, ensure_ascii=False)
    understood = json.loads(CliRunner().invoke(program, ["understand"], input=f"{line}\n").stdout)
    assert (understood["intent"], understood["facts"]) == (intent, facts)
