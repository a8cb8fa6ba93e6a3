"""Photos of the business licence (营业执照照片): read after the turn that took them, told to the conversation, then deleted."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import astuple

from bot.engine import Engine
from bot.packs import Packs
from bot.registers.breaker import Breaker
from bot.uploads import Uploads
from bot.worker import Deed, RetryAfter
from dialogs.conversation import ConversationId
from dialogs.exchange import PhotoRead, Unavailable
from dialogs.understanding.licence_layout import PrintedLine
from dialogs.understanding.licence_photo import read_licence
from files.photo_reader import PhotoReader
from storage.outbox import Job
from storage.turns import MessageConflict

log = logging.getLogger(__name__)

BUSY_S = 1.0
"""One is read at a time; the others come back after this."""


class LicencePhotos:
    """Each deed may be done again: the reading has the file's own message id, and a file that is gone stays gone."""

    def __init__(self, engine: Engine, packs: Packs, uploads: Uploads, reader: PhotoReader, *, limit_s: float) -> None:
        self._engine = engine
        self._packs = packs
        self._uploads = uploads
        self._reader = reader
        self._breaker = Breaker(limit_s=limit_s + 1)  # the reader keeps the limit itself, and ends its process

    def deeds(self) -> Mapping[str, Deed]:
        """What to do for each kind of outbox row."""
        return {"read_photo": self.read_photo, "discard_file": self.discard_file}

    async def read_photo(self, job: Job) -> None:
        """Reads a photo and hands in what it says. Raises RetryAfter while another one is being read."""
        here, file = job.conversation_id, str(job.body["file"])
        message_id = f"photo-{file}"
        if await self._engine.record(here, message_id) is None:
            said = await self._said(here, file)
            if said is not None:
                with suppress(MessageConflict):  # it was read by another process meanwhile
                    await self._engine.handle(here, message_id, said)

    async def discard_file(self, job: Job) -> None:
        """Deletes a file that nobody needs."""
        await self._uploads.discard(job.conversation_id, str(job.body["file"]))

    async def _said(self, here: ConversationId, file: str) -> PhotoRead | None:
        """What the photo says; None for one that is gone already."""
        upload = await self._uploads.find(here, file)
        found = None if upload is None else await self._uploads.content(here, file)
        if upload is None or found is None:
            return None
        if self._reader.is_busy:
            raise RetryAfter("Another photo is being read.", BUSY_S)
        lines = await self._breaker.ask(lambda: self._reader.read(found[1]))
        if isinstance(lines, Unavailable):
            log.warning("photo %s could not be read; its code is to be typed", file)
            return PhotoRead(upload, trouble="photo_unread")
        pack = (await self._packs.knowledge((await self._engine.conversation(here)).pack)).pack
        printed = [PrintedLine(*astuple(line)) for line in lines]
        reading = read_licence(pack, printed, upload.warnings)
        return PhotoRead(upload, reading.facts, reading.doubtful, reading.trouble)
