"""Published packs (已发布的知识包): immutable, named by their hash; one is in force for new conversations."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Select, delete, insert, select, update

from dialogs.conversation import Moment
from storage.tables import closed_batches, packs


@dataclass(frozen=True, slots=True)
class PublishedPack:
    """A pack as it was published: canonical bytes and precomputed question plans."""

    sha256: str
    canonical: bytes = field(repr=False)
    plans: bytes | None = field(repr=False)
    state: Literal["in_force", "retired"]
    published_at: Moment


def publish(connection: Connection, *, sha256: str, canonical: bytes, plans: bytes | None, at: Moment) -> None:
    """Puts a pack in force and retires the one before it, in the caller's transaction; an earlier one comes back so."""
    connection.execute(update(packs).where(packs.c.state == "in_force").values(state="retired"))
    again = update(packs).where(packs.c.sha256 == sha256).values(state="in_force", published_at=at)
    if connection.execute(again).rowcount == 0:
        connection.execute(
            insert(packs).values(
                sha256=sha256, canonical=zlib.compress(canonical, 6), plans=plans, state="in_force", published_at=at
            )
        )


def in_force(connection: Connection) -> PublishedPack | None:
    """The pack for new conversations."""
    return _one(connection, select(packs).where(packs.c.state == "in_force"))


def in_force_sha256(connection: Connection) -> str | None:
    """The name of the pack for new conversations, without reading it."""
    return connection.scalar(select(packs.c.sha256).where(packs.c.state == "in_force"))


def pack(connection: Connection, sha256: str) -> PublishedPack | None:
    """A pack that was published once; conversations that began under it keep it."""
    return _one(connection, select(packs).where(packs.c.sha256 == sha256))


def closed(connection: Connection) -> frozenset[int]:
    """The batches (批次) whose industries are not open to applicants."""
    return frozenset(connection.scalars(select(closed_batches.c.batch)))


def close_batch(connection: Connection, batch: int, at: Moment) -> None:
    """Closes the industries of a batch to new applicants."""
    open_batch(connection, batch)
    connection.execute(insert(closed_batches).values(batch=batch, at=at))


def open_batch(connection: Connection, batch: int) -> None:
    """Opens the industries of a batch."""
    connection.execute(delete(closed_batches).where(closed_batches.c.batch == batch))


def _one(connection: Connection, query: Select[Any]) -> PublishedPack | None:
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    plans = row["plans"]
    return PublishedPack(
        row["sha256"],
        zlib.decompress(row["canonical"]),
        None if plans is None else bytes(plans),
        row["state"],
        row["published_at"],
    )
