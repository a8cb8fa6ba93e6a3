"""What is dictated comes without commas; it is cut where its parts speak of something each, and never within a name or address."""

from __future__ import annotations

import pytest

from dialogs.understanding.pauses import with_pauses
from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener

Values = dict[str, Value]


@pytest.mark.parametrize(
    ("text", "paused"),
    [
        (
            "我叫王小明电话13812345678店在人民路88号六十平不卖烟",
            "我叫王小明，电话13812345678，店在人民路88号，六十平，不卖烟",
        ),
        ("外卖平台要上的座位没有就是打包带走", "外卖平台要上的，座位没有就是打包带走"),
        ("我们店里一共请了三个服务员和两个厨师", "我们店里一共请了三个服务员和两个厨师"),
    ],
)
def test_a_long_run_of_characters_is_cut_where_it_turns_to_something_else(text: str, paused: str) -> None:
    assert with_pauses(text, ())[0] == paused


def test_no_pause_is_made_within_what_was_heard_as_one(hear: Listener) -> None:
    address = "东岳路33号爱家小区2栋1单元"
    assert address in with_pauses(f"寄到{address}我叫何芳电话13812345678", [address])[0]


@pytest.mark.parametrize(
    ("industry", "text", "told"),
    [
        (None, "喂你好那个我想开个奶茶店然后外卖平台要上的座位没有就是打包带走然后门口招牌也是要做的",
         {"sells_food_online": True, "seat_count": 0, "has_outdoor_sign": True}),
        ("restaurant", "店里八十平厨房二十平一共摆了十二张桌子四十八个座碗筷是消毒公司送的",
         {"premises_area": 80, "catering_area": 20, "seat_count": 48, "tableware_cleaning": "outsourced"}),
    ],
)  # fmt: skip
def test_what_was_dictated_is_heard(hear: Listener, industry: str | None, text: str, told: Values) -> None:
    heard = hear(text, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


def test_what_a_pause_adds_is_confirmed(hear: Listener) -> None:
    heard = hear("喂你好那个我想开个奶茶店然后外卖平台要上的座位没有就是打包带走", industry=None)
    assert {"sells_food_online", "seat_count"} <= heard.confirm
