"""Knowledge gaps (知识缺口): which turns the pack had no answer to; their words stay sealed with the turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection, and_, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.conversation import ConversationId, Moment
from storage.keys import Keyring
from storage.tables import conversations, data_keys, gaps, turns

MOST_LISTED = 1000
"""The newest open gaps that are looked at together; who has more than this many should start with them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What somebody said that the pack could not help with."""

    conversation_id: ConversationId
    seq: int
    kind: str
    asking: str
    industry: str
    locale: str
    at: Moment
    words: str = field(repr=False)


def note(connection: Connection, conversation_id: ConversationId, body: Mapping[str, Any], at: Moment) -> None:
    """Notes the gap of a turn; the second time changes nothing."""
    build = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    values = {
        "conversation_id": conversation_id,
        "seq": body["seq"],
        "kind": body["kind"],
        "asking": body["asking"],
        "industry": body["industry"],
        "at": at,
    }
    connection.execute(build(gaps).values(values).on_conflict_do_nothing())


def open_gaps(connection: Connection, keyring: Keyring) -> list[Gap]:
    """The gaps that nobody saw to, the newest first. Those of erased conversations went with their words."""
    rows = connection.execute(
        select(gaps, turns.c.body, data_keys.c.wrapped, conversations.c.locale)
        .join_from(gaps, turns, and_(turns.c.conversation_id == gaps.c.conversation_id, turns.c.seq == gaps.c.seq))
        .join(data_keys, data_keys.c.conversation_id == gaps.c.conversation_id)
        .join(conversations, conversations.c.id == gaps.c.conversation_id)
        .where(gaps.c.settled_at.is_(None) & turns.c.body.is_not(None))
        .order_by(gaps.c.at.desc(), gaps.c.conversation_id, gaps.c.seq)
        .limit(MOST_LISTED)
    ).mappings()
    return [_gap(row, keyring) for row in rows]


def settle(connection: Connection, which: Sequence[tuple[ConversationId, int]], *, by: str, at: Moment) -> int:
    """Closes gaps (处理完毕); how many of them were open."""
    if not which:
        return 0
    one = (gaps.c.conversation_id == bindparam("of")) & (gaps.c.seq == bindparam("turn")) & gaps.c.settled_at.is_(None)
    done = connection.execute(
        update(gaps).where(one).values(settled_at=at, settled_by=by), [{"of": of, "turn": seq} for of, seq in which]
    )
    return done.rowcount


def _gap(row: Mapping[Any, Any], keyring: Keyring) -> Gap:
    conversation_id, seq = row["conversation_id"], row["seq"]
    seal = keyring.unwrap(conversation_id, row["wrapped"])
    said: str = orjson.loads(seal.open(f"turns/body/{conversation_id}/{seq}", row["body"]))["said"]
    return Gap(conversation_id, seq, row["kind"], row["asking"], row["industry"], row["locale"], row["at"], said)
