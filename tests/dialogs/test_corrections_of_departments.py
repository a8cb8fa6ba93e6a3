"""Points that the departments return: one message, reopening only what they touch, a new signature, the next revision."""

from dialogs.conversation import Point
from dialogs.exchange import HandOver
from dialogs.knowledge_in_force import Knowledge
from tests.dialogs.chat import Chat, milk_tea

FACT = Point("p1", "market_regulation", "fact", "seat_count", "座位数与平面图不符")
FILE = Point("p2", "market_regulation", "material", "premises_photos", "请补门头照片")
OTHER = Point("p3", "market_regulation", "other", "", "请电话联系窗口")


def returned(city: Knowledge, *points: Point) -> Chat:
    return milk_tea(city).submits().is_returned(*points)


def test_all_points_come_in_one_message(city: Knowledge) -> None:
    chat = returned(city, FACT, FILE)
    assert chat.state == "correcting"
    assert "座位数与平面图不符" in chat.says_now
    assert "请补门头照片" in chat.says_now
    assert chat.asks == "seat_count"


def test_only_what_they_touch_is_asked_again(city: Knowledge) -> None:
    chat = returned(city, FACT, FILE).says("20个座")
    assert chat.asks == "premises_photos"
    chat = chat.uploads("premises_photos", "new.jpg")
    assert [point.done for point in chat.conversation.points] == [True, True]
    assert chat.asks == "review"
    assert len(chat.conversation.materials["premises_photos"]) == 1


def test_it_is_signed_anew_and_handed_over_as_the_next_revision(city: Knowledge) -> None:
    before = milk_tea(city).submits()
    assert before.conversation.submission is not None
    chat = before.is_returned(FACT).says("20个座")
    assert chat.conversation.signature is None
    done = chat.submits()
    assert done.conversation.submission is not None
    assert done.conversation.submission.revision == 2
    assert done.conversation.submission.reference == before.conversation.submission.reference
    assert done.conversation.submission.root != before.conversation.submission.root
    assert done.effects[-2:] == (HandOver(2), done.effects[-1])


def test_the_same_answer_again_closes_the_point(city: Knowledge) -> None:
    before = milk_tea(city).submits()
    chat = before.is_returned(FACT).says(f"{before.facts['seat_count']}个")
    assert chat.conversation.points[0].done
    assert chat.asks == "review"


def test_a_point_of_another_kind_is_closed_by_the_applicant(city: Knowledge) -> None:
    chat = returned(city, OTHER)
    assert chat.buttons[0] == "point:p3:done"
    done = chat.presses("point:p3:done")
    assert done.asks == "review"
    assert done.buttons[0] == "step:review:ok"


def test_questions_in_between_do_not_lose_the_points(city: Knowledge) -> None:
    chat = returned(city, FACT, FILE).says("要收费吗", "人工")
    assert chat.asks == "seat_count"
    assert chat.state == "correcting"


def test_a_correction_after_the_return_that_changes_permits_is_told(city: Knowledge) -> None:
    chat = returned(city, FACT).says("20个座").says("面积改成320平米")
    assert chat.asks == "acknowledge_notice"
    assert chat.permits == {"small_catering", "fire_safety_check"}
