"""Frequent questions: recognised in any wording, never answered for certain on a doubtful likeness."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.intents import Intent
from dialogs.understanding.message import Heard
from knowledge.pack import Pack


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("要收费吗", "fee"),
        ("请问办这个证要收费吗？", "fee"),
        ("收不收钱啊", "fee"),
        ("Is there a fee?", "fee"),
        ("多久能办好", "how_long"),
        ("请问大概多久能办好呢？", "how_long"),
        ("窗口在哪里", "window_where"),
        ("你们几点上班呀", "window_hours"),
        ("要准备什么材料呢", "materials_what"),
        ("怎么查进度", "progress"),
        ("告知承诺是什么意思", "commit_what"),
        ("承诺了做不到怎么办", "commit_consequence"),
        ("你是机器人吗", "ai_answer"),
        ("健康证去哪办", "health_cert"),
        ("卖烟要什么证", "tobacco"),
        ("挂招牌要审批吗", "sign"),
        ("住宅能开店吗", "resident_house"),
        ("没有房产证怎么办", "no_property_cert"),
        ("证有效期几年", "term"),
        ("可以找人代办吗", "agent"),
        ("我的信息安全吗", "privacy"),
        ("没拿到证能先开业吗", "before_opening"),
        ("Do I need a business licence first?", "need_licence_first"),
        ("Where is the window?", "window_where"),
    ],
)
def test_a_question_is_recognised(hear: Callable[..., Heard], text: str, code: str) -> None:
    heard = hear(text)
    assert heard.intent is Intent.QUESTION
    assert heard.faq is not None
    assert (heard.faq.code, heard.faq.sure) == (code, True)


def test_every_question_of_the_pack_is_recognised(hear: Callable[..., Heard], city: Pack) -> None:
    missed: list[str] = []
    for code, question in city.faq.items():
        for phrasing in (*question.questions.zh, *question.questions.en):
            heard = hear(phrasing)
            if heard.intent is Intent.QUESTION and (heard.faq is None or heard.faq.code != code):
                missed.append(phrasing)
    assert not missed


@pytest.mark.parametrize(
    "text", ["我家狗可以当店长吗", "今天天气怎么样？", "你吃饭了吗", "Who won the match yesterday?"]
)
def test_what_nobody_knows_is_not_answered_for_certain(hear: Callable[..., Heard], text: str) -> None:
    heard = hear(text)
    assert heard.intent is Intent.QUESTION
    assert heard.faq is not None
    assert not heard.faq.sure


@pytest.mark.parametrize(
    ("text", "asking"),
    [("不卖", "sells_tobacco"), ("卖烟", "sells_tobacco"), ("免费邮寄", "delivery_method"), ("60平", "premises_area")],
)
def test_an_answer_is_no_question(hear: Callable[..., Heard], text: str, asking: str) -> None:
    heard = hear(text, asking=asking)
    assert heard.intent is Intent.ANSWER
    assert heard.faq is None


def test_a_question_about_a_thing_says_nothing_about_the_shop(hear: Callable[..., Heard]) -> None:
    assert not hear("卖烟要什么证").facts
    assert not hear("要卖烟吗？").facts


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("不选会怎样", "chooses_commitment"),
        ("不卖会怎么样", "sells_tobacco"),
        ("卖不卖有什么区别", "sells_tobacco"),
        ("60平算大吗", "premises_area"),
        ("不卖会不会批得快", "sells_tobacco"),
    ],
)
def test_asking_what_an_answer_would_mean_is_no_answer(hear: Callable[..., Heard], text: str, asking: str) -> None:
    heard = hear(text, asking=asking)
    assert heard.intent is Intent.QUESTION
    assert not heard.facts


def test_where_to_go_is_asked_of_what_was_named(hear: Callable[..., Heard]) -> None:
    heard = hear("健康证过期了，去哪办", asking="employee_count", industry="restaurant")
    assert heard.faq is not None
    assert heard.faq.code == "health_cert"


def test_a_question_names_what_it_is_about(hear: Callable[..., Heard]) -> None:
    assert hear("平面图是什么东西").target == "floor_plan"
    assert hear("什么意思", asking="catering_area").target == "catering_area"


def test_an_answer_and_a_question_in_one_message(hear: Callable[..., Heard]) -> None:
    heard = hear("都对，要收费吗")
    assert (heard.intent, heard.also) == (Intent.QUESTION, Intent.YES)
    heard = hear("不卖，要收费吗？", asking="sells_tobacco")
    assert (heard.intent, dict(heard.facts)) == (Intent.QUESTION, {"sells_tobacco": False})
    assert heard.faq is not None
    assert heard.faq.code == "fee"
    heard = hear("60平，多久能办好", asking="premises_area")
    assert (heard.intent, dict(heard.facts)) == (Intent.QUESTION, {"premises_area": 60})


def test_a_business_and_a_question_in_one_message(hear: Callable[..., Heard]) -> None:
    heard = hear("我想开个奶茶店，要收费吗", industry=None)
    assert heard.intent is Intent.QUESTION
    assert heard.industry is not None
    assert heard.industry.codes == ("drinks_snacks",)


@pytest.mark.parametrize(
    ("text", "asking", "industry"),
    [
        ("我们没游泳池，健身房还要办证不", "has_pool", "gym"),
        ("我开舞蹈班的，要办学许可不", "education_services", "training_childcare"),
        ("中介跟我讲给三千块包过，靠谱吗", "uses_agent", "restaurant"),
        ("签了那个承诺书之后，你们还上门查不查", "chooses_commitment", "restaurant"),
        ("中介说五千包下证，可信不", "uses_agent", "restaurant"),
        ("承诺书签了，到时检查不过关怎么办", "chooses_commitment", "bakery"),
        ("小学门口二十米卖烟能批不", "sells_tobacco", "convenience_store"),
        ("你们讲的七个工作日，周末算不算", "employee_count", "restaurant"),
        ("签了承诺却没办到，要罚好多钱", "chooses_commitment", "restaurant"),
    ],
)
def test_what_is_stated_only_to_ask_is_to_be_confirmed(
    hear: Callable[..., Heard], text: str, asking: str, industry: str
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert heard.intent is Intent.QUESTION
    assert asking not in heard.facts or asking in heard.confirm


@pytest.mark.parametrize(
    ("text", "asking", "industry"),
    [
        ("120 sets for now, 以后再加", "terminal_count", "internet_cafe"),
        ("一百台机子，用的中国联通", "terminal_count", "internet_cafe"),
        ("全是地板房，哪来的泳池", "has_pool", "gym"),
        ("开书店不卖书卖啥", "sells_publications", "bookstore"),
    ],
)
def test_a_statement_that_sounds_like_a_wish_or_a_question_is_none(
    hear: Callable[..., Heard], text: str, asking: str, industry: str
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert heard.intent is Intent.ANSWER
    assert asking in heard.facts
