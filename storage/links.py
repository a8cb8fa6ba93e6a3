"""Links and codes (一次性链接、接续码): hashed, expiring, single use, and few tries at guessing."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.conversation import ConversationId
from storage.keys import Keyring
from storage.tables import attempts, links


def issue(
    connection: Connection,
    keyring: Keyring,
    *,
    purpose: str,
    token: str,
    conversation_id: ConversationId,
    expires_s: int,
) -> None:
    """Makes a token good for one use until it expires; the caller draws it (long for links, short for codes)."""
    connection.execute(
        insert(links).values(
            token_sha256=_hash(keyring, purpose, token),
            purpose=purpose,
            conversation_id=conversation_id,
            expires_at=expires_s,
        )
    )


def withdraw(connection: Connection, *, purpose: str, conversation_id: ConversationId) -> None:
    """Makes the unused tokens of a purpose useless, as before a new one is issued."""
    here = (links.c.purpose == purpose) & (links.c.conversation_id == conversation_id) & links.c.used_at.is_(None)
    connection.execute(delete(links).where(here))


def peek(connection: Connection, keyring: Keyring, *, purpose: str, token: str, now_s: int) -> ConversationId | None:
    """What a token is for, without using it up: for showing the page that will."""
    wanted = (
        (links.c.token_sha256 == _hash(keyring, purpose, token))
        & links.c.used_at.is_(None)
        & (links.c.expires_at > now_s)
    )
    return connection.scalar(select(links.c.conversation_id).where(wanted))


def redeem(connection: Connection, keyring: Keyring, *, purpose: str, token: str, now_s: int) -> ConversationId | None:
    """Uses a token up; None when it is unknown, used or expired. Of two at once one gets it."""
    wanted = (
        (links.c.token_sha256 == _hash(keyring, purpose, token))
        & links.c.used_at.is_(None)
        & (links.c.expires_at > now_s)
    )
    return connection.scalar(update(links).where(wanted).values(used_at=now_s).returning(links.c.conversation_id))


def count_try(connection: Connection, keyring: Keyring, *, who: str, now_s: int, span_s: int) -> int:
    """Counts one more try of somebody in the present span of time, and returns how many that makes."""
    values = {"who": keyring.blind_index("attempts", who), "span": now_s // span_s, "tries": 1}
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    counted = (
        dialect.insert(attempts)
        .values(values)
        .on_conflict_do_update(index_elements=["who", "span"], set_={"tries": attempts.c.tries + 1})
        .returning(attempts.c.tries)
    )
    return connection.execute(counted).scalar_one()


def _hash(keyring: Keyring, purpose: str, token: str) -> bytes:
    # keyed, since a short code could be found from a plain hash by trying all of them
    return keyring.blind_index(f"link {purpose}", token)
