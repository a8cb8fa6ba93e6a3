"""Receiving (接收): an update becomes a turn of its chat's conversation, committed before Telegram is told that we have it."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Coroutine
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, InlineKeyboardMarkup, Update

from bot.engine import Engine
from bot.telegram.callback import Pressed, read_callback, tag_of
from bot.telegram.chats import Chats, Place
from bot.telegram.download import Downloads
from bot.telegram.incoming import Button, Command, Incoming, Other, ResumeCode, Sent, SentFile, Words, incoming
from bot.telegram.keyboard import ticked_data, toggled
from bot.telegram.sending import Sender, taken
from bot.telegram.words import say
from dialogs.conversation import Conversation, Locale, State
from dialogs.exchange import Chose, Payload, Said
from errors import DeliveryFailed, IntakeError, NotPermitted
from storage.turns import MessageConflict, TurnRecord

log = logging.getLogger(__name__)

REMEMBERED = 5_000
STALE = "stale"
"""A choice that no question offers: the turn answers it with the present question and fresh buttons."""
OFFERED_TURNS = 12
_BARE_CODE = re.compile(r"\s*(?=\S*[A-Za-z])(?=\S*[2-9])[A-HJKMNP-Za-hjkmnp-z2-9]{8}\s*")
_ENDED = frozenset({State.SUBMITTED, State.CORRECTING, State.WITHDRAWN})
"""Where starting again means another application, which leaves this one as it is."""


class Receiver:
    """Takes updates in any order and number; each acts once."""

    def __init__(
        self, bot: Bot, engine: Engine, chats: Chats, sender: Sender, downloads: Downloads, *, abroad: bool
    ) -> None:
        self._bot = bot
        self._engine = engine
        self._chats = chats
        self._sender = sender
        self._downloads = downloads
        self._abroad = abroad
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._told: OrderedDict[int, None] = OrderedDict()
        self._asides: set[asyncio.Task[None]] = set()

    async def receive(self, update: Update) -> None:
        """Acts on an update; what it changes is committed when this returns. Raises StorageUnavailable."""
        came = incoming(update)
        if came is None:
            return
        # of one chat one after the other, in the order in which they came
        lock = self._locks.setdefault(came.chat, asyncio.Lock())
        async with lock:
            await self._act(came)

    async def apologise(self, update: Update) -> None:
        """Says that an update could not be taken, through a fault of ours."""
        came = incoming(update)
        if came is not None:
            self._tell_once(came, "trouble", None)

    async def answered(self, *, within_s: float = 5.0) -> None:
        """Waits for what is still being answered beside the turns."""
        if self._asides:
            await asyncio.wait(self._asides, timeout=within_s)

    async def close(self) -> None:
        """The same, and gives up what takes too long."""
        await self.answered()
        for task in self._asides:
            task.cancel()

    async def _act(self, came: Incoming) -> None:
        if isinstance(came.content, Other):
            await self._answer_other(came, came.content)
            return
        if isinstance(came.content, Button):
            # the clock on the button stops at once, whatever it does
            pressed = read_callback(came.content.data)
            if pressed is None or pressed.action != "done":
                self._aside(taken(self._bot.answer_callback_query(came.content.query)))
        if await self._chats.is_below_floor(came.chat, came.update_id):
            log.info("telegram: update %d came late; its conversation was left since", came.update_id)
            return
        conversation = await self._chats.present(came.chat)
        match came.content:
            case Words() as words:
                await self._words(came, conversation, words)
            case Sent() as sent:
                await self._sent(came, conversation or await self._open(came), sent)
            case Command(name, rest):
                await self._command(came, conversation, name, rest)
            case ResumeCode(code):
                await self._resume(came, conversation, code)
            case Button() as button:
                await self._button(came, conversation, button)
            case SentFile() as file:
                await self._file(came, conversation or await self._open(came), file)

    # --- words and commands --------------------------------------------------------------------------------------

    async def _words(self, came: Incoming, conversation: Conversation | None, words: Words) -> None:
        text = words.text
        if conversation is None:
            if _BARE_CODE.fullmatch(text) and await self._attached(came, None, text.strip()):
                return
            conversation = await self._open(came)
        await self._take(came, conversation, Said(text, forwarded=words.forwarded))

    async def _sent(self, came: Incoming, conversation: Conversation, sent: Sent) -> None:
        if sent.caption.strip():
            await self._take(came, conversation, Said(sent.caption), part="-caption")
        await self._take(came, conversation, sent.payload)

    async def _command(self, came: Incoming, conversation: Conversation | None, name: str, rest: str) -> None:
        if name == "start" and rest:
            await self._resume(came, conversation, rest)
        elif name == "help":
            self._tell_once(came, "help", conversation)
        elif conversation is None:
            conversation = await self._open(came)
            if name == "language":
                await self._take(came, conversation, Said(say("say_other_language", conversation.locale)))
            else:
                await self._chats.raise_floor(came.chat, came.update_id)
        elif name == "new" and conversation.state in _ENDED:
            await self._chats.keep_reaching(came.chat, conversation)
            await self._chats.open(came.chat, conversation.locale)
            await self._chats.raise_floor(came.chat, came.update_id)
        else:
            key = {"start": "say_continue", "new": "say_restart", "language": "say_other_language"}[name]
            await self._take(came, conversation, Said(say(key, conversation.locale)))

    async def _resume(self, came: Incoming, conversation: Conversation | None, code: str) -> None:
        if not code:
            self._tell_once(came, "resume_how", conversation)
            return
        try:
            found = await self._attached(came, conversation, code)
        except NotPermitted:
            self._tell_once(came, "resume_too_often", conversation)
            return
        if not found:
            self._tell_once(came, "resume_unknown", conversation)

    async def _attached(self, came: Incoming, before: Conversation | None, code: str) -> bool:
        """Goes on with the conversation of a resume code in this chat; False for a code that is none."""
        found = await self._engine.resume(code, by=f"telegram {came.chat}")
        if found is None:
            return False
        if before is not None and before.id != found:
            await self._chats.keep_reaching(came.chat, before)
        await self._chats.attach(came.chat, found)
        conversation = await self._engine.conversation(found)
        await self._take(came, conversation, Said(say("say_continue", conversation.locale)))
        await self._chats.raise_floor(came.chat, came.update_id)
        return True

    # --- buttons -------------------------------------------------------------------------------------------------

    async def _button(self, came: Incoming, conversation: Conversation | None, button: Button) -> None:
        pressed = read_callback(button.data)
        if pressed is not None and pressed.action == "switch":
            await self._switch(came, conversation, pressed)
            return
        if conversation is None:
            await self._open(came)
            return
        if pressed is None or pressed.tag != tag_of(conversation.id):
            await self._choose(came, conversation, STALE)
        elif pressed.action == "toggle":
            self._toggle(came, button)
        elif pressed.action == "done":
            await self._done(came, conversation, button, pressed)
        else:
            await self._choose(came, conversation, await self._choice(conversation, pressed))

    async def _choose(self, came: Incoming, conversation: Conversation, choice: str) -> None:
        await self._take(came, conversation, Chose(choice))

    async def _choice(self, conversation: Conversation, pressed: Pressed) -> str:
        """The choice behind a button, found among those offered lately where only its hash fits into one."""
        if not pressed.hashed:
            return pressed.choice
        after = max(0, conversation.version - OFFERED_TURNS)
        records = await self._engine.transcript(conversation.id, after=after, limit=OFFERED_TURNS)
        offered = [choice.id for record in records for reply in record.replies for choice in reply.choices]
        return pressed.choice_among(offered) or STALE

    def _toggle(self, came: Incoming, button: Button) -> None:
        """Ticks a choice: nothing but the message changes, and a repeated update makes the same of it."""
        if button.keyboard is None or button.message_id is None or button.data is None:
            return
        self._aside(self._edit(came.chat, button.message_id, toggled(button.keyboard, button.data)))

    async def _done(self, came: Incoming, conversation: Conversation, button: Button, pressed: Pressed) -> None:
        fact = await self._choice(conversation, pressed)
        picked: list[str] = []
        for data in ticked_data(button.keyboard) if button.keyboard is not None else []:
            ticked = read_callback(data)
            if ticked is not None:
                picked.append((await self._choice(conversation, ticked)).rpartition(":")[2])
        if button.keyboard is not None and not picked:
            text = say("choose_one_first", conversation.locale)
            self._aside(taken(self._bot.answer_callback_query(button.query, text)))
            return
        self._aside(taken(self._bot.answer_callback_query(button.query)))
        await self._choose(came, conversation, f"{fact}:{','.join(picked)}" if picked else STALE)
        if button.message_id is not None:
            self._aside(self._edit(came.chat, button.message_id, None))

    async def _switch(self, came: Incoming, conversation: Conversation | None, pressed: Pressed) -> None:
        """Makes an earlier application of this chat its present one."""
        found = await self._chats.earlier(came.chat, pressed.tag)
        if found is None:
            if conversation is not None:
                await self._choose(came, conversation, STALE)
            return
        if conversation is not None and conversation.id != found:
            await self._chats.keep_reaching(came.chat, conversation)
        await self._chats.attach(came.chat, found)
        later = await self._engine.conversation(found)
        await self._take(came, later, Said(say("say_continue", later.locale)))
        await self._chats.raise_floor(came.chat, came.update_id)

    async def _edit(self, chat: str, message_id: int, keyboard: InlineKeyboardMarkup | None) -> None:
        await taken(self._bot.edit_message_reply_markup(chat, message_id, reply_markup=keyboard))

    # --- files ---------------------------------------------------------------------------------------------------

    async def _file(self, came: Incoming, conversation: Conversation, file: SentFile) -> None:
        if file.caption.strip():
            await self._take(came, conversation, Said(file.caption), part="-caption")
        if self._abroad:
            self._aside(self._sender.lead_to_page(came.chat, conversation, "upload", "files_by_page"))
            return
        trouble = await self._downloads.hand_in(conversation, message_id(came), file)
        if trouble is not None:
            self._tell_once(came, trouble.key, conversation, **trouble.details)

    # --- turns and other answers ---------------------------------------------------------------------------------

    async def _open(self, came: Incoming) -> Conversation:
        return await self._chats.open(came.chat, came.locale)

    async def _take(
        self, came: Incoming, conversation: Conversation, payload: Payload, part: str = ""
    ) -> TurnRecord | None:
        try:
            record = await self._engine.handle(conversation.id, message_id(came) + part, payload)
        except MessageConflict:
            # the same update, read otherwise now that the buttons it means are gone: it has acted already
            log.info("telegram: update %d came again", came.update_id)
            return None
        later = await self._engine.conversation(conversation.id)
        if later.erased:
            # with the data goes the address, so these words can't wait for the outbox
            self._aside(self._sender.send(Place(came.chat), record, later))
            await self._chats.raise_floor(came.chat, came.update_id)
        return record

    async def _answer_other(self, came: Incoming, other: Other) -> None:
        if other.query:
            self._aside(taken(self._bot.answer_callback_query(other.query, say(other.kind, came.locale))))
            return
        self._tell_once(came, other.kind, None)

    def _tell_once(self, came: Incoming, key: str, conversation: Conversation | None, **values: str | int) -> None:
        """Words of the channel, which change nothing; not again for the same update."""
        if came.update_id in self._told:
            return
        self._told[came.update_id] = None
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        locale: Locale = conversation.locale if conversation is not None else came.locale
        self._aside(self._sender.tell(came.chat, say(key, locale, **values)))

    def _aside(self, doing: Coroutine[Any, Any, object]) -> None:
        """Does something that no turn depends on, after the update was taken."""
        task = asyncio.create_task(_quietly(doing))
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)


def message_id(came: Incoming) -> str:
    """The id under which an update's turn is stored: the same update always gives the same."""
    return f"telegram-{came.update_id}"


async def _quietly(doing: Coroutine[Any, Any, object]) -> None:
    try:
        await doing
    except DeliveryFailed as failed:
        log.info("telegram: %s", failed)
    except IntakeError as failed:
        log.warning("telegram: an answer beside the conversation failed: %s", type(failed).__name__)
