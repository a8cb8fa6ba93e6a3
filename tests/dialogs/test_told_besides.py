"""Choices told in passing are kept until their question comes; then the applicant says whether these are all."""

from __future__ import annotations

from dialogs.knowledge_in_force import Knowledge
from tests.dialogs.chat import Chat


def _asked_for_the_services(city: Knowledge) -> Chat:
    return Chat.open(city).says("开个足浴店，带汗蒸洗澡").goes_on_until("did_you_mean")


def test_a_list_told_in_the_first_sentence_does_not_hold_up_the_conversation(city: Knowledge) -> None:
    chat = Chat.open(city).says("开个足浴店，带汗蒸洗澡")
    assert chat.asks != "did_you_mean"
    assert chat.conversation.unsure["hygiene_services"] == ("bathing", "foot_bath")


def test_when_its_question_comes_the_list_is_shown(city: Knowledge) -> None:
    chat = _asked_for_the_services(city)
    assert "您前面说过" in chat.texts[-1]
    assert "hygiene_services" not in chat.conversation.asked
    chat = chat.presses("unsure:yes:hygiene_services")
    assert chat.facts["hygiene_services"] == ("bathing", "foot_bath")
    assert "hygiene_services" not in chat.conversation.asked


def test_whoever_does_more_is_asked(city: Knowledge) -> None:
    chat = _asked_for_the_services(city).presses("unsure:no:hygiene_services")
    assert chat.asks == "hygiene_services"
    chat = chat.says("洗澡、足浴、住宿")
    assert chat.facts["hygiene_services"] == ("lodging", "bathing", "foot_bath")


def test_all_that_is_due_is_confirmed_in_one_press(city: Knowledge) -> None:
    chat = Chat.open(city).says("加油站，不卖油，修车二类，洗车水有沉淀池")
    assert chat.asks == "did_you_mean"
    chat = chat.presses("unsure:all")
    assert chat.facts["repair_kind"] == "class_2"
    assert "fuel_kinds" in chat.conversation.unsure
