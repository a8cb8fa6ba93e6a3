"""An applicant at the chat page in a browser: what a person sees and presses, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

PHONE = ViewportSize(width=390, height=844)
WIDE = ViewportSize(width=1280, height=900)
SMALL = ViewportSize(width=320, height=640)
FARTHEST = 40
"""So many tabs at most to what is asked; a person would give up much earlier."""
MOST_ANSWERS = 40
CODE = "92420303MA4E3Y6A6D"
ANSWERS: dict[str, str] = {
    "unified_social_credit_code": CODE,
    "legal_rep_id_number": "11010519491231002X",
    "contact_name": "林小满",
    "contact_phone": "13800138000",
    "catering_area": "45",
    "lease_end_date": "2028年3月1日",
    "premises_floor": "1",
    "seat_count": "12",
    "food_safety_manager": "林小满",
}
"""Words for the facts that have no buttons."""


@dataclass(slots=True)
class Applicant:
    """One browser window with the chat in it."""

    page: Page
    context: BrowserContext
    url: str
    axe: str
    pictures: Path
    faults: list[str] = field(default_factory=list[str])
    name: str = ""
    by_keyboard: bool = False
    """Whether nothing is done with a pointer, and no element is reached but by Tab."""

    async def arrives(self) -> None:
        await self.page.goto(self.url)
        await expect(self.turns.first).to_be_visible()

    @property
    def turns(self) -> Locator:
        return self.page.locator(".turn[data-seq]")

    @property
    def last(self) -> Locator:
        return self.page.locator(".turn").last

    async def says(self, words: str) -> None:
        count = await self.turns.count()
        await self.writes(self.page.locator("#say"), words)
        await self.page.press("#say", "Enter")
        await expect(self.turns).to_have_count(count + 1)

    async def presses(self, button: Locator) -> None:
        count = await self.turns.count()
        await self.acts(button)
        await expect(self.turns).to_have_count(count + 1)

    async def acts(self, at: Locator, key: str = "Enter") -> None:
        """A click, or the key that does the same."""
        if not self.by_keyboard:
            await at.click()
            return
        await self.reaches(at)
        await self.page.keyboard.press(key)

    async def writes(self, at: Locator, words: str) -> None:
        """Puts words into a field."""
        if not self.by_keyboard:
            await at.fill(words)
            return
        await self.reaches(at)
        await self.page.keyboard.insert_text(words)

    async def reaches(self, wanted: Locator) -> None:
        """Tabs on, from the input field back, until the wanted element has the focus."""
        at_input = await self.page.evaluate("document.activeElement.id === 'say'")
        for _ in range(FARTHEST):
            if await wanted.evaluate("one => one === document.activeElement"):
                return
            await self.page.keyboard.press("Shift+Tab" if at_input else "Tab")
        raise AssertionError(f"not reached with {FARTHEST} tabs: {wanted}")

    async def chooses(self, choice: str) -> None:
        await self.presses(self.last.locator(f"[data-choice='{choice}']"))

    async def uploads(self, path: Path) -> None:
        count = await self.turns.count()
        async with self.page.expect_file_chooser() as chooser:
            await self.acts(self.last.locator("[data-upload]"))
        await (await chooser.value).set_files(path)
        await expect(self.turns).to_have_count(count + 1)

    async def looks(self, what: str) -> None:
        """Keeps a picture, and lets the accessibility checker look too."""
        await self.page.screenshot(path=self.pictures / f"{self.name}-{what}.png")
        await self.page.evaluate(self.axe)
        found = await self.page.evaluate(
            "async () => (await axe.run()).violations.map(f => f.id + ': ' + f.nodes.map(n => n.html.slice(0, 120)))"
        )
        assert found == [], f"at {what}: {found}"
        sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await self.page.evaluate(sideways) <= 0, f"at {what}: scrolls sideways"

    async def offered(self) -> list[str]:
        """What the buttons under the last turn would do."""
        return await self.last.locator(".choices button:visible").evaluate_all(
            """all => all.map(b => b.dataset.choice || (b.dataset.upload && 'upload') || b.dataset.open
                || ('upload' in b.dataset ? 'photo' : 'several'))"""
        )

    async def goes_on(self, sample: Path) -> str:
        """Answers whatever is asked, as a small drinks shop would; returns what was answered."""
        offered = await self.offered()
        if "upload" in offered:
            await self.uploads(sample)
            return "upload"
        if "several" in offered:
            await self.acts(self.last.locator(".several input").last, "Space")
            await self.presses(self.last.locator("[data-several]"))
            return "several"
        wanted = next((one for one in offered if _liked(one)), None) or next(
            (one for one in offered if one.startswith("fact:")), None
        )
        if wanted is not None:
            await self.chooses(wanted)
            return wanted
        asked = await self.asked()
        await self.says(ANSWERS.get(asked, "6"))
        return asked

    async def goes_on_until(self, wanted: str, sample: Path) -> None:
        """Answers what is asked until this is offered; nothing asks for so many answers."""
        for _ in range(MOST_ANSWERS):
            if wanted in await self.offered():
                return
            await self.goes_on(sample)

    async def asked(self) -> str:
        answer = await self.page.request.get(f"{self.url}/api/v1/conversations/{await self.conversation()}")
        view: dict[str, dict[str, str] | None] = await answer.json()
        return (view["asking"] or {}).get("fact", "")

    async def conversation(self) -> str:
        cookies = await self.context.cookies()
        return next(cookie.get("value", "") for cookie in cookies if cookie.get("name") == "yz_here")


def _liked(choice: str) -> bool:
    if choice.startswith("fact:chooses_commitment"):
        return choice.endswith(":yes")
    good = ("step:privacy", "step:real_name:check", "step:confirm_reuse:ok", "step:acknowledge", "step:review:ok")
    return choice.startswith(good) or choice.endswith(":no")


async def applicant(
    browser: Browser,
    url: str,
    axe: str,
    pictures: Path,
    *,
    size: ViewportSize = PHONE,
    dark: bool = False,
    locale: str = "zh-CN",
) -> Applicant:
    """A fresh browser window; scripts that fail, and anything the CSP blocks, are faults."""
    context = await browser.new_context(
        viewport=size, color_scheme="dark" if dark else "light", locale=locale, reduced_motion="reduce"
    )
    page = await context.new_page()
    person = Applicant(page, context, url, axe, pictures)
    person.name = f"{size['width']}-{'dark' if dark else 'light'}-{locale[:2]}"
    page.on("pageerror", lambda error: person.faults.append(str(error)))
    page.on(
        "console",
        lambda told: person.faults.append(told.text) if "Content Security Policy" in told.text else None,
    )
    return person
