"""Anchoring (落锚): once a day the end of the evidence journal is signed and written outside the database."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path

from bot.inbound import Clock
from knowledge.documents.chain import START, Event, Link
from storage import journal
from storage.anchors import Anchor, AnchorFile, anchor_files, anchor_key, keep, next_anchor, read_anchor
from storage.journal_check import ANCHORED, check_new
from storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Anchoring:
    """Anchors in `folder`, and the same files in `copies`, which should lie on another system."""

    store: Store
    clock: Clock
    key: Path
    folder: Path
    copies: Path | None = None

    async def anchor_if_due(self) -> Anchor | None:
        """The anchor of today, if it was not there yet and the journal holds since the one before it.

        A journal that does not hold is never signed: the log says so until somebody looks.
        """
        try:
            return await self._anchor()
        except OSError as broken:  # full or gone: the next round tries again
            log.error("journal: not anchored, %s can't be written (%s)", self.folder, type(broken).__name__)
            return None

    async def _anchor(self) -> Anchor | None:
        at, today, _ = self.clock.read()
        date = today.isoformat()
        there = await asyncio.to_thread(anchor_files, self.folder)
        if any(file.name == f"{date}.json" for file in there):
            await asyncio.to_thread(self._copy, there)
            return None
        signing = await asyncio.to_thread(anchor_key, self.key)
        last = await asyncio.to_thread(read_anchor, there[-1], signing.public_key()) if there else None
        if isinstance(last, str):
            log.error("journal: not anchored, the anchor %s %s. Run: yizheng verify", there[-1].name, last)
            return None
        mac_key = journal.journal_key(self.store.keyring)
        after = START if last is None else last.end
        head, wrong = await self.store.read(lambda connection: check_new(connection, after, mac_key))
        if wrong is not None:
            log.error("journal: not anchored, it does not hold: %s. Run: yizheng verify", wrong.text)
            return None
        end: Link = after if head is None else head.link
        if end == START:
            return None  # nothing was ever put on record
        anchor = next_anchor(there, end, date=date, at=at, key=signing)
        written = AnchorFile(f"{date}.json", anchor.signed(signing))
        if not await asyncio.to_thread(keep, self.folder, written.name, written.data):
            return None  # another process was first
        await asyncio.to_thread(self._copy, [*there, written])
        noted = Event(at, ANCHORED, {"date": date, "sha256": written.sha256, "seq": end.seq})
        await self.store.write(lambda connection: journal.append(connection, self.store.keyring, noted))
        return anchor

    def _copy(self, files: list[AnchorFile]) -> None:
        if self.copies is None:
            return
        there = {file.name for file in anchor_files(self.copies)}
        try:
            for file in files:
                if file.name not in there:
                    keep(self.copies, file.name, file.data)
        except OSError as gone:  # the other system is away: the next round tries again
            log.warning("journal: anchors not copied to the second place (%s)", type(gone).__name__)
