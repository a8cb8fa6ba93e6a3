"""What people tell in words of their own is offered for confirmation, never taken for certain."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dialogs.understanding import tellings
from dialogs.understanding.intents import Intent
from knowledge.pack import Pack
from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener

FOLDER = Path(tellings.__file__).with_name("tellings")


@pytest.mark.parametrize(
    ("asking", "text", "value"),
    [
        ("uses_agent", "让我表弟帮我跑一下", True),
        ("premises_right", "我大舅的，不收我钱", "free_use"),
        ("tableware_cleaning", "有公司每天来收走洗", "outsourced"),
        ("fire_acceptance", "房东也没说", "unknown"),
        ("sells_food_online", "先不上，就做街坊生意", False),
    ],
)
def test_an_answer_without_the_words_of_its_question_is_to_be_confirmed(
    hear: Listener, asking: str, text: str, value: Value
) -> None:
    heard = hear(text, asking=asking, industry="restaurant")
    assert heard.facts[asking] == value
    assert heard.facts.keys() == heard.confirm  # and whatever else it hints at: a landlord is a lease


@pytest.mark.parametrize(
    ("asking", "industry", "text", "value"),
    [
        ("entertainment_kind", "karaoke", "不是打游戏机那种，就是点歌唱歌的", "song_dance"),
        ("tableware_cleaning", "restaurant", "以前送消毒公司，现在自己洗", "self"),
        ("pretreatment", "clinic", "环保的来催过，装了沉淀池跟消毒的", ("sedimentation", "disinfection")),
        ("food_items", "bakery", "面包蛋糕，我们不做饮料的，咖啡机送人了", ("pastry",)),
        ("sells_drugs", "convenience_store", "感冒药之类的不卖", False),
        ("premises_right", "restaurant", "公公名下的房子，没收我们租金", "free_use"),
    ],
)
def test_likeness_is_not_taken_in_by_what_is_ruled_out(
    hear: Listener, asking: str, industry: str, text: str, value: Value
) -> None:
    assert hear(text, asking=asking, industry=industry).facts[asking] == value


def test_choices_in_a_part_that_something_else_was_heard_in_are_confirmed(hear: Listener) -> None:
    heard = hear("跆拳道，还有一个小机器人班", asking="training_subjects", industry="training_childcare")
    assert heard.facts["training_subjects"] == ("sport", "science")
    assert "training_subjects" in heard.confirm


@pytest.mark.parametrize(
    ("asking", "text"),
    [
        ("has_xray", "今天天气不错"),
        ("uses_agent", "为什么要问这个"),
        ("has_pool", "我看看再说"),
        ("has_pool", "得跟合伙人商量商量"),
        ("premises_right", "不知道"),
    ],
)
def test_what_is_like_no_answer_is_none(hear: Listener, asking: str, text: str) -> None:
    assert asking not in hear(text, asking=asking, industry="gym").facts


def test_words_that_deny_and_mean_yes_are_asked_back(hear: Listener) -> None:
    heard = hear("要的要的，没招牌谁找得着我们呀", asking="has_outdoor_sign", industry="restaurant")
    assert heard.facts["has_outdoor_sign"] is True
    assert "has_outdoor_sign" in heard.confirm


@pytest.mark.parametrize(
    ("industry", "asking", "text", "told"),
    [
        ("bathhouse", "linen_disinfection", "毛巾送去外面洗，服务客人的8个，空调是挂机不是集中的",
         {"linen_disinfection": "outsourced", "hygiene_staff_count": 8, "has_central_ac": False}),
        ("restaurant", "premises_area", "两百平，灶屋加堂子一百八", {"premises_area": 200, "catering_area": 180}),
        ("clinic", "clinic_kind", "中医，就我一个医师，冇请护士", {"clinic_kind": "tcm", "physician_count": 1, "nurse_count": 0}),
        ("pharmacy", "quality_manager", "Lu Fang is our quality manager, the store room is 12 sqm",
         {"quality_manager": "Lu Fang", "warehouse_area": 12}),
    ],
)  # fmt: skip
def test_clauses_tell_other_facts_in_words_of_their_own(
    hear: Listener, industry: str, asking: str, text: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("text", "known", "told"),
    [
        (
            "毛巾床单改一次性的，送出去洗太贵",
            {"linen_disinfection": "outsourced"},
            {"linen_disinfection": "disposable"},
        ),
        ("邮寄算了，我自己去窗口拿", {"delivery_method": "post"}, {"delivery_method": "window"}),
        ("药师填错人了，是秦晓梅，不是秦晓兰", {"pharmacist_name": "秦晓兰"}, {"pharmacist_name": "秦晓梅"}),
    ],
)
def test_what_was_said_before_is_told_otherwise(
    hear: Listener, text: str, known: dict[str, Value], told: dict[str, Value]
) -> None:
    industry = {"room_count": "karaoke", "pharmacist_name": "pharmacy"}.get(next(iter(known)), "hotel")
    heard = hear(text, asking="contact_phone", industry=industry, known=known)
    assert (heard.intent, heard.facts, heard.confirm) == (Intent.CORRECTION, told, set(told))


def test_every_telling_belongs_to_a_fact_and_a_value_of_the_pack(city: Pack) -> None:
    told = [path for path in FOLDER.glob("*.yaml") if path.stem != "unsure"]
    assert told
    for path in told:
        for code, values in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).items():
            fact = city.facts[code]
            choices = {choice.code for choice in fact.choices}
            allowed = {"yes", "no"} if fact.type == "boolean" else choices or {"value", "0", "9999"}
            assert values.keys() <= allowed, code


def test_no_sentence_tells_two_values_of_one_fact() -> None:
    for path in FOLDER.glob("*.yaml"):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for code, values in content.items() if path.stem != "unsure" else ():
            sentences = [str(one).lower() for kinds in values.values() for told in kinds.values() for one in told]
            assert len(sentences) == len(set(sentences)), code
