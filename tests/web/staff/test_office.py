"""The office page: a department's own slices, safely downloaded, accepted once or returned with points."""

from __future__ import annotations

import asyncio
import zipfile
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import insert, select, update

from backoffice import queue, slices
from backoffice.identity import PackageId, SliceId
from dialogs.conversation import State
from dialogs.documents import document_of
from rendering.pdf import render_pdf
from storage import tables
from tests.rendering.reading import opened
from tests.web.staff.house import SUBMITTED, StaffHouse

MARKET = "/office/c1/market_regulation/1"
FIRE = "/office/c1/fire_rescue/1"
CITY = "/office/c1/city_management/1"


@pytest.fixture
async def house(house: StaffHouse) -> StaffHouse:
    """With the application in the departments' queues."""
    await house.hand_over()
    return house


async def test_a_reviewer_reads_the_departments_own_slice(house: StaffHouse) -> None:
    staff = await house.logged_in("周敏")
    listed = await staff.get("/office")
    assert "2026-1124-0007" in listed.text
    assert "小林饮品店" in listed.text
    shown = await staff.get(MARKET)
    assert "存根与整包核对一致 ✓" in shown.text
    assert "46 平方米" in shown.text.replace("46平方米", "46 平方米")
    assert "行业默认" in shown.text, "what the industry gives was not said by the applicant"
    assert "市城市管理" in shown.text or "城市管理" in shown.text
    assert "小林奶茶" not in shown.text, "the words of the sign are for city management only"
    assert "420303199001015422" not in shown.text, "identity numbers are masked on the screen"


async def test_another_departments_slice_looks_like_none(house: StaffHouse) -> None:
    staff = await house.logged_in("周敏")
    foreign, absent = await staff.get(FIRE), await staff.get("/office/c9/fire_rescue/1")
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert foreign.text == absent.text
    assert (await staff.get(f"{FIRE}/files/0")).status_code == 404
    assert (await staff.post(f"{FIRE}/acknowledge")).status_code == 404
    assert (await staff.get("/office")).text.count("/office/c1/") == 1


async def test_a_slice_can_be_taken_as_a_whole(house: StaffHouse) -> None:
    staff = await house.logged_in("周敏")
    volume = await staff.get(f"{MARKET}/files/whole.pdf")
    assert volume.headers["content-type"] == "application/pdf"
    cover = PdfReader(BytesIO(volume.content)).pages[0].extract_text()
    assert "卷内目录" in cover
    assert "市场监督管理" in cover
    package = await staff.get(f"{MARKET}/files/whole.zip")
    with zipfile.ZipFile(BytesIO(package.content)) as packed:
        assert {"manifest.json", "form.pdf"} <= set(packed.namelist())
    assert (await staff.get(f"{FIRE}/files/whole.pdf")).status_code == 404


async def test_files_are_saved_and_never_run(house: StaffHouse) -> None:
    staff = await house.logged_in("周敏")
    page = (await staff.get(MARKET)).text
    addresses = {part.partition('"')[0] for part in page.split('href="') if "/files/" in part.partition('"')[0]}
    assert len(addresses) >= 4
    for address in addresses:
        answer = await staff.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
    for nothing in ("999", "-1", "%2e%2e%2f0", "a", "٣"):
        assert (await staff.get(f"{MARKET}/files/{nothing}")).status_code == 404


async def test_accepting_tells_the_applicant(house: StaffHouse) -> None:
    staff = await house.logged_in("周敏")
    answer = await staff.post(f"{MARKET}/acknowledge")
    assert answer.headers["location"] == f"{MARKET}?done=accepted"
    await house.deliver()
    conversation = await house.engine.conversation(SUBMITTED)
    assert conversation.receipts == {"market_regulation": "received"}
    again = await staff.post(f"{MARKET}/acknowledge")
    assert again.status_code == 409


async def test_when_all_departments_have_accepted_the_applicant_gets_the_notice_of_acceptance(
    house: StaffHouse,
) -> None:
    for name, where in (("周敏", MARKET), ("李工", FIRE), ("郑洁", CITY)):
        assert not (await house.engine.conversation(SUBMITTED)).issued
        staff = await house.logged_in(name)
        await staff.post(f"{where}/acknowledge")
        await house.deliver()
    conversation = await house.engine.conversation(SUBMITTED)
    assert [one.kind for one in conversation.issued] == ["acceptance"]
    said = await house.engine.transcript(SUBMITTED, after=0)
    attached = [one for turn in said for reply in turn.replies for one in reply.attachments]
    assert [one.name for one in attached if one.document == "acceptance-1"] == ["受理通知书.pdf"]
    knowledge = await house.site.packs.knowledge(conversation.pack)
    document = document_of(conversation, "acceptance-1", knowledge)
    assert document is not None
    assert document.sha256() == conversation.issued[0].sha256
    pages = opened(render_pdf(document)).pages
    assert "现予受理" in "".join(page.extract_text() for page in pages).replace("\n", "")


async def test_points_of_two_departments_reach_the_chat_as_one_message(house: StaffHouse) -> None:
    fire, city = await house.logged_in("李工"), await house.logged_in("郑洁")
    market = await house.logged_in("周敏")
    returned = await fire.post(f"{FIRE}/return", {"about": "material:fire_plan", "text": "请标出灭火器位置"})
    assert returned.headers["location"] == f"{FIRE}?done=returned"
    await city.post(f"{CITY}/return", {"about": ["fact:sign_text", "other:"], "text": ["请写全店名", "请补门头照片"]})
    before = (await house.engine.conversation(SUBMITTED)).version
    await house.deliver()
    assert (await house.engine.conversation(SUBMITTED)).version == before, "market regulation has not looked yet"
    await market.post(f"{MARKET}/acknowledge")
    await house.deliver()
    conversation = await house.engine.conversation(SUBMITTED)
    assert conversation.state is State.CORRECTING
    assert [point.text for point in conversation.points] == ["请写全店名", "请补门头照片", "请标出灭火器位置"]
    said = await house.engine.transcript(SUBMITTED, after=before)
    assert (
        sum("请标出灭火器位置" in reply.text and "请写全店名" in reply.text for one in said for reply in one.replies)
        == 1
    )


async def test_the_lead_department_may_send_points_at_once(house: StaffHouse) -> None:
    fire, lead = await house.logged_in("李工"), await house.logged_in("周敏")
    assert (await lead.post(f"{MARKET}/send")).status_code == 303, "nothing to send yet, and nothing sent"
    await fire.post(f"{FIRE}/return", {"about": "other:", "text": "请补"})
    assert (await fire.post(f"{FIRE}/send")).status_code == 404, "only the lead department may"
    await lead.post(f"{MARKET}/send")
    await house.deliver()
    assert (await house.engine.conversation(SUBMITTED)).state is State.CORRECTING


async def test_points_without_words_or_about_others_stay_on_the_page(house: StaffHouse) -> None:
    staff = await house.logged_in("李工")
    empty = await staff.post(f"{FIRE}/return", {"about": "other:", "text": "  "})
    foreign = await staff.post(f"{FIRE}/return", {"about": "fact:sign_text", "text": "这是我写的"})
    assert (empty.status_code, foreign.status_code) == (422, 422)
    assert "这是我写的" in foreign.text
    assert "待受理" in (await staff.get(FIRE)).text


async def test_of_two_who_press_at_once_one_decides(house: StaffHouse) -> None:
    first, second = await house.logged_in("周敏"), await house.logged_in("吴涛")
    answers = await asyncio.gather(
        *(staff.post(f"{MARKET}/acknowledge") for staff in (first, second) for _ in range(5))
    )
    assert sorted(answer.status_code for answer in answers) == [303] + [409] * 9


async def test_a_slice_that_was_tampered_with_can_not_be_accepted(house: StaffHouse) -> None:
    keyring = house.store.keyring
    wanted = SliceId(PackageId("c1"), "market_regulation", 1)
    record = await house.store.read(lambda connection: slices.find(connection, keyring, wanted))
    assert record is not None
    files = tables.files
    swapped = update(files).where(files.c.document == str(wanted)).values(document="aside")
    taken = update(files).where(files.c.document == "c1/fire_rescue/1").values(document=str(wanted))
    for change in (swapped, taken):
        await house.store.write(lambda connection, change=change: connection.execute(change))
    staff = await house.logged_in("周敏")
    shown = await staff.get(MARKET)
    assert "请勿受理" in shown.text
    assert (await staff.post(f"{MARKET}/acknowledge")).status_code == 409


async def test_dead_letters_are_seen_and_delivered_again(house: StaffHouse) -> None:
    wanted = SliceId(PackageId("c1"), "market_regulation", 1)
    dead = update(tables.slices).where(tables.slices.c.id == str(wanted)).values(state="dead", attempts=20)
    await house.store.write(lambda connection: connection.execute(dead))
    auditor, admin = await house.logged_in("审计"), await house.logged_in("管理")
    seen = await auditor.get("/staff/queues")
    assert str(wanted) in seen.text
    assert "小林" not in seen.text, "who runs queues sees no case"
    assert (await auditor.post("/staff/queues/replay", {"slice": str(wanted)})).status_code == 403
    assert (await admin.post("/staff/queues/replay", {"slice": str(wanted)})).status_code == 303
    assert (await admin.post("/staff/queues/replay", {"slice": str(wanted)})).status_code == 409
    held = await house.store.write(
        lambda connection: queue.lease(connection, "market_regulation", "x", house.site.now_ms() + 1, lambda: "k")
    )
    assert held is not None


async def test_what_lies_undone_in_the_outbox_is_seen_and_done_again(house: StaffHouse) -> None:
    box = tables.outbox
    row = {"id": "c1:7:0", "conversation_id": "c1", "kind": "keep_document", "body": b'{"document": "notice-1"}',
           "lane": "c1", "place": 7000, "due_at": 0, "attempts": 20, "dead_at": 1, "failure": "DeliveryFailed"}  # fmt: skip
    await house.store.write(lambda connection: connection.execute(insert(box).values(row)))
    auditor, admin, desk = [await house.logged_in(name) for name in ("审计", "管理", "王丽")]
    seen = await auditor.get("/staff/queues")
    assert "留存出示过的文书" in seen.text
    assert "DeliveryFailed" in seen.text
    assert "notice-1" not in seen.text
    assert "重新执行</button>" not in seen.text
    for staff, status in ((auditor, 403), (desk, 403), (admin, 303), (admin, 409)):
        assert (await staff.post("/staff/queues/redo", {"task": "c1:7:0"})).status_code == status
    again = await house.store.read(lambda c: c.execute(select(box).where(box.c.id == "c1:7:0")).one())
    assert (again.dead_at, again.attempts) == (None, 0)
    assert "没有失败的后台任务" in (await admin.get("/staff/queues?done=redone")).text


async def test_the_page_speaks_english_when_asked(house: StaffHouse) -> None:
    staff = await house.logged_in("周敏")
    assert "Matches the signed package" in (await staff.get(f"{MARKET}?lang=en")).text
    assert "To be accepted" in (await staff.get("/office")).text, "and remembers it"
