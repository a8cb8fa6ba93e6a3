"""Updates as they really come: repeated, shuffled, stale, forged, of every kind."""

from __future__ import annotations

import hashlib
import random
import secrets
from dataclasses import replace

import orjson
import pytest
from sqlalchemy import text

from bot.telegram.callback import LIMIT, callback_data
from dialogs.conversation import ConversationId
from files.samples import sample
from tests.bot.telegram.bot_api import Fault
from tests.bot.telegram.conftest import PersonOpener
from tests.bot.telegram.person import Person

SHOP = "我想开个奶茶店"
AT_HOME: dict[str, object] = {"abroad_channels": frozenset[str]()}


async def turns_of(person: Person) -> int:
    return (await person.conversation()).version


async def test_an_update_that_comes_again_changes_nothing_and_says_nothing(person: Person) -> None:
    update = person.api.message(person.chat, text=SHOP)
    await person.sends(update)
    before = await turns_of(person)

    assert await person.sends(update, update) == []
    assert await turns_of(person) == before


async def test_shuffled_and_tripled_updates_act_once_each(people: PersonOpener) -> None:
    async with people(telegram_webhook_secret="s3cret") as person:
        person.secret = "s3cret"
        await person.says("/start")
        opened = await turns_of(person)
        updates = [person.api.message(person.chat, text=f"第{number}句") for number in range(12)] * 3
        random.Random(7).shuffle(updates)
        await person.sends(*updates)
        assert await turns_of(person) == opened + 12


@pytest.mark.parametrize("secret", ["", "s3creT", "s3cret0", "s3cre"])
async def test_a_webhook_call_without_the_secret_is_refused_and_unread(people: PersonOpener, secret: str) -> None:
    async with people(telegram_webhook_secret="s3cret") as person:
        update = person.api.message(person.chat, text=SHOP)
        answer = await person.post(update, secret)
        assert answer.status_code == 401
        assert await person.house.engine.by_address("telegram", str(person.chat)) is None


async def test_a_webhook_call_with_nonsense_is_refused(people: PersonOpener) -> None:
    async with people(telegram_webhook_secret="s3cret") as person:
        kinds: tuple[object, ...] = ({}, (), "?", {"update_id": "x", "message": 3})
        for nonsense in kinds:
            assert (await person.post(nonsense, "s3cret")).status_code in (200, 400)


HOSTILE = ["", " ", "\x00", "\ud800", "\u202e" * 50, "😀" * 2000, "a" * 4096, "面积" * 2000, "{{ 7 * 7 }}", "<b>&amp;", "/nonsense",
           "-1", "9" * 300, "\n" * 500, "是" * 100, "'; drop table turns; --", "恢复码", "/start ../../etc/passwd"]  # fmt: skip


async def test_bad_input_is_never_a_fault_and_always_answered(people: PersonOpener) -> None:
    async with people(telegram_webhook_secret="s3cret") as person:
        person.secret = "s3cret"
        await person.says(SHOP)
        for text in HOSTILE:
            assert await person.says(text), ascii(text[:20])
        for data in ("p", "p00000000", "t00000000:", "d00000000:fact", "P00000000:" + "0" * 24, "s00000000:"):
            assert await person.sends(person.api.press(person.chat, data)), data


async def test_stale_and_forged_buttons_have_no_effect_and_bring_fresh_ones(person: Person) -> None:
    await person.says(SHOP)
    stale, message = person.button("step:privacy:privacy:yes")
    await person.sends(person.api.press(person.chat, stale, message))
    before = await person.conversation()
    other = callback_data("press", ConversationId("f" * 32), "step:privacy:privacy:yes")
    for data in (stale, other, "p00000000:step:send:go", "nonsense", "", stale.replace("privacy:yes", "send:go")):
        sent = await person.sends(person.api.press(person.chat, data, message))
        assert any("过时" in one.get("text", "") for one in sent), data
        later = await person.conversation()
        assert later.answers == before.answers
        assert later.consents == before.consents
    answered = [call for call in person.api.calls if call.method == "answerCallbackQuery"]
    assert len(answered) == 7


async def test_floods_are_waited_out_and_nothing_is_lost_or_doubled(person: Person) -> None:
    person.api.faults["sendMessage"] = Fault(429, retry_after=1)
    await person.says("/start")
    person.api.faults["sendMessage"] = Fault(502, times=2)
    await person.says(SHOP)

    conversation = await person.conversation()
    turns = await person.house.engine.transcript(conversation.id)
    assert [one["text"] for one in person.mine()] == [reply.text for turn in turns for reply in turn.replies]


async def test_somebody_who_blocked_the_bot_is_left_alone(person: Person, caplog: pytest.LogCaptureFixture) -> None:
    await person.says(SHOP)
    person.api.faults["sendMessage"] = Fault(403, times=100)
    assert await person.says("便利店") == []
    assert "takes no messages any more" in caplog.text
    assert (await person.house.worker.depth()).waiting == 0
    person.api.faults.clear()
    assert await person.says("还剩什么")


async def test_files_go_through_our_page_where_the_channel_is_abroad(person: Person) -> None:
    await person.says(SHOP)
    file_id = person.api.keep(b"%PDF-")
    document = {"file_id": file_id, "file_unique_id": "u", "file_name": "a.pdf", "file_size": 5}
    sent = await person.sends(person.api.message(person.chat, document=document))
    assert "没有保存" in sent[-1]["text"]
    assert (person.link() or "").startswith("https://licence.example/upload/")
    assert not [call for call in person.api.calls if call.method == "getFile"]


async def test_a_file_that_lies_about_its_type_is_refused_with_a_reason(people: PersonOpener) -> None:
    async with people(**AT_HOME) as person:
        await person.says(SHOP)
        before = (await person.conversation()).materials
        for data, name in ((b"MZ" + secrets.token_bytes(200), "plan.pdf"), (b"<html>", "photo.jpg"), (b"", "x.pdf")):
            file_id = person.api.keep(data)
            document = {"file_id": file_id, "file_unique_id": "u", "file_name": name, "file_size": len(data)}
            sent = await person.sends(person.api.message(person.chat, document=document))
            assert sent, name
        assert (await person.conversation()).materials == before


async def test_a_photo_is_taken_in_its_largest_size(people: PersonOpener) -> None:
    async with people(**AT_HOME) as person:
        await person.says(SHOP)
        sizes = [
            {"file_id": person.api.keep(data), "file_unique_id": "u", "width": width, "height": width}
            for width, data in ((90, b"small"), (1280, sample("sample.jpg")))
        ]
        await person.sends(person.api.message(person.chat, photo=sizes))
        asked = [call.fields["file_id"] for call in person.api.calls if call.method == "getFile"]
        assert asked == [sizes[1]["file_id"]]


async def test_the_language_is_switched_by_command_and_by_words(person: Person) -> None:
    await person.says("/start")
    await person.says("/language")
    assert (await person.conversation()).locale == "en"
    sent = await person.says("/help")
    assert "every permit" in sent[-1]["text"]
    await person.says("/language")
    assert (await person.conversation()).locale == "zh"


async def test_a_resume_code_brings_the_conversation_into_another_chat(person: Person) -> None:
    await person.says(SHOP)
    sent = await person.says("暂停")
    code = next(word for word in sent[-1]["text"].replace("：", " ").replace("（", " ").split() if len(word) == 8)
    here = await person.conversation()
    friend = replace(person, chat=701)

    update = friend.api.message(friend.chat, text=f"恢复码 {code.lower()}")
    await friend.sends(update)
    assert (await friend.conversation()).id == here.id
    await friend.sends(update)  # comes again
    assert (await friend.conversation()).id == here.id
    assert not [one for one in friend.mine() if "不对" in one.get("text", "")]

    stranger = replace(person, chat=702)
    sent = await stranger.says(f"恢复码 {code}")
    assert "不对" in sent[-1]["text"]


async def test_erased_data_are_confirmed_and_the_next_word_begins_anew(person: Person) -> None:
    await person.says(SHOP)
    first = await person.conversation()
    await person.says("删除我的信息")
    sent = await person.presses("sure:delete_data")
    assert sent
    await person.says(SHOP)
    assert (await person.conversation()).id != first.id


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}, "语音"),
        ({"video_note": {"file_id": "v", "file_unique_id": "v", "duration": 3, "length": 9}}, "视频"),
        ({"animation": {"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1, "duration": 1},
          "document": {"file_id": "a", "file_unique_id": "a"}}, "动图"),
        ({"dice": {"value": 6, "emoji": "🎲"}}, "打字"),
        ({"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
                   "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
                   "allows_revoting": False, "members_only": False, "shuffle_options": False}}, "投票"),
        ({"sticker": {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "is_animated": False,
                      "is_video": False, "type": "regular"}}, "打字"),
    ],
)  # fmt: skip
async def test_what_can_not_be_read_is_answered_helpfully(
    person: Person, content: dict[str, object], told: str
) -> None:
    await person.says(SHOP)
    sent = await person.sends(person.api.message(person.chat, **content))
    assert told in sent[0]["text"]
    assert len(sent) == 2  # and the question again
    assert person.choices()[0] == "step:privacy:privacy:yes"
    turns = await person.house.engine.transcript((await person.conversation()).id)
    assert turns[-1].said.startswith("〔")


async def test_the_first_thing_sent_may_be_a_sticker(person: Person) -> None:
    sticker = {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "is_animated": False, "is_video": False,
               "type": "regular"}  # fmt: skip
    sent = await person.sends(person.api.message(person.chat, sticker=sticker))
    assert "开什么店" in sent[0]["text"]
    assert "表情" in sent[1]["text"]


async def test_a_venue_is_offered_as_the_address_and_a_pin_asks_for_the_door_number(person: Person) -> None:
    await person.says(SHOP)
    place = {"latitude": 32.6, "longitude": 110.8}
    venue = {"location": place, "title": "小林饮品店", "address": "人民路88号"}
    sent = await person.sends(person.api.message(person.chat, venue=venue, location=place))
    assert "人民路88号" in sent[-1]["text"]
    assert "premises_address" not in (await person.conversation()).answers
    await person.presses("unsure:no:premises_address")
    sent = await person.sends(person.api.message(person.chat, location=place))
    assert "门牌号" in sent[-1]["text"]
    await person.says("人民路99号")
    assert "人民路99号" in str((await person.conversation()).answers["premises_address"].value)
    turns = await person.house.engine.transcript((await person.conversation()).id)
    assert not any("32.6" in repr(turn.payload) for turn in turns)


async def test_an_edit_is_a_correction_once_confirmed(person: Person) -> None:
    await person.says(f"{SHOP}，60平")
    for words, told in (("改了", "直接说"), ("面积80平", "80")):
        edited = person.api.message(person.chat, text=words)
        edited["edited_message"] = edited.pop("message")
        sent = await person.sends(edited)
        assert told in sent[0]["text"]
    await person.presses("unsure:yes:premises_area")
    assert (await person.conversation()).answers["premises_area"].value == 80


async def test_what_was_forwarded_counts_once_confirmed(person: Person) -> None:
    await person.says(SHOP)
    origin = {"type": "hidden_user", "date": 1_795_500_000, "sender_user_name": "房东"}
    await person.sends(person.api.message(person.chat, text="面积80平", forward_origin=origin))
    assert "premises_area" not in (await person.conversation()).answers
    await person.presses("unsure:yes:premises_area")
    assert (await person.conversation()).answers["premises_area"].value == 80


async def test_groups_are_refused(person: Person) -> None:

    in_group = person.api.message(-5, text="/start")
    in_group["message"]["from"]["id"] = 9
    assert "单独聊天" in (await person.sends(in_group))[-1]["text"]
    assert await person.house.engine.by_address("telegram", "-5") is None


CARD = {"phone_number": "+8613800138000", "first_name": "小满", "last_name": "林"}


async def test_a_contact_card_fills_phone_and_name_once_confirmed(people: PersonOpener) -> None:
    async with people(**AT_HOME) as person:
        await person.says(SHOP)
        await person.sends(person.api.message(person.chat, contact=CARD))
        assert "contact_phone" not in (await person.conversation()).answers
        await person.presses("unsure:all")
        answers = (await person.conversation()).answers
        assert (answers["contact_phone"].value, answers["contact_name"].value) == ("13800138000", "林小满")


SENSITIVE = ("110105194912310021", "13800138000", "11010519491231002X", "林小满", "138 0013 8000")


@pytest.mark.parametrize(
    "content",
    [
        {"text": "电话13800138000，不卖烟"},
        {"text": "13800138000"},
        {"text": "身份证110105194912310021"},
        {"text": "我叫林小满，电话138 0013 8000，身份证11010519491231002X，不卖烟"},
        {"contact": CARD},
    ],
)
async def test_what_is_sensitive_is_neither_taken_nor_said_back_nor_kept_where_the_channel_is_abroad(
    person: Person, content: dict[str, object]
) -> None:
    await person.says(SHOP)
    await person.presses("step:privacy:privacy:yes")
    sent = await person.sends(person.api.message(person.chat, **content))
    assert "没有记下" in sent[0]["text"]
    conversation = await person.conversation()
    assert not {"contact_phone", "contact_name", "legal_rep_id_number"} & set(conversation.answers)
    if "不卖烟" in str(content.get("text")):
        assert conversation.answers["sells_tobacco"].value is False
    turns = await person.house.engine.transcript(conversation.id)
    kept = repr([(turn.payload, turn.said, turn.replies) for turn in turns]) + repr(conversation)
    told = "".join(message.get("text", "") for message in person.mine())
    assert not any(one in kept or one in told for one in SENSITIVE)
    rows = await person.house.store.read(lambda c: c.execute(text("select * from journal")).mappings().all())
    plain = repr(rows) + repr(
        await person.house.store.read(lambda c: c.execute(text("select request_sha256 from turns")).all())
    )
    hashes = [hashlib.sha256(b"Said" + orjson.dumps(one)) for one in (*SENSITIVE, content.get("text"))]
    assert not any(one in plain for one in SENSITIVE)
    assert not any(repr(one.digest())[2:-1] in plain for one in hashes)


def test_long_choices_fit_into_buttons() -> None:
    choice = "material:staff_health_certificates:remove:" + "a" * 32
    data = callback_data("press", ConversationId("0" * 32), choice)
    assert len(data.encode()) <= LIMIT
