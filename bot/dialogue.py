"""The dialogue as the engine sees it: begin a conversation, take a turn; what it needs from outside is looked up."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.packs import Packs
from dialogs.conversation import Channel, Conversation, ConversationId, Locale, Moment
from dialogs.exchange import Inbound, LookedUp, Lookup, Needs, Turn
from dialogs.start import new_conversation
from dialogs.turn import turn
from dialogs.world import World


class Dialogue(Protocol):
    """Pure turns over published packs."""

    async def prepare(self, pack: str) -> None:
        """Makes a published pack ready, so that turns under it need no storage."""
        ...

    def begin(self, conversation_id: ConversationId, *, channel: Channel, locale: Locale, at: Moment) -> Conversation:
        """A conversation without turns, pinned to the pack in force."""
        ...

    def take(self, conversation: Conversation, inbound: Inbound, looked_up: Mapping[Lookup, LookedUp]) -> Turn | Needs:
        """One exchange, or what has to be looked up before it can be taken."""
        ...


class Lookups(Protocol):
    """Answers what only the outside world knows; a source that fails is Unavailable, never an exception."""

    async def answers(
        self, lookups: Sequence[Lookup], conversation: Conversation, inbound: Inbound
    ) -> Mapping[Lookup, LookedUp]:
        """An answer to each look-up."""
        ...


class PackDialogue:
    """The dialogue over the published packs."""

    def __init__(self, packs: Packs, *, abroad: frozenset[str] = frozenset(), reads_photos: bool = False) -> None:
        """`abroad` are the channels operated abroad, on which nothing sensitive is asked for or taken."""
        self._packs = packs
        self._abroad = abroad
        self._reads_photos = reads_photos

    async def prepare(self, pack: str) -> None:
        """Makes a published pack ready, so that turns under it need no storage."""
        await self._packs.knowledge(pack)

    def begin(self, conversation_id: ConversationId, *, channel: Channel, locale: Locale, at: Moment) -> Conversation:
        """A conversation without turns, pinned to the pack in force."""
        pack = self._packs.current().name
        salt = secrets.token_hex(16)
        return new_conversation(conversation_id, pack, channel=channel, locale=locale, at=at, salt=salt)

    def take(self, conversation: Conversation, inbound: Inbound, looked_up: Mapping[Lookup, LookedUp]) -> Turn | Needs:
        """One exchange, or what has to be looked up before it can be taken."""
        packs = self._packs
        world = World(
            packs.at_hand(conversation.pack),
            looked_up,
            conversation.channel in self._abroad,
            packs.closed,
            packs.waiting,
            self._reads_photos,
        )
        return turn(conversation, inbound, world)
