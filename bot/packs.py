"""Published packs ready for use (现行知识包): read once, compiled once, shared by all turns of the process."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from dialogs.knowledge_in_force import Knowledge, work_out_plans
from errors import PackError
from knowledge.documents.chain import Event
from knowledge.load import load_pack
from knowledge.pack import Pack
from storage import conversations, journal, packs
from storage.store import Store


class Packs:
    """Knowledge by the hash of its pack. `refresh` looks what another process published, opened or closed meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ready: dict[str, Knowledge] = {}
        self._building = asyncio.Lock()
        self._in_force: Knowledge | None = None
        self.closed: frozenset[str] = frozenset()
        """Industries that are not open to new applicants."""
        self.waiting = 0
        """People who wait for staff now."""

    async def knowledge(self, pack: str) -> Knowledge:
        """The knowledge that a conversation is pinned to. Raises PackError for one that was never published."""
        return self._ready.get(pack) or await self._build(pack)

    async def in_force(self) -> Knowledge:
        """The knowledge for new conversations."""
        return self.current()

    def current(self) -> Knowledge:
        """The knowledge for new conversations, as of the last refresh."""
        if self._in_force is None:
            raise PackError("No pack is in force. Run: yizheng publish knowledge/city")
        return self._in_force

    def at_hand(self, pack: str) -> Knowledge:
        """The knowledge of a pack that `knowledge` made ready before."""
        return self._ready[pack]

    async def refresh(self) -> None:
        """Takes over what is in force, which batches are closed, and how many people wait."""
        name, closed, self.waiting = await self._store.read(_standing)
        if name is not None and (self._in_force is None or self._in_force.name != name):
            self._in_force = await self.knowledge(name)
        if self._in_force is not None:
            industries = self._in_force.pack.industries.values()
            self.closed = frozenset(industry.code for industry in industries if industry.batch in closed)

    async def follow(self) -> None:
        """Takes over at once what another process put in force; costs one small read where nothing was."""
        if await self._store.read(packs.in_force_sha256) != (self._in_force and self._in_force.name):
            await self.refresh()

    async def publish_first(self, folder: Path) -> None:
        """Puts the pack of a folder in force where none is, as on the first start."""
        if await self._store.read(packs.in_force_sha256) is None:
            pack, plans = await asyncio.to_thread(_prepared, folder)
            at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

            def publish(connection: Connection) -> None:
                if packs.in_force_sha256(connection) is None:
                    packs.publish(connection, sha256=pack.sha256(), canonical=pack.canonical(), plans=plans, at=at)
                    published = Event(at, "pack_published", {"pack": pack.sha256()}, actor="operator")
                    journal.append(connection, self._store.keyring, published)

            with suppress(IntegrityError):  # another process that starts now was first
                await self._store.write(publish)
        await self.refresh()

    async def _build(self, pack: str) -> Knowledge:
        async with self._building:
            if pack not in self._ready:
                published = await self._store.read(lambda connection: packs.pack(connection, pack))
                if published is None:
                    raise PackError(f"The pack {pack} is not in this database. Restore it, or publish it again.")
                self._ready[pack] = await asyncio.to_thread(_compiled, published)
            return self._ready[pack]


def _standing(connection: Connection) -> tuple[str | None, frozenset[int], int]:
    return packs.in_force_sha256(connection), packs.closed(connection), conversations.count_waiting(connection)


def _prepared(folder: Path) -> tuple[Pack, bytes]:
    pack, _ = load_pack(folder)
    return pack, work_out_plans(pack)


def _compiled(published: packs.PublishedPack) -> Knowledge:
    return Knowledge.build(Pack.from_canonical(published.canonical), published.plans)
