"""The desk: one holder at a time, no reply under an old takeover, and what staff enter is recorded as theirs."""

from __future__ import annotations

import asyncio

from dialogs.conversation import Origin, State
from dialogs.exchange import Said
from tests.web.staff.house import StaffHouse

JSON = {"Accept": "application/json"}


async def test_who_waits_is_seen_with_why_and_where(house: StaffHouse) -> None:
    conversation = await house.waiting("想开个奶茶店")
    staff = await house.logged_in("王丽")
    page = await staff.get("/desk")
    assert f"/desk/{conversation}" in page.text
    assert "小餐饮" in page.text
    assert "要人工" in page.text
    assert "网页" in page.text


async def test_taking_over_replying_entering_and_handing_back(house: StaffHouse) -> None:
    conversation = await house.waiting("想开个奶茶店")
    staff = await house.logged_in("王丽")
    assert (await staff.post(f"/desk/{conversation}/take", {"seen": "0"})).status_code == 303
    taken = await house.engine.conversation(conversation)
    assert (taken.holder, taken.fence, taken.state) == ("王丽", 1, State.WITH_STAFF)
    said = {"text": "您好，我来帮您", "fence": "1", "message": "r1"}
    assert (await staff.post(f"/desk/{conversation}/say", said)).status_code == 303
    version = (await house.engine.conversation(conversation)).version
    assert (await staff.post(f"/desk/{conversation}/say", said)).status_code == 303, "sent twice"
    assert (await house.engine.conversation(conversation)).version == version, "said once"
    entered = {"fact": "premises_area", "text": "六十平", "fence": "1", "message": "e1"}
    assert (await staff.post(f"/desk/{conversation}/enter", entered)).status_code == 303
    answer = (await house.engine.conversation(conversation)).answers["premises_area"]
    assert (answer.value, answer.origin, answer.by) == (60, Origin.STAFF, "王丽")
    page = (await staff.get(f"/desk/{conversation}")).text
    assert "您好，我来帮您" in page
    assert "王丽 代填" in page
    assert (await staff.post(f"/desk/{conversation}/back", {"fence": "1"})).status_code == 303
    assert (await house.engine.conversation(conversation)).holder == ""


async def test_words_that_are_no_answer_are_not_stored(house: StaffHouse) -> None:
    conversation = await house.waiting("想开个奶茶店")
    staff = await house.logged_in("王丽")
    await staff.post(f"/desk/{conversation}/take", {"seen": "0"})
    entered = {"fact": "premises_area", "text": "不知道多大", "fence": "1", "message": "e1"}
    refused = await staff.post(f"/desk/{conversation}/enter", entered, **JSON)
    assert refused.status_code == 422
    assert "没有读懂" in refused.json()["problem"]
    assert "premises_area" not in (await house.engine.conversation(conversation)).answers


async def test_of_two_who_claim_at_once_one_wins_and_the_other_is_told_who(house: StaffHouse) -> None:
    first, second = await house.logged_in("王丽"), await house.logged_in("陈晨")
    for _ in range(10):
        conversation = await house.waiting()
        path = f"/desk/{conversation}/take"
        answers = await asyncio.gather(first.post(path, {"seen": "0"}), second.post(path, {"seen": "0"}))
        assert sorted(answer.status_code for answer in answers) == [303, 409]
        held = await house.engine.conversation(conversation)
        assert (held.fence, held.holder) in {(1, "王丽"), (1, "陈晨")}
        lost = next(answer for answer in answers if answer.status_code == 409)
        assert f"{held.holder} 先接手了" in lost.text
        records = await house.engine.transcript(conversation)
        await house.engine.handle(conversation, "later", Said("还在吗"))
        assert not (await house.engine.transcript(conversation, after=len(records)))[0].replies, (
            "the assistant is silent"
        )


async def test_a_reply_under_an_old_takeover_is_refused_and_its_words_kept(house: StaffHouse) -> None:
    conversation = await house.waiting()
    frozen, awake = await house.logged_in("王丽"), await house.logged_in("陈晨")
    await frozen.post(f"/desk/{conversation}/take", {"seen": "0"})
    await frozen.post(f"/desk/{conversation}/back", {"fence": "1"})
    fence = (await house.engine.conversation(conversation)).fence
    await awake.post(f"/desk/{conversation}/take", {"seen": str(fence)})
    version = (await house.engine.conversation(conversation)).version
    stale = {"text": "我写了很久的话", "fence": "1", "message": "late"}
    refused = await frozen.post(f"/desk/{conversation}/say", stale)
    assert refused.status_code == 409
    assert "我写了很久的话" in refused.text
    assert "陈晨" in refused.text
    told = await frozen.post(f"/desk/{conversation}/say", stale, **JSON)
    assert (told.status_code, "文字还在" in told.json()["problem"]) == (409, True)
    assert (await house.engine.conversation(conversation)).version == version


async def test_nobody_replies_without_taking_over(house: StaffHouse) -> None:
    conversation = await house.waiting()
    staff = await house.logged_in("王丽")
    refused = await staff.post(f"/desk/{conversation}/say", {"text": "您好", "fence": "0", "message": "x"})
    assert refused.status_code == 409
    assert "请先接手" in refused.text


async def test_news_bring_what_the_applicant_says(house: StaffHouse) -> None:
    conversation = await house.waiting()
    staff = await house.logged_in("王丽")
    await staff.post(f"/desk/{conversation}/take", {"seen": "0"})
    last = (await house.engine.conversation(conversation)).version
    query = f"/desk/news?open={conversation}&after={last}"
    assert (await staff.get(query, **JSON)).json()["entries"].strip() == ""
    await house.engine.handle(conversation, "more", Said("门口一个，后厨一个<b>"))
    news = (await staff.get(query, **JSON)).json()
    assert "门口一个，后厨一个&lt;b&gt;" in news["entries"]
    assert (news["last"], news["mine"], news["fence"]) == (last + 1, True, 1)


async def test_identity_numbers_are_masked_in_the_transcript(house: StaffHouse) -> None:
    conversation = await house.waiting("我的身份证是420303199001015422")
    staff = await house.logged_in("王丽")
    page = (await staff.get(f"/desk/{conversation}")).text
    assert "420303199001015422" not in page
    assert "4203••••••••••5422" in page


async def test_search_finds_by_number_and_words(house: StaffHouse) -> None:
    other = await house.waiting("想开个宾馆")
    staff = await house.logged_in("王丽")
    found = (await staff.get("/desk?find=2026-1124-0007")).text
    assert "/desk/c1" in found
    assert str(other) not in found
    assert "没有找到" in (await staff.get("/desk?find=没有的东西")).text


async def test_a_conversation_that_does_not_exist_is_not_found(house: StaffHouse) -> None:
    staff = await house.logged_in("王丽")
    assert (await staff.get("/desk/nobody")).status_code == 404
    assert (await staff.post("/desk/nobody/take", {"seen": "0"})).status_code == 404
