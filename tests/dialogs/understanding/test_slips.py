"""A no that is typed by its sound, or said as in the south: it is a no, and never a silent yes."""

from __future__ import annotations

import pytest

from dialogs.understanding.slips import meant_as_no
from knowledge.pack import Pack
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("asking", "text", "meant"),
    [
        ("sells_tobacco", "香烟部卖", "香烟不卖"),
        ("sells_tobacco", "我们布卖烟", "我们不卖烟"),
        ("has_outdoor_sign", "部挂招牌", "不挂招牌"),
        ("has_pool", "妹得", "没得"),
        ("has_pool", "米有，我们教画画的", "没有，我们教画画的"),
        ("sells_publications", "冒进书", "没进书"),
        ("sells_food", "米有卖", None),
        ("sells_tobacco", "全部卖", None),
        ("sells_tobacco", "小卖部卖烟", None),
        ("has_outdoor_sign", "招牌布挂好了", None),
    ],
)
def test_a_no_is_known_by_its_sound(city: Pack, asking: str, text: str, meant: str | None) -> None:
    assert meant_as_no(text, city.facts[asking]) == meant


def test_a_no_known_by_its_sound_is_confirmed(hear: Listener) -> None:
    heard = hear("香烟部卖", asking="sells_tobacco", industry="restaurant")
    assert (heard.facts, heard.confirm) == ({"sells_tobacco": False}, frozenset({"sells_tobacco"}))


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("sells_tobacco", "restaurant", "我哋唔卖烟", False),
        ("sells_food_online", "restaurant", "唔做外卖嘅", False),
        ("has_outdoor_sign", "convenience_store", "唔使挂招牌", False),
        ("uses_agent", "bakery", "冇搵人代办", False),
        ("has_central_ac", "hotel", "唔系中央空调", False),
        ("sells_tobacco", "restaurant", "点会卖烟啊，冇", False),
        ("only_prepackaged", "convenience_store", "净系卖包装好嘅嘢", True),
    ],
)
def test_no_and_only_are_understood_in_cantonese(
    hear: Listener, asking: str, industry: str, text: str, told: bool
) -> None:
    assert hear(text, asking=asking, industry=industry).facts[asking] is told
