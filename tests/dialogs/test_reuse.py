"""Reuse: who wins against a register, what is shown once for confirmation, and what "something is wrong" does."""

from dataclasses import replace

from dialogs.conversation import Origin
from dialogs.knowledge_in_force import Knowledge
from tests.dialogs.chat import LICENCE, Chat, milk_tea

OTHER_CODE = "91420303MA4E3Y6A7K"
PREMISES = {
    "premises_address": "解放路9号",
    "premises_area": 58,
    "premises_floor": 1,
    "premises_right": "lease",
    "premises_property": "commercial",
}


def at_confirmation(city: Knowledge) -> Chat:
    return milk_tea(city, {"premises_register": PREMISES}).goes_on_until("confirm_reuse")


def test_what_was_found_is_shown_once_and_not_asked(city: Knowledge) -> None:
    chat = at_confirmation(city)
    assert "小林饮品店" in chat.says_now
    done = chat.goes_on_until("review")
    assert not set(LICENCE) & set(done.conversation.asked)
    assert all(done.conversation.answers[code].confirmed for code in LICENCE)


def test_protected_registers_open_only_after_the_real_name_check(city: Knowledge) -> None:
    chat = milk_tea(city, {"premises_register": PREMISES}).goes_on_until("real_name")
    assert "premises_floor" not in chat.facts
    assert "解放路" not in "".join(chat.texts)
    skipped = chat.presses("step:real_name:skip")
    assert "premises_floor" not in skipped.goes_on_until("acknowledge_notice").facts
    assert skipped.conversation.person is None


def test_for_the_premises_the_applicants_word_wins_and_the_difference_is_shown(city: Knowledge) -> None:
    chat = at_confirmation(city)
    assert chat.facts["premises_area"] == 60
    assert "60" in chat.says_now
    assert "58" in chat.says_now
    assert chat.facts["premises_floor"] == 1


def test_a_register_never_takes_the_applicants_own_word_away(city: Knowledge) -> None:
    chat = at_confirmation(city).presses("step:confirm_reuse:wrong").presses("wrong:premises_floor")
    assert chat.asks == "premises_floor"
    chat = chat.says("二楼")
    assert chat.facts["premises_floor"] == 2
    assert chat.asks == "confirm_reuse"
    assert chat.conversation.conflicts["premises_floor"] == 1


def test_licence_data_is_only_flagged(city: Knowledge) -> None:
    chat = at_confirmation(city).presses("step:confirm_reuse:wrong").presses("wrong:operator_name")
    assert chat.facts["operator_name"] == "小林饮品店"
    assert chat.conversation.answers["operator_name"].flagged
    later = chat.goes_on_until("review").says("名称改成大林饮品店")
    assert later.facts["operator_name"] == "小林饮品店"


def test_what_was_said_before_the_licence_was_found_is_flagged(city: Knowledge) -> None:
    rows = {"business_licence": {**LICENCE, "legal_representative": "王一鸣"}}
    chat = Chat.open(city, rows).says("开奶茶店", "法定代表人是林小满").goes_on_until("confirm_reuse")
    assert chat.facts["legal_representative"] == "王一鸣"


def test_a_silent_register_is_said_and_asked_instead(city: Knowledge) -> None:
    chat = Chat.open(city).says("开奶茶店").goes_on_until("operator_name")
    assert any("没查到" in text for text in chat.texts)
    assert chat.conversation.reused == ()


def test_the_dishonest_are_not_offered_the_commitment(city: Knowledge) -> None:
    chat = milk_tea(city, {"credit_register": {"on_dishonesty_list": True}}).goes_on_until("review")
    assert "chooses_commitment" not in chat.conversation.asked


def test_another_credit_code_forgets_what_the_first_one_found(city: Knowledge) -> None:
    chat = at_confirmation(city).presses("step:confirm_reuse:ok")
    other = replace(chat, rows={}).says(f"信用代码改成{OTHER_CODE}")
    assert other.facts["unified_social_credit_code"] == OTHER_CODE
    origins = {answer.origin for answer in other.conversation.answers.values()}
    assert Origin.BUSINESS_LICENCE not in origins
    assert Origin.PREMISES_REGISTER not in origins
