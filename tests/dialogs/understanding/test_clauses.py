"""Several clauses: what a message says as a whole counts for more than what one of them says by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.intents import Intent
from dialogs.understanding.message import Heard, Understanding
from dialogs.understanding.segments import segments
from knowledge.pack import FrequentQuestion, Pack, Questions, Text
from tests.dialogs.understanding.listening import Listener


def test_words_beside_an_answer_that_are_hardly_a_wish_are_none(hear: Listener) -> None:
    heard = hear("老招牌拆了，新的做小点，3个平方", asking="sign_area", industry="beauty_salon")
    assert heard.facts["sign_area"] == 3


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("批给乡里几个超市卖", False),
        ("给镇上几家小卖部送货", False),
        ("要给几个人办健康证", True),
        ("要交几个材料", True),
    ],
)
def test_several_who_are_supplied_are_no_question_how_many(text: str, asks: bool) -> None:
    assert [clause.asks for clause in segments(text)] == [asks]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("我老板叫我来办，我不是法人，可以吗", "agent", id="the last clause only asks"),
        pytest.param("a friend offers me his licence to use, ok?", "transfer", id="a yes with a question mark is none"),
        pytest.param("房东说没有房产证，我这门面还能开不", "no_property_cert", id="what is told says what about"),
        pytest.param("你们约的周三来看店，我那天出差，改天行不", "inspection_absent", id="three clauses, one question"),
    ],
)
def test_a_question_in_several_clauses_is_one(hear: Callable[..., Heard], text: str, code: str) -> None:
    heard = hear(text, asking="employee_count", industry="drinks_snacks")
    assert heard.intent is Intent.QUESTION
    assert heard.faq is not None
    assert code in (heard.faq.code, *heard.faq.others)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("get me someone from the office pls", Intent.HUMAN),
        ("我先收个快递", Intent.PAUSE),
        ("离学校多远才让卖烟", Intent.QUESTION),
        ("老王烧烤", Intent.ANSWER),
        ("再来一碗面馆", Intent.ANSWER),
        ("停一停奶茶", Intent.ANSWER),
        ("康民大药房", Intent.ANSWER),
    ],
)
def test_a_wish_is_no_name_and_a_name_is_no_wish(hear: Callable[..., Heard], text: str, intent: Intent) -> None:
    assert hear(text, asking="operator_name", industry="drinks_snacks").intent is intent


def test_other_questions_that_may_be_meant_are_at_most_two_more(hear: Callable[..., Heard], city: Pack) -> None:
    for text in ("检查的事怎么弄的", "办证要多久多少钱", "材料怎么交"):
        heard = hear(text)
        assert heard.faq is not None
        assert len(heard.faq.others) <= 2
        assert {heard.faq.code, *heard.faq.others} <= city.faq.keys()


@pytest.mark.slow
def test_what_a_pack_asks_and_answers_of_its_own_is_learnt_beside_what_ships(city: Pack) -> None:
    parking = FrequentQuestion(
        code="parking",
        questions=Questions(
            zh=("大厅有停车位吗", "车停哪里", "停车要钱吗"), en=("Is there parking?", "Where can I park?")
        ),
        answer=Text(zh="地下一层，免费。", en="One floor down, free."),
        about="general",
    )
    hear = Listener(Understanding(city.model_copy(update={"faq": {**city.faq, "parking": parking}})))

    def faq_of(text: str) -> str | None:
        faq = hear(text).faq
        return None if faq is None else faq.code

    assert faq_of("开车来的话有地方停车吗") == "parking"
    assert faq_of("can i park near the hall?") == "parking"
    assert faq_of("请问办这个证收不收费啊") == "fee"
    assert faq_of("健康证到哪里体检去") == "health_cert"
