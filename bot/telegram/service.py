"""The Telegram channel (电报渠道): opened over a house, by polling, or by webhook where a public address and a secret are set."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

from starlette.routing import Route
from telegram import Bot, BotCommand
from telegram.request import HTTPXRequest

from bot.home import House
from bot.settings import Settings, UnsafeSettings
from bot.telegram.chats import CHANNEL, Chats
from bot.telegram.download import Downloads
from bot.telegram.incoming import ALLOWED
from bot.telegram.pages import Pages
from bot.telegram.polling import Polling
from bot.telegram.receiving import Receiver
from bot.telegram.sending import Sender, taken
from bot.telegram.webhook import PATH, Webhook
from bot.telegram.words import say
from bot.worker import RetryAfter
from errors import IntakeError
from storage.outbox import DELIVER

log = logging.getLogger(__name__)

AT_ONCE = 32
FETCHERS = 2
POLL_S = 25
LEAVE_S = 15.0
"""How long updates that were fetched may still take when the channel closes; after it they come again."""
COMMANDS = ("new", "language", "help")
_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Telegram:
    """The channel while it is open; `route` is to be served where updates come by webhook."""

    way: Literal["polling", "webhook"]
    receiver: Receiver = field(repr=False)
    route: Route | None = field(default=None, repr=False)


def by_webhook(settings: Settings) -> bool:
    """Whether updates come by webhook: then several processes may serve, by polling only one."""
    return bool(settings.public_url) and settings.telegram_webhook_secret is not None


@asynccontextmanager
async def open_telegram(house: House, *, poll_s: int = POLL_S) -> AsyncGenerator[Telegram]:
    """The channel, taking updates until it is closed. Telegram may be down: everything else goes on meanwhile.

    Raises UnsafeSettings without a token.
    """
    settings = house.settings
    if settings.telegram_token is None:
        raise UnsafeSettings("Telegram is not set up. Set YIZHENG_TELEGRAM_TOKEN to the token of the bot.")
    # waits come as time spans then; without it the library warns at each
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(_bot(settings.telegram_token.get_secret_value(), settings))
        abroad = CHANNEL in settings.abroad_channels
        pages = Pages(house.store, settings.public_url or f"http://{settings.host}:{settings.port}")
        sender = Sender(bot, house.engine, house.packs, house.documents, pages, abroad=abroad)
        downloads = Downloads(bot, house.engine, house.uploads)
        receiver = Receiver(bot, house.engine, Chats(house.engine, house.store), sender, downloads, abroad=abroad)
        stack.push_async_callback(receiver.close)
        house.worker.register(DELIVER, sender.deliver)
        if by_webhook(settings):
            assert settings.telegram_webhook_secret is not None
            secret = settings.telegram_webhook_secret.get_secret_value()
            announce = _announcing(bot, settings.public_url + PATH, secret)
            await stack.enter_async_context(_running(_until_it_works(announce)))
            yield Telegram("webhook", receiver, Webhook(bot, receiver, secret).route())
            return
        polling = Polling(bot, receiver, poll_s=poll_s)
        async with _polling(polling, _until_it_works(_announcing(bot, "", ""))):
            yield Telegram("polling", receiver)


@asynccontextmanager
async def _bot(token: str, settings: Settings) -> AsyncGenerator[Bot]:
    # not by the bot's own initialisation, which needs Telegram to answer before anything can start
    talking = HTTPXRequest(connection_pool_size=AT_ONCE, read_timeout=15, write_timeout=15, pool_timeout=15)
    fetching = HTTPXRequest(connection_pool_size=FETCHERS)
    base = settings.telegram_base_url.rstrip("/")
    try:
        yield Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=talking,
            get_updates_request=fetching,
        )
    finally:
        await asyncio.gather(talking.shutdown(), fetching.shutdown())


def _announcing(bot: Bot, url: str, secret: str) -> Callable[[], Awaitable[None]]:
    """Tells Telegram how updates are to come, and what commands there are."""

    async def announce() -> None:
        if url:
            await taken(bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED))
        else:
            await taken(bot.delete_webhook())
        for locale in ("zh", "en"):
            commands = [BotCommand(name, say(f"command_{name}", locale)) for name in COMMANDS]
            await taken(bot.set_my_commands(commands, language_code=None if locale == "en" else locale))

    return announce


async def _until_it_works(announce: Callable[[], Awaitable[None]]) -> None:
    wait_s = _FIRST_WAIT_S
    while True:
        try:
            await announce()
        except RetryAfter as asked:
            await asyncio.sleep(asked.seconds)
        except IntakeError as failed:
            log.warning("telegram: set-up waits %.0f s. %s", wait_s, failed)
            await asyncio.sleep(wait_s)
            wait_s = min(_LONGEST_WAIT_S, wait_s * 2)
        else:
            return


@asynccontextmanager
async def _running(doing: Coroutine[None, None, None]) -> AsyncGenerator[None]:
    task = asyncio.create_task(doing)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def _polling(polling: Polling, first: Coroutine[None, None, None]) -> AsyncGenerator[None]:
    async def poll() -> None:
        with suppress(asyncio.CancelledError):
            await setting_up  # no update can be fetched while a webhook is set
            await polling.run()

    setting_up = asyncio.create_task(first)
    task = asyncio.create_task(poll(), name="yizheng-telegram")
    try:
        yield
    finally:
        setting_up.cancel()
        polling.stop()
        with suppress(TimeoutError):
            await asyncio.wait_for(task, LEAVE_S)
