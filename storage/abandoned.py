"""Abandoned drafts (逾期未提交的申请): what was never submitted and lies untouched is erased when its time is over."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, exists, insert, select

from dialogs.conversation import ConversationId, Moment
from storage.conversations import erase
from storage.outbox import erasing_row
from storage.tables import addresses, conversations, outbox, slices, turns

_REMINDER = "reminder-"
"""Begins the message id of a reminder, which is a turn too: it must not start the time anew."""


def reminder_id(version: int) -> str:
    """The message id of the reminder that is told after so many turns: at most one for each silence."""
    return f"{_REMINDER}{version}"


@dataclass(frozen=True, slots=True)
class SilentDraft:
    """A draft to be reminded of, and its version when it was found."""

    id: ConversationId
    version: int


def silent_drafts(connection: Connection, *, silent_since: Moment, channels: Set[str], limit: int) -> list[SilentDraft]:
    """At most `limit` drafts without a turn since then, in chats of these channels, that were not reminded of yet."""
    reachable = exists().where(addresses.c.conversation_id == conversations.c.id, addresses.c.channel.in_(channels))
    found = connection.execute(
        select(conversations.c.id, conversations.c.version)
        .where(conversations.c.updated_at < silent_since, *_drafts(), conversations.c.holder == "")
        .where(conversations.c.state != "withdrawn", reachable, ~_reminded())
        .order_by(conversations.c.updated_at)
        .limit(limit)
    )
    return [SilentDraft(ConversationId(row.id), row.version) for row in found]


def erase_abandoned(
    connection: Connection, *, untouched_since: Moment, reminded_before: Moment, at: Moment, now_ms: int, limit: int
) -> list[ConversationId]:
    """Destroys the data keys of at most `limit` drafts; which ones they were.

    These are the drafts that no turn has changed since `untouched_since`, and those in which a reminder was the last
    turn, told before `reminded_before`.
    Their files are left to the outbox, whose rows are stored in the same transaction: no crash leaves a file behind.
    """
    found = connection.execute(
        select(conversations.c.id, conversations.c.version)
        .where(
            (conversations.c.updated_at < untouched_since)
            | ((conversations.c.updated_at < reminded_before) & _reminded()),
            *_drafts(),
        )
        .order_by(conversations.c.updated_at)
        .limit(limit)
        # who is just coming back holds the row, and keeps the draft
        .with_for_update(skip_locked=True, of=conversations)
    ).all()
    for row in found:
        erase(connection, row.id, at)
    if found:
        connection.execute(insert(outbox), [erasing_row(row.id, row.version + 1, now_ms=now_ms) for row in found])
    return [ConversationId(row.id) for row in found]


def _drafts() -> tuple[ColumnElement[bool], ...]:
    """Never submitted, and not erased."""
    # a reference goes with a fresh start after a withdrawal; the parts that departments were given tell of it then
    handed_over = exists().where(slices.c.conversation_id == conversations.c.id)
    return (conversations.c.erased_at.is_(None), conversations.c.reference.is_(None), ~handed_over)


def _reminded() -> ColumnElement[bool]:
    """Whether the last turn was a reminder."""
    return exists().where(
        turns.c.conversation_id == conversations.c.id,
        turns.c.seq == conversations.c.version,
        turns.c.message_id.startswith(_REMINDER),
    )
