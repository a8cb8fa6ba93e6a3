"""Links, codes, counters, accounts, sessions, packs and registers keep their promises on both databases."""

import asyncio

import pytest

from dialogs.conversation import FileId
from knowledge.values import Range
from storage import conversations, counters, files_index, links, packs, people, registers
from storage.conversations import Erased
from storage.files_index import IndexedFile
from storage.people import NameTaken
from storage.store import Store
from tests.storage.talks import AT, opened, said


async def test_serial_numbers_of_a_day_never_repeat(store: Store) -> None:
    drawn = await asyncio.gather(
        *(store.write(lambda connection: counters.reference_serial(connection, "2026-11-24")) for _ in range(20))
    )
    assert sorted(drawn) == [f"2026-1124-{number:04d}" for number in range(1, 21)]
    assert await store.write(lambda c: counters.reference_serial(c, "2026-11-25")) == "2026-1125-0001"


async def test_a_link_is_good_once_and_until_it_expires(store: Store) -> None:
    conversation, _ = await opened(store, "c1")
    keyring = store.keyring

    async def issue(token: str, expires_s: int) -> None:
        await store.write(
            lambda connection: links.issue(
                connection, keyring, purpose="sign", token=token, conversation_id=conversation.id, expires_s=expires_s
            )
        )

    async def redeem(token: str, purpose: str = "sign", now_s: int = 10) -> str | None:
        return await store.write(lambda c: links.redeem(c, keyring, purpose=purpose, token=token, now_s=now_s))

    await issue("t1", 100)
    assert await redeem("t1", purpose="upload") is None
    assert await store.read(lambda c: links.peek(c, keyring, purpose="sign", token="t1", now_s=10)) == "c1"
    assert sorted(str(one) for one in await asyncio.gather(*(redeem("t1") for _ in range(5)))) == ["None"] * 4 + ["c1"]
    await issue("t2", 100)
    assert await redeem("t2", now_s=100) is None
    await issue("t3", 100)
    await store.write(lambda c: links.withdraw(c, purpose="sign", conversation_id=conversation.id))
    assert await redeem("t3") is None


async def test_tries_are_counted_by_who_and_span(store: Store) -> None:
    async def tried(who: str, now_s: int) -> int:
        return await store.write(lambda c: links.count_try(c, store.keyring, who=who, now_s=now_s, span_s=60))

    assert [await tried("a", now_s) for now_s in (0, 1, 59, 60)] == [1, 2, 3, 1]
    assert await tried("b", 1) == 1


async def test_a_session_ends_by_itself_and_with_the_account(store: Store) -> None:
    hashed = people.hash_password("correct horse")
    staff = await store.write(
        lambda c: people.add(c, name="li", password_hash=hashed, role="help_desk", department=None, at=AT)
    )
    with pytest.raises(NameTaken):
        await store.write(
            lambda c: people.add(c, name="li", password_hash=hashed, role="auditor", department=None, at=AT)
        )
    found = await store.read(lambda c: people.find(c, "li"))
    assert found == (staff, hashed)
    assert people.password_fits(hashed, "correct horse")
    assert not people.password_fits(hashed, "wrong")
    assert not people.password_fits(None, "correct horse")

    token = await store.write(lambda c: people.begin_session(c, staff.id, now_s=0))
    assert await store.read(lambda c: people.session_of(c, token, now_s=10)) == (staff, False)
    assert await store.read(lambda c: people.session_of(c, token, now_s=100)) == (staff, True)
    assert await store.read(lambda c: people.session_of(c, token, now_s=people.IDLE_S + 1)) is None
    await store.write(lambda c: people.touch_session(c, token, now_s=people.ABSOLUTE_S))
    assert await store.read(lambda c: people.session_of(c, token, now_s=people.ABSOLUTE_S + 1)) is None
    second = await store.write(lambda c: people.begin_session(c, staff.id, now_s=0))
    await store.write(lambda c: people.change_role(c, staff.id, role="department", department="market_regulation"))
    assert await store.read(lambda c: people.session_of(c, second, now_s=1)) is None


async def test_one_pack_is_in_force_and_earlier_ones_stay_readable(store: Store) -> None:
    for name, content in (("sha256:a", b"first"), ("sha256:b", b"second"), ("sha256:a", b"first")):
        await store.write(
            lambda c, name=name, content=content: packs.publish(c, sha256=name, canonical=content, plans=b"p", at=AT)
        )
        current = await store.read(packs.in_force)
        assert current is not None
        assert (current.sha256, current.canonical, current.plans) == (name, content, b"p")
    older = await store.read(lambda c: packs.pack(c, "sha256:b"))
    assert older is not None
    assert older.state == "retired"
    await store.write(lambda c: packs.close_batch(c, 2, AT))
    await store.write(lambda c: packs.close_batch(c, 2, AT))
    assert await store.read(packs.closed) == {2}
    await store.write(lambda c: packs.open_batch(c, 2))
    assert await store.read(packs.closed) == frozenset()


async def test_a_register_row_keeps_every_kind_of_value(store: Store) -> None:
    facts = {"area": 60.5, "floor": 1, "listed": False, "name": "小林饮品店", "kinds": ("a", "b"), "r": Range(45, 46)}
    assert await store.read(registers.is_empty)
    await store.write(lambda c: registers.put(c, "business_licence", "92420303MA4E3Y6A6D", facts))
    assert await store.read(lambda c: registers.row(c, "business_licence", "92420303MA4E3Y6A6D")) == facts
    assert await store.read(lambda c: registers.row(c, "credit_register", "92420303MA4E3Y6A6D")) is None


async def test_a_file_is_found_only_in_its_own_conversation(store: Store) -> None:
    conversation, seal = await opened(store, "c1")
    _, other = await opened(store, "c2")
    file = IndexedFile(
        FileId("f1"), conversation.id, "upload", "", "floor_plan", "平面图.pdf", "application/pdf", 2, 1000, "sha256:x",
        ("file_dark",), "pending", "", AT,
    )  # fmt: skip
    await store.write(lambda c: files_index.add(c, seal, file))
    assert await store.read(lambda c: files_index.one(c, seal, "f1")) == file
    assert await store.read(lambda c: files_index.one(c, other, "f1")) is None
    assert await store.read(files_index.pending) == [("c1", "f1")]
    await store.write(lambda c: files_index.mark(c, "f1", "clean"))
    assert await store.read(files_index.pending) == []


async def test_erasing_leaves_a_tombstone_and_nothing_to_open(store: Store) -> None:
    conversation, seal = await opened(store, "c1", address=("telegram", "4711"))
    write, later = said(store, conversation, seal, "m1", "words")
    await store.writer.store_turn(write)
    for _ in range(2):
        await store.write(lambda c: conversations.erase(c, later.id, AT))
    await store.writer.truncate_log()
    with pytest.raises(Erased):
        await store.read(lambda c: conversations.load(c, store.keyring, later.id))
    assert await store.read(lambda c: conversations.by_token(c, "token c1")) is None
    assert await store.read(lambda c: conversations.by_address(c, store.keyring, "telegram", "4711")) is None
