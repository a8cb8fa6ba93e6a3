"""Floors of chats (聊天起点): the update with which a chat went on to another conversation; older ones are not for it."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.keys import Keyring
from storage.tables import counters


def floor_of(connection: Connection, keyring: Keyring, channel: str, address: str) -> int:
    """The number of the last update that was for an earlier conversation of the chat; 0 where there was none."""
    found = connection.scalar(select(counters.c.value).where(counters.c.name == _name(keyring, channel, address)))
    return found or 0


def raise_floor(connection: Connection, keyring: Keyring, channel: str, address: str, update: int) -> None:
    """From now on updates up to this number are not for the chat's conversation; it never sinks."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(counters).values(name=_name(keyring, channel, address), value=update)
    connection.execute(
        insert.on_conflict_do_update(index_elements=["name"], set_={"value": update}, where=counters.c.value < update)
    )


def _name(keyring: Keyring, channel: str, address: str) -> str:
    return "floor " + keyring.blind_index("floor", f"{channel}\0{address}").hex()
