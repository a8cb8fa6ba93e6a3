"""How the assistant behaves: towards greetings, thanks and anger, and everything sent that is neither an answer nor a question."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args, get_type_hints

import pytest

from dialogs.exchange import Amended, Introduced, Located, Reminded, Said, Unreadable, Uploaded
from dialogs.knowledge_in_force import Knowledge
from tests.dialogs.chat import Chat, milk_tea, upload

KINDS = get_args(get_type_hints(Unreadable)["kind"])


def at_the_tobacco_question(city: Knowledge, **opening: object) -> Chat:
    return Chat.open(city).says("开奶茶店").goes_on_until("sells_tobacco")


def abroad(chat: Chat) -> Chat:
    return replace(chat, world=replace(chat.world, abroad=True))


def in_english(chat: Chat) -> Chat:
    return replace(chat, conversation=replace(chat.conversation, locale="en"))


# --- words --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "answered"), [("你好", "您好"), ("谢谢", "不客气"), ("辛苦了", "不客气"), ("在吗", "您好")]
)
def test_a_greeting_and_thanks_are_returned_and_the_question_comes_back(
    city: Knowledge, said: str, answered: str
) -> None:
    chat = at_the_tobacco_question(city).says(said)
    assert answered in chat.last.replies[0].text
    assert chat.asks == "sells_tobacco"


@pytest.mark.parametrize("said", ["你们怎么这么麻烦", "烦死了", "问题太多了", "This is ridiculous", "什么破系统"])
def test_anger_is_met_calmly_shortly_and_with_a_person(city: Knowledge, said: str) -> None:
    chat, texts = at_the_tobacco_question(city), list[str]()
    for _ in range(3):
        chat = chat.says(said)
        answer = chat.last.replies[0]
        assert len(answer.text) < 50
        assert [choice.id for choice in answer.choices] == ["human"]
        assert chat.asks == "sells_tobacco"
        texts.append(answer.text)
    assert len(set(texts)) == 3
    assert chat.says("不卖").facts["sells_tobacco"] is False


# --- what nobody can read ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_can_read_is_said_so_with_what_to_do_and_the_question_stays(city: Knowledge, kind: str) -> None:
    chat = at_the_tobacco_question(city)
    answered = chat.receives(Unreadable(kind))  # pyright: ignore[reportArgumentType]  # one of the literal's own kinds
    assert answered.asks == "sells_tobacco"
    assert answered.facts == chat.facts
    assert len(answered.last.replies) == 2
    assert answered.last.said.startswith("〔")
    english = in_english(chat).receives(Unreadable(kind))  # pyright: ignore[reportArgumentType]  # as above
    assert english.says_now.isascii()


def test_while_a_person_answers_a_voice_message_is_still_said_to_be_unreadable(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).taken_over().receives(Unreadable("voice"))
    assert "打字" in chat.says_now
    assert chat.asks is None


# --- a place ------------------------------------------------------------------------------------------------------------------


def test_a_pin_without_words_asks_for_the_door_number_and_the_answer_is_the_address(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).receives(Located())
    assert chat.asks == "premises_address"
    assert "门牌号" in chat.says_now
    chat = chat.says("人民路88号")
    assert "人民路88号" in str(chat.facts["premises_address"])
    assert chat.asks == "sells_tobacco"


def test_a_known_place_is_offered_for_confirmation_and_counts_only_then(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).receives(Located("小林饮品店", "人民路88号"))
    assert "premises_address" not in chat.facts
    assert "人民路88号" in chat.says_now
    assert chat.asks == "did_you_mean"
    assert "premises_address" not in chat.says("不对").facts
    assert "人民路88号" in str(chat.says("对").facts["premises_address"])


def test_a_pin_when_the_address_is_known_changes_nothing(city: Knowledge) -> None:
    chat = milk_tea(city)
    pinned = chat.receives(Located())
    assert "人民路88号" in pinned.says_now
    assert pinned.facts == chat.facts
    same = chat.receives(Located("", "人民路88号"))
    assert same.asks == chat.asks


def test_a_pin_before_anything_else_asks_what_shop_it_is(city: Knowledge) -> None:
    chat = Chat.open(city).receives(Located())
    assert chat.asks == "industry_category"
    assert "premises_address" not in chat.conversation.asked


# --- a contact card ---------------------------------------------------------------------------------------------------------


def test_a_contact_card_fills_phone_and_name_once_confirmed(city: Knowledge) -> None:
    chat = milk_tea(city).says("同意").receives(Introduced("+86 138 1234 5678", "林小满"))
    assert "contact_phone" not in chat.facts
    chat = chat.says("对")
    assert chat.facts["contact_phone"] == "13812345678"
    assert chat.says("是的").facts["contact_name"] == "林小满"


def test_a_contact_card_on_a_channel_abroad_is_neither_taken_nor_kept(city: Knowledge) -> None:
    chat = abroad(milk_tea(city).says("同意")).receives(Introduced("13812345678", "林小满"))
    assert chat.conversation.unsure == {}
    assert "联系电话" in chat.says_now
    assert chat.last.kept == Introduced("")
    assert "138" not in repr((chat.last.said, chat.last.replies))


def test_a_foreign_number_is_not_taken_and_said_so(city: Knowledge) -> None:
    chat = milk_tea(city).receives(Introduced("+1 202 555 0143", ""))
    assert "内地" in chat.says_now


# --- changed and forwarded messages ------------------------------------------------------------------------------------------


def test_a_changed_message_is_a_correction_once_confirmed(city: Knowledge) -> None:
    chat = milk_tea(city).receives(Amended("店面面积80平"))
    assert chat.facts["premises_area"] == 60
    assert "80" in chat.says_now
    assert chat.says("对").facts["premises_area"] == 80


def test_a_changed_message_that_names_nothing_is_answered_with_how_to_change(city: Knowledge) -> None:
    chat = milk_tea(city).receives(Amended("嗯"))
    assert "直接说" in chat.says_now
    assert chat.asks == "privacy"


def test_what_was_forwarded_counts_once_confirmed(city: Knowledge) -> None:
    chat = milk_tea(city).receives(Said("店面面积改成80平", forwarded=True))
    assert chat.facts["premises_area"] == 60
    assert chat.says("对").facts["premises_area"] == 80


# --- files out of turn ---------------------------------------------------------------------------------------------------------


def test_a_file_out_of_turn_is_asked_about_and_goes_where_the_applicant_says(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("contact_name").uploads()
    assert chat.asks == "did_you_mean"
    offered = [id for id in chat.buttons if id.startswith("loose:")]
    material = offered[0].split(":")[1]
    assert offered[-2:] == ["loose:later:1", "loose:drop:1"]
    assert not chat.conversation.materials
    put = chat.presses(offered[0])
    assert [file.name for file in put.conversation.materials[material]] == ["sample.pdf"]
    assert put.conversation.loose == ()
    assert put.asks == "contact_name"


def test_several_files_out_of_turn_are_asked_about_together(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("contact_name").uploads(name="a.pdf").uploads(name="b.pdf")
    assert "a.pdf、b.pdf" in chat.says_now
    first = chat.buttons[0]
    assert first.endswith(":2")
    put = chat.presses(first)
    assert [file.name for file in put.conversation.materials[first.split(":")[1]]] == ["a.pdf", "b.pdf"]


def test_a_file_put_aside_is_offered_when_its_material_is_asked_for(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("contact_name").uploads().presses("loose:later:1")
    assert chat.asks == "contact_name"
    while chat.last.asking is None or chat.last.asking.material is None:
        chat = chat.does_the_next()
    button = next(id for id in chat.buttons if ":use:" in id)
    material = chat.asks
    used = chat.presses(button)
    assert material in used.conversation.materials
    assert used.conversation.loose == ()
    assert used.asks != material


def test_a_file_before_the_shop_is_named_is_kept(city: Knowledge) -> None:
    chat = Chat.open(city).uploads()
    assert "sample.pdf" in chat.says_now
    assert chat.asks == "industry_category"
    assert len(chat.conversation.loose) == 1


def test_a_file_that_is_no_document_is_left_out_and_one_kept_aside_is_named_at_the_review(city: Knowledge) -> None:
    dropped = milk_tea(city).goes_on_until("contact_name").uploads().presses("loose:drop:1")
    assert dropped.conversation.loose == ()
    kept = milk_tea(city).goes_on_until("contact_name").uploads(name="extra.pdf").presses("loose:later:1")
    review = kept.goes_on_until("review")
    assert "extra.pdf" in review.says_now
    assert "extra.pdf" not in dropped.goes_on_until("review").says_now


def test_only_materials_that_take_such_a_file_are_offered(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("contact_name")
    huge = upload("plan.pdf", 1, size=10**12)
    chat = chat.receives(Uploaded(huge))
    assert not [id for id in chat.buttons if id.startswith("loose:")]
    assert chat.asks == "contact_name"
    assert chat.conversation.loose == (huge,)


def test_after_submission_a_file_changes_nothing_and_a_person_is_offered(city: Knowledge) -> None:
    chat = milk_tea(city).submits()
    later = chat.uploads()
    assert later.conversation.loose == ()
    assert "human" in later.buttons
    assert later.receives(Located()).facts == chat.facts


def test_silence_is_told_of_before_the_draft_is_erased_and_what_was_asked_stays_asked(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("contact_name")
    told = chat.receives(Reminded(chat.conversation.version, "2026-12-24"))
    assert "2026年12月24日" in told.says_now
    assert "饮品" in told.says_now
    assert told.says("王小明").facts["contact_name"] == "王小明"
    assert told.presses("resume").asks == "contact_name"


def test_who_just_came_back_is_not_told_of_silence(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("contact_name")
    late = chat.would_take(Reminded(chat.conversation.version - 1, "2026-12-24"))
    assert late.refused
    held = chat.taken_over()
    assert held.would_take(Reminded(held.conversation.version, "2026-12-24")).refused
