"""Conversations in memory: snapshot, key and last turns of those that were busy last, each with its lock; bounded."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from dialogs.conversation import Conversation, ConversationId
from storage.conversations import Kept
from storage.keys import Seal
from storage.snapshot import Snapshots
from storage.turns import TurnRecord

RECENT_TURNS = 8


@dataclass(slots=True, eq=False)
class Hot:
    """What is in memory of one conversation; nothing while `conversation` is None. Turns are taken under `lock`."""

    id: ConversationId
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    conversation: Conversation | None = None
    seal: Seal | None = None
    snapshots: Snapshots = field(default_factory=Snapshots)
    reached_on: frozenset[str] = frozenset()
    recent: dict[str, TurnRecord] = field(default_factory=dict[str, TurnRecord])
    """The last turns by message id, oldest first."""
    watchers: set[asyncio.Event] = field(default_factory=set[asyncio.Event])
    users: int = 0

    def fill(self, kept: Kept, recent: list[TurnRecord]) -> None:
        """Takes what was read from storage."""
        self.conversation, self.seal, self.reached_on = kept.conversation, kept.seal, kept.reached_on
        self.recent = {record.message_id: record for record in recent}

    def forget(self) -> None:
        """Memory may differ from storage: the next use reads it again."""
        self.conversation = self.seal = None
        self.snapshots = Snapshots()
        self.recent = {}

    def advance(self, conversation: Conversation, record: TurnRecord) -> None:
        """Takes a turn that is committed, and wakes who watches."""
        self.conversation = conversation
        self.recent[record.message_id] = record
        if len(self.recent) > RECENT_TURNS:
            del self.recent[next(iter(self.recent))]
        for watcher in self.watchers:
            watcher.set()

    def label(self, choice: str) -> str:
        """The words on a button that was offered lately."""
        for record in reversed(self.recent.values()):
            for reply in record.replies:
                for offered in reply.choices:
                    if offered.id == choice:
                        return offered.label
        return ""


class HotConversations:
    """The busy conversations, the least recently used thrown out; those in use stay."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._all: OrderedDict[ConversationId, Hot] = OrderedDict()

    def of(self, conversation_id: ConversationId) -> Hot:
        """The place of a conversation, filled or not."""
        hot = self._all.get(conversation_id)
        if hot is None:
            self._all[conversation_id] = hot = Hot(conversation_id)
            if len(self._all) > self._limit:
                self._throw_out()
        else:
            self._all.move_to_end(conversation_id)
        return hot

    def drop(self, conversation_id: ConversationId) -> None:
        """Forgets a conversation, as after its erasure."""
        hot = self._all.get(conversation_id)
        if hot is not None:
            hot.forget()

    def remove(self, conversation_id: ConversationId) -> None:
        """Takes the place of a conversation away, since there is no such conversation."""
        self._all.pop(conversation_id, None)

    def _throw_out(self) -> None:
        for conversation_id, hot in self._all.items():
            if hot.users == 0 and not hot.watchers:
                # the newest is last, so this ends before it; when all are in use the limit is exceeded for a while
                if hot is not next(reversed(self._all.values())):
                    del self._all[conversation_id]
                return
