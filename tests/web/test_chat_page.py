"""The chat page in a browser: from the first sentence to the reference number, and what may go wrong on the way."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Route, ViewportSize, expect

from files.samples import sample
from tests.web.chatting import PHONE, WIDE, applicant
from tests.web.conftest import Served

SENTENCE = "想在人民路88号盘个店卖珍珠奶茶，大概60平，不卖烟"
ENGLISH = "I want to open a milk tea shop at 88 Renmin Road, about 60 square metres, no tobacco"


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where the browser's pictures go."""
    return tmp_path


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A PDF that an applicant has at hand."""
    path = tmp_path / "健康证明.pdf"
    path.write_bytes(sample("sample.pdf"))
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "dark", "drawn"), [(PHONE, False, False), (WIDE, True, True)], ids=["phone, typed", "wide and dark, drawn"]
)
async def test_from_one_sentence_to_the_reference_number(
    browser: Browser,
    served: Served,
    axe_source: str,
    pictures: Path,
    paper: Path,
    size: ViewportSize,
    dark: bool,
    drawn: bool,
) -> None:
    person = await applicant(browser, served.url, axe_source, pictures, size=size, dark=dark)
    await person.arrives()
    await person.looks("greeting")
    await person.says(SENTENCE)
    await person.looks("first")
    seen: set[str] = set()
    for _ in range(60):
        offered = await person.offered()
        if "sign" in offered:
            break
        kind = _kind(offered)
        if kind in {"several", "upload", "confirm_reuse", "acknowledge_notice", "review"} and kind not in seen:
            seen.add(kind)
            await person.looks(kind)
        await person.goes_on(paper)
    assert seen >= {"several", "upload", "confirm_reuse", "acknowledge_notice", "review"}
    await person.looks("signature-asked")
    await person.last.locator("[data-open='sign']").click()
    await person.page.wait_for_url("**/sign/*")
    await expect(person.page.locator("article.document")).to_have_count(2)
    await person.looks("sign")
    await person.page.click("#sign button[type=submit]")
    await expect(person.page.locator("#missing")).to_be_visible()
    await person.page.fill("#name", "林小满")
    await person.page.check("#agreed")
    if drawn:
        await person.page.check("input[value=drawn]")
        await person.page.locator("#pad").scroll_into_view_if_needed()
        box = await person.page.locator("#pad").bounding_box()
        assert box is not None
        await person.page.mouse.move(box["x"] + 40, box["y"] + 60)
        await person.page.mouse.down()
        await person.page.mouse.move(box["x"] + 160, box["y"] + 90, steps=6)
        await person.page.mouse.up()
        await person.looks("drawn")
    await person.page.click("#sign button[type=submit]")
    await person.page.wait_for_url(f"{served.url}/")
    await person.chooses("step:send:go")
    await expect(person.last.locator(".card.receipt")).to_contain_text("收件编号")
    await person.looks("sent")
    receipt = await person.last.locator("a.button").get_attribute("href")
    pdf = await person.page.request.get(f"{served.url}{receipt}")
    assert (await pdf.body()).startswith(b"%PDF-")
    assert person.faults == []


async def test_what_was_said_is_there_after_a_reload(
    browser: Browser, served: Served, axe_source: str, pictures: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, pictures)
    await person.arrives()
    await person.says(SENTENCE)
    before = await person.page.locator("#talk").inner_text()
    await person.page.reload()
    assert await person.page.locator("#talk").inner_text() == before
    assert await person.offered() == ["step:privacy:privacy:yes", "step:privacy:privacy:no"]
    assert person.faults == []


async def test_a_message_that_fails_is_sent_again_under_the_same_id(
    browser: Browser, served: Served, axe_source: str, pictures: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, pictures)
    await person.arrives()
    ids: list[str] = []

    async def break_once(route: Route) -> None:
        sent: dict[str, str] = route.request.post_data_json or {}
        ids.append(sent["id"])
        if len(ids) == 1:
            await route.abort()
        else:
            await route.continue_()

    await person.page.route("**/messages", break_once)
    await person.page.fill("#say", "奶茶店")
    await person.page.press("#say", "Enter")
    await expect(person.page.locator(".trouble")).to_be_visible()
    await person.looks("failed")
    await person.page.locator(".trouble button").click()
    await expect(person.turns).to_have_count(2)
    await expect(person.page.locator(".trouble")).to_have_count(0)
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert await person.page.locator(".say.me").count() == 1


async def test_what_is_said_elsewhere_appears_here_and_a_restart_is_hardly_noticed(
    browser: Browser, served: Served, axe_source: str, pictures: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, pictures)
    await person.arrives()
    cookies = {cookie.get("name", ""): cookie.get("value", "") for cookie in await person.context.cookies()}
    token = next(value for name, value in cookies.items() if name.startswith("yz_") and name != "yz_here")
    path = f"{served.url}/api/v1/conversations/{cookies['yz_here']}/messages"

    def elsewhere(message_id: str, text: str) -> None:
        headers = {"authorization": f"Bearer {token}"}
        assert httpx.post(path, json={"id": message_id, "text": text}, headers=headers, timeout=20).is_success

    elsewhere("other-1", "奶茶店")
    await expect(person.turns).to_have_count(2)
    served.kill()
    served.start()
    elsewhere("other-2", "要收费吗")
    await expect(person.turns).to_have_count(3, timeout=15_000)
    await person.says("你好")
    assert person.faults == []


async def test_a_refused_file_is_explained_in_the_chat_and_nothing_is_lost(
    browser: Browser, served: Served, axe_source: str, pictures: Path, paper: Path, tmp_path: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, pictures)
    await person.arrives()
    await person.says(SENTENCE)
    await person.goes_on_until("upload", paper)
    web_page = tmp_path / "plan.pdf"
    web_page.write_text("<html><body>no plan</body></html>")
    await person.uploads(web_page)
    assert "upload" in await person.offered()
    await person.looks("refused")
    await person.uploads(paper)
    assert person.faults == []


async def test_pages_picked_together_are_all_for_the_material_that_was_asked_for(
    browser: Browser, served: Served, axe_source: str, pictures: Path, paper: Path, tmp_path: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, pictures)
    await person.arrives()
    await person.says(SENTENCE)
    await person.goes_on_until("upload", paper)
    pages = [shutil.copy(paper, tmp_path / f"page {number}{paper.suffix}") for number in (1, 2, 3)]
    count = await person.turns.count()
    async with person.page.expect_file_chooser() as chooser:
        await person.last.locator("[data-upload]").click()
    await (await chooser.value).set_files(pages)
    await expect(person.turns).to_have_count(count + 3)
    told = [await person.turns.nth(count + number).inner_text() for number in range(3)]
    received = "收到：租赁合同或场所使用证明（共 {} 份"
    assert all(received.format(number) in text for number, text in enumerate(told, start=1)), told
    assert person.faults == []


async def test_the_language_can_be_changed_at_any_time(
    browser: Browser, served: Served, axe_source: str, pictures: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, pictures, size=WIDE)
    await person.arrives()
    await person.says("奶茶店")
    await person.page.click("[data-locale=en]")
    await expect(person.page.locator("html")).to_have_attribute("lang", "en")
    await expect(person.page.locator("#plan")).to_contain_text("Where we are")
    await person.looks("english")


async def test_an_english_browser_is_greeted_in_english(
    browser: Browser, served: Served, axe_source: str, pictures: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, pictures, locale="en-GB")
    await person.arrives()
    await expect(person.turns.first).to_contain_text("permit")
    await person.says(ENGLISH)
    await person.looks("first")
    assert person.faults == []


async def test_a_code_brings_the_conversation_to_another_browser(
    browser: Browser, served: Served, axe_source: str, pictures: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, pictures)
    await person.arrives()
    await person.says("奶茶店")
    await person.says("先存着，晚点再办")
    code = re.search(r"[A-Z0-9]{8}", await person.last.inner_text())
    assert code is not None
    other = await applicant(browser, served.url, axe_source, pictures, size=WIDE)
    await other.arrives()
    await other.page.click("[data-dialog=menu]")
    await other.looks("menu")
    await other.page.fill("#code", code[0])
    await other.page.press("#code", "Enter")
    await expect(other.page.locator(".say.me").first).to_contain_text("奶茶店")
    await other.says("继续")
    assert other.faults == []


async def test_an_answer_is_changed_from_the_plan_on_a_phone_with_the_keyboard_alone(
    browser: Browser, served: Served, axe_source: str, pictures: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, pictures)
    await person.arrives()
    await person.says(SENTENCE)
    await person.page.focus("[data-dialog=plan-dialog]")
    await person.page.keyboard.press("Enter")
    await expect(person.page.locator("#plan-dialog")).to_be_visible()
    await person.looks("plan")
    count = await person.turns.count()
    await person.page.focus("#plan-dialog [data-choice='change:premises_area']")
    await person.page.keyboard.press("Enter")
    await expect(person.turns).to_have_count(count + 1)
    await expect(person.last.locator(".say.me")).to_contain_text("改经营场所面积")
    assert await person.page.evaluate(
        "document.activeElement.closest('.turn') !== null || document.activeElement.id === 'say'"
    )


def _kind(offered: list[str]) -> str:
    """What is asked, as far as its buttons tell: several, upload, or the step."""
    for kind in ("several", "upload"):
        if kind in offered:
            return kind
    steps = [choice.split(":")[1] for choice in offered if choice.startswith("step:")]
    return steps[0] if steps else ""
