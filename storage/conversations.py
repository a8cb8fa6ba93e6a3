"""Stored conversations (会话): the sealed snapshot, its data key, and the ways to find one without reading it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, null, select, update

from dialogs.conversation import Conversation, ConversationId, Moment
from errors import NotPermitted
from storage.keys import Keyring, Seal
from storage.snapshot import Snapshots
from storage.tables import addresses, conversations, data_keys, links, outbox, slices, turns
from storage.turns import TurnRecord, turn_row


class Erased(NotPermitted):
    """The applicant had the data of this conversation erased: there is nothing left to read or to change."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation as stored, with the key that opens what belongs to it; `reached_on` are channels with a chat."""

    conversation: Conversation
    seal: Seal = field(repr=False)
    reached_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation as a list shows it, without anything personal."""

    id: ConversationId
    channel: str
    locale: str
    state: str
    industry: str | None
    holder: str
    fence: int
    waiting_since: Moment | None
    reference: str | None
    started_at: Moment
    updated_at: Moment


def token_hash(token: str) -> bytes:
    """What is stored of a bearer token: it has 256 random bits, so a plain hash can't be searched."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def changed_columns(
    conversation: Conversation, seal: Seal, keyring: Keyring, at: Moment, snapshots: Snapshots
) -> dict[str, Any]:
    """The columns of a conversation that a turn may change; `snapshots` wrote its earlier versions, or nothing yet."""
    person = conversation.person
    body = seal.seal(f"conversations/body/{conversation.id}/{conversation.version}", snapshots.json(conversation))
    return {
        "version": conversation.version,
        "state": conversation.state.value,
        "industry": conversation.industry,
        "locale": conversation.locale,
        "pack": conversation.pack,
        "holder": conversation.holder,
        "fence": conversation.fence,
        "waiting_since": conversation.waiting_since,
        "subject": keyring.blind_index("subject", person.subject) if person is not None else None,
        "reference": conversation.submission.reference if conversation.submission is not None else None,
        "body": body,
        "updated_at": at,
    }


def is_refiled(before: Conversation, later: Conversation) -> bool:
    """Whether a turn changed what a conversation is found by: since when it waits, whose it is, its reference."""
    return (
        before.waiting_since != later.waiting_since
        or before.person is not later.person
        or before.submission is not later.submission
    )


@dataclass(frozen=True, slots=True)
class Opening:
    """A conversation to be stored for the first time, with its first turn and what follows from that."""

    conversation: Conversation
    seal: Seal = field(repr=False)
    wrapped_key: bytes = field(repr=False)
    token: str = field(repr=False)
    record: TurnRecord
    effects: tuple[dict[str, Any], ...] = ()
    address: tuple[str, str] | None = field(default=None, repr=False)
    """(channel, address) of the chat it was opened from."""


def store_opening(connection: Connection, keyring: Keyring, opening: Opening) -> None:
    """Stores a new conversation; the caller's transaction commits."""
    conversation = opening.conversation
    connection.execute(
        insert(conversations).values(
            id=conversation.id,
            channel=conversation.channel,
            token_sha256=token_hash(opening.token),
            started_at=conversation.started_at or opening.record.at,
            **changed_columns(conversation, opening.seal, keyring, opening.record.at, Snapshots()),
        )
    )
    connection.execute(
        insert(data_keys).values(
            conversation_id=conversation.id, root_key_id=keyring.root_key_id, wrapped=opening.wrapped_key
        )
    )
    connection.execute(insert(turns).values(**turn_row(opening.record, opening.seal)))
    if opening.effects:
        connection.execute(insert(outbox), list(opening.effects))
    if opening.address is not None:
        channel, address = opening.address
        attach(connection, keyring, opening.seal, channel=channel, address=address)


def load(connection: Connection, keyring: Keyring, conversation_id: ConversationId) -> Kept | None:
    """A conversation with its key.

    Raises Erased when its data key is destroyed.
    """
    row = (
        connection.execute(
            select(conversations.c.version, conversations.c.body, conversations.c.erased_at, data_keys.c.wrapped)
            .outerjoin_from(conversations, data_keys, data_keys.c.conversation_id == conversations.c.id)
            .where(conversations.c.id == conversation_id)
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    if row["erased_at"] is not None or row["wrapped"] is None or row["body"] is None:
        raise Erased(f"{conversation_id} was erased on {row['erased_at']}. Open a new conversation.")
    seal = keyring.unwrap(conversation_id, row["wrapped"])
    body = seal.open(f"conversations/body/{conversation_id}/{row['version']}", row["body"])
    channels = select(addresses.c.channel).where(addresses.c.conversation_id == conversation_id)
    return Kept(Conversation.from_json(body), seal, frozenset(connection.scalars(channels)))


# --- finding ---------------------------------------------------------------------------------------------------------


def by_token(connection: Connection, token: str) -> ConversationId | None:
    """The conversation that a bearer token opens."""
    wanted = (conversations.c.token_sha256 == token_hash(token)) & conversations.c.erased_at.is_(None)
    return connection.scalar(select(conversations.c.id).where(wanted))


def by_address(connection: Connection, keyring: Keyring, channel: str, address: str) -> ConversationId | None:
    """The conversation that a chat of a messaging app is about."""
    wanted = _at(keyring, channel, address)
    return connection.scalar(select(addresses.c.conversation_id).where(wanted))


def attach(connection: Connection, keyring: Keyring, seal: Seal, *, channel: str, address: str) -> None:
    """From now on this chat is about the conversation whose key `seal` is."""
    connection.execute(delete(addresses).where(_at(keyring, channel, address)))
    index = keyring.blind_index("address", f"{channel}\0{address}")
    place = f"addresses/address/{seal.key_id}/{channel}"
    connection.execute(
        insert(addresses).values(
            channel=channel,
            address_index=index,
            conversation_id=seal.key_id,
            address=seal.seal(place, address.encode()),
        )
    )


def chat_of(connection: Connection, conversation_id: ConversationId) -> bytes | None:
    """The blind index of a chat that the conversation is held in: the same for every errand of that chat."""
    wanted = addresses.c.conversation_id == conversation_id
    return connection.scalar(select(addresses.c.address_index).where(wanted).order_by(addresses.c.channel).limit(1))


def addresses_of(connection: Connection, seal: Seal, channel: str) -> list[str]:
    """The chats of a channel in which the conversation is held."""
    wanted = (addresses.c.conversation_id == seal.key_id) & (addresses.c.channel == channel)
    sealed = connection.scalars(select(addresses.c.address).where(wanted))
    return [seal.open(f"addresses/address/{seal.key_id}/{channel}", value).decode() for value in sealed]


def _at(keyring: Keyring, channel: str, address: str) -> ColumnElement[bool]:
    index = keyring.blind_index("address", f"{channel}\0{address}")
    return (addresses.c.channel == channel) & (addresses.c.address_index == index)


def waiting_for_a_person(connection: Connection) -> list[Listed]:
    """Conversations in which somebody waits for a person, the longest waiting first, then those that staff hold."""
    wanted = (conversations.c.waiting_since.is_not(None)) | (conversations.c.holder != "")
    order = (conversations.c.holder != "", conversations.c.waiting_since)
    return _listed(connection, wanted & conversations.c.erased_at.is_(None), *order, limit=500)


def count_waiting(connection: Connection) -> int:
    """How many people wait for a person now."""
    waiting = conversations.c.waiting_since.is_not(None) & conversations.c.erased_at.is_(None)
    return connection.scalar(select(func.count()).select_from(conversations).where(waiting)) or 0


def recent(connection: Connection, *, limit: int = 100) -> list[Listed]:
    """The conversations that changed last."""
    return _listed(connection, conversations.c.erased_at.is_(None), conversations.c.updated_at.desc(), limit=limit)


def submitted_by(connection: Connection, keyring: Keyring, subject: str) -> list[ConversationId]:
    """The submitted applications of a person whose name was checked, the newest first."""
    index = keyring.blind_index("subject", subject)
    wanted = (conversations.c.subject == index) & conversations.c.reference.is_not(None)
    found = select(conversations.c.id).where(wanted & conversations.c.erased_at.is_(None))
    return [ConversationId(one) for one in connection.scalars(found.order_by(conversations.c.updated_at.desc()))]


def by_reference(connection: Connection, reference: str) -> ConversationId | None:
    """The conversation with a reference number (收件编号)."""
    return connection.scalar(select(conversations.c.id).where(conversations.c.reference == reference))


def _listed(
    connection: Connection, wanted: ColumnElement[bool], *order: ColumnElement[Any], limit: int
) -> list[Listed]:
    columns = [conversations.c[name] for name in Listed.__slots__]
    rows = connection.execute(select(*columns).where(wanted).order_by(*order).limit(limit)).mappings()
    return [_as_listed(row) for row in rows]


def _as_listed(row: Mapping[Any, Any]) -> Listed:
    return Listed(**{str(name): value for name, value in row.items()})


# --- erasing ---------------------------------------------------------------------------------------------------------


def erase(connection: Connection, conversation_id: ConversationId, at: Moment) -> bool:
    """Destroys the data key and whatever it sealed; the row stays as a tombstone. Doing it again changes nothing.

    Whether this call was the one that erased it.
    """
    here = conversations.c.id == conversation_id
    if connection.dialect.name == "sqlite":
        # the page of the key may become a free one, which is not overwritten otherwise
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    connection.execute(delete(data_keys).where(data_keys.c.conversation_id == conversation_id))
    connection.execute(delete(addresses).where(addresses.c.conversation_id == conversation_id))
    connection.execute(delete(links).where(links.c.conversation_id == conversation_id))
    connection.execute(update(turns).where(turns.c.conversation_id == conversation_id).values(body=null()))
    connection.execute(update(slices).where(slices.c.conversation_id == conversation_id).values(envelope=null()))
    erased = connection.execute(
        update(conversations)
        .where(here & conversations.c.erased_at.is_(None))
        .values(body=null(), subject=null(), holder="", waiting_since=null(), erased_at=at)
    )
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=FAST")
    return erased.rowcount == 1
