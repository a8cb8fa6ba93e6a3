"""What holds beside what only asks for the change, and how large is what is there after all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.intents import Intent
from dialogs.understanding.message import Heard
from knowledge.values import Value


@pytest.mark.parametrize(
    ("text", "known", "fact", "value"),
    [
        ("宽带最后签的移动 不是电信 麻烦改下", {"isp_name": "电信"}, "isp_name", "移动"),
        ("装的是广电，不是移动，帮我改一下", {"isp_name": "移动"}, "isp_name", "广电"),
        ("写成动物诊所了？我们要办的是动物医院", {"animal_clinic_kind": "clinic"}, "animal_clinic_kind", "hospital"),
        ("怎么写成动物诊所了，我们办的是动物医院", {"animal_clinic_kind": "clinic"}, "animal_clinic_kind", "hospital"),
        ("记成一类了？应该是二类", {"repair_kind": "class_1"}, "repair_kind", "class_2"),
        (
            "Please change the contact person to my husband, Marc Dubois. I'll be abroad in December.",
            {"contact_name": "Li Na"},
            "contact_name",
            "Marc Dubois",
        ),
        (
            "change the contact to Anna Schmidt. She handles it all",
            {"contact_name": "Li Na"},
            "contact_name",
            "Anna Schmidt",
        ),
        ("it's 12 full-time carers now, not 9", {"teacher_count": 9}, "teacher_count", 12),
    ],
)
def test_what_holds_is_heard_beside_what_only_asks_for_the_change(
    hear: Callable[..., Heard], text: str, known: dict[str, Value], fact: str, value: Value
) -> None:
    heard = hear(text, known=known)
    assert heard.intent is Intent.CORRECTION
    assert heard.facts == {fact: value}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("之前说没泳池作废 现在有一个 180平", {"has_pool": True, "sport_area": 180}),
        ("先前讲没攀岩，现在想装一面墙，60平", {"has_climbing": True, "sport_area": 60}),
    ],
)
def test_a_size_behind_what_is_there_after_all_is_its_own(
    hear: Callable[..., Heard], text: str, told: dict[str, Value]
) -> None:
    known = {"has_pool": False, "has_climbing": False, "premises_area": 1500}
    heard = hear(text, asking="has_outdoor_sign", industry="gym", known=known)
    assert heard.intent is Intent.CORRECTION
    assert heard.facts == told
