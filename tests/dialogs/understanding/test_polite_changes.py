"""Corrections asked for politely, in the form of a question; and questions that change nothing."""

from __future__ import annotations

import pytest

from dialogs.understanding.intents import Intent
from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener

STAFF: dict[str, Value] = {"physician_count": 3, "nurse_count": 4}
MORE: dict[str, Value] = {"physician_count": 4, "nurse_count": 5}


@pytest.mark.parametrize(
    ("text", "known", "facts"),
    [
        ("could you fix two numbers? doctors 4, nurses 5", STAFF, MORE),
        ("can you change some numbers for me? 4 doctors and 5 nurses", STAFF, MORE),
        (
            "I don't want the e-licence, can you mail the paper one instead",
            {"delivery_method": "electronic"},
            {"delivery_method": "post"},
        ),
        ("actually could you post it to me instead?", {"delivery_method": "window"}, {"delivery_method": "post"}),
        ("能不能改成邮寄", {"delivery_method": "window"}, {"delivery_method": "post"}),
        ("算了还是自己去窗口拿吧", {"delivery_method": "post"}, {"delivery_method": "window"}),
        ("承诺那个我反悔行不，还是走普通程序踏实点", {"chooses_commitment": True}, {"chooses_commitment": False}),
        ("告知承诺我反悔了，按普通程序走", {"chooses_commitment": True}, {"chooses_commitment": False}),
        ("还是走承诺吧，快一点", {"chooses_commitment": False}, {"chooses_commitment": True}),
    ],
)
def test_a_wish_for_something_else_changes_what_is_known(
    hear: Listener, text: str, known: dict[str, Value], facts: dict[str, Value]
) -> None:
    heard = hear(text, asking="contact_name", industry="clinic", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("承诺还能反悔吗", {"chooses_commitment": True}),
        ("是走承诺快还是走普通程序快", {"chooses_commitment": False}),
        ("是邮寄还是自己拿", {"delivery_method": "window"}),
        ("可以改成邮寄的话要多久", {"delivery_method": "window"}),
    ],
)
def test_what_only_asks_about_it_changes_nothing(hear: Listener, text: str, known: dict[str, Value]) -> None:
    heard = hear(text, asking="medical_waste_contract", industry="clinic", known=known)
    assert (heard.intent, heard.facts) == (Intent.QUESTION, {})
