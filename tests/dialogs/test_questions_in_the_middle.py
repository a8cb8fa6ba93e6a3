"""Questions in the middle: answered from the pack with their basis, offered when in doubt, noted as a gap when unknown; then back."""

import pytest

from dialogs.exchange import KnowledgeGap
from dialogs.knowing import knows
from dialogs.knowledge_in_force import Knowledge
from tests.dialogs.chat import Chat, milk_tea


def at_the_tobacco_question(city: Knowledge) -> Chat:
    return Chat.open(city).says("开奶茶店").goes_on_until("sells_tobacco")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("排水许可要多久能办下来啊，归哪个部门管", ("排水", "工作日", "依据", "住房")),
        ("那个小餐饮经营许可要交哪些材料", ("小餐饮", "材料", "依据")),
        ("食品安全管理制度这个材料是啥东西", ("食品安全管理制度", "模板")),
        ("平面图这个材料是做什么的", ("图", "依据")),
    ],
)
def test_what_a_question_names_is_told_from_the_pack_and_the_errand_goes_on(
    city: Knowledge, text: str, told: tuple[str, ...]
) -> None:
    chat = at_the_tobacco_question(city).says(text)
    assert all(word in chat.says_now for word in told), chat.says_now
    assert chat.asks == "sells_tobacco"
    assert "sells_tobacco" not in chat.facts


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_permit_material_and_fact_can_be_asked_about(city: Knowledge, locale: str) -> None:
    chat = at_the_tobacco_question(city)
    if locale == "en":
        chat = chat.says("English please")
    silent: list[str] = []
    for code in (*city.pack.permits, *city.pack.materials, *city.pack.facts):
        assert knows(city.pack, code)
        known = city.pack.permits.get(code) or city.pack.materials.get(code)
        name = known.name.in_(locale) if known is not None else city.pack.facts[code].label.in_(locale)
        asked = chat.says(f"{name}是什么" if locale == "zh" else f"What is {name}?")
        if (
            "question_unknown" in asked.says_now
            or not asked.says_now
            or asked.conversation.answers != chat.conversation.answers
        ):
            silent.append(name)
    assert not silent


def test_what_is_this_explains_what_was_just_asked(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("这是什么意思")
    assert "烟" in chat.says_now
    assert chat.asks == "sells_tobacco"


def test_in_doubt_at_most_three_questions_are_offered_and_a_press_answers(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("检查的事你给我讲讲吧，咋个搞的？")
    offered = [id for id in chat.buttons if id.startswith("faq:")]
    assert 1 <= len(offered) <= 3
    assert "human" in chat.buttons
    told = chat.presses(offered[0])
    answer = city.pack.faq[offered[0].removeprefix("faq:")].answer.zh
    assert answer[:8] in told.says_now
    assert told.asks == "sells_tobacco"


def test_a_question_that_nothing_answers_is_noted_and_goes_to_a_person(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("附近哪家火锅好吃？")
    assert KnowledgeGap("question", "sells_tobacco", "drinks_snacks") in chat.effects
    assert chat.buttons[:1] == ("human",)
    assert chat.presses("human").conversation.waiting_since


def test_a_question_beside_an_answer_costs_neither(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("has_outdoor_sign").says("有招牌，办证收不收费啊")
    assert chat.facts["has_outdoor_sign"] is True
    assert "不收费" in chat.says_now
