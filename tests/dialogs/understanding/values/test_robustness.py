"""Whatever is typed, reading answers, quickly, and never raises."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.understanding.reading import Reading, Surroundings, Unclear, find, prepare, read
from dialogs.understanding.values.folding import fold
from dialogs.understanding.values.words import spoken_words
from tests.city import city_pack
from tests.dialogs.understanding.values.conftest import AROUND

FACTS = tuple(city_pack().facts.values())
ONE_OF_EACH = list({(fact.type, fact.bounds.pattern, "×" in fact.label.zh): fact for fact in FACTS}.values())
PIECES = [
    *"年月日号到至不没有卖烟平米楼层个人万百十几半多元路街在是叫的了吗？，。、 \n\t-~*×xX+.0159二三",
    *[
        "明年",
        "下个月",
        "底",
        "人民路",
        "88号",
        "92420303MA4E3Y6A6D",
        "138",
        "热食",
        "除了",
        "第二个",
        "\x00",
        "\ud800",
        "\u202e",
        "👍",
    ],
    *[
        "２",
        "①",
        "²",
        "ﷺ",
        "İ",
        "dozen",
        "three",
        "hundred",
        "March",
        "99999999999999999999",
        "九千九百九十九万亿",
        "〇〇〇〇年",
    ],
]
garbled = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
any_text = st.one_of(st.text(st.characters(codec=None), max_size=200), garbled)


@settings(max_examples=150, deadline=None)
@given(text=any_text)
def test_nothing_that_is_typed_raises(text: str) -> None:
    for fact in ONE_OF_EACH:
        assert isinstance(read(fact, text, AROUND), Reading | Unclear)


@settings(max_examples=60, deadline=None)
@given(text=any_text)
def test_what_is_found_lies_in_the_message(text: str) -> None:
    for fact in FACTS:
        for found in find(fact, text, AROUND):
            assert 0 <= found.start < found.end <= len(text)


@given(text=any_text)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(max_examples=60, deadline=None)
@given(text=garbled)
def test_a_number_that_was_read_lies_within_its_bounds(text: str) -> None:
    for fact in FACTS:
        if fact.type not in {"integer", "decimal", "area_m2"}:
            continue
        answer = read(fact, text, AROUND)
        if isinstance(answer, Reading) and isinstance(answer.value, int | float):
            assert fact.bounds.min is None or answer.value >= fact.bounds.min
            assert fact.bounds.max is None or answer.value <= fact.bounds.max


@pytest.mark.parametrize(
    "text", ["1" * 1_000_000, "卖" * 1_000_000, "\ud800" * 2001], ids=["digits", "words", "surrogates"]
)
def test_a_message_that_is_too_long_is_not_searched(text: str) -> None:
    for fact in ONE_OF_EACH:
        assert read(fact, text, AROUND) == Unclear("hint_too_long", details={"max": 2000})
        assert find(fact, text, AROUND) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *"1一年不卖的来 在路，。.-×吗半",
        "1-",
        "人民路1号",
        "1年",
        "不卖",
        "来当",
        "是叫",
        "one ",
        "a ",
        "路 ",
        "店的",
        "10,",
        "都不",
        "的，",
        "热食",
        "x1",
        "1.1",
        "在人民路",
        "3个",
    ],
)
def test_no_message_takes_long(piece: str) -> None:
    """Each pattern takes time linear in the message, or nearly."""
    prepare(FACTS)
    text = (piece * 2000)[:1990] + "。x"
    start = time.perf_counter()
    for fact in ONE_OF_EACH:
        read(fact, text, AROUND)
        find(fact, text, AROUND)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("piece", ["店", "有 店 ", "大概", "一层", "上下 ", "铺面"])
def test_what_is_said_again_and_again_ahead_of_an_area_comes_to_an_end(piece: str) -> None:
    area = next(fact for fact in FACTS if fact.code == "premises_area")
    assert find(area, piece * 200 + "x2600方", AROUND) == []


def test_today_decides_what_the_next_such_day_is() -> None:
    fact = next(fact for fact in FACTS if fact.type == "date")
    later = Surroundings(AROUND.today.replace(month=1, day=5))
    assert read(fact, "3月1号", AROUND) == Reading("2027-03-01")
    assert read(fact, "3月1号", later) == Reading("2026-03-01")


def test_the_words_speak_only_of_facts_and_choices_that_exist() -> None:
    choices = {fact.code: {choice.code for choice in fact.choices} for fact in FACTS}
    for code, words in spoken_words().items():
        assert code in choices
        assert {*words.choices, *words.said} <= choices[code]
