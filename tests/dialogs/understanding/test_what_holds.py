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


MAILED: dict[str, Value] = {"delivery_method": "post", "mailing_address": "茅箭区朝阳路9号3栋501"}
SHOP: dict[str, Value] = {"premises_address": "茅箭区北京路8号"}


@pytest.mark.parametrize(
    ("text", "known", "fact", "value"),
    [
        ("寄到单位别寄家里了，张湾区公园路21号，前头那个地址不要", MAILED, "mailing_address", "张湾区公园路21号"),
        ("寄到单位别寄家里了，张湾区公园路21号", MAILED | SHOP, "mailing_address", "张湾区公园路21号"),
        ("前面的地址不用了，寄张湾区公园路21号", MAILED | SHOP, "mailing_address", "张湾区公园路21号"),
        ("店的地址改成北京路9号，证还是寄家里", MAILED | SHOP, "premises_address", "北京路9号"),
        ("地址错了，是北京路9号", MAILED | SHOP, "premises_address", "北京路9号"),
    ],
)
def test_an_address_to_send_to_is_not_where_the_shop_is(
    hear: Callable[..., Heard], text: str, known: dict[str, Value], fact: str, value: Value
) -> None:
    heard = hear(text, known=known, industry="cinema")
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, {fact: value})


@pytest.mark.parametrize(
    ("text", "industry", "known", "fact", "value"),
    [
        (
            "房东昨晚突然改口说只肯签两年，到28年11月30号为止，前面那个日期作废",
            "restaurant",
            {"lease_end_date": "2031-11-30"},
            "lease_end_date",
            "2028-11-30",
        ),
        ("高峰期能装800人那是商场经理吹的，消防给核的500", "supermarket", {"max_occupancy": 800}, "max_occupancy", 500),
        ("容纳800是经理瞎说的，消防核的是500", "supermarket", {"max_occupancy": 800}, "max_occupancy", 500),
        (
            "The 800 people was the landlord bragging, the fire service approved 500",
            "supermarket",
            {"max_occupancy": 800},
            "max_occupancy",
            500,
        ),
        ("面积180那是房东吹的，实际量出来150平", "supermarket", {"premises_area": 180}, "premises_area", 150),
        ("厅我多报了一个，3号厅还没装银幕，先按六个报", "cinema", {"hall_count": 7, "seat_count": 820}, "hall_count", 6),
        ("One of the nurses left, so 2 now.", "clinic", {"nurse_count": 3}, "nurse_count", 2),
        (
            "One of the nurses left, so 2 now. And our lease actually ends 2028-12-31.",
            "clinic",
            {"nurse_count": 3, "lease_end_date": "2027-12-31"},
            "nurse_count",
            2,
        ),
        (
            "I said class 2 devices only, but we sell syringes too, which is class 3. So both class 2 and class 3.",
            "pharmacy",
            {"device_classes": ("class_2",)},
            "device_classes",
            ("class_2", "class_3"),
        ),
        ("多报了一个厅，按6个算", "cinema", {"hall_count": 7, "seat_count": 820}, "hall_count", 6),
        ("助听器不进了，改卖制氧机和雾化器", "medical_device_shop", {"device_scope": "助听器"}, "device_scope", "制氧机和雾化器"),
        ("不卖助听器了，以后主要卖制氧机", "medical_device_shop", {"device_scope": "助听器"}, "device_scope", "制氧机"),
        (
            "No more hearing aids, we'll sell oxygen concentrators instead",
            "medical_device_shop",
            {"device_scope": "hearing aids"},
            "device_scope",
            "oxygen concentrators",
        ),
    ],
)  # fmt: skip
def test_what_holds_is_heard_beside_what_no_longer_does(
    hear: Callable[..., Heard], text: str, industry: str, known: dict[str, Value], fact: str, value: Value
) -> None:
    heard = hear(text, known=known, industry=industry)
    assert (heard.intent, heard.facts[fact]) == (Intent.CORRECTION, value)


def test_what_is_made_there_is_no_change_of_the_kinds_of_food(hear: Callable[..., Heard]) -> None:
    known: dict[str, Value] = {"food_items": ("prepackaged", "pastry", "hot"), "supplies_off_site": True}
    heard = hear("面包、糕点", asking="workshop_products", industry="bakery", known=known)
    assert (heard.intent, heard.facts) == (Intent.ANSWER, {"workshop_products": "面包、糕点"})
