"""What is put right by the other answer, by a choice instead of another, by who or what was not counted, by a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.intents import Intent
from dialogs.understanding.message import Heard
from knowledge.values import Value


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("I said we don't print. Actually we do.", "does_printing", True),
        ("之前讲不卖烟 现在想卖了", "sells_tobacco", True),
        ("Earlier I said no swimming pool, that was wrong, there is one", "has_pool", True),
        ("刚才说要挂招牌，房东不让，改成不挂", "has_outdoor_sign", False),
    ],
)
def test_an_answer_repeated_to_be_taken_back_becomes_the_other(
    hear: Callable[..., Heard], text: str, fact: str, value: bool
) -> None:
    heard = hear(text, asking="contact_phone", known={fact: not value})
    assert (heard.intent, heard.facts, heard.confirm) == (Intent.CORRECTION, {fact: value}, {fact})


@pytest.mark.parametrize(
    ("text", "tank"), [("刚刚那个应该是没有", False), ("刚才那题应该选没有", False), ("前面那个应该答是", True)]
)
def test_the_answer_before_becomes_the_other_one(hear: Callable[..., Heard], text: str, tank: bool) -> None:
    known: dict[str, Value] = {"has_secondary_water": not tank, "premises_area": 300}
    heard = hear(text, asking="discharges_wastewater", industry="gym", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, {"has_secondary_water": tank})


@pytest.mark.parametrize(
    ("text", "known", "told"),
    [
        (
            "搞错了 这个不是民宿噢 是正经宾馆 房子也不是住宅 是商业用房",
            {"is_homestay": True, "premises_property": "residential"},
            {"is_homestay": False, "premises_property": "commercial"},
        ),
        (
            "不是自己的房子，是租的，也不是住宅，是门面房",
            {"premises_right": "own", "premises_property": "residential"},
            {"premises_right": "lease", "premises_property": "commercial"},
        ),
        (
            "房子应该是商业用房，不是住宅，证麻烦邮寄，不去窗口拿了",
            {"premises_property": "residential", "delivery_method": "window"},
            {"premises_property": "commercial", "delivery_method": "post"},
        ),
        (
            "Repair class should be class 2, not class 3. And please post it to me instead of window pickup",
            {"does_car_repair": True, "repair_kind": "class_3", "delivery_method": "window"},
            {"repair_kind": "class_2", "delivery_method": "post"},
        ),
        (
            "维修应该是二类，不是三类，面积改成90",
            {"does_car_repair": True, "repair_kind": "class_3", "premises_area": 80},
            {"repair_kind": "class_2", "premises_area": 90},
        ),
        (
            "it's not residential, it's a commercial building",
            {"premises_property": "residential"},
            {"premises_property": "commercial"},
        ),
    ],
)
def test_each_choice_that_is_taken_back_becomes_what_is_said_instead(
    hear: Callable[..., Heard], text: str, known: dict[str, Value], told: dict[str, Value]
) -> None:
    heard = hear(text, asking="guest_rooms", industry="hotel", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, told)


@pytest.mark.parametrize(
    ("text", "employees"),
    [
        ("少报了一个人！我妈也在店里帮忙洗头，加上她5个", 5),
        ("少算了一个！加上我妈5个人", 5),
        ("少报了一个人", 5),
        ("多报了一个人", 3),
    ],
)
def test_who_was_not_counted_is_counted_with_the_others(hear: Callable[..., Heard], text: str, employees: int) -> None:
    heard = hear(text, asking="has_outdoor_sign", industry="beauty_salon", known={"employee_count": 4})
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, {"employee_count": employees})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("柯大勇，他有证的。对了油罐容积填小了，是80立方", {"safety_manager": "柯大勇", "tank_volume_m3": 80}),
        ("安全员是陈立国。另外油罐容积填错了，是80立方", {"safety_manager": "陈立国", "tank_volume_m3": 80}),
        ("等一下。油罐填错了，是80立方", {"tank_volume_m3": 80}),
    ],
)
def test_a_name_that_was_asked_stands_ahead_of_a_correction(
    hear: Callable[..., Heard], text: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking="safety_manager", industry="filling_station", known={"tank_volume_m3": 60})
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, told)


@pytest.mark.parametrize(
    ("text", "known", "facts"),
    [
        ("change the contact to Tony Wu", {"contact_name": "Amy Wu"}, {"contact_name": "Tony Wu"}),
        ("the contact is Isla Brown now", {"contact_name": "Amy Wu"}, {"contact_name": "Isla Brown"}),
        ("change contact to Noah Beck please", {"contact_name": "Amy Wu"}, {"contact_name": "Noah Beck"}),
        ("the provider is Unicom now", {"isp_name": "China Telecom"}, {"isp_name": "Unicom"}),
        ("we switched from China Telecom to China Unicom last week", {"isp_name": "China Telecom"}, {"isp_name": "China Unicom"}),
        ("the sign now says Lucky Noodles", {"sign_text": "Happy Noodles"}, {"sign_text": "Lucky Noodles"}),
    ],
)  # fmt: skip
def test_small_words_of_english_are_no_part_of_a_name(
    hear: Callable[..., Heard], text: str, known: dict[str, Value], facts: dict[str, Value]
) -> None:
    heard = hear(text, asking="delivery_method", industry="internet_cafe", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("it's not the third floor, it's the fourth. I counted from zero like at home, haha", 4),
        ("it's actually the second floor, I was counting from zero", 2),
        ("不是三楼是四楼，我按国外从0数的", 4),
    ],
)
def test_where_somebody_begins_to_count_is_no_storey(hear: Callable[..., Heard], text: str, floor: int) -> None:
    known = {"premises_floor": 3, "premises_area": 400}
    assert hear(text, industry="bathhouse", known=known).facts == {"premises_floor": floor}


def test_what_stands_for_one_thing_is_no_area(hear: Callable[..., Heard]) -> None:
    heard = hear("现在有一个，面积改成180平", asking="premises_area", industry="gym", known={"has_pool": False})
    assert heard.facts == {"premises_area": 180}
