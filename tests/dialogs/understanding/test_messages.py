"""Whole messages: the lines of the storyboard, several facts at once, and whatever else may arrive."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.understanding.intents import Intent
from dialogs.understanding.message import Heard
from dialogs.understanding.reading import Surroundings
from knowledge.pack import Pack
from knowledge.values import Range, Value
from tests.dialogs.understanding.listening import AROUND, Listener

MANY: list[tuple[str, dict[str, Value]]] = [
    (
        "我想在人民路88号开个奶茶店，大概60平，不卖烟",
        {"premises_address": "人民路88号", "premises_area": 60, "sells_tobacco": False},
    ),
    (
        "想在人民路88号盘个店卖珍珠奶茶，大概60平，不卖烟",
        {"premises_address": "人民路88号", "premises_area": 60, "sells_tobacco": False},
    ),
    (
        "我叫林小满，电话13812345678，店在人民路88号，六十平，不卖烟",
        {
            "contact_name": "林小满",
            "contact_phone": "13812345678",
            "premises_address": "人民路88号",
            "premises_area": 60,
            "sells_tobacco": False,
        },
    ),
    ("店面80平，后厨加就餐区46平", {"premises_area": 80, "catering_area": 46}),
    ("60平，要挂招牌，不卖烟", {"premises_area": 60, "has_outdoor_sign": True, "sells_tobacco": False}),
    ("面积60平，电话13812345678", {"premises_area": 60, "contact_phone": "13812345678"}),
    ("60平 不卖烟", {"premises_area": 60, "sells_tobacco": False}),
    ("about 60 square metres, no tobacco", {"premises_area": 60, "sells_tobacco": False}),
]


@pytest.mark.parametrize(("text", "facts"), MANY, ids=[text for text, _ in MANY])
def test_facts_volunteered_together_are_all_kept(
    hear: Callable[..., Heard], text: str, facts: dict[str, Value]
) -> None:
    heard = hear(text, industry=None)
    assert heard.facts == facts
    assert not heard.unclear


@pytest.mark.parametrize(
    ("text", "asking", "facts"),
    [
        ("46平", "catering_area", {"catering_area": 46}),
        ("46", "catering_area", {"catering_area": 46}),
        ("60平", "premises_area", {"premises_area": 60}),
        ("后厨加就餐区46平", "premises_area", {"catering_area": 46}),
        ("店面60平", "catering_area", {"premises_area": 60}),
        ("20平", "warehouse_area", {"warehouse_area": 20}),
        ("四十五六吧", "catering_area", {"catering_area": Range(45, 46)}),
        ("不卖", "sells_tobacco", {"sells_tobacco": False}),
        ("卖", "sells_tobacco", {"sells_tobacco": True}),
        ("不卖，要挂招牌", "sells_tobacco", {"sells_tobacco": False, "has_outdoor_sign": True}),
        ("60平不卖烟", "premises_area", {"premises_area": 60, "sells_tobacco": False}),
        ("不卖烟，60平", "premises_area", {"premises_area": 60, "sells_tobacco": False}),
        ("林小满，13812345678", "contact_name", {"contact_name": "林小满", "contact_phone": "13812345678"}),
        ("我叫林小满", "legal_representative", {"legal_representative": "林小满"}),
        ("小林饮品店", "operator_name", {"operator_name": "小林饮品店"}),
        ("人民路88号", "premises_address", {"premises_address": "人民路88号"}),
        ("人民路88号，60平", "premises_address", {"premises_address": "人民路88号", "premises_area": 60}),
        ("餐饮服务，食品销售，烟草制品零售", "business_scope", {"business_scope": "餐饮服务，食品销售，烟草制品零售"}),
        ("租的", "premises_right", {"premises_right": "lease"}),
        ("our shop is 30 sq m on Wuhan Road", "premises_address", {"premises_area": 30}),
        ("灭火器、应急照明", "fire_facilities", {"fire_facilities": ("extinguisher", "emergency_lighting")}),
        ("5个", "employee_count", {"employee_count": 5}),
        ("yes", "sells_tobacco", {"sells_tobacco": True}),
        ("about 45 square metres", "catering_area", {"catering_area": 45}),
        ("her ID: 510104198607032517", "agent_id_number", {"agent_id_number": "510104198607032517"}),
        (
            "Ring Paula Jones on 13477025519",
            "contact_phone",
            {"contact_phone": "13477025519", "contact_name": "Paula Jones"},
        ),
        (
            "12 Liberty Road, Wuchang District, Wuhan",
            "premises_address",
            {"premises_address": "12 Liberty Road, Wuchang District, Wuhan"},
        ),
        ("yes, it'll say Happy Paws", "has_outdoor_sign", {"has_outdoor_sign": True, "sign_text": "Happy Paws"}),
        ("we are three: me, my wife and her cousin", "employee_count", {"employee_count": 3}),
        ("it's on the fourth", "premises_floor", {"premises_floor": 4}),
        ("前后各一个", "exit_count", {"exit_count": 2}),
        ("two, front and back", "exit_count", {"exit_count": 2}),
        ("标间12 大床8 总数20", "guest_rooms", {"guest_rooms": 20}),
        ("12间房，每间两张床", "guest_beds", {"guest_beds": 24, "guest_rooms": 12}),
        ("120 sets for now, 以后再加", "terminal_count", {"terminal_count": 120}),
        ("六米长一米高，你看是不是六个平方", "sign_area", {"sign_area": 6}),
        ("这我真不了解，房东没讲过", "fire_acceptance", {"fire_acceptance": "unknown"}),
        ("邮寄，店里走不开", "delivery_method", {"delivery_method": "post"}),
        ("农家乐，又不是宾馆", "is_homestay", {"is_homestay": True}),
        ("唔卖香烟嘅", "sells_tobacco", {"sells_tobacco": False}),
        ("烤物为主，也有刺身", "food_items", {"food_items": ("hot", "raw")}),
        (
            "rented until 15 September 2027",
            "premises_right",
            {"premises_right": "lease", "lease_end_date": "2027-09-15"},
        ),
    ],
)
def test_an_answer_answers_what_was_asked(
    hear: Callable[..., Heard], text: str, asking: str, facts: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking)
    assert heard.intent is Intent.ANSWER
    assert heard.facts == facts


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("可能吧", "sells_tobacco"),
        ("挺大的", "premises_area"),
        ("92420303MA4E3Y6A6O", "unified_social_credit_code"),
        ("1381234", "contact_phone"),
        ("看情况", "has_outdoor_sign"),
    ],
)
def test_what_is_not_clear_is_not_guessed(hear: Callable[..., Heard], text: str, asking: str) -> None:
    heard = hear(text, asking=asking)
    assert not heard.facts
    assert asking in heard.unclear


@pytest.mark.parametrize("text", ["不清楚，先跳过", "不知道，我问一下房东"])
def test_not_knowing_yet_puts_a_question_off(hear: Callable[..., Heard], text: str) -> None:
    assert hear(text, asking="fire_acceptance").intent is Intent.SKIP


def test_an_um_is_no_no(hear: Callable[..., Heard]) -> None:
    assert hear("唔，有的", asking="sells_tobacco").facts == {"sells_tobacco": True}


def test_a_name_goes_to_whom_was_asked_for_and_the_doubt_is_heard(hear: Callable[..., Heard]) -> None:
    heard = hear("我叫林小满，你们要身份证干嘛", asking="legal_representative")
    assert (heard.intent, dict(heard.facts)) == (Intent.WHY, {"legal_representative": "林小满"})


@pytest.mark.parametrize(
    ("text", "asking", "intent"),
    [
        ("等我一哈，娃娃哭了，待会儿回来再填", "childcare_places", Intent.PAUSE),
        ("go back one", "teacher_count", Intent.BACK),
        ("什么破系统，一个问题问我三遍", "exit_count", Intent.COMPLAINT),
    ],
)
def test_a_one_that_counts_nothing_answers_nothing(
    hear: Callable[..., Heard], text: str, asking: str, intent: Intent
) -> None:
    heard = hear(text, asking=asking)
    assert (heard.intent, asking in heard.facts) == (intent, False)


def test_prose_that_still_sounds_like_talk_is_confirmed(hear: Callable[..., Heard]) -> None:
    heard = hear("血糖仪试纸、隐形眼镜，没有仓库，员工四个", asking="device_scope", industry="medical_device_shop")
    assert heard.facts["employee_count"] == 4
    assert "device_scope" in heard.confirm


def test_a_long_answer_in_prose_is_kept_whole(hear: Callable[..., Heard]) -> None:
    scope = "餐饮服务；食品销售；烟草制品零售；" * 60
    assert hear(scope, asking="business_scope").facts == {"business_scope": scope.rstrip("；")}


@pytest.mark.parametrize("text", ["喵星宠物医院 六个字", "喵星宠物医院，一共六个字", "喵星宠物医院 这六个字"])
def test_how_many_characters_a_sign_has_is_not_on_it(hear: Callable[..., Heard], text: str) -> None:
    heard = hear(text, asking="sign_text", industry="pet_hospital", known={"has_outdoor_sign": True})
    assert heard.facts == {"sign_text": "喵星宠物医院"}


def test_a_wish_is_no_address(hear: Callable[..., Heard]) -> None:
    assert "premises_address" not in hear("想把家里一楼改成小卖部", industry=None).facts


def test_where_to_send_the_licence_is_not_where_the_shop_is(hear: Callable[..., Heard]) -> None:
    heard = hear("寄给我吧，地址是朝阳路12号", asking="delivery_method")
    assert "premises_address" not in heard.facts
    assert heard.facts["delivery_method"] == "post"


def test_a_mended_credit_code_is_offered(hear: Callable[..., Heard]) -> None:
    unclear = hear("92420303MA4E3Y6A6O", asking="unified_social_credit_code").unclear["unified_social_credit_code"]
    assert unclear.suggestion == "92420303MA4E3Y6A6D"


def test_a_first_message_says_the_business_beside_its_facts(hear: Callable[..., Heard]) -> None:
    heard = hear("我想在人民路88号开个奶茶店，大概60平，不卖烟", industry=None)
    assert heard.intent is Intent.INDUSTRY
    assert heard.industry is not None
    assert (heard.industry.codes, heard.industry.sure) == (("drinks_snacks",), True)


def test_nothing_personal_is_shown_in_a_log_line(hear: Callable[..., Heard]) -> None:
    shown = repr(hear("我叫林小满，电话13812345678"))
    assert "林小满" not in shown
    assert "13812345678" not in shown


WORDS = st.sampled_from(
    [
        "我想",
        "开",
        "奶茶店",
        "60",
        "平",
        "不",
        "卖烟",
        "，",
        "。",
        "改成",
        "不是",
        "是",
        "吗",
        "？",
        "烟草证",
        "已经有了",
        "证号",
        "123",
        "林小满",
        "人民路88号",
        "电话",
        "13812345678",
        "英文",
        "no",
        "the",
        "area",
        "is",
        "wrong",
        "跳过",
        "为什么",
        "\n",
        "\t",
        "\x00",
        "�",
        "١٢",
        "🙂",
        "（",
        "(",
        "面积",
        "写错了",
        "改",
        "到",
        "to",
        "not",
        "but",
    ]
)


@settings(max_examples=300)
@given(
    text=st.one_of(st.text(st.characters(), max_size=80), st.lists(WORDS, max_size=14).map("".join)),
    question=st.none() | st.integers(min_value=0, max_value=200),
    industry=st.sampled_from([None, "drinks_snacks"]),
    locale=st.sampled_from(["zh", "en"]),
)
def test_no_message_is_too_much(
    hear: Listener, city: Pack, text: str, question: int | None, industry: str | None, locale: str
) -> None:
    codes = list(city.facts)
    asking = None if question is None else codes[question % len(codes)]
    around = Surroundings(AROUND.today, "十堰市", "en" if locale == "en" else "zh")
    understanding = hear.understanding
    known: dict[str, Value] = {"premises_area": 60, "contact_phone": "13800000000", "sells_tobacco": True}
    first = understanding.hear(text, asking=asking, industry=industry, known=known, around=around)
    assert first == understanding.hear(text, asking=asking, industry=industry, known=known, around=around)
    assert first.confirm <= set(first.facts)
    assert not set(first.unclear) & set(first.facts)
    assert set(first.facts) <= set(codes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x01",
        "\ud800\udfff",
        "奶茶店" * 350_000,
        "a" * 1_000_000,
        "1" * 100_000,
        "（" * 5000,
        "不是" * 5000,
    ],
)
@pytest.mark.parametrize("asking", [None, "premises_area", "contact_name", "sells_tobacco"])
def test_extreme_messages_are_heard_out(hear: Callable[..., Heard], text: str, asking: str | None) -> None:
    for industry in (None, "drinks_snacks"):
        heard = hear(text, asking=asking, industry=industry)
        assert not heard.facts or asking is not None


def test_a_wish_is_heard_once_whoever_says_it(hear: Listener) -> None:
    first = hear("我想开个奶茶店", asking="industry_category", industry=None)
    again = hear("我想开个奶茶店", asking="industry_category", industry=None)
    assert again is first


@pytest.mark.parametrize(
    ("asking", "industry", "known"),
    [(None, None, {}), ("industry_category", "gym", {}), ("industry_category", None, {"premises_area": 60})],
)
def test_what_was_kept_of_a_wish_is_for_first_sentences_only(
    hear: Listener, asking: str | None, industry: str | None, known: dict[str, Value]
) -> None:
    first = hear("奶茶店", asking="industry_category", industry=None)
    assert hear("奶茶店", asking=asking, industry=industry, known=known) is not first


def test_a_first_sentence_that_says_more_is_nobody_elses(hear: Listener) -> None:
    first = hear("我叫林小满，想开个奶茶店", asking="industry_category", industry=None)
    assert hear("我叫林小满，想开个奶茶店", asking="industry_category", industry=None) is not first


@pytest.mark.parametrize(
    ("text", "asking", "industry"),
    [
        ("记不太清了，要找找合同", "medical_waste_contract", "clinic"),
        ("想弄个攀岩墙，就是层高够不够不清楚", "has_climbing", "gym"),
        ("有人想租我这里修车，还在谈", "does_car_repair", "filling_station"),
    ],
)
def test_a_yes_in_a_message_that_leaves_it_open_is_confirmed(
    hear: Listener, text: str, asking: str, industry: str
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert asking in heard.confirm or asking not in heard.facts


@pytest.mark.parametrize("text", ["有招牌，多大不清楚", "卖烟，证在谁手里我不晓得"])
def test_what_is_told_first_stands_where_something_else_is_left_open(hear: Listener, text: str) -> None:
    asking = "has_outdoor_sign" if "招牌" in text else "sells_tobacco"
    heard = hear(text, asking=asking, industry="convenience_store")
    assert heard.facts[asking] is True
    assert asking not in heard.confirm


@pytest.mark.parametrize(
    ("text", "asking", "value"),
    [("修车师傅走了，停了不做了", "does_car_repair", False), ("没外卖撑不下去的", "sells_food_online", True)],
)
def test_what_was_stopped_or_cannot_be_done_without(hear: Listener, text: str, asking: str, value: bool) -> None:
    heard = hear(text, asking=asking, industry="filling_station" if asking == "does_car_repair" else "bakery")
    assert heard.facts[asking] is value
    assert asking in heard.confirm
