"""Who answers yes or no by what is so, and not in so many words, is asked whether that is meant; nobody has to say it again."""

from __future__ import annotations

import pytest

from dialogs.understanding.intents import Intent
from dialogs.understanding.leaning import Leaning, columns, likenesses
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("cctv_ready", "hotel", "手机上随时能看到大堂和过道的画面", True),
        ("cctv_ready", "hotel", "机器还在快递路上", False),
        ("sells_tobacco", "convenience_store", "离幼儿园太近，烟草局那关过不了", False),
        ("has_xray", "clinic", "拍片的病人都介绍到县医院去", False),
        ("does_car_repair", "filling_station", "后院有两个地沟，三个师傅常年在", True),
        ("has_central_ac", "cinema", "整栋楼统一送的冷气", True),
        ("medical_waste_contract", "clinic", "下周一去处置公司盖章", False),
        ("only_prepackaged", "convenience_store", "货架上全是一袋一袋封好的", True),
        ("sells_food_online", "drinks_snacks", "骑手一天来取几十单", True),
        ("guest_system_ready", "hotel", "公安的人上个月来联网测过了", True),
        ("discharges_wastewater", "beauty_salon", "洗头的水都走下水管", True),
        ("sells_drugs", "supermarket", "药柜那块我没批下来，空着", False),
        ("cctv_ready", "hotel", "the installers left yesterday and I can watch the lobby on my phone", True),
        ("medical_waste_contract", "clinic", "the van has been picking it up every Tuesday since May", True),
    ],
)
def test_what_a_circumstance_says_is_confirmed(
    hear: Listener, asking: str, industry: str, text: str, told: bool
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert (heard.intent, heard.facts.get(asking), asking in heard.confirm) == (Intent.ANSWER, told, True)


@pytest.mark.parametrize("asking", ["sells_tobacco", "has_outdoor_sign", "uses_agent", "sells_food_online"])
@pytest.mark.parametrize(
    "text",
    [
        "这首歌真好听",
        "昨晚的球赛真精彩",
        "左转再右转",
        "orange umbrella",
        "my bus is late again",
        "？？？",
        "……",
        "😀😀",
        "еще",
        "NaN",
        "嘟嘟嘟",
        "qux frobnicate",
        "가나다",
        "{}",
    ],
)
def test_what_has_nothing_to_do_with_it_is_no_answer(hear: Listener, asking: str, text: str) -> None:
    heard = hear(text, asking=asking)
    assert asking not in heard.facts


@pytest.mark.parametrize(
    "text", ["人工", "上一步", "为什么要问这个", "还有几个问题", "烦死了", "要多久", "how much does it cost?"]
)
def test_a_wish_and_a_question_are_no_answer(hear: Listener, text: str) -> None:
    heard = hear(text, asking="sells_tobacco")
    assert heard.intent is not Intent.ANSWER
    assert "sells_tobacco" not in heard.facts


def test_a_question_beside_a_circumstance_is_still_one(hear: Listener) -> None:
    heard = hear("中午给孩子们做饭吃，要收费吗？", asking="sells_food", industry="training_childcare")
    assert heard.intent is Intent.QUESTION
    assert heard.facts.get("sells_food") is True
    assert "sells_food" in heard.confirm


@pytest.mark.parametrize(
    "text", ["卖的", "不卖", "卖，本地人都买烟", "不卖烟", "卖烟，证在谁手里我不晓得", "yes we do"]
)
def test_a_plain_answer_is_not_doubted(hear: Listener, text: str) -> None:
    assert not hear(text, asking="sells_tobacco").confirm


def test_what_was_heard_against_all_likelihood_is_confirmed(hear: Listener) -> None:
    heard = hear("有人来问过批发，我都推了", asking="supplies_off_site", industry="bakery")
    assert "supplies_off_site" not in heard.facts or "supplies_off_site" in heard.confirm


def test_a_leaning_says_which_and_by_how_much() -> None:
    leaning = Leaning(yes=0.75, no=0.25, neither=0.5)
    assert leaning.value
    assert (leaning.lead(True), leaning.lead(False)) == (0.5, -0.5)
    assert (leaning.over_neither(True), leaning.over_neither(False)) == (0.25, -0.25)


def test_the_fact_that_was_asked_counts_beside_the_words() -> None:
    one, other = {*columns("sells_tobacco", "不卖")}, {*columns("sells_drugs", "不卖")}
    assert one & other, "what is said"
    assert one - other, "and of what"


def test_a_faint_likeness_says_nothing() -> None:
    assert likenesses(0.0, 0.001)[2:4] == likenesses(0.001, 0.0)[2:4]
    assert likenesses(0.1, 0.6)[-1] == pytest.approx(0.5)
