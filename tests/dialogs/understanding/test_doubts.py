"""What was heard for certain is confirmed all the same where the message gives reason to doubt it."""

from __future__ import annotations

import pytest

from dialogs.understanding.doubts import doubted
from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.spoken import Spoken
from dialogs.understanding.subjects import spoken_of
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.pack import Pack
from knowledge.values import Value
from tests.dialogs.understanding.listening import AROUND, Listener

Values = dict[str, Value]


@pytest.mark.parametrize(
    ("intent", "industry", "text", "known", "told", "doubt"),
    [
        # of three numbers one was said before, and either of the others may be meant
        (Intent.CORRECTION, "cinema", "6 halls, not 5!! forgot the IMAX one", {"hall_count": 5}, {"hall_count": 1}, True),
        (Intent.CORRECTION, "cinema", "影厅不是5个，是6个", {"hall_count": 5}, {"hall_count": 6}, False),
        (Intent.CORRECTION, "hotel", "房间12间改成15间", {"guest_rooms": 12}, {"guest_rooms": 15}, False),
        # any words may be a text
        (Intent.CORRECTION, "bakery", "招牌上的字报错了，定了再告诉你", {"sign_text": "一口甜"}, {"sign_text": "定了再告诉你"}, True),
        (Intent.CORRECTION, "bakery", "招牌改成“好吃来”", {"sign_text": "一口甜"}, {"sign_text": "好吃来"}, False),
        (Intent.CORRECTION, "bakery", "店名改成好吃来烘焙坊", {"operator_name": "一口甜"}, {"operator_name": "好吃来烘焙坊"}, False),
        # who asks tells nothing besides
        (Intent.QUESTION, "bakery", "办好了能寄到公园路21号吗", {}, {"premises_address": "公园路21号"}, True),
        # a yes that sounds like a no
        (Intent.INDUSTRY, "internet_cafe", "60 PCs, and no we won't be selling cigarettes", {},
         {"terminal_count": 60, "sells_tobacco": True}, True),
    ],
)  # fmt: skip
def test_what_is_doubted_is_confirmed(
    city: Pack, words: Vocabulary, intent: Intent, industry: str, text: str, known: Values, told: Values, *, doubt: bool
) -> None:
    of = Spoken(text, spoken_of(text), None, known, words.used(industry), AROUND)
    confirmed = doubted(Heard(intent, told), of, city.facts, words.tellings).confirm
    assert bool(confirmed) is doubt


def test_a_number_in_a_name_counts_nothing(hear: Listener) -> None:
    heard = hear("二楼，咖啡现做会卖，招牌写 半亩书房", industry="bookstore")
    assert heard.facts["sign_text"] == "半亩书房"
    assert "sign_area" not in heard.facts
