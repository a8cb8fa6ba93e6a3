"""Stale and forged buttons change nothing and get help."""

import pytest

from dialogs.knowledge_in_force import Knowledge
from tests.dialogs.chat import Chat, milk_tea

FORGED = [
    "", ":", "fact", "fact:", "fact:sells_tobacco", "fact:sells_tobacco:maybe", "fact:sells_tobacco:yes:no",
    "fact:no_such_fact:yes", "industry:", "industry:no_such", "step:", "step:send:go", "step:review:ok",
    "step:sign:back", "step:privacy:privacy:yes:more", "unsure:yes:premises_area", "permit:small_catering:left_out",
    "material:floor_plan:remove:x", "material::later", "material", "change:no_such", "wrong:operator_name", "point:1:done",
    "faq:no_such", "sure:delete_data", "sure:withdraw", "\x00", "步骤", "a" * 5000, "permits:done:more", "resume:x",
]  # fmt: skip


@pytest.mark.parametrize("id", FORGED, ids=ascii)
def test_a_forged_button_changes_nothing_and_is_answered(city: Knowledge, id: str) -> None:
    chat = Chat.open(city).says("开奶茶店").goes_on_until("catering_area")
    later = chat.presses(id)
    assert later.facts == chat.facts
    assert (later.state, later.asks) == (chat.state, chat.asks)
    assert later.conversation.left_out == ()
    assert later.effects == chat.effects
    assert later.says_now.strip()


def test_a_stale_answer_button_does_not_answer_the_next_question(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("has_outdoor_sign")
    answered = chat.presses("fact:has_outdoor_sign:no")
    later = answered.presses("fact:has_outdoor_sign:yes")
    assert later.facts["has_outdoor_sign"] is False
    assert later.asks == answered.asks


def test_a_send_button_of_before_does_not_send_what_was_changed(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("send").says("电话改成13987654321")
    later = chat.presses("step:send:go")
    assert later.state != "submitted"
    assert later.conversation.submission is None


def test_pressing_twice_is_harmless(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("send").presses("step:send:go")
    again = chat.presses("step:send:go")
    assert again.effects == chat.effects
    assert again.state == "submitted"
