"""Misspelt words: heard as the words they sound like, always asked back, and never changed in what is kept in words."""

from __future__ import annotations

import pytest

from dialogs.understanding.vocabulary import Vocabulary
from knowledge.values import Value
from tests.city import city_pack
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("text", "asking", "industry", "fact", "value"),
    [
        ("灭火气八个 应急灯也装了", "fire_facilities", "restaurant", "fire_facilities", ("extinguisher", "emergency_lighting")),
        ("6个人，面鸡88，没座位", "employee_count", "drinks_snacks", "premises_area", 88),
        ("泳池二十五乘十 就生员两个", "sport_area", "swimming_pool", "lifeguard_count", 2),
        ("招排肯定要挂的嘛", "has_outdoor_sign", "restaurant", "has_outdoor_sign", True),
        ("装了个隔有池", "pretreatment", "restaurant", "pretreatment", ("grease_trap",)),
    ],
)  # fmt: skip
def test_what_sounds_right_is_asked_back(
    hear: Listener, text: str, asking: str, industry: str, fact: str, value: Value
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert heard.facts[fact] == value
    assert fact in heard.confirm


@pytest.mark.parametrize("name", ["面鸡馆", "招排烧烤", "监空酒吧"])
def test_a_name_stays_as_it_is_written(hear: Listener, name: str) -> None:
    heard = hear(name, asking="operator_name", industry="restaurant")
    assert heard.facts["operator_name"] == name


def test_what_is_written_right_stays() -> None:
    spelling = Vocabulary(city_pack()).spelling
    for text in ("今天武汉又下雨了", "我叫石磊", "同意，就这么办", "不卖烟，卖酒", "店在人民路88号"):
        assert spelling.mended(text) is None
