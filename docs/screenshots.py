"""The pictures in docs/screenshots: `python docs/screenshots.py` starts a server of its own and drives a real browser.

Everything that is seen is invented: the demonstration's shop, and a data folder that is gone afterwards.
"""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx
from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from files.samples import sample
from tests.browser import FLAGS, installed_chromium
from tests.ports import unused_port
from tests.web.chatting import PHONE, WIDE, Applicant, applicant

FOLDER = Path(__file__).parent / "screenshots"
SENTENCE = "想在人民路88号盘个店卖珍珠奶茶，大概60平，不卖烟，要挂招牌"
WORDS = {"sign_text": "小林饮品", "sign_size": "3×1×0.2米", "employee_count": "3"}
"""Beside the answers of the tests' applicant."""
ENGLISH = "I want to open a milk tea shop at 88 Renmin Road, about 60 square metres, no tobacco"
PASSWORD = "only for pictures, 2026"
STAFF = (("王丽", "help_desk", ""), ("李工", "department", "market_regulation"))
LARGEST = 200 * 1024
MOST_TURNS = 80


def main() -> None:
    """Takes all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    papers()
    with tempfile.TemporaryDirectory(prefix="yizheng-pictures-") as folder:
        paper = Path(folder) / "健康证明.pdf"
        paper.write_bytes(sample("sample.pdf"))
        with server(Path(folder) / "data") as url:
            asyncio.run(pictures(url, paper))


def papers() -> None:
    """The licence with sample data; needs pdftoppm (poppler-utils)."""
    with tempfile.TemporaryDirectory(prefix="yizheng-papers-") as folder:
        pdf, command = Path(folder) / "licence.pdf", str(Path(sys.executable).with_name("yizheng"))
        subprocess.run((command, "preview", "licence", "--out", str(pdf)), check=True)
        subprocess.run(("pdftoppm", "-r", "90", "-png", "-singlefile", str(pdf), str(pdf.with_suffix(""))), check=True)
        save(Image.open(pdf.with_suffix(".png")).convert("RGB"), "licence")


@contextmanager
def server(data: Path) -> Generator[str]:
    """`yizheng serve` on a free port, with two members of staff."""
    command = (str(Path(sys.executable).with_name("yizheng")), "--data", str(data))
    root = Path(__file__).parents[1]
    for name, role, department in STAFF:
        of = ("--department", department) if department else ()
        subprocess.run(
            (*command, "user", "add", name, "--role", role, *of, "--password-stdin"),
            cwd=root, input=f"{PASSWORD}\n", text=True, check=True,
        )  # fmt: skip
    port = unused_port()
    process = subprocess.Popen((*command, "serve", "--port", str(port)), cwd=root, stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/readyz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass  # not listening yet
        time.sleep(0.1)
    raise RuntimeError("yizheng serve did not become ready. Start it by hand to see why.")


async def pictures(url: str, paper: Path) -> None:
    """One applicant on a phone, one at a desk, one in English, one who wants a person; then the staff."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=installed_chromium(), args=FLAGS)
        await on_a_phone(browser, url, paper)
        await on_a_wide_screen(browser, url, paper)
        await in_english(browser, url)
        await at_the_staff(browser, url)
        await browser.close()


async def on_a_phone(browser: Browser, url: str, paper: Path) -> None:
    """From the sentence to the reference number, with the signing page."""
    person = await someone(browser, url)
    await person.says(SENTENCE)
    await until(person, "step:confirm_reuse:ok", paper)
    await keep(person.page, "phone-light")
    await until(person, "step:acknowledge", paper)
    await keep(person.page, "phone-notice")
    await until(person, "upload", paper)
    await keep(person.page, "phone-material")
    await until(person, "sign", paper)
    await person.last.locator("[data-open='sign']").click()
    await person.page.wait_for_url("**/sign/*")
    await person.page.fill("#name", "林小满")
    await person.page.check("#agreed")
    await person.page.locator("#name").scroll_into_view_if_needed()
    await keep(person.page, "sign")
    await person.page.click("#sign button[type=submit]")
    await person.page.wait_for_url(f"{url}/")
    await person.chooses("step:send:go")
    await keep(person.page, "phone-submitted")


async def on_a_wide_screen(browser: Browser, url: str, paper: Path) -> None:
    """At the review, with the plan beside the chat; then the same on a dark phone."""
    person = await someone(browser, url, size=WIDE)
    await person.says(SENTENCE)
    await until(person, "step:acknowledge", paper)
    await keep(person.page, "wide-notice")
    await until(person, "step:review:ok", paper)
    await keep(person.page, "wide-light")
    dark = await someone(browser, url, dark=True)
    await dark.says(SENTENCE)
    await until(dark, "step:confirm_reuse:ok", paper)
    await keep(dark.page, "phone-dark")


async def in_english(browser: Browser, url: str) -> None:
    """The first answers in English."""
    person = await someone(browser, url, locale="en-GB")
    await person.says(ENGLISH)
    await until(person, "step:confirm_reuse:ok", Path())
    await keep(person.page, "english")


async def at_the_staff(browser: Browser, url: str) -> None:
    """The office with the slice that was handed over, and the desk with somebody who waits."""
    person = await someone(browser, url)
    await person.says("想在人民路开个小面馆，大概80平")
    await person.says("人工")
    office = await logged_in(browser, url, "李工")
    await office.locator("table a").first.click()
    await keep(office, "office")
    desk = await logged_in(browser, url, "王丽")
    await desk.locator("#waiting a").first.click()
    await desk.locator("form[action$='/take'] button").first.click()
    await desk.fill("textarea[name=text]", "您好，我是窗口的王丽，我来帮您看。")
    await keep(desk, "desk")


async def someone(
    browser: Browser, url: str, *, size: ViewportSize = PHONE, dark: bool = False, locale: str = "zh-CN"
) -> Applicant:
    """A new applicant who has read the greeting."""
    person = await applicant(browser, url, "", FOLDER, size=size, dark=dark, locale=locale)
    await person.arrives()
    return person


async def until(person: Applicant, wanted: str, paper: Path) -> None:
    """Goes on until a button does what is wanted."""
    for _ in range(MOST_TURNS):
        if any(one.startswith(wanted) for one in await person.offered()):
            return
        asked = await person.asked()
        if asked in WORDS:
            await person.says(WORDS[asked])
        else:
            await person.goes_on(paper)
    raise RuntimeError(f"nobody offered {wanted!r} in {MOST_TURNS} turns")


async def logged_in(browser: Browser, url: str, name: str) -> Page:
    """A member of staff on the page that they start on."""
    page = await browser.new_page(viewport=WIDE)
    await page.goto(f"{url}/staff/login")
    await page.fill("#name", name)
    await page.fill("#password", PASSWORD)
    await page.click("main button")
    await page.wait_for_url(lambda address: "login" not in address)
    return page


async def keep(page: Page, name: str) -> None:
    """The window as it is now."""
    await page.wait_for_load_state("load")
    await page.evaluate("document.fonts.ready")
    save(Image.open(io.BytesIO(await page.screenshot())).convert("RGB"), name)


def save(picture: Image.Image, name: str) -> None:
    """As a PNG with as many colours as fit the size that a picture may have."""
    for colours in (256, 128, 64, 32):
        small = io.BytesIO()
        picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            small, "PNG", optimize=True
        )
        if small.tell() <= LARGEST:
            break
    (FOLDER / f"{name}.png").write_bytes(small.getvalue())


if __name__ == "__main__":
    main()
