"""Points that the departments return: one message, reopening only what they touch, a new signature, the next revision."""

from dialogs.conversation import Conversation, Point
from dialogs.documents import document_of
from dialogs.exchange import HandOver, KeepDocument, Received
from dialogs.knowledge_in_force import Knowledge
from storage.snapshot import Snapshots
from tests.dialogs.chat import LICENCE, Chat, milk_tea

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


def _departments(chat: Chat) -> list[str]:
    pack, permits = chat.knowledge.pack, chat.permits
    return list(dict.fromkeys(pack.permits[code].department for code in permits))


def _document(chat: Chat, name: str) -> str:
    document = document_of(chat.conversation, name, chat.knowledge)
    assert document is not None
    return "\n".join(document.texts())


def test_the_points_come_with_the_notice_of_correction(city: Knowledge) -> None:
    chat = returned(city, FACT, OTHER)
    (attached,) = chat.last.replies[0].attachments
    assert (attached.document, attached.name) == ("correction-1", "补齐补正通知书.pdf")
    assert KeepDocument("correction-1") in chat.effects
    text = _document(chat, "correction-1")
    assert "政服补〔2026〕2026-1124-0007-1号" in text
    assert "座位数与平面图不符" in text
    assert "请电话联系窗口" in text
    assert "还差以下 2 处" in text


def test_a_later_correction_is_a_notice_of_its_own_and_the_first_stays(city: Knowledge) -> None:
    chat = returned(city, FACT).says("20个座").submits().is_returned(OTHER)
    assert "请电话联系窗口" in _document(chat, "correction-2")
    assert "座位数与平面图不符" in _document(chat, "correction-1")
    assert [one.sha256 for one in chat.conversation.issued] == [
        document.sha256()
        for number in (1, 2)
        if (document := document_of(chat.conversation, f"correction-{number}", chat.knowledge)) is not None
    ]


def test_when_the_last_department_has_accepted_the_applicant_gets_the_notice_of_acceptance(city: Knowledge) -> None:
    chat = milk_tea(city).submits()
    first, *others = _departments(chat)
    chat = chat.is_received(first)
    assert not any(reply.attachments for reply in chat.last.replies)
    chat = chat.receives(Received((others or [first])[-1], "received", complete=True))
    (attached,) = chat.last.replies[-1].attachments
    assert (attached.document, attached.name) == ("acceptance-1", "受理通知书.pdf")
    text = _document(chat, "acceptance-1")
    assert "现予受理，承诺于" in text
    assert "收到申请\n2026年11月24日" in text
    again = chat.receives(Received(first, "received", complete=True))
    assert len(again.conversation.issued) == 1
    assert Conversation.from_json(Snapshots().json(again.conversation)) == again.conversation


def test_who_applies_in_english_gets_both_languages(city: Knowledge) -> None:
    chat = Chat.open(city, {"business_licence": LICENCE}, locale="en").says("I want to open a milk tea shop, 60 m2")
    chat = chat.submits().is_returned(OTHER)
    text = _document(chat, "correction-1")
    assert "补齐补正通知书\nNotice of correction" in text
    assert "The Chinese text prevails" in text
