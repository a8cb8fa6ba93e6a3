"""A whole house with the Telegram channel over it, a Bot API on loopback, and a person with a phone."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.home import open_house
from bot.settings import Settings
from bot.telegram.service import open_telegram
from tests.bot.telegram.bot_api import TOKEN, BotApi, bot_api
from tests.bot.telegram.person import PUBLIC_URL, Person

PersonOpener = Callable[..., AbstractAsyncContextManager[Person]]


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the pack is in force; to be copied."""
    folder = tmp_path_factory.mktemp("published")

    async def open_once() -> None:
        async with open_house(Settings.model_validate({"data": folder})):
            pass

    asyncio.run(open_once())
    return folder


@pytest.fixture
def data(published: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    return shutil.copytree(published, tmp_path / "var")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API of the test's own."""
    async with bot_api() as running:
        yield running


@pytest.fixture
def people(api: BotApi, data: Path) -> PersonOpener:
    """Opens the house with the channel, with settings of the test's own, and gives it a person to talk to."""

    @asynccontextmanager
    async def opened(**settings: Any) -> AsyncGenerator[Person]:
        given = {
            "data": data,
            "public_url": PUBLIC_URL,
            "telegram_token": TOKEN,
            "telegram_base_url": api.url,
            **settings,
        }
        async with open_house(Settings.model_validate(given)) as house, open_telegram(house, poll_s=1) as telegram:
            yield Person(api, house, telegram)

    return opened


@pytest.fixture
async def person(people: PersonOpener) -> AsyncIterator[Person]:
    """Somebody who writes to a bot that polls."""
    async with people() as someone:
        yield someone
