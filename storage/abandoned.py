"""Abandoned drafts (逾期未提交的申请): what was never submitted and lies untouched is erased when its time is over."""

from __future__ import annotations

from sqlalchemy import Connection, exists, insert, select

from dialogs.conversation import ConversationId, Moment
from storage.conversations import erase
from storage.outbox import erasing_row
from storage.tables import conversations, outbox, slices


def erase_abandoned(
    connection: Connection, *, untouched_since: Moment, at: Moment, now_ms: int, limit: int
) -> list[ConversationId]:
    """Destroys the data keys of at most `limit` drafts that no turn has changed since then; which ones they were.

    Their files are left to the outbox, whose rows are stored in the same transaction: no crash leaves a file behind.
    """
    # a reference goes with a fresh start after a withdrawal; the parts that departments were given tell of it then
    handed_over = exists().where(slices.c.conversation_id == conversations.c.id)
    found = connection.execute(
        select(conversations.c.id, conversations.c.version)
        .where(
            conversations.c.updated_at < untouched_since,
            conversations.c.erased_at.is_(None),
            conversations.c.reference.is_(None),
            ~handed_over,
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
