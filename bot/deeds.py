"""What the worker does for the engine itself: keep a document as it was shown, and erase an applicant's data."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from bot.engine import Engine
from bot.inbound import Clock
from bot.packs import Packs
from bot.uploads import Uploads
from bot.worker import Deed
from dialogs.documents import document_of
from files.store import ContentStore
from files.store import FileId as StoredId
from storage import conversations, files_index
from storage.conversations import Erased
from storage.keys import Keyring, Seal
from storage.outbox import Job
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Each deed may be done again; the second time changes nothing."""

    store: Store
    engine: Engine
    packs: Packs
    uploads: Uploads
    contents: Callable[[Seal], ContentStore]
    clock: Clock

    def deeds(self) -> Mapping[str, Deed]:
        """What to do for each kind of outbox row."""
        return {"keep_document": self.keep_document, "erase": self.erase}

    async def keep_document(self, job: Job) -> None:
        """Makes a document as PDF and keeps the bytes, for evidence (存证)."""
        with suppress(Erased):  # nothing is left to be shown
            conversation = await self.engine.conversation(job.conversation_id)
            knowledge = await self.packs.knowledge(conversation.pack)
            document = document_of(conversation, job.body["document"], knowledge)
            if document is None:
                return
            from rendering.pdf import render_pdf  # fonts take a moment to load

            data = await asyncio.to_thread(render_pdf, document)
            await self.uploads.keep_document(job.conversation_id, job.body["document"], data)

    async def erase(self, job: Job) -> None:
        """Destroys the data key, then the files, and says so nowhere but in a tombstone (删除个人信息)."""
        conversation_id, at = job.conversation_id, self.clock.read()[0]
        await self.store.write(lambda connection: conversations.erase(connection, conversation_id, at))
        self.engine.forget(conversation_id)
        # without the key the files are noise already; now they go, too
        folder = self.contents(_no_key(conversation_id))
        for file_id in await self.store.read(lambda connection: files_index.ids_of(connection, conversation_id)):
            await asyncio.to_thread(folder.delete, StoredId(file_id))
            await self.store.write(lambda connection, file_id=file_id: files_index.remove(connection, file_id))
        await self.store.writer.truncate_log()


def _no_key(conversation_id: str) -> Seal:
    """A key that opens nothing: deleting needs none."""
    return Keyring.of(bytes(32)).new_data_key(conversation_id)[0]
