"""A message is answered once, after its turn is stored, in order, and only to who holds the conversation."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.engine import Engine, NoSuchConversation, StaleFence
from dialogs.conversation import ConversationId
from dialogs.exchange import Chose, HandedBack, Said, StaffSaid, TakenOver
from storage import tables
from storage.store import Store
from storage.turns import MessageConflict, TurnRecord
from tests.bot.engine.scripted import EchoDialogue, NoLookups, still_clock


async def stored_turns(store: Store) -> int:
    return await store.read(lambda connection: connection.scalar(select(func.count()).select_from(tables.turns)) or 0)


async def test_a_new_conversation_greets_and_is_found_by_its_token(engine: Engine) -> None:
    opened = await engine.open(channel="web", locale="zh")
    assert opened.record.as_turn() == {
        "seq": 1,
        "replies": [{"text": "hello", "choices": [{"id": "yes", "label": "Yes please"}], "attachments": []}],
        "asking": {
            "fact": "premises_area",
            "type": "area_m2",
            "why": [{"permit": "small_catering", "role": "decides"}],
        },
        "state": "choosing",
        "progress": {"done": 0, "left": 3},
    }
    assert await engine.by_token(opened.token) == opened.conversation_id
    assert await engine.by_token(opened.token + "x") is None


async def test_an_answered_message_is_there_for_another_process(engine: Engine, store: Store) -> None:
    opened = await engine.open(channel="web")
    record = await engine.handle(opened.conversation_id, "m1", Said("奶茶店"))
    other = Engine(store, EchoDialogue(), NoLookups(), clock=still_clock())
    assert await other.record(opened.conversation_id, "m1") == record
    conversation = await other.conversation(opened.conversation_id)
    assert conversation.facts() == {"said": "奶茶店"}
    assert conversation.version == record.seq == 2


async def test_a_message_sent_again_changes_nothing_however_late_it_comes(engine: Engine, store: Store) -> None:
    opened = await engine.open(channel="web")
    first = await engine.handle(opened.conversation_id, "m0", Said("奶茶店"))
    assert await engine.handle(opened.conversation_id, "m0", Said("奶茶店")) is first
    for number in range(1, 12):
        await engine.handle(opened.conversation_id, f"m{number}", Said(str(number)))
    assert await engine.handle(opened.conversation_id, "m0", Said("奶茶店")) == first
    assert (await engine.conversation(opened.conversation_id)).version == 13
    assert await stored_turns(store) == 13


async def test_a_message_id_used_for_something_else_is_a_conflict(engine: Engine) -> None:
    opened = await engine.open(channel="web")
    await engine.handle(opened.conversation_id, "m1", Said("奶茶店"))
    for late in range(12):
        with pytest.raises(MessageConflict):
            await engine.handle(opened.conversation_id, "m1", Said("面馆"))
        await engine.handle(opened.conversation_id, f"later{late}", Said("…"))


async def test_turns_of_one_conversation_are_taken_in_order_and_each_once(engine: Engine) -> None:
    opened = await engine.open(channel="web")
    records = await asyncio.gather(
        *(engine.handle(opened.conversation_id, f"m{number}", Said(f"{number}")) for number in range(40))
    )
    assert [record.seq for record in records] == list(range(2, 42))
    told = [record.said for record in await engine.transcript(opened.conversation_id, after=1)]
    assert told == [str(number) for number in range(40)]


async def test_twenty_copies_of_a_message_at_once_make_one_turn(engine: Engine, store: Store) -> None:
    opened = await engine.open(channel="web")
    records = await asyncio.gather(*(engine.handle(opened.conversation_id, "m1", Said("奶茶店")) for _ in range(20)))
    assert {record.seq for record in records} == {2}
    assert await stored_turns(store) == 2


async def test_two_processes_never_store_a_turn_over_each_other(engine: Engine, store: Store) -> None:
    other = Engine(store, EchoDialogue(), NoLookups(), clock=still_clock())
    opened = await engine.open(channel="web")
    chosen = [engine, other]
    records = await asyncio.gather(
        *(chosen[number % 2].handle(opened.conversation_id, f"m{number}", Said(f"{number}")) for number in range(30))
    )
    assert sorted(record.seq for record in records) == list(range(2, 32))
    # sent again through the other process
    again = await asyncio.gather(
        *(
            chosen[1 - number % 2].handle(opened.conversation_id, f"m{number}", Said(f"{number}"))
            for number in range(30)
        )
    )
    assert again == records
    assert await stored_turns(store) == 31


async def test_the_fence_keeps_out_who_lost_the_conversation(engine: Engine, store: Store) -> None:
    opened = await engine.open(channel="web")
    here = opened.conversation_id
    await engine.handle(here, "t1", TakenOver("li"))
    await engine.handle(here, "s1", StaffSaid("li", 1, "我来帮您"), fence=1)
    await engine.handle(here, "t2", TakenOver("wang"))
    for late in range(3):
        with pytest.raises(StaleFence):
            await engine.handle(here, f"late{late}", StaffSaid("li", 1, "还在吗"), fence=1)
        with pytest.raises(StaleFence):
            await engine.handle(here, f"late{late}", StaffSaid("li", 1, "还在吗"))
    # what was stored under the old fence is still answered
    assert (await engine.handle(here, "s1", StaffSaid("li", 1, "我来帮您"), fence=1)).seq == 3
    await engine.handle(here, "h1", HandedBack("wang", 2), fence=2)
    assert await stored_turns(store) == 5


async def test_the_transcript_shows_words_and_labels(engine: Engine) -> None:
    opened = await engine.open(channel="web")
    await engine.handle(opened.conversation_id, "m1", Chose("yes"))
    entries = [entry for record in await engine.transcript(opened.conversation_id) for entry in record.entries()]
    assert [(entry["from"], entry["id"], entry["text"]) for entry in entries] == [
        ("bot", None, "hello"),
        ("applicant", "m1", "Yes please"),
        ("bot", None, "chose yes"),
    ]
    assert {entry["at"] for entry in entries} == {"2026-11-24T06:31:00Z"}


async def test_who_subscribes_gets_every_turn_once_and_in_order(engine: Engine) -> None:
    opened = await engine.open(channel="web")
    here = opened.conversation_id
    await engine.handle(here, "m0", Said("before"))
    seen: list[TurnRecord] = []

    async def follow() -> None:
        async for record in engine.subscribe(here, after=1):
            seen.append(record)
            if len(seen) == 31:
                return

    following = asyncio.create_task(follow())
    for number in range(1, 31):
        await engine.handle(here, f"m{number}", Said(f"{number}"))
    await asyncio.wait_for(following, 10)
    assert [record.seq for record in seen] == list(range(2, 33))


async def test_a_turn_of_another_process_reaches_who_subscribes(engine: Engine, store: Store) -> None:
    if not store.shared:
        return  # one process writes to a SQLite file
    opened = await engine.open(channel="web")
    other = Engine(store, EchoDialogue(), NoLookups(), clock=still_clock())
    following = engine.subscribe(opened.conversation_id, after=1)
    first = asyncio.ensure_future(anext(following))
    await other.handle(opened.conversation_id, "m1", Said("奶茶店"))
    assert (await asyncio.wait_for(first, 10)).said == "奶茶店"
    await following.aclose()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType] a generator


@pytest.mark.parametrize("text", ["\ud800 lone", "\x00nul", "𠮷" * 1000, "‮rtl", "a" * 1_000_000], ids=ascii)
async def test_any_text_and_any_message_id_can_be_kept(engine: Engine, text: str) -> None:
    opened = await engine.open(channel="web")
    record = await engine.handle(opened.conversation_id, text, Said(text))
    engine.forget(opened.conversation_id)
    again = await engine.handle(opened.conversation_id, text, Said(text))
    assert again == record
    assert again.said == text.replace("\ud800", "�")


async def test_an_unknown_conversation_is_no_place_to_say_anything(engine: Engine) -> None:
    with pytest.raises(NoSuchConversation):
        await engine.handle(ConversationId("0" * 32), "m1", Said("奶茶店"))


async def test_a_conversation_is_found_by_its_chat_and_moves_to_another(engine: Engine) -> None:
    opened = await engine.open(channel="telegram", address="4711")
    other = await engine.open(channel="web")
    assert await engine.by_address("telegram", "4711") == opened.conversation_id
    assert await engine.addresses(opened.conversation_id, "telegram") == ["4711"]
    await engine.attach("telegram", "4711", other.conversation_id)
    assert await engine.by_address("telegram", "4711") == other.conversation_id
    assert await engine.by_address("telegram", "4712") is None
    assert await engine.addresses(opened.conversation_id, "telegram") == []
