"""Chats (聊天) and the conversations held in them: one is the chat's present one, earlier ones still reach it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.engine import Engine, NoSuchConversation
from bot.telegram.callback import tag_of
from dialogs.conversation import Conversation, ConversationId, Locale, State
from storage.chat_floors import floor_of, raise_floor
from storage.conversations import Erased
from storage.store import Store

CHANNEL = "telegram"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation is told: its chat, and whether that chat has gone on to another conversation."""

    chat: str
    earlier: bool = False


def places(addresses: Iterable[str]) -> list[Place]:
    """The places behind the addresses; an earlier address adds nothing where the chat is on this conversation again."""
    present = [address for address in addresses if "/" not in address]
    earlier = {address.partition("/")[0] for address in addresses if "/" in address} - set(present)
    return [*(Place(chat) for chat in present), *(Place(chat, earlier=True) for chat in sorted(earlier))]


class Chats:
    """Finds, opens and changes the conversation of a chat."""

    def __init__(self, engine: Engine, store: Store) -> None:
        self._engine = engine
        self._store = store

    async def present(self, chat: str) -> Conversation | None:
        """The conversation that the chat is about now; none in a new chat, or after its data were erased."""
        found = await self._engine.by_address(CHANNEL, chat)
        if found is None:
            return None
        try:
            conversation = await self._engine.conversation(found)
        except (NoSuchConversation, Erased):
            return None
        return None if conversation.erased else conversation

    async def open(self, chat: str, locale: Locale) -> Conversation:
        """A new conversation; its greeting is on the way when this returns."""
        opened = await self._engine.open(channel=CHANNEL, locale=locale, address=chat)
        return await self._engine.conversation(opened.conversation_id)

    async def keep_reaching(self, chat: str, conversation: Conversation) -> None:
        """What is still to be said in this conversation comes to the chat after it has gone on to another."""
        if conversation.state is not State.CHOOSING:
            await self._engine.attach(CHANNEL, _earlier(chat, conversation.id), conversation.id)

    async def attach(self, chat: str, conversation_id: ConversationId) -> None:
        """Makes a conversation the chat's present one."""
        await self._engine.attach(CHANNEL, chat, conversation_id)

    async def earlier(self, chat: str, tag: str) -> ConversationId | None:
        """The earlier conversation of this chat that a button names; another chat's looks like none."""
        return await self._engine.by_address(CHANNEL, f"{chat}/{tag}")

    async def is_below_floor(self, chat: str, update_id: int) -> bool:
        """Whether an update was for a conversation that the chat has left since."""
        keyring = self._store.keyring
        return update_id <= await self._store.read(lambda c: floor_of(c, keyring, CHANNEL, chat))

    async def raise_floor(self, chat: str, update_id: int) -> None:
        """Updates up to this one, should they come again, are not for the present conversation."""
        keyring = self._store.keyring
        await self._store.write(lambda c: raise_floor(c, keyring, CHANNEL, chat, update_id))


def _earlier(chat: str, conversation_id: ConversationId) -> str:
    return f"{chat}/{tag_of(conversation_id)}"
