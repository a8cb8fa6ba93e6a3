"""What is given up, wanted after all, or exchanged for something or somebody else."""

from __future__ import annotations

import pytest

from dialogs.understanding.intents import Intent
from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("text", "industry", "fact", "value"),
    [
        ("攀岩不弄了，保险太贵", "gym", "has_climbing", False),
        ("泳池那个项目砍了", "gym", "has_pool", False),
        ("Sorry, scratch what I said about the pool, we have no room", "gym", "has_pool", False),
        ("ignore what I said about the climbing wall", "gym", "has_climbing", False),
        ("攀岩墙房东说不行，取消", "gym", "has_climbing", False),
        ("we decided to drop the pool", "gym", "has_pool", False),
        ("the climbing wall is cancelled, insurance refused", "gym", "has_climbing", False),
        ("麻将机KTV都不搞了，楼上投诉", "restaurant", "has_entertainment", False),
        ("找人代办的事算了，我自己跑", "restaurant", "uses_agent", False),
        ("x光机不买了，太贵", "pet_hospital", "has_xray", False),
        ("no more cigarettes, the school is too close", "convenience_store", "sells_tobacco", False),
        ("烟我又想卖了，隔壁都在卖", "convenience_store", "sells_tobacco", True),
        ("老板说唱歌的包间取消了，不搞了", "restaurant", "has_entertainment", False),
        ("the singing rooms are off, we scrapped them", "restaurant", "has_entertainment", False),
        ("招牌还是要挂一个", "restaurant", "has_outdoor_sign", True),
        ("兽药又想卖了", "pet_hospital", "sells_vet_drugs", True),
        ("we want the sign after all", "restaurant", "has_outdoor_sign", True),
    ],
)
def test_a_yes_is_dropped_and_a_no_taken_up(hear: Listener, text: str, industry: str, fact: str, value: Value) -> None:
    heard = hear(text, asking="employee_count", industry=industry, known={fact: not value})
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, {fact: value})


@pytest.mark.parametrize("text", ["不想开了，取消吧", "这个店不开了", "算了不办了", "I want to cancel my application"])
def test_who_gives_up_the_business_changes_no_answer(hear: Listener, text: str) -> None:
    known: dict[str, Value] = {"sells_food": True, "has_outdoor_sign": True, "sells_tobacco": True}
    heard = hear(text, asking="exit_count", industry="restaurant", known=known)
    assert (heard.intent, heard.facts) == (Intent.WITHDRAW, {})


@pytest.mark.parametrize(
    ("text", "asking", "role", "before", "after"),
    [
        ("赵敏不干了，换成杨帆", "quality_manager", "pharmacist_name", "赵敏", "杨帆"),
        ("药师不是李佳了，是新来的孙浩", "quality_manager", "pharmacist_name", "李佳", "孙浩"),
        ("药师不是小谭了，她辞职了，新来的叫阮静雯", "quality_manager", "pharmacist_name", "谭晓燕", "阮静雯"),
        ("质量负责人不写周强了，写吴丹", "pharmacist_name", "quality_manager", "周强", "吴丹"),
        ("联系人孙丽调走了，以后找郑浩", "quality_manager", "contact_name", "孙丽", "郑浩"),
        ("执业药师换人了，不是何敏，是郑洁", "quality_manager", "pharmacist_name", "何敏", "郑洁"),
    ],
)
def test_somebody_follows_who_was_named_before(
    hear: Listener, text: str, asking: str, role: str, before: str, after: str
) -> None:
    heard = hear(text, asking=asking, industry="pharmacy", known={"sells_drugs": True, role: before})
    assert (heard.intent, heard.facts, heard.industry) == (Intent.CORRECTION, {role: after}, None)


@pytest.mark.parametrize(
    ("text", "industry", "known", "facts"),
    [
        ("宽带换成广电了，联通太贵", "internet_cafe", {"isp_name": "联通"}, {"isp_name": "广电"}),
        ("运营商改电信，移动老断", "internet_cafe", {"isp_name": "移动"}, {"isp_name": "电信"}),
        ("网络换成电信了 移动信号不行", "internet_cafe", {"isp_name": "移动"}, {"isp_name": "电信"}),
        (
            "招牌名字换了，叫春来茶馆",
            "restaurant",
            {"has_outdoor_sign": True, "sign_text": "春来饭馆"},
            {"sign_text": "春来茶馆"},
        ),
        (
            "加一门篮球",
            "training_childcare",
            {"training_subjects": ("arts",)},
            {"training_subjects": ("arts", "sport")},
        ),
        (
            "杂志不进了，只卖图书",
            "bookstore",
            {"publication_kinds": ("books", "periodicals")},
            {"publication_kinds": ("books",)},
        ),
        (
            "杂志也卖的，刚漏说了",
            "bookstore",
            {"publication_kinds": ("books",)},
            {"publication_kinds": ("books", "periodicals")},
        ),
        (
            "不光图书，音像也要卖",
            "bookstore",
            {"publication_kinds": ("books",)},
            {"publication_kinds": ("books", "audio_visual")},
        ),
        (
            "三类的也要加进去",
            "medical_device_shop",
            {"device_classes": ("class_2",)},
            {"device_classes": ("class_2", "class_3")},
        ),
        (
            "电子烟没批下来，只卖卷烟",
            "convenience_store",
            {"sells_tobacco": True, "tobacco_kind": ("cigarette", "e_cigarette")},
            {"tobacco_kind": ("cigarette",)},
        ),
        (
            "we sell newspapers too, forgot to say",
            "bookstore",
            {"publication_kinds": ("books",)},
            {"publication_kinds": ("books", "newspapers")},
        ),
        (
            "改成诊所吧，医院条件够不上",
            "pet_hospital",
            {"animal_clinic_kind": "hospital"},
            {"animal_clinic_kind": "clinic"},
        ),
    ],
)
def test_what_was_chosen_or_named_is_exchanged_or_joined(
    hear: Listener, text: str, industry: str, known: dict[str, Value], facts: dict[str, Value]
) -> None:
    heard = hear(text, asking="contact_name", industry=industry, known=known)
    assert (heard.intent, heard.facts, heard.industry) == (Intent.CORRECTION, facts, None)


@pytest.mark.parametrize(
    "text", ["先前说没泳池的，合伙人又要修一个，120平方的池子", "先前说没泳池，现在要修个120平的池子"]
)
def test_what_is_wanted_after_all_may_bring_its_numbers(hear: Listener, text: str) -> None:
    heard = hear(text, industry="gym", known={"has_pool": False, "premises_area": 560})
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, {"has_pool": True, "sport_area": 120})


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("only vapes, no regular cigarettes", ("e_cigarette",)),
        ("no cigarettes, only e-cigs", ("e_cigarette",)),
        ("just cigarettes, no vapes", ("cigarette",)),
        ("电子烟，不卖卷烟", ("e_cigarette",)),
    ],
)
def test_which_kinds_there_are_gives_up_nothing(hear: Listener, text: str, kinds: Value) -> None:
    heard = hear(text, asking="tobacco_kind", industry="convenience_store", known={"sells_tobacco": True})
    assert (heard.intent, heard.facts) == (Intent.ANSWER, {"tobacco_kind": kinds})


def test_who_sells_none_any_more_gives_it_up_whatever_kinds_are_asked(hear: Listener) -> None:
    heard = hear(
        "we don't sell cigarettes any more",
        asking="tobacco_kind",
        industry="convenience_store",
        known={"sells_tobacco": True},
    )
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, {"sells_tobacco": False})
