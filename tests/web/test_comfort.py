"""What makes the chat page good to use for everybody: keyboard, small screens, dropped files, calm words."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, expect

from files.samples import sample
from tests.web.chatting import SMALL, WIDE, applicant
from tests.web.conftest import Served

SENTENCE = "想在人民路88号盘个店卖珍珠奶茶，大概60平，不卖烟"
ENGLISH = "I want to open a milk tea shop at 88 Renmin Road, about 60 square metres, no tobacco"
DROP = """([content, name]) => {
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.getElementById("talk").dispatchEvent(
      new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
    if (kind === "dragover") window.hinted = !document.getElementById("drop").hidden;
  }
}"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A PDF that an applicant has at hand."""
    path = tmp_path / "lease.pdf"
    path.write_bytes(sample("sample.pdf"))
    return path


@pytest.mark.slow
async def test_the_keyboard_alone_is_enough_on_the_smallest_screen(
    browser: Browser, served: Served, axe_source: str, tmp_path: Path, paper: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, tmp_path, size=SMALL, locale="en-GB")
    person.by_keyboard = True
    await person.arrives()
    await person.says(ENGLISH)
    seen: set[str] = set()
    for _ in range(60):
        offered = await person.offered()
        if "sign" in offered:
            break
        kind = offered[0].split(":")[1] if offered and offered[0].startswith("step:") else (offered or ["typed"])[0]
        if kind in {"privacy", "acknowledge_notice", "review"} and kind not in seen:
            seen.add(kind)
            await person.looks(kind)
        await person.goes_on(paper)
    await person.acts(person.last.locator("[data-open='sign']"))
    await person.page.wait_for_url("**/sign/*")
    await person.looks("sign")
    await person.writes(person.page.locator("#name"), "林小满")
    await person.acts(person.page.locator("#agreed"), "Space")
    await person.acts(person.page.locator("#sign button[type=submit]"))
    await person.page.wait_for_url(f"{served.url}/")
    await person.chooses("step:send:go")
    await expect(person.last.locator(".card.receipt")).to_be_visible()
    await expect(person.page.locator("[data-left]").last).to_have_text("Submitted")
    assert person.faults == []


async def test_a_dropped_file_is_handed_in_and_the_focus_is_at_what_is_asked_next(
    browser: Browser, served: Served, axe_source: str, tmp_path: Path, paper: Path
) -> None:
    person = await applicant(browser, served.url, axe_source, tmp_path, size=WIDE)
    await person.arrives()
    await person.says(SENTENCE)
    for _ in range(40):
        if "upload" in await person.offered():
            break
        await person.goes_on(paper)
    await person.last.locator("[data-upload]").focus()
    count = await person.turns.count()
    await person.page.evaluate(DROP, [b64encode(sample("sample.pdf")).decode(), paper.name])
    await expect(person.turns).to_have_count(count + 1)
    assert await person.page.evaluate("window.hinted")
    await expect(person.page.locator("#drop")).to_be_hidden()
    await expect(person.last.locator(".say").nth(1)).to_contain_text("收到")
    await person.page.wait_for_function("document.activeElement.closest('.turn:last-child') !== null")
    assert person.faults == []


async def test_long_things_are_short_first(browser: Browser, served: Served, axe_source: str, tmp_path: Path) -> None:
    person = await applicant(browser, served.url, axe_source, tmp_path)
    await person.arrives()
    await expect(person.page.locator(".demo")).to_have_text("演示环境：不产生法律效力")
    drinks = person.last.locator("[data-choice='industry:drinks_snacks']")
    await expect(drinks).to_have_text("小餐饮")
    assert await drinks.get_attribute("title") == "小餐饮（饮品店、小吃店）"
    await person.presses(drinks)
    await expect(person.last.locator(".say.me")).to_contain_text("小餐饮（饮品店、小吃店）")
    consent = person.last.locator(".card.consent")
    await expect(consent.locator("dt:visible")).to_have_text(["为了什么", "给谁"])
    await expect(consent.locator("button").first).to_be_in_viewport()
    await consent.locator("summary").click()
    await expect(consent.locator("dt:visible")).to_have_count(6)
    await person.looks("consent")


@pytest.mark.parametrize("path", ["/", "/api/docs", "/nowhere", "/sign/none", "/upload/none", "/staff/login"])
def test_every_page_of_a_demonstration_says_so(http: httpx.Client, path: str) -> None:
    page = http.get(path, headers={"accept": "text/html", "accept-language": "zh"}).text
    assert page.count("演示环境：不产生法律效力") == 1
