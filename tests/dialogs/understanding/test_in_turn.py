"""Who answers and then puts something else right has both heard; a question behind an answer stays a question."""

from __future__ import annotations

import pytest

from dialogs.understanding.in_turn import divided
from dialogs.understanding.intents import Intent
from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener

Values = dict[str, Value]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("孙丽。哦对了库房说大了", ("孙丽", "哦对了库房说大了")),
        ("5个人 另外电话写错了", ("5个人", "另外电话写错了")),
        ("Six. Oh, the warehouse is 20", ("Six.", "Oh, the warehouse is 20")),
        ("烟不卖。修车又要做了", ("烟不卖", "修车又要做了")),
        ("一共60平，有20个座", None),
        ("对了电话写错了", None),
    ],
)
def test_a_message_is_divided_where_it_turns_to_something_else(text: str, parts: tuple[str, str] | None) -> None:
    assert divided(text) == parts


@pytest.mark.parametrize(
    ("industry", "asking", "text", "known", "told"),
    [
        ("medical_device_shop", "quality_manager", "孙丽。哦对了库房说大了，只有16平", {"warehouse_area": 61},
         {"quality_manager": "孙丽", "warehouse_area": 16}),
        ("hotel", "fire_manager", "消防责任人填彭志强。另外出口我跟工程部核实过了，是7个", {"exit_count": 6},
         {"fire_manager": "彭志强", "exit_count": 7}),
        ("fuel_station", "safety_manager", "柯大勇，他有证的。对了油罐容积填小了，是80立方", {"tank_volume_m3": 60},
         {"safety_manager": "柯大勇", "tank_volume_m3": 80}),
        ("drinks_snacks", "tableware_cleaning", "We wash them ourselves. Oh, and I said 6 seats before, it's 16",
         {"seat_count": 6}, {"tableware_cleaning": "self", "seat_count": 16}),
        ("cinema", "exit_count", "max occupancy 500 is wrong, should be 560. Exits: 6", {"max_occupancy": 500},
         {"exit_count": 6, "max_occupancy": 560}),
    ],
)  # fmt: skip
def test_an_answer_and_a_correction_are_both_heard(
    hear: Listener, industry: str, asking: str, text: str, known: Values, told: Values
) -> None:
    heard = hear(text, asking=asking, industry=industry, known=known)
    assert (heard.intent, dict(heard.facts)) == (Intent.CORRECTION, told)


def test_what_is_only_said_to_be_wrong_behind_an_answer_is_asked_again(hear: Listener) -> None:
    heard = hear("5个人。对了电话写错了", asking="employee_count", known={"contact_phone": "13812345678"})
    assert (heard.intent, heard.target, heard.facts.get("employee_count")) == (Intent.CORRECTION, "contact_phone", 5)


@pytest.mark.parametrize("text", ["不卖。对了我要问下多久能办好", "不卖。顺便问下要交多少钱"])
def test_a_question_behind_an_answer_corrects_nothing(hear: Listener, text: str) -> None:
    heard = hear(text, asking="sells_tobacco", known={"premises_area": 60})
    assert (heard.intent, dict(heard.facts)) == (Intent.QUESTION, {"sells_tobacco": False})
