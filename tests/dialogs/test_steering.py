"""What an applicant can say at any point: why, back, what is left, I don't know, start again, a person, pause, delete."""

import pytest

from dialogs.exchange import Erase, WithdrawPackage
from dialogs.knowledge_in_force import Knowledge
from tests.dialogs.chat import Chat, milk_tea


def at_the_tobacco_question(city: Knowledge) -> Chat:
    return Chat.open(city).says("开奶茶店").goes_on_until("sells_tobacco")


@pytest.mark.parametrize("text", ["为什么问这个", "为什么", "问这个干嘛"])
def test_why_is_explained_with_its_basis_and_asked_again(city: Knowledge, text: str) -> None:
    chat = at_the_tobacco_question(city).says(text)
    assert "烟草专卖" in chat.says_now
    assert chat.asks == "sells_tobacco"


def test_what_is_left_names_questions_and_files(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("还剩哪些")
    assert "个问题" in chat.says_now
    assert chat.asks == "sells_tobacco"


def test_back_asks_the_last_answer_again_and_keeps_it_meanwhile(city: Knowledge) -> None:
    before = at_the_tobacco_question(city)
    chat = before.says("上一个问题")
    assert chat.asks == "catering_area"
    assert chat.facts == before.facts
    changed = chat.says("45平")
    assert changed.facts["catering_area"] == 45
    assert changed.asks == "sells_tobacco"


def test_a_named_answer_can_be_changed_at_once(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("面积改成120")
    assert chat.facts["premises_area"] == 120
    assert chat.asks == "sells_tobacco"


def test_a_named_answer_can_be_opened_to_change(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("review").presses("change:contact_phone")
    assert chat.asks == "contact_phone"
    assert chat.says("13987654321").facts["contact_phone"] == "13987654321"


def test_what_was_never_given_is_not_opened_before_its_turn(city: Knowledge) -> None:
    chat = Chat.open(city).says("开奶茶店", "电话改一下")
    assert chat.asks == "privacy"
    assert "contact_phone" not in chat.conversation.asked


def test_what_is_not_known_comes_last(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("不知道")
    assert chat.conversation.postponed == ("sells_tobacco",)
    assert "sells_tobacco" not in chat.facts
    again = chat
    for _ in range(6):
        if again.asks == "sells_tobacco":
            break
        again = again.does_the_next()
    assert again.asks == "sells_tobacco"
    assert "human" in again.says("不清楚").buttons


def test_starting_again_is_asked_once_more(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("重新开始")
    assert chat.buttons == ("sure:restart", "sure:no")
    assert chat.presses("sure:no").asks == "sells_tobacco"
    fresh = chat.presses("sure:restart")
    assert fresh.facts == {}
    assert fresh.asks == "industry_category"


def test_a_person_is_queued_for_and_the_assistant_goes_on(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("人工")
    assert chat.conversation.waiting_since
    assert chat.asks == "sells_tobacco"
    assert chat.says("不卖").facts["sells_tobacco"] is False


def test_withdrawing_ends_the_errand(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("我要撤回").presses("sure:withdraw")
    assert chat.state == "withdrawn"
    assert chat.effects == ()


def test_withdrawing_after_submission_tells_the_departments(city: Knowledge) -> None:
    chat = milk_tea(city).submits().says("撤回申请").presses("sure:withdraw")
    assert chat.state == "withdrawn"
    assert WithdrawPackage(1) in chat.effects


def test_deleting_the_data_leaves_nothing(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("删除我的信息").presses("sure:delete_data")
    assert chat.facts == {}
    assert Erase() in chat.effects
    assert chat.conversation.erased


def test_a_pause_gives_a_code_and_goes_on_where_it_was(city: Knowledge) -> None:
    paused = at_the_tobacco_question(city).says("先存着，改天再办")
    assert paused.state == "paused"
    assert "K7QM2XWP" in paused.says_now
    assert paused.says("继续").asks == "sells_tobacco"
    assert paused.presses("resume").asks == "sells_tobacco"


def test_the_language_can_be_switched_and_back(city: Knowledge) -> None:
    chat = at_the_tobacco_question(city).says("English please")
    assert chat.conversation.locale == "en"
    assert chat.asks == "sells_tobacco"
    assert "cigarettes" in chat.says_now
    assert "香烟" in chat.says("说中文").says_now


def test_progress_can_be_asked_for_after_submission(city: Knowledge) -> None:
    chat = milk_tea(city).submits().is_received("market_regulation").says("办到哪一步了")
    assert "2026-1124-0007" in chat.says_now
    assert "已受理" in chat.says_now
    assert chat.state == "submitted"


def test_what_was_submitted_is_not_changed_in_passing(city: Knowledge) -> None:
    chat = milk_tea(city).submits()
    later = chat.says("面积改成320平米")
    assert later.facts == chat.facts
    assert "不能直接改" in later.says_now
