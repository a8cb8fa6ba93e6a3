"""Drafts that nobody goes on with (存储期限): told of a week before they are erased, then erased."""

from __future__ import annotations

import logging
from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from bot.engine import Engine, NoSuchConversation, StaleFence
from bot.inbound import Clock
from dialogs.conversation import ConversationId, Moment
from dialogs.exchange import Reminded
from knowledge.documents.chain import Event
from storage import journal
from storage.abandoned import erase_abandoned, reminder_id, silent_drafts
from storage.conversations import Erased
from storage.store import Store

log = logging.getLogger(__name__)

BATCH = 50
"""Drafts erased in one transaction: turns wait for it."""
NOTICE_DAYS = 7
"""So long before the erasure the applicant is told."""


@dataclass(frozen=True, slots=True)
class Retention:
    """What becomes of drafts that were never submitted and not touched for `kept_days`."""

    store: Store
    engine: Engine
    clock: Clock
    kept_days: int
    channels: Set[str]
    """Messaging apps, in which a message reaches somebody who is not looking."""

    async def keep(self) -> None:
        """The daily round: whom a week is left is told, and what nobody came back to is erased."""
        await self.erase()
        await self.remind()

    async def remind(self) -> int:
        """Tells of silent drafts, each once (逾期提醒); how many."""
        if self.kept_days < 2 * NOTICE_DAYS:
            return 0  # the privacy notice was read only days ago
        silent_since = self.clock.days_ago(self.kept_days - NOTICE_DAYS)
        until = (self.clock.read()[1] + timedelta(days=NOTICE_DAYS)).isoformat()
        passed_over: set[ConversationId] = set()
        told = 0
        while True:
            limit = BATCH + len(passed_over)
            found = await self.store.read(
                lambda connection, limit=limit: silent_drafts(
                    connection, silent_since=silent_since, channels=self.channels, limit=limit
                )
            )
            fresh = [one for one in found if one.id not in passed_over]
            for one in fresh:
                passed_over.add(one.id)
                # somebody came back this very moment: there is no silence any more
                with suppress(StaleFence, Erased, NoSuchConversation):
                    await self.engine.handle(one.id, reminder_id(one.version), Reminded(one.version, until))
                    passed_over.discard(one.id)
                    told += 1
            if len(found) < limit:
                break
        if told:
            log.info("retention: %d applicants reminded", told)
        return told

    async def erase(self) -> int:
        """Erases drafts whose time is over (存储期限届满); how many."""
        count = 0
        while True:
            gone = await self.store.write(self._erase_batch)
            for conversation_id in gone:
                self.engine.forget(conversation_id)
            count += len(gone)
            if len(gone) < BATCH:
                break
        if count:
            log.info("retention: %d drafts erased", count)
        return count

    def _erase_batch(self, connection: Connection) -> list[ConversationId]:
        at, _, now_ms = self.clock.read()
        since: Moment = self.clock.days_ago(self.kept_days)
        told_before = self.clock.days_ago(NOTICE_DAYS)
        gone = erase_abandoned(
            connection, untouched_since=since, reminded_before=told_before, at=at, now_ms=now_ms, limit=BATCH
        )
        if gone:
            events = (Event(at, "erased", {"wish": False}, conversation_id) for conversation_id in gone)
            journal.append(connection, self.store.keyring, *events)
        return gone
