"""Answers without the words of their question are offered for confirmation, never taken for certain."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dialogs.understanding import indirect
from knowledge.pack import Pack
from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener

KNOWN = Path(indirect.__file__).with_name("indirect.yaml")


@pytest.mark.parametrize(
    ("asking", "text", "value"),
    [
        ("uses_agent", "让我表弟帮我跑一下", True),
        ("premises_right", "我大舅的，不收我钱", "free_use"),
        ("tableware_cleaning", "有公司每天来收走洗", "outsourced"),
        ("fire_acceptance", "房东也没说", "unknown"),
    ],
)
def test_an_indirect_answer_is_heard_and_to_be_confirmed(hear: Listener, asking: str, text: str, value: Value) -> None:
    heard = hear(text, asking=asking, industry="restaurant")
    assert heard.facts == {asking: value}
    assert heard.confirm == {asking}


@pytest.mark.parametrize(
    ("asking", "text"),
    [
        ("has_xray", "今天天气不错"),
        ("uses_agent", "为什么要问这个"),
        ("has_pool", "我看看再说"),
        ("premises_right", "不知道"),
    ],
)
def test_what_is_like_no_answer_is_none(hear: Listener, asking: str, text: str) -> None:
    assert asking not in hear(text, asking=asking, industry="gym").facts


def test_every_known_answer_belongs_to_a_fact_and_a_value_of_the_pack(city: Pack) -> None:
    for code, values in yaml.safe_load(KNOWN.read_text(encoding="utf-8")).items():
        fact = city.facts[code]
        allowed = {"yes", "no"} if fact.type == "boolean" else {choice.code for choice in fact.choices}
        assert values.keys() <= allowed, code
