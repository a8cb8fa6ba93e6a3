"""A photo of the business licence instead of its code: read beside the turn, confirmed by the applicant, the register wins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.conversation import LicencePhoto, Locale, Origin
from dialogs.exchange import DiscardFile, PhotoRead, ReadPhoto
from dialogs.knowledge_in_force import Knowledge
from knowledge.values import Value
from tests.dialogs.chat import CREDIT_CODE, Chat, milk_tea, upload

CODE, NAME, ADDRESS = "unified_social_credit_code", "operator_name", "registered_address"
PHOTO: dict[str, Value] = {
    CODE: CREDIT_CODE,
    NAME: "小林饮品店",
    "applicant_kind": "individual_business",
    "legal_representative": "林小满",
    "business_scope": "许可项目：餐饮服务（依法须经批准的项目除外）",
    ADDRESS: "湖北省十堰市张湾区人民路88号",
}


def asked_for_the_code(knowledge: Knowledge, *, registered: bool = True) -> Chat:
    chat = milk_tea(knowledge) if registered else milk_tea(knowledge, {"business_licence": {}})
    rows = {name: facts for name, facts in chat.rows.items() if facts}
    return replace(chat, rows=rows, world=replace(chat.world, reads_photos=True)).goes_on_until(CODE)


def photographed(chat: Chat, facts: dict[str, Value] | None = None, **more: object) -> Chat:
    """A photo is sent, and read a moment later."""
    sent = chat.uploads(name="执照.jpg", media_type="image/jpeg")
    picture = upload("执照.jpg", chat.number, media_type="image/jpeg")
    assert sent.last.effects == (ReadPhoto(picture.id),)
    return sent.receives(replace(PhotoRead(picture, PHOTO if facts is None else facts), **more))


def test_the_question_for_the_code_offers_a_photo(city: Knowledge) -> None:
    chat = asked_for_the_code(city)
    assert chat.last.replies[-1].photo
    assert "照片" in chat.says_now
    without = replace(chat, world=replace(chat.world, reads_photos=False)).says("什么")
    assert not any(reply.photo for reply in without.last.replies)


def test_a_photo_is_shown_for_confirmation_and_nothing_is_taken_before(city: Knowledge) -> None:
    chat = asked_for_the_code(city)
    sent = chat.uploads(name="执照.jpg")
    assert "正在识别" in sent.says_now
    assert sent.asks == CODE
    chat = photographed(chat)
    assert chat.asks == "did_you_mean"
    assert CREDIT_CODE in chat.says_now
    assert "小林饮品店" in chat.says_now
    assert not PHOTO.keys() & chat.facts.keys()
    assert chat.presses("photo:ok").facts[CODE] == CREDIT_CODE
    assert chat.says("对").facts[CODE] == CREDIT_CODE


def test_once_the_code_is_confirmed_the_register_wins_and_what_differs_is_shown(city: Knowledge) -> None:
    chat = photographed(asked_for_the_code(city), {**PHOTO, NAME: "小林奶茶店"}).presses("photo:ok")
    chat = chat.goes_on_until("confirm_reuse")
    assert "照片上是小林奶茶店，登记的是小林饮品店" in chat.says_now
    assert "照片上是湖北省" not in chat.says_now, "the same address, only longer"
    chat = chat.presses("step:confirm_reuse:ok")
    name = chat.conversation.answers[NAME]
    assert (name.value, name.origin, name.confirmed) == ("小林饮品店", Origin.BUSINESS_LICENCE, True)
    assert "小林奶茶店" in name.flagged
    assert chat.conversation.answers[ADDRESS].flagged == ""
    assert chat.conversation.answers[CODE].origin is Origin.PHOTO


def test_where_the_register_knows_nothing_the_photo_counts_and_is_not_asked_again(city: Knowledge) -> None:
    chat = photographed(asked_for_the_code(city, registered=False)).presses("photo:ok")
    assert "按您照片上的来" in chat.says_now
    assert {chat.conversation.answers[code].origin for code in PHOTO} == {Origin.PHOTO}
    chat = chat.goes_on_until("review")
    assert not PHOTO.keys() & set(chat.conversation.asked) - {CODE}
    assert "小林饮品店" in chat.says_now
    rows = {row.label: row.tag for reply in chat.last.replies if reply.card for row in reply.card.rows}
    assert rows[city.pack.facts[NAME].label.zh] == "营业执照照片"


def test_one_misread_line_is_left_out_and_asked_for_later(city: Knowledge) -> None:
    chat = photographed(asked_for_the_code(city, registered=False)).presses("photo:wrong")
    assert f"photo:not:{NAME}" in chat.buttons
    chat = chat.presses(f"photo:not:{NAME}")
    assert chat.asks == "did_you_mean"
    chat = chat.presses("photo:ok")
    assert NAME not in chat.facts
    assert chat.facts[CODE] == CREDIT_CODE
    assert chat.goes_on_until(NAME).asks == NAME


def test_a_misread_code_is_typed_instead_and_the_rest_waits_for_it(city: Knowledge) -> None:
    chat = photographed(asked_for_the_code(city, registered=False)).says("不对").presses(f"photo:not:{CODE}")
    assert chat.asks == CODE
    chat = chat.says(CREDIT_CODE).goes_on_until("confirm_reuse")
    assert "小林饮品店" in chat.says_now
    assert not chat.conversation.answers[NAME].confirmed
    chat = chat.presses("step:confirm_reuse:ok")
    assert chat.conversation.answers[NAME].confirmed
    assert chat.conversation.answers[NAME].origin is Origin.PHOTO


@pytest.mark.parametrize(
    "trouble", ["photo_dark", "photo_blurred", "photo_cut_left", "photo_not_licence", "photo_unread"]
)
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_poor_photo_is_told_what_is_wrong_and_may_be_sent_again(
    city: Knowledge, trouble: str, locale: Locale
) -> None:
    chat = asked_for_the_code(city)
    chat = replace(chat, conversation=replace(chat.conversation, locale=locale))
    chat = photographed(chat, {}, trouble=trouble)
    assert city.words.say(trouble, locale) in chat.says_now
    assert chat.asks == CODE
    assert chat.last.replies[-1].photo
    assert photographed(chat).presses("photo:ok").facts[CODE] == CREDIT_CODE
    assert chat.says(CREDIT_CODE).facts[CODE] == CREDIT_CODE


def test_what_could_be_read_beside_an_unreadable_code_is_kept(city: Knowledge) -> None:
    chat = photographed(asked_for_the_code(city), {NAME: "小林奶茶店"}, trouble="photo_code_unread")
    assert "小林奶茶店" in chat.says_now
    chat = chat.says(CREDIT_CODE).goes_on_until("confirm_reuse")
    assert "照片上是小林奶茶店，登记的是小林饮品店" in chat.says_now


def test_what_was_hard_to_read_says_so(city: Knowledge) -> None:
    chat = photographed(asked_for_the_code(city), doubtful=(NAME,))
    assert "小林饮品店（看不太清，请核对）" in chat.says_now
    assert f"{CREDIT_CODE}（" not in chat.says_now


def test_a_photo_may_come_before_anything_was_asked(city: Knowledge) -> None:
    chat = Chat.open(city, {"business_licence": {NAME: "小林饮品店"}})
    chat = photographed(replace(chat, world=replace(chat.world, reads_photos=True)))
    assert chat.asks == "did_you_mean"
    chat = chat.presses("photo:ok").says("奶茶店")
    assert chat.facts[CODE] == CREDIT_CODE
    assert CODE not in chat.goes_on_until("confirm_reuse").conversation.asked


def test_who_types_the_code_meanwhile_goes_on_and_the_late_reading_changes_nothing(city: Knowledge) -> None:
    chat = asked_for_the_code(city)
    sent = chat.uploads(name="执照.jpg")
    typed = sent.says(CREDIT_CODE)
    picture = upload("执照.jpg", chat.number)
    late = typed.receives(PhotoRead(picture, PHOTO))
    assert late.last.replies == ()
    assert late.last.effects == (DiscardFile(picture.id),)
    assert late.conversation.answers == typed.conversation.answers
    assert late.conversation.asking == typed.conversation.asking


def test_the_photo_of_another_licence_is_forgotten_when_a_code_is_typed(city: Knowledge) -> None:
    other = {**PHOTO, CODE: "91420300MA4E9T5C50", NAME: "山居酒店管理有限公司"}
    chat = photographed(asked_for_the_code(city, registered=False), other)
    chat = chat.says(CREDIT_CODE)
    assert chat.conversation.licence_photo is None
    assert "山居" not in str(chat.facts)


def test_where_nobody_can_read_photos_that_is_said_and_the_picture_goes(city: Knowledge) -> None:
    chat = asked_for_the_code(city)
    chat = replace(chat, world=replace(chat.world, reads_photos=False)).uploads(name="执照.jpg")
    assert "读不了照片" in chat.says_now
    assert [type(effect) for effect in chat.last.effects] == [DiscardFile]
    assert chat.asks == CODE


def test_a_file_that_is_for_a_material_is_never_taken_for_the_licence(city: Knowledge) -> None:
    chat = asked_for_the_code(city).uploads("floor_plan")
    assert chat.conversation.materials["floor_plan"]
    assert not any(isinstance(effect, ReadPhoto) for effect in chat.last.effects)


def test_what_is_no_licence_is_kept_for_what_it_is(city: Knowledge) -> None:
    chat = photographed(asked_for_the_code(city), {}, trouble="photo_not_licence")
    assert [file.name for file in chat.conversation.loose] == ["执照.jpg"]
    assert chat.last.effects == ()
    chat = asked_for_the_code(city).says(CREDIT_CODE).goes_on_until("contact_name").uploads(name="a.jpg")
    assert "a.jpg" in [file.name for file in chat.conversation.loose], "the code is known: nothing is read"


@pytest.mark.parametrize("trouble", ["photo_not_licence", "photo_blurred", "photo_unread"])
def test_a_file_out_of_turn_that_shows_no_licence_is_kept_like_any_other(city: Knowledge, trouble: str) -> None:
    chat = Chat.open(city).says("开奶茶店")
    assert chat.asks != CODE
    chat = photographed(replace(chat, world=replace(chat.world, reads_photos=True)), {}, trouble=trouble)
    assert [file.name for file in chat.conversation.loose] == ["执照.jpg"]
    assert chat.last.effects == ()


def test_the_picture_is_deleted_once_it_was_read_well_or_badly(city: Knowledge) -> None:
    for more in ({}, {"trouble": "photo_dark"}, {"trouble": "photo_cut_left"}):
        chat = photographed(asked_for_the_code(city), {} if more else PHOTO, **more)
        assert [type(effect) for effect in chat.last.effects] == [DiscardFile]
        assert not chat.conversation.loose


def test_abroad_the_photo_comes_through_a_page_of_ours(city: Knowledge) -> None:
    chat = asked_for_the_code(city)
    chat = replace(chat, world=replace(chat.world, abroad=True)).says("什么")
    assert chat.last.replies[-1].link == "upload"


def test_what_a_photo_said_survives_being_stored(city: Knowledge) -> None:
    from storage.snapshot import Snapshots

    chat = photographed(asked_for_the_code(city), doubtful=(NAME,))
    kept = type(chat.conversation).from_json(Snapshots().json(chat.conversation))
    assert kept.licence_photo == LicencePhoto(PHOTO, (NAME,))
