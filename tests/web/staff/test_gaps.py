"""Knowledge gaps: what had no answer reaches those who keep the pack, alike with alike, without what is personal."""

from __future__ import annotations

from sqlalchemy import select

from dialogs.conversation import ConversationId
from dialogs.exchange import Said
from storage import conversations, gaps, tables
from tests.web.staff.house import StaffHouse

AT = "2026-11-24T06:00:00Z"


async def asked(house: StaffHouse, *words: str) -> ConversationId:
    """Somebody who opens a milk tea shop and asks these."""
    opened = await house.engine.open(channel="web")
    for number, text in enumerate(("想开个奶茶店", *words)):
        await house.engine.handle(opened.conversation_id, f"m{number}", Said(text))
    for seq in range(3, 3 + len(words)):  # the opening is 1, the business 2
        body = {"seq": seq, "kind": "question", "asking": "premises_area", "industry": "drinks_snacks"}
        await house.store.write(lambda c, body=body: gaps.note(c, opened.conversation_id, body, AT))
        await house.store.write(lambda c, body=body: gaps.note(c, opened.conversation_id, body, AT))
    return opened.conversation_id


async def test_what_is_asked_alike_stands_together_the_most_frequent_first(house: StaffHouse) -> None:
    await asked(house, "附近有停车场吗", "能养猫吗")
    await asked(house, "附近有没有停车场")
    page = (await (await house.logged_in("知识")).get("/staff/gaps")).text
    assert page.index("停车场") < page.index("养猫")
    assert "2 次" in page
    assert "3 条待处理，2 组" in page
    assert "饮品" in page


async def test_numbers_of_people_are_not_shown(house: StaffHouse) -> None:
    await asked(house, "我的电话13871234567怎么转接到你们那")
    page = (await (await house.logged_in("知识")).get("/staff/gaps")).text
    assert "13871234567" not in page
    assert "怎么转接" in page


async def test_a_group_is_settled_as_it_was_shown(house: StaffHouse) -> None:
    first = await asked(house, "附近有停车场吗")
    staff = await house.logged_in("知识")
    later = await asked(house, "附近有停车场吗")
    done = await staff.post("/staff/gaps/settle", {"members": f"{first}:3 nonsense {first}:x"})
    assert done.status_code == 303
    left = await house.store.read(lambda connection: gaps.open_gaps(connection, house.store.keyring))
    assert [gap.conversation_id for gap in left] == [later]
    settled = await house.store.read(
        lambda connection: connection.execute(select(tables.gaps.c.settled_by).where(tables.gaps.c.seq == 3)).all()
    )
    assert {row[0] for row in settled} == {"知识", None}


async def test_what_was_erased_is_gone_from_the_gaps(house: StaffHouse) -> None:
    conversation = await asked(house, "附近有停车场吗")
    await house.store.write(lambda connection: conversations.erase(connection, conversation, AT))
    assert "停车场" not in (await (await house.logged_in("知识")).get("/staff/gaps")).text


async def test_who_does_not_keep_the_pack_settles_nothing(house: StaffHouse) -> None:
    assert (await (await house.logged_in("督办")).get("/staff/gaps")).status_code == 200
    assert (await (await house.logged_in("督办")).post("/staff/gaps/settle", {"members": ""})).status_code == 403
    assert (await (await house.logged_in("周敏")).get("/staff/gaps")).status_code == 403
