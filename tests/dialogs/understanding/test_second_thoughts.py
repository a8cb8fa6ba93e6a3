"""A yes or no that is taken back at once does not count, and what takes its place is confirmed."""

from __future__ import annotations

import pytest

from dialogs.understanding.intents import Intent
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("has_central_ac", "cinema", "No - sorry, yes, the mall has one", True),
        ("has_central_ac", "cinema", "no, hold on, there is, it belongs to the building. 6 exits", True),
        ("has_central_ac", "cinema", "Yes... no wait, just split units", False),
        ("has_climbing", "gym", "no... actually yes, a small wall", True),
    ],
)
def test_what_is_said_last_counts(hear: Listener, asking: str, industry: str, text: str, told: bool) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert (heard.intent, heard.facts[asking], asking in heard.confirm) == (Intent.ANSWER, told, True)


def test_a_no_that_corrects_something_else_is_not_taken_back(hear: Listener) -> None:
    heard = hear("no wait, we do sell snacks", asking="has_climbing", industry="gym", known={"sells_food": False})
    assert "has_climbing" not in heard.facts
