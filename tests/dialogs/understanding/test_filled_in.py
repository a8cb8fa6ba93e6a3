"""What a message tells in words that no rule knows, beside what was heard of it: read where it is spoken of, and confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.understanding.filled_in import filled_in
from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.spoken import Spoken
from dialogs.understanding.subjects import spoken_of
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.pack import Pack
from knowledge.values import Value
from tests.dialogs.understanding.listening import AROUND, Listener

Values = dict[str, Value]


def beside(city: Pack, words: Vocabulary, text: str, heard: Values, **said: Any) -> Values:
    """What is filled in where so much was heard of a text."""
    asked = city.facts.get(said.get("asking", ""))
    of = Spoken(text, spoken_of(text), asked, said.get("known", {}), words.used(said["industry"]), AROUND)
    intent = said.get("intent", Intent.ANSWER)
    filled = filled_in(Heard(intent, heard), of, city.facts, words.tellings)
    new = {code: value for code, value in filled.facts.items() if code not in heard}
    assert filled.confirm == new.keys()
    return new


@pytest.mark.parametrize(
    ("industry", "text", "heard", "new"),
    [
        ("karaoke", "18个包厢，全是唱歌的", {"room_count": 18}, {"entertainment_kind": "song_dance"}),
        ("hotel", "面积三百二，楼是公司自己买的", {"premises_area": 320}, {"premises_right": "own"}),
        ("drinks_snacks", "18 seats, we rent the place", {"seat_count": 18}, {"premises_right": "lease"}),
        ("drinks_snacks", "20个座，证办好了寄给我", {"seat_count": 20}, {"delivery_method": "post"}),
        ("convenience_store", "No medicines, no smokes", {"sells_drugs": False}, {"sells_tobacco": False}),
        ("internet_cafe", "40台电脑，最多能进80个客人", {"terminal_count": 40}, {"max_occupancy": 80}),
        ("karaoke", "三个出口，治安这块归周海生管", {"exit_count": 3}, {"security_manager": "周海生"}),
    ],
)  # fmt: skip
def test_what_a_clause_plainly_speaks_of_is_filled_in(
    city: Pack, words: Vocabulary, industry: str, text: str, heard: Values, new: Values
) -> None:
    assert beside(city, words, text, heard, industry=industry) == new


def test_a_number_belongs_to_one_fact(city: Pack, words: Vocabulary) -> None:
    heard: Values = {"sport_area": 120, "lifeguard_count": 2}
    assert beside(city, words, "a pool of about 120 sqm, two lifeguards", heard, industry="gym") == {}


def test_a_storey_in_an_address_is_not_that_of_the_shop(city: Pack, words: Vocabulary) -> None:
    heard: Values = {"delivery_method": "post", "mailing_address": "人民路18号3栋2楼"}
    assert beside(city, words, "寄到人民路18号3栋2楼", heard, industry="hotel", asking="delivery_method") == {}


def test_what_cannot_apply_is_not_filled_in(city: Pack, words: Vocabulary) -> None:
    heard: Values = {"has_entertainment": False, "exit_count": 2}
    assert beside(city, words, "不唱歌，包厢八个，两个出口", heard, industry="restaurant") == {}


def test_beside_a_correction_stands_only_the_answer(city: Pack, words: Vocabulary) -> None:
    text = "前面说12个座，其实是16个。碗是消毒公司送来的，证寄给我"
    heard: Values = {"seat_count": 16}
    about: dict[str, Any] = {"industry": "drinks_snacks", "known": {"seat_count": 12}, "intent": Intent.CORRECTION}
    assert beside(city, words, text, heard, asking="tableware_cleaning", **about) == {
        "tableware_cleaning": "outsourced"
    }


def test_what_goes_with_an_answer_is_not_told_by_itself(city: Pack, words: Vocabulary) -> None:
    heard: Values = {"supplies_off_site": True}
    text = "会啊，楼上民宿的早餐面包都在我这订好了"
    assert beside(city, words, text, heard, industry="bakery", asking="supplies_off_site") == {}


@pytest.mark.parametrize("intent", [Intent.QUESTION, Intent.COMPLAINT, Intent.WITHDRAW])
def test_nothing_is_filled_in_of_a_message_that_tells_nothing(city: Pack, words: Vocabulary, intent: Intent) -> None:
    heard: Values = {"seat_count": 20}
    assert beside(city, words, "20个座，证办好了寄给我", heard, industry="drinks_snacks", intent=intent) == {}


def test_an_opening_message_is_looked_over_as_well(hear: Listener) -> None:
    heard = hear("开个小歌厅，18个包厢，全是唱歌的，店面是我自己的产权", industry=None)
    assert heard.facts.get("entertainment_kind") == "song_dance"
    assert heard.facts.get("premises_right") == "own"
