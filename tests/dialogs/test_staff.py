"""Staff: one holder at a time; a write under an old fencing number is refused and changes nothing."""

from dialogs.conversation import Origin
from dialogs.knowledge_in_force import Knowledge
from tests.dialogs.chat import Chat, milk_tea


def at_the_seats(city: Knowledge) -> Chat:
    return milk_tea(city).goes_on_until("seat_count")


def test_while_a_person_answers_the_assistant_is_silent(city: Knowledge) -> None:
    chat = at_the_seats(city).taken_over()
    assert chat.state == "with_staff"
    assert chat.asks is None
    asked = chat.says("座位数怎么算？")
    assert asked.last.replies == ()
    assert asked.facts == chat.facts
    assert asked.staff_says("放几张椅子就是几个").last.replies[0].speaker == "王丽"


def test_an_answer_entered_by_staff_says_so(city: Knowledge) -> None:
    chat = at_the_seats(city).taken_over().staff_enters("seat_count", "12个")
    answer = chat.conversation.answers["seat_count"]
    assert (answer.value, answer.origin, answer.by) == (12, Origin.STAFF, "王丽")
    back = chat.handed_back()
    assert back.state == "filling"
    assert "座位数" in back.says_now
    assert back.asks == "sells_food_online"


def test_handing_back_asks_what_was_asked_when_nothing_was_entered(city: Knowledge) -> None:
    assert at_the_seats(city).taken_over().handed_back().asks == "seat_count"


def test_a_stale_fence_is_refused_and_changes_nothing(city: Knowledge) -> None:
    chat = at_the_seats(city).taken_over()
    old = chat.conversation.fence
    chat = chat.handed_back().taken_over()
    for late in (
        chat.staff_says("在吗", fence=old),
        chat.staff_enters("seat_count", "12", fence=old),
        chat.handed_back(fence=old),
    ):
        assert late.last.refused == "stale_fence"
        assert late.conversation == chat.conversation


def test_two_members_of_staff_never_hold_it_at_once(city: Knowledge) -> None:
    chat = at_the_seats(city).taken_over("王丽")
    late = chat.taken_over("李强")
    assert late.last.refused == "already_held"
    assert late.conversation.holder == "王丽"
    assert chat.staff_says("您好", staff="李强").last.refused == "stale_fence"


def test_after_handing_back_staff_can_write_no_more(city: Knowledge) -> None:
    chat = at_the_seats(city).taken_over().handed_back()
    assert chat.staff_says("还有一句").last.refused == "stale_fence"


def test_what_staff_enter_is_understood_by_the_same_parsers(city: Knowledge) -> None:
    chat = at_the_seats(city).taken_over().staff_enters("seat_count", "不少")
    assert chat.last.refused
    assert "seat_count" not in chat.facts


def test_a_takeover_before_the_industry_is_known_goes_back_to_choosing(city: Knowledge) -> None:
    chat = Chat.open(city).taken_over().handed_back()
    assert chat.state == "choosing"
    assert chat.asks == "industry_category"


def test_a_takeover_after_submission_goes_back_there(city: Knowledge) -> None:
    chat = milk_tea(city).submits().taken_over().staff_says("材料收到了").handed_back()
    assert chat.state == "submitted"
