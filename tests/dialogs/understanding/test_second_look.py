"""What is known and said otherwise in any words is a correction; what a message hardly speaks of is asked again before it counts."""

from __future__ import annotations

import pytest

from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.second_look import looked_over
from dialogs.understanding.spoken import Spoken
from dialogs.understanding.subjects import spoken_of
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.pack import Pack
from knowledge.values import Value
from tests.dialogs.understanding.listening import AROUND, Listener


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("房东又续了两年", "lease_end_date"),
        ("岩壁不搞了", "has_climbing"),
        ("剪头发的师傅四个", "hygiene_staff_count"),
        ("寄到我家，柳林路5号", "mailing_address"),
        ("the lease was extended by two years", "lease_end_date"),
        ("we had the fridge for insulin installed", "drug_cold_chain"),
    ],
)
def test_a_message_speaks_most_of_what_it_is_about(text: str, fact: str) -> None:
    of = spoken_of(text)
    assert max(of, key=of.__getitem__) == fact


@pytest.mark.parametrize(
    ("industry", "asking", "known", "text", "told"),
    [
        ("gym", "premises_floor", {"has_climbing": True, "has_pool": False}, "岩壁不搞了，物业没同意", False),
        ("bookstore", "contact_name", {"does_printing": False, "sells_food": False}, "复印机我又搬回来了，打印还是接", True),
        ("hotel", "employee_count", {"lease_end_date": "2027-12-31"}, "landlord gave us until 31 Dec 2031", "2031-12-31"),
        ("pharmacy", "warehouse_area", {"drug_cold_chain": False, "clinic_kind": "none"}, "冷藏柜昨天到货，打胰岛素的也能来买", True),
    ],
)  # fmt: skip
def test_what_is_known_is_corrected_in_any_words(
    hear: Listener, industry: str, asking: str, known: dict[str, Value], text: str, told: Value
) -> None:
    heard = hear(text, asking=asking, industry=industry, known=known)
    changed = next(iter(known))
    assert (heard.intent, dict(heard.facts)) == (Intent.CORRECTION, {changed: told})


@pytest.mark.parametrize(
    ("industry", "asking", "known", "text", "about"),
    [
        ("clinic", "clinic_kind", {"unified_social_credit_code": "9142"}, "信用代码发错了，回头重新发", "unified_social_credit_code"),
        ("restaurant", "sells_tobacco", {"lease_end_date": "2027-12-31"}, "租期那天写得有误，我去翻合同", "lease_end_date"),
    ],
)  # fmt: skip
def test_what_is_said_to_be_wrong_is_asked_again(
    hear: Listener, industry: str, asking: str, known: dict[str, Value], text: str, about: str
) -> None:
    heard = hear(text, asking=asking, industry=industry, known=known)
    assert (heard.intent, dict(heard.facts), heard.target) == (Intent.CORRECTION, {}, about)


def test_what_is_only_named_again_does_not_hide_what_changes(hear: Listener) -> None:
    known: dict[str, Value] = {"has_entertainment": True, "room_count": 3}
    heard = hear("那三个唱歌的包间不搞了，不赚钱", asking="contact_phone", industry="restaurant", known=known)
    assert (heard.intent, dict(heard.facts)) == (Intent.CORRECTION, {"has_entertainment": False})


@pytest.mark.parametrize("text", ["五个", "我跟老婆两个人", "four of us", "连我六个，都有健康证"])
def test_an_answer_corrects_nothing(hear: Listener, text: str) -> None:
    known: dict[str, Value] = {"seat_count": 20, "has_outdoor_sign": True, "sells_tobacco": False}
    heard = hear(text, asking="employee_count", industry="drinks_snacks", known=known)
    assert heard.intent is Intent.ANSWER
    assert heard.facts.keys() == {"employee_count"}


def test_what_a_message_hardly_speaks_of_is_confirmed(city: Pack, words: Vocabulary) -> None:
    text = "寄到我家，柳林路5号"
    of = Spoken(text, spoken_of(text), city.facts["delivery_method"], {}, words.used("drinks_snacks"), AROUND)
    heard = Heard(Intent.ANSWER, {"delivery_method": "post", "premises_address": "柳林路5号"})
    assert looked_over(heard, of, city.facts, words.tellings).confirm == {"premises_address"}


@pytest.mark.parametrize("text", ["泳池我重新量了一遍，是280平", "岩壁那边有90平"])
def test_an_area_of_a_place_that_is_named_is_not_surely_that_of_the_shop(hear: Listener, text: str) -> None:
    heard = hear(text, asking="lifeguard_count", industry="gym", known={"sport_area": 300, "premises_area": 900})
    assert heard.facts.keys() <= heard.confirm


def test_nothing_is_doubted_where_nothing_was_learnt(city: Pack, words: Vocabulary) -> None:
    heard = Heard(Intent.ANSWER, {"delivery_method": "post", "premises_address": "柳林路5号"})
    asked = city.facts["delivery_method"]
    of = Spoken("寄到我家，柳林路5号", {}, asked, {}, words.used("drinks_snacks"), AROUND)
    assert looked_over(heard, of, city.facts, words.tellings) is heard


@pytest.mark.parametrize(
    ("industry", "asking", "text"),
    [
        ("pharmacy", "sells_food", "保健品摆一排，全是盒装的，门口有灯箱"),
        ("supermarket", None, "三楼，饼干方便面有包装的那种卖一点，不卖烟"),
    ],
)
def test_a_yes_is_told_beside_other_facts(hear: Listener, industry: str, asking: str | None, text: str) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert (heard.facts.get("only_prepackaged"), "only_prepackaged" in heard.confirm) == (True, True)


@pytest.mark.parametrize(
    ("industry", "text", "known", "told"),
    [
        ("cinema", "爆米花是现爆的，前面那个只卖包装的答反了", {"sells_food": True, "only_prepackaged": True},
         {"only_prepackaged": False}),
        ("restaurant", "隔油池其实早就装了，不是没装东西", {"discharges_wastewater": True, "pretreatment": ("none",)},
         {"pretreatment": ("grease_trap",)}),
    ],
)  # fmt: skip
def test_what_is_spoken_of_most_plainly_is_corrected(
    hear: Listener, industry: str, text: str, known: dict[str, Value], told: dict[str, Value]
) -> None:
    heard = hear(text, asking="food_safety_manager", industry=industry, known=known)
    assert (heard.intent, dict(heard.facts)) == (Intent.CORRECTION, told)


def test_who_asks_for_a_change_and_tells_it_corrects(hear: Listener) -> None:
    known: dict[str, Value] = {"physician_count": 3, "nurse_count": 4}
    heard = hear("could you change two things? 6 doctors, 8 nurses", industry="clinic", known=known)
    assert (heard.intent, dict(heard.facts)) == (Intent.CORRECTION, {"physician_count": 6, "nurse_count": 8})
