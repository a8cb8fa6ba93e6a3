"""The command `understand`: JSON lines in, JSON lines out, as the stable interfaces have it."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result

from cli.understand import understand


def run(*lines: dict[str, Any] | str) -> Result:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=True) for line in lines)
    return CliRunner().invoke(understand, input=text + "\n")


def test_each_line_is_answered_in_order() -> None:
    result = run(
        {"text": "我想在人民路88号开个奶茶店，大概60平，不卖烟", "today": "2026-11-24"},
        {"text": "四十五六吧", "asking": "catering_area", "industry": "drinks_snacks"},
        {"text": "要收费吗", "industry": "drinks_snacks", "known": {"catering_area": {"min": 45, "max": 46}}},
        {"text": "可能吧", "asking": "sells_tobacco", "industry": "drinks_snacks", "locale": "zh"},
    )
    assert result.exit_code == 0
    first, second, third, fourth = (json.loads(line) for line in result.stdout.splitlines())
    assert first == {
        "intent": "industry",
        "facts": {"premises_address": "人民路88号", "premises_area": 60, "sells_tobacco": False},
        "unclear": [],
        "confirm": [],
        "industry": {"codes": ["drinks_snacks"], "sure": True, "out_of_scope": False},
        "faq": None,
    }
    assert second["facts"] == {"catering_area": {"min": 45, "max": 46}}
    assert (third["intent"], third["faq"]) == ("question", {"code": "fee", "sure": True})
    assert (fourth["facts"], fourth["unclear"]) == ({}, ["sells_tobacco"])
    assert "人民路88号" in result.stdout, "written as it is, not escaped"


def test_half_a_character_is_heard_out() -> None:
    result = run('{"text": "\\ud800"}', '{"text": ""}')
    assert result.exit_code == 0
    assert [json.loads(line)["intent"] for line in result.stdout.splitlines()] == ["unknown", "unknown"]


def test_a_line_that_is_no_message_says_what_to_write() -> None:
    for line in ("not json", '{"words": "hello"}', "[1]", '{"text": 5}', '{"text": "60", "today": "soon"}'):
        result = run(line)
        assert result.exit_code == 2
        assert "line 1" in result.stderr
        assert '"text"' in result.stderr
