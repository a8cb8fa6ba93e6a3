"""The staff pages in a browser: stories, accessibility at phone and desktop width, and no script or style of others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from dialogs.exchange import Said
from tests.web.staff.house import PASSWORD, SUBMITTED, StaffHouse

WIDTHS = {"phone": (390, 844), "desktop": (1440, 860)}
SHOTS = os.environ.get("YIZHENG_SCREENSHOTS")


@pytest.fixture
async def house(house: StaffHouse) -> StaffHouse:
    """With the application in the departments' queues."""
    await house.hand_over()
    return house


async def logged_in(browser: Browser, house: StaffHouse, name: str, *, width: str = "desktop") -> Page:
    w, h = WIDTHS[width]
    page = await browser.new_page(viewport={"width": w, "height": h})
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.set_default_timeout(15_000)
    await page.goto(f"{house.url}/staff/login")
    await page.fill("#name", name)
    await page.fill("#password", PASSWORD)
    await page.click("main button")
    await expect(page.locator("header")).to_contain_text("退出")
    assert not problems, problems
    return page


async def shot(page: Page, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


async def axe(page: Page, source: str) -> list[str]:
    await page.evaluate(source)
    found = await page.evaluate(
        "axe.run(document).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))"
    )
    return list(found)


@pytest.mark.parametrize("width", WIDTHS)
async def test_axe_finds_nothing(house: StaffHouse, browser: Browser, axe_source: str, width: str) -> None:
    conversation = await house.waiting("想在人民路88号开个奶茶店，大概60平")
    login = await browser.new_page(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    await login.goto(f"{house.url}/staff/login")
    assert await axe(login, axe_source) == []
    await shot(login, f"login-{width}")
    pages = (
        ("李工", "/office", "office-list"),
        ("李工", "/office/c1/fire_rescue/1", "office-slice"),
        ("李工", "/office/c1/fire_rescue/1?lang=en", "office-slice-en"),
        ("王丽", "/desk", "desk-list"),
        ("王丽", f"/desk/{conversation}", "desk-open"),
        ("管理", "/staff/queues", "queues"),
        ("知识", "/staff/documents?document=acceptance&language=en", "documents"),
        ("李工", "/desk", "denied"),
    )
    for name, path, called in pages:
        page = await logged_in(browser, house, name, width=width)
        await page.goto(f"{house.url}{path}")
        assert await axe(page, axe_source) == [], called
        wide = await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert wide, f"{called} scrolls sideways at {width} width"
        await shot(page, f"{called}-{width}")
        await page.close()


async def test_a_reviewer_returns_with_two_points_and_another_accepts(
    house: StaffHouse, browser: Browser, axe_source: str
) -> None:
    fire = await logged_in(browser, house, "李工")
    await fire.click("table a")
    await fire.click("summary")
    await fire.select_option("select[name=about]", "material:fire_plan")
    await fire.fill("textarea[name=text]", "请标出灭火器位置")
    await fire.click("text=再加一项")
    await fire.locator("select[name=about]").nth(1).select_option("fact:premises_area")
    await fire.locator("textarea[name=text]").nth(1).fill("请核对面积")
    assert await axe(fire, axe_source) == []
    await shot(fire, "office-return-desktop")
    await fire.click("text=提交补正意见")
    await expect(fire.locator("main")).to_contain_text("还有 2 个部门没看完")
    await shot(fire, "office-returned-desktop")
    market = await logged_in(browser, house, "周敏")
    await market.click("table a")
    async with market.expect_download() as download:
        await market.click("section[aria-labelledby=papers-heading] a[href$='whole.pdf']")
    assert (await download.value).suggested_filename.endswith("-market_regulation.pdf")
    await market.click("main .decide button:has-text('受理')")
    await expect(market.locator(".told")).to_contain_text("已受理")
    await expect(market.locator("main")).to_contain_text("消防")
    await shot(market, "office-accepted-desktop")


async def test_desk_staff_help_an_applicant(house: StaffHouse, browser: Browser, axe_source: str) -> None:
    conversation = await house.waiting("想开个奶茶店")
    page = await logged_in(browser, house, "王丽")
    await page.click("#waiting a")
    await page.click("text=接手")
    await expect(page.locator("#holding")).to_contain_text("交还助手")
    await page.fill("#say textarea", "您好，我来帮您")
    await page.keyboard.press("Enter")
    await expect(page.locator("#talk")).to_contain_text("您好，我来帮您")
    await expect(page.locator("#say textarea")).to_have_value("")
    await house.engine.handle(conversation, "words", Said("店面六十平"))
    await expect(page.locator("#talk")).to_contain_text("店面六十平", timeout=6_000)
    await page.select_option("#fact", "premises_area")
    await page.fill("#value", "60平")
    await page.click("#enter button")
    await expect(page.locator("#plan")).to_contain_text("王丽 代填", timeout=6_000)
    assert await axe(page, axe_source) == []
    await shot(page, "desk-held-desktop")
    await page.click("text=交还助手")
    await expect(page.locator("#holding")).to_contain_text("接手")
    assert (await house.engine.conversation(conversation)).answers["premises_area"].by == "王丽"


async def test_a_draft_is_kept_when_somebody_else_took_over(house: StaffHouse, browser: Browser) -> None:
    conversation = await house.waiting("想开个奶茶店")
    page = await logged_in(browser, house, "王丽")
    await page.goto(f"{house.url}/desk/{conversation}")
    await page.click("text=接手")
    await page.fill("#say textarea", "我写了很久的话")
    other = await house.logged_in("陈晨")
    frozen = await house.logged_in("王丽")
    await frozen.post(f"/desk/{conversation}/back", {"fence": "1"})
    fence = (await house.engine.conversation(conversation)).fence
    await other.post(f"/desk/{conversation}/take", {"seen": str(fence)})
    await page.evaluate(
        "document.querySelector('#say button').disabled = false; document.getElementById('say').requestSubmit()"
    )
    await expect(page.locator("#problem")).to_contain_text("陈晨 接手")
    await expect(page.locator("#say textarea")).to_have_value("我写了很久的话")
    await page.reload()
    await expect(page.locator("#say textarea")).to_have_value("我写了很久的话")


async def test_the_office_is_usable_on_a_phone(house: StaffHouse, browser: Browser) -> None:
    page = await logged_in(browser, house, "周敏", width="phone")
    await page.click("table a")
    await expect(page.locator("main")).to_contain_text("存根与整包核对一致")
    await page.click("main .decide button:has-text('受理')")
    await expect(page.locator(".told")).to_contain_text("已受理")
    conversation = await house.engine.conversation(SUBMITTED)
    assert conversation.version == 1, "told by the worker, not by the page"
