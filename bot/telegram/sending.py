"""Sending (发送): the replies of stored turns to the chats that they belong to, each part once as far as can be known."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar
from weakref import WeakValueDictionary

import telegram.error
from telegram import Bot, InlineKeyboardMarkup, InputFile
from telegram.error import BadRequest, Forbidden, TelegramError

from backoffice.signed_documents import SignedDocuments
from bot.engine import Engine, NoSuchConversation
from bot.packs import Packs
from bot.telegram.chats import CHANNEL, Place, places
from bot.telegram.message import DocumentPart, LinkPart, Part, Telling, TextPart, page_rows, parts_of
from bot.telegram.pages import Page, Pages
from bot.telegram.words import say
from bot.worker import RetryAfter
from dialogs.conversation import Conversation, ConversationId
from errors import DeliveryFailed
from storage.conversations import Erased
from storage.outbox import Job
from storage.turns import TurnRecord

log = logging.getLogger(__name__)
T = TypeVar("T")
REMEMBERED = 2_000


class Gone(DeliveryFailed):
    """Nobody is there any more: the person blocked the bot, or the chat does not exist. The conversation is complete."""


class Refused(DeliveryFailed):
    """Telegram will not take a message as it is; it says nothing of its contents."""


class Sender:
    """Knows which parts of a turn it has sent, so that a failure in the middle repeats none of them."""

    def __init__(
        self, bot: Bot, engine: Engine, packs: Packs, documents: SignedDocuments, pages: Pages, *, abroad: bool
    ) -> None:
        self._bot = bot
        self._engine = engine
        self._packs = packs
        self._documents = documents
        self._pages = pages
        self._abroad = abroad
        self._sent: OrderedDict[tuple[ConversationId, int, str], int] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def deliver(self, job: Job) -> None:
        """Sends a stored turn's replies to the chats of its conversation: the worker's deed for "deliver".

        Raises RetryAfter or DeliveryFailed when it has to be done again.
        """
        seq: int = job.body["seq"]
        try:
            conversation = await self._engine.conversation(job.conversation_id)
            addresses = await self._engine.addresses(job.conversation_id, CHANNEL)
            records = await self._engine.transcript(job.conversation_id, after=seq - 1, limit=1)
        except (NoSuchConversation, Erased):
            return  # the last words before an erasure are sent at once, by who took that turn
        for place in places(addresses):
            for record in records:
                try:
                    await self.send(place, record, conversation)
                except Gone:
                    log.warning("telegram: a chat of conversation %s takes no messages any more", conversation.id)

    async def send(self, place: Place, record: TurnRecord, conversation: Conversation) -> None:
        """Sends one turn to one chat; parts that went out before are not repeated."""
        key = (record.conversation_id, record.seq, place.chat)
        lock = self._locks.setdefault(place.chat, asyncio.Lock())
        async with lock:
            parts = parts_of(record, await self._telling(place, record, conversation))
            for number, part in enumerate(parts):
                if number >= self._sent.get(key, 0):
                    await self._send_part(place.chat, part, conversation)
                    self._remember(key, number + 1)
            self._remember(key, len(parts))

    async def lead_to_page(self, chat: str, conversation: Conversation, page: Page, key: str) -> None:
        """Says something of the channel, with a link to a page of ours."""
        await self._send_part(chat, LinkPart(page, say(key, conversation.locale), ()), conversation)

    async def _telling(self, place: Place, record: TurnRecord, conversation: Conversation) -> Telling:
        extra: Page | None = None
        asking = record.asking
        if self._abroad and asking is not None:
            knowledge = await self._packs.knowledge(conversation.pack)
            fact = knowledge.pack.facts.get(asking.fact or "")
            if fact is not None and fact.sensitive:
                extra = "sensitive"
            elif asking.material is not None:
                extra = "upload"
        heading = ""
        if place.earlier:
            submission = conversation.submission
            reference = f" {submission.reference}" if submission is not None else ""
            heading = say("other_application", conversation.locale, reference=reference)
        return Telling(conversation.locale, self._abroad, extra, heading, switch=place.earlier)

    async def _send_part(self, chat: str, part: Part, conversation: Conversation) -> None:
        match part:
            case TextPart(text, keyboard):
                await self.tell(chat, text, keyboard)
            case LinkPart(page, text, rows):
                url = await self._pages.link(page, conversation.id)
                if self._pages.fit_for_buttons:
                    await self.tell(chat, text, page_rows(part, url, conversation.locale))
                else:
                    keyboard = InlineKeyboardMarkup(rows) if rows else None
                    await self.tell(chat, f"{text}\n{say(f'open_{page}', conversation.locale)}: {url}", keyboard)
            case DocumentPart(document, name):
                data = await self._pdf(conversation, document)
                if data is not None:
                    file = InputFile(data, filename=f"{name}.pdf")
                    await taken(self._bot.send_document(chat, file))

    async def tell(self, chat: str, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Sends a text; where Telegram refuses the buttons, the text alone: words must not be lost with them."""
        try:
            await taken(self._bot.send_message(chat, text, reply_markup=keyboard))
        except Refused:
            if keyboard is None:
                raise
            log.exception("telegram: buttons were refused")
            await taken(self._bot.send_message(chat, text))

    async def _pdf(self, conversation: Conversation, name: str) -> bytes | None:
        return await self._documents.pdf(conversation, name, await self._packs.knowledge(conversation.pack))

    def _remember(self, key: tuple[ConversationId, int, str], parts: int) -> None:
        self._sent[key] = max(parts, self._sent.get(key, 0))
        self._sent.move_to_end(key)
        if len(self._sent) > REMEMBERED:
            self._sent.popitem(last=False)


async def taken(call: Awaitable[T]) -> T:
    """The answer of the Bot API. Raises RetryAfter, Gone, Refused or DeliveryFailed; none tells what was sent."""
    try:
        return await call
    except telegram.error.RetryAfter as flood:
        # `open_telegram` opts in to time spans; without that it is a number of seconds
        wait = flood.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        raise RetryAfter("Telegram takes no more messages for a while; they are sent later.", seconds) from None
    except Forbidden:
        raise Gone("The person has blocked the bot. Nothing more is sent until they write again.") from None
    except BadRequest as refused:
        if "chat not found" in refused.message.lower():
            raise Gone("The chat does not exist any more.") from None
        raise Refused(f"Telegram refuses the request: {refused.message[:80]}. Mend what is sent.") from None
    except TelegramError as failed:
        raise DeliveryFailed(f"Telegram did not answer ({type(failed).__name__}). It is tried again.") from None
