"""Numbers in English words that run together: what they may be is confirmed, and what is none is asked for again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.reading import Reading, Unclear
from knowledge.values import Range

Reads = Callable[[str, str], Reading | Unclear]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("premises_area", "one fifty", 150),
        ("seat_count", "twelve fifty", 1250),
        ("employee_count", "five six people", Range(5, 6)),
        ("employee_count", "twenty thirty", Range(20, 30)),
        ("lifeguard_count", "four, possibly five", Range(4, 5)),
        ("exit_count", "three or maybe four", Range(3, 4)),
        ("premises_floor", "one floor up from the street", 2),
    ],
)
def test_english_numbers_run_together_are_confirmed(reads: Reads, code: str, text: str, value: int | Range) -> None:
    assert reads(code, text) == Reading(value, certain=False)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("premises_area", "a few hundred square meters"),
        ("seat_count", "six four-seat tables"),
        ("premises_floor", "on the third and fourth floor"),
        ("employee_count", "three one"),
    ],
)
def test_english_numbers_that_are_no_amount_are_not_guessed(reads: Reads, code: str, text: str) -> None:
    assert isinstance(reads(code, text), Unclear)


def test_so_many_rooms_make_a_house_but_not_a_suite(reads: Reads) -> None:
    assert reads("guest_rooms", "It's a 32-room place with 50 beds") == Reading(32)
    assert isinstance(reads("guest_rooms", "two 3-room suites"), Unclear)
