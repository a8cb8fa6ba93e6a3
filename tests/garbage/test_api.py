"""Garbage over the HTTP API: never our fault, never a lost answer, always words that help."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import httpx
import pytest

from bench.applicants import plain_answer
from bot.home import House, open_house
from bot.settings import Settings
from dialogs.conversation import ConversationId
from tests.garbage.messages import garbage, liars
from tests.garbage.visible import changed_in_silence
from web.app import create_app
from web.limits import UNLIMITED

SEED = 20261124
MESSAGES = 1400
FILES = 100
STAGES = (0, 3, 8, 14, 22, 30)
"""How many steps of an application are done before garbage comes."""

pytestmark = pytest.mark.slow


@dataclass(slots=True)
class Client:
    """One conversation over the API."""

    http: httpx.AsyncClient
    house: House
    id: ConversationId
    token: str
    turn: dict[str, Any]

    @property
    def path(self) -> str:
        return f"/api/v1/conversations/{self.id}"

    async def post(self, body: bytes) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        return await self.http.post(f"{self.path}/messages", content=body, headers=headers)

    async def upload(self, name: str, declared: str, data: bytes) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.token}"}
        return await self.http.post(f"{self.path}/files", files={"file": (name, data, declared)}, headers=headers)

    async def go_on(self, number: int) -> None:
        """An ordinary step of a milk tea shop."""
        asking: dict[str, Any] = self.turn["asking"]
        choices = [choice["id"] for reply in self.turn["replies"] for choice in reply["choices"]]
        facts = self.house.packs.current().pack.facts
        if asking.get("fact") == "industry_category":
            message = {"text": "奶茶店"}
        elif asking.get("fact"):
            message = {"text": plain_answer(facts[asking["fact"]])}
        else:
            message = {"choice": choices[0]}
        headers = {"authorization": f"Bearer {self.token}"}
        answer = await self.http.post(f"{self.path}/messages", json={"id": f"a{number}", **message}, headers=headers)
        assert answer.status_code == 200, answer.text
        self.turn = answer.json()


@pytest.fixture
async def house(data: Path) -> AsyncIterator[House]:
    async with open_house(Settings.model_validate({"data": data})) as opened:
        yield opened


@pytest.fixture
async def clients(house: House) -> AsyncIterator[list[Client]]:
    """Applicants at several stages of the way."""
    transport = httpx.ASGITransport(app=create_app(house, rates=UNLIMITED), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=30) as http:
        found: list[Client] = []
        for steps in STAGES:
            opened = (await http.post("/api/v1/conversations", json={"locale": "zh"})).json()
            http.cookies.clear()
            client = Client(http, house, ConversationId(opened["id"]), opened["token"], opened)
            for number in range(steps):
                await client.go_on(number)
            found.append(client)
        yield found


async def test_no_message_breaks_anything(house: House, clients: list[Client]) -> None:
    pack = house.packs.current().pack
    engine = house.engine
    bodies = islice(garbage(random.Random(SEED), pack), MESSAGES)
    for client, sent in zip(cycle(clients), bodies, strict=False):
        before = await engine.conversation(client.id)
        answer = await client.post(sent.body)
        after = await engine.conversation(client.id)
        if answer.status_code == 200:
            told = [reply["text"] for reply in answer.json()["replies"]]
            assert sent.may_be_a_message, sent
            assert told, sent
            assert all(text.strip() for text in told), sent
            assert changed_in_silence(before, after, told, pack) == [], (sent.kind, sent.body[:200], told)
        else:
            assert answer.status_code in (400, 404, 413), (answer.status_code, sent)
            assert answer.json()["detail"].strip(), sent
            assert after == before, sent
    for client in clients:
        await _is_still_there(client)


async def test_no_file_is_taken_for_what_it_is_not(clients: list[Client]) -> None:
    for client, liar in zip(cycle(clients), islice(liars(random.Random(SEED)), FILES), strict=False):
        before = await client.house.engine.conversation(client.id)
        answer = await client.upload(liar.name, liar.declared, liar.data)
        assert answer.status_code in (400, 413, 422), (answer.status_code, liar)
        assert answer.json()["detail"].strip(), liar
        assert await client.house.engine.conversation(client.id) == before


async def _is_still_there(client: Client) -> None:
    """The application goes on where it was."""
    headers = {"authorization": f"Bearer {client.token}"}
    answer = await client.http.get(client.path, headers=headers)
    assert answer.status_code == 200
    after: int | None = 0
    while after is not None:
        page = (await client.http.get(f"{client.path}/transcript?after={after}", headers=headers)).json()
        assert page["entries"]
        after = page["next"]
