"""A number that is asked is that, and not another known number of its kind which nothing in the message names."""

from __future__ import annotations

import pytest

from dialogs.understanding.intents import Intent
from knowledge.values import Range, Value
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("text", "industry", "asking", "known", "value"),
    [
        ("看着宽敞其实就九十六平，公摊去掉了的", "bakery", "premises_area", {"sign_area": 65}, 96),
        ("去掉公摊八十平", "bakery", "premises_area", {"sign_area": 65}, 80),
        ("差不多四个半平方", "bakery", "sign_area", {"premises_area": 80}, 4.5),
        ("实际上只有4平", "bakery", "sign_area", {"premises_area": 80}, 4),
        ("it's actually about 4 sqm", "bakery", "sign_area", {"premises_area": 80}, 4),
        ("十二三个平方吧 就一个小窗口", "drinks_snacks", "catering_area", {"premises_area": 18}, Range(12, 13)),
        ("roughly 40 square metres in the back", "bakery", "catering_area", {"premises_area": 80}, 40),
        ("大中小加起来二十二个包厢", "karaoke", "room_count", {"employee_count": 115}, 22),
        ("原来二十二个包厢", "karaoke", "room_count", {"employee_count": 115}, 22),
    ],
)
def test_a_number_of_the_asked_kind_answers(
    hear: Listener, text: str, industry: str, asking: str, known: dict[str, Value], value: Value
) -> None:
    heard = hear(text, industry=industry, asking=asking, known=known)
    assert heard.intent is Intent.ANSWER
    assert heard.facts[asking] == value
    assert heard.facts.keys().isdisjoint(known)


@pytest.mark.parametrize(
    ("text", "asking", "known", "told"),
    [
        ("店面其实只有96平", "sign_area", {"premises_area": 80}, {"premises_area": 96}),
        ("店里面积差不多96平", "sign_area", {"premises_area": 80}, {"premises_area": 96}),
        ("厨房其实没那么大，30平", "premises_area", {"catering_area": 40}, {"catering_area": 30}),
        ("刚才说错了，其实是96平", "catering_area", {"premises_area": 80}, {"premises_area": 96}),
        ("又来了两个人", "room_count", {"employee_count": 115}, {"employee_count": 117}),
    ],
)
def test_a_known_number_that_is_named_or_said_to_be_wrong_is_corrected(
    hear: Listener, text: str, asking: str, known: dict[str, Value], told: dict[str, Value]
) -> None:
    heard = hear(text, industry="bakery", asking=asking, known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, told)
