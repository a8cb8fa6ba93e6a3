"""The page behind a QR code: anybody sees at once whether a licence holds today, and whether the code is ours."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.async_api import Browser, ViewportSize
from starlette.types import ASGIApp

from bot.home import House, open_house
from bot.settings import Settings
from knowledge.documents.payload import read_payload
from rendering.licence_check import REVOCATIONS
from storage.licences import KeptLicence
from tests.knowledge.documents.licences import licence
from tests.ports import unused_port
from web.app import create_app
from web.limits import Rate, Rates

PHONE, WIDE = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)


@dataclass(frozen=True, slots=True)
class Desk:
    """A house with its pages, and what it takes to issue licences."""

    house: House
    app: ASGIApp

    async def issues(self, permits: int = 3) -> KeptLicence:
        pack = (await self.house.packs.in_force()).pack
        number = await self.house.licensing.new_number(pack, "drinks_snacks", 2026)
        return await self.house.licensing.issue(replace(licence(permits=permits), number=number), pack)

    async def sees(self, link: str, language: str = "zh") -> httpx.Response:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.app), base_url=self.house.settings.address()
        ) as visitor:
            return await visitor.get(link, headers={"accept-language": language, "accept": "text/html"})

    def link(self, kept: KeptLicence) -> str:
        return self.house.licensing.link(kept)


@asynccontextmanager
async def desk_in(folder: Path, rates: Rates | None = None, port: int = 8080) -> AsyncGenerator[Desk]:
    async with open_house(Settings(data=folder, port=port)) as house:
        yield Desk(house, create_app(house, rates=rates))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncGenerator[Desk]:
    async with desk_in(tmp_path) as opened:
        yield opened


async def test_a_licence_in_force_says_so_with_every_permit(desk: Desk) -> None:
    kept = await desk.issues()
    page = await desk.sees(desk.link(kept))
    assert page.status_code == 200
    assert "证上各许可项目今天都有效" in page.text
    for permit in kept.licence.permits:
        assert permit.document_number in page.text
    assert "本机关签发的" in page.text
    assert kept.licence.legal_representative not in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    english = await desk.sees(desk.link(kept), "en")
    assert "Every permit on it is in force today" in english.text


async def test_an_old_print_says_that_it_was_replaced_and_shows_what_holds(desk: Desk) -> None:
    kept = await desk.issues()
    first, pack = kept.licence.permits[0], (await desk.house.packs.in_force()).pack
    later = await desk.house.licensing.set_permit(
        kept.licence.number, first.code, "revoked", made_on=date(2026, 12, 9).isoformat(), pack=pack
    )
    old = await desk.sees(desk.link(kept))
    assert "这张证已换发新证" in old.text
    assert "已撤销" in old.text
    new = await desk.sees(desk.link(later))
    assert "部分许可项目已失去效力" in new.text


@pytest.mark.parametrize(
    ("state", "said"), [("revoked", "已撤销"), ("cancelled", "已注销"), ("withdrawn", "已撤回"), ("expired", "已失效")]
)
async def test_a_licence_that_ended_says_so_first(desk: Desk, state: str, said: str) -> None:
    kept = await desk.issues()
    await desk.house.licensing.end(kept.licence.number, state)  # type: ignore[arg-type]
    page = (await desk.sees(desk.link(kept))).text
    assert 'class="state ok"' not in page
    verdict = page.index('class="verdict bad"')
    assert verdict < page.index(said) < page.index("许可项目</h2>")
    listed = await desk.sees("/revocations.txt")
    values = read_payload(listed.text.strip(), REVOCATIONS, desk.house.licensing.public)
    assert values is not None
    assert values["licences"] == [kept.licence.number]


async def test_a_code_that_is_not_ours_is_told_from_one_that_is(desk: Desk) -> None:
    kept, other = await desk.issues(), await desk.issues()
    link = desk.link(kept)
    changed = link[:-5] + ("A" if link[-5] != "A" else "B") + link[-4:]
    assert "二维码不是我们签发的" in (await desk.sees(changed)).text
    moved = f"{link.partition('?')[0]}?p={desk.house.licensing.payload(other.licence)}"
    assert "二维码不是我们签发的" in (await desk.sees(moved)).text  # another licence's code behind this one's address
    assert "没有防伪校验值" in (await desk.sees(link.partition("?")[0])).text


async def test_absent_and_foreign_look_alike(desk: Desk) -> None:
    kept = await desk.issues()
    answers = [
        await desk.sees(path) for path in ("/v/AAAAAAAAAAAAAAAA", f"/v/{kept.licence.number}", "/v/%00", "/v?p=YZ1.x.y")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert all("没有查到" in answer.text for answer in answers)


async def test_a_pasted_code_is_checked_as_if_it_were_scanned(desk: Desk) -> None:
    kept = await desk.issues()
    assert "证上各许可项目今天都有效" in (await desk.sees(f"/v?p={desk.house.licensing.payload(kept.licence)}")).text
    assert "二维码里的文字" in (await desk.sees("/v")).text
    values = {"reference": "2026-1202-0001", "received_at": "2026-12-02T01:00:00Z", "sha256": "ab" * 16}
    receipt = await desk.sees(desk.house.licensing.receipt_link(values))
    assert "是我们出具的收件回执" in receipt.text
    assert "2026-1202-0001" in receipt.text


async def test_who_looks_up_too_fast_is_asked_to_wait(tmp_path: Path) -> None:
    async with desk_in(tmp_path, Rates(lookups=Rate(2, 0.001))) as desk:
        answers = [(await desk.sees("/v/AAAAAAAAAAAAAAAA")).status_code for _ in range(3)]
    assert answers == [404, 404, 429]


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_read_the_page(browser: Browser, axe_source: str, tmp_path: Path, scheme: str) -> None:
    port = unused_port()
    async with desk_in(tmp_path, port=port) as desk, serving(desk.app, port):
        kept, ended = await desk.issues(), await desk.issues()
        await desk.house.licensing.end(ended.licence.number, "revoked")
        for locale in ("zh-CN", "en-GB"):
            for name, size in (("phone", PHONE), ("wide", WIDE)):
                context = await browser.new_context(viewport=size, locale=locale, color_scheme=scheme)  # type: ignore[arg-type]
                page = await context.new_page()
                for what, link in (("holds", desk.link(kept)), ("ended", desk.link(ended)), ("paste", "/v")):
                    await page.goto(link if link.startswith("http") else f"http://127.0.0.1:{port}{link}")
                    await page.screenshot(path=tmp_path / f"{what}-{name}-{scheme}-{locale}.png", full_page=True)
                    await page.evaluate(axe_source)
                    found = await page.evaluate("async () => (await axe.run()).violations.map(f => f.id)")
                    assert found == [], (what, name, locale)
                    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                    assert await page.evaluate(sideways) <= 0, (what, name, locale)
                await context.close()


@asynccontextmanager
async def serving(app: ASGIApp, port: int) -> AsyncGenerator[None]:
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    running = asyncio.create_task(server.serve())
    async with httpx.AsyncClient() as client:
        while True:
            try:
                await client.get(f"http://127.0.0.1:{port}/livez")
                break
            except httpx.TransportError:
                await asyncio.sleep(0.02)
    try:
        yield
    finally:
        server.should_exit = True
        await running
