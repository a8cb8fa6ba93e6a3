"""A person with a phone: what they see in the chat and press there, and the pages that links open."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.home import House
from bot.telegram.callback import read_callback
from bot.telegram.service import Telegram
from bot.telegram.webhook import SECRET_HEADER
from dialogs.conversation import Conversation
from files.samples import sample
from tests.bot.telegram.bot_api import BotApi
from web.app import create_app
from web.limits import UNLIMITED

PUBLIC_URL = "https://licence.example"
CODE = "92420303MA4E3Y6A6D"
WORDS = {
    "unified_social_credit_code": CODE,
    "legal_rep_id_number": "11010519491231002X",
    "contact_name": "林小满",
    "contact_phone": "13800138000",
    "dining_area": "45",
    "food_safety_manager": "林小满",
}
"""Answers to facts that have no buttons; any other is answered with a number."""
AGREED = (
    "step:privacy",
    "step:real_name:check",
    "step:confirm_reuse:ok",
    "step:acknowledge",
    "step:review:ok",
    "step:send:go",
)


@dataclass(slots=True)
class Person:
    """Somebody with the bot in their chats."""

    api: BotApi
    house: House
    telegram: Telegram
    chat: int = 700
    secret: str = ""
    _seen: int = field(default=0)

    # --- talking -------------------------------------------------------------------------------------------------

    async def says(self, text: str) -> list[dict[str, Any]]:
        return await self.sends(self.api.message(self.chat, text=text))

    async def sends(self, *updates: dict[str, Any]) -> list[dict[str, Any]]:
        """Lets updates reach the bot; returns what it sent until nothing was left to do."""
        before = len(self.api.messages)
        if self.telegram.way == "webhook":
            for update in updates:
                answer = await self.post(update)
                assert answer.status_code == 200
        else:
            await self.api.deliver(*updates)
            last = max(update["update_id"] for update in updates)
            async with self.api.changed, asyncio.timeout(15):
                await self.api.changed.wait_for(lambda: self.api.confirmed > last or not self.api.updates)
        await self.settled()
        return self.api.messages[before:]

    async def post(self, update: object, secret: str | None = None) -> httpx.Response:
        """What Telegram posts to the webhook."""
        headers = {SECRET_HEADER: self.secret if secret is None else secret}
        async with self._pages() as pages:
            return await pages.post("/telegram/webhook", content=json.dumps(update), headers=headers)

    async def settled(self) -> None:
        await self.telegram.receiver.answered()
        await self.house.worker.settle()

    async def presses(self, wanted: str) -> list[dict[str, Any]]:
        """Presses a button by its choice, under the last message that has it."""
        data, message = self.button(wanted)
        return await self.sends(self.api.press(self.chat, data, message))

    def button(self, wanted: str) -> tuple[str, dict[str, Any]]:
        for message in reversed(self.mine()):
            for one in _buttons(message):
                read = read_callback(one.get("callback_data"))
                if read is not None and read.choice == wanted:
                    return one["callback_data"], message
        raise AssertionError(f"no button {wanted!r}")

    # --- seeing --------------------------------------------------------------------------------------------------

    def mine(self) -> list[dict[str, Any]]:
        return [message for message in self.api.messages if message["chat"]["id"] == self.chat]

    def last(self) -> dict[str, Any]:
        return self.mine()[-1]

    def choices(self) -> list[str]:
        """The choices under the last message."""
        read = [read_callback(one.get("callback_data")) for one in _buttons(self.last())]
        return [one.choice for one in read if one is not None]

    def link(self) -> str | None:
        """Where the link under the last message leads."""
        return next((one["url"] for one in _buttons(self.last()) if "url" in one), None)

    async def conversation(self) -> Conversation:
        found = await self.house.engine.by_address("telegram", str(self.chat))
        assert found is not None
        return await self.house.engine.conversation(found)

    # --- pages ---------------------------------------------------------------------------------------------------

    def _pages(self) -> httpx.AsyncClient:
        app = create_app(self.house, rates=UNLIMITED)
        if self.telegram.route is not None:
            app.router.routes.insert(0, self.telegram.route)
        transport = httpx.ASGITransport(app=app)
        return httpx.AsyncClient(transport=transport, base_url=PUBLIC_URL, headers={"origin": PUBLIC_URL})

    async def on_page(self, url: str, words: str) -> None:
        """Does on a page of ours what it asks for."""
        async with self._pages() as pages:
            shown = await pages.get(url)
            assert shown.status_code == 200, url
            if "/sign/" in url:
                found = re.search(r'name="root" value="([^"]+)"', shown.text)
                assert found is not None
                form = {"name": words, "agreed": "yes", "way": "typed", "root": found[1], "excludes": ""}
                done = await pages.post(url, data=form)
            elif "/upload/" in url:
                done = await pages.post(url, files={"file": ("plan.pdf", sample("sample.pdf"), "application/pdf")})
            else:
                done = await pages.post(url, data={"text": words})
            assert done.status_code in (200, 303), done.text
        await self.settled()

    async def goes_on(self) -> str:
        """Answers whatever is asked, as a small drinks shop would; returns what was done."""
        asked = (await self.conversation()).asking
        code = asked.code if asked is not None else ""
        fact = self.house.packs.current().pack.facts.get(code)
        words = WORDS.get(code) or ("2030年3月1日" if fact is not None and fact.type == "date" else "6")
        url = self.link()
        if url is not None and not (fact is not None and "/upload/" in url):  # a photo of the licence is one way of two
            await self.on_page(url, "林小满" if "/sign/" in url else words)
            return url.split("/")[-2]
        liked = next((one for one in self.choices() if _liked(one)), None)
        ticks = [one for one in self.choices() if one.startswith("fact:") and self._ticking()]
        if ticks:
            await self.presses(ticks[-2])
            await self.presses(ticks[-1])
            return "ticked"
        liked = liked or next((one for one in self.choices() if one.startswith("fact:")), None)
        if liked is not None:
            await self.presses(liked)
            return liked
        await self.says(words)
        return words

    def _ticking(self) -> bool:
        read = [read_callback(one.get("callback_data")) for one in _buttons(self.last())]
        return any(one is not None and one.action == "done" for one in read)


def _buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def _liked(choice: str) -> bool:
    if choice.startswith("fact:chooses_commitment"):
        return choice.endswith(":yes")
    return choice.startswith(AGREED) or (choice.startswith("fact:") and choice.endswith(":no"))
