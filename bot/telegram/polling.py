"""Long polling (长轮询): updates are fetched, acted on, and only then confirmed to Telegram.

The library's own updater confirms a batch before anybody has acted on it, so that a kill would lose it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.telegram.incoming import ALLOWED
from bot.telegram.receiving import Receiver
from bot.telegram.sending import taken
from bot.worker import RetryAfter
from errors import DeliveryFailed, IntakeError

log = logging.getLogger(__name__)

BATCH = 100
TRIES = 3
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30.0


class Polling:
    """Fetches updates until it is cancelled; outages of Telegram or of storage are waited out."""

    def __init__(self, bot: Bot, receiver: Receiver, *, poll_s: int = 25) -> None:
        self._bot = bot
        self._receiver = receiver
        self._poll_s = poll_s
        self._stopped = asyncio.Event()
        self._fetching: asyncio.Task[tuple[Update, ...]] | None = None

    async def run(self) -> None:
        """Polls; returns after `stop`."""
        offset, wait_s = 0, FIRST_WAIT_S
        while not self._stopped.is_set():
            try:
                updates = await self._fetch(offset)
                await self._act(updates)
            except asyncio.CancelledError:
                if not self._stopped.is_set():
                    raise
            except RetryAfter as asked:
                await self._pause(asked.seconds)
            except IntakeError as failed:  # nothing was confirmed, so the same updates come again
                log.warning("telegram: polling waits %.0f s (%s)", wait_s, type(failed).__name__)
                await self._pause(wait_s)
                wait_s = min(LONGEST_WAIT_S, wait_s * 2)
            else:
                wait_s = FIRST_WAIT_S
                offset = max((update.update_id + 1 for update in updates), default=offset)
        if offset:
            await self._confirm(offset)

    def stop(self) -> None:
        """Fetches nothing more; updates that are being acted on are finished and confirmed by `run`."""
        self._stopped.set()
        if self._fetching is not None:
            self._fetching.cancel()

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopped.wait(), seconds)

    async def _fetch(self, offset: int) -> tuple[Update, ...]:
        async def fetch() -> tuple[Update, ...]:
            return await taken(
                self._bot.get_updates(
                    offset=offset, limit=BATCH, timeout=self._poll_s, allowed_updates=ALLOWED,
                    read_timeout=self._poll_s + 10,
                )
            )  # fmt: skip

        self._fetching = asyncio.create_task(fetch())
        try:
            return await self._fetching
        finally:
            self._fetching = None

    async def _act(self, updates: Iterable[Update]) -> None:
        """Acts on a batch: chats side by side, each in its own order."""
        chats: dict[int, list[Update]] = {}
        for update in updates:
            chat = update.effective_chat
            chats.setdefault(chat.id if chat is not None else 0, []).append(update)
        done = await asyncio.gather(*(self._act_in_order(group) for group in chats.values()), return_exceptions=True)
        for outcome in done:
            if isinstance(outcome, BaseException):
                raise outcome

    async def _act_in_order(self, updates: Iterable[Update]) -> None:
        for update in updates:
            for left in reversed(range(TRIES)):
                try:
                    await self._receiver.receive(update)
                except IntakeError:
                    raise  # storage is down, or busy: all is tried again
                except Exception:
                    # a fault of ours in one update must not hold up everybody's next ones for ever
                    log.exception("telegram: update %d failed, %d tries left", update.update_id, left)
                    if not left:
                        await self._receiver.apologise(update)
                else:
                    break

    async def _confirm(self, offset: int) -> None:
        try:
            await self._bot.get_updates(offset=offset, limit=1, timeout=0, read_timeout=2)
        except (TelegramError, DeliveryFailed):
            log.info("telegram: the last updates are not confirmed; they come again and change nothing")
