"""What is done for the engine itself: keep a document as shown, note a gap, and erase data."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection

from bot.engine import Engine
from bot.inbound import Clock
from bot.packs import Packs
from bot.uploads import Uploads
from bot.worker import Deed
from dialogs.conversation import ConversationId, Moment
from dialogs.documents import document_of
from files.store import ContentStore
from files.store import FileId as StoredId
from knowledge.documents.chain import Event
from storage import conversations, files_index, gaps, journal
from storage.conversations import Erased
from storage.keys import Keyring, Seal
from storage.outbox import Job
from storage.store import Store

log = logging.getLogger(__name__)


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
        return {"keep_document": self.keep_document, "note_gap": self.note_gap, "erase": self.erase}

    async def keep_document(self, job: Job) -> None:
        """Keeps the document as it was shown, for evidence (存证): its data, which is what its hash is of.

        A PDF is laid out from it when somebody opens it: it takes a hundred times as long, and most are never opened.
        """
        with suppress(Erased):  # nothing is left to be shown
            conversation = await self.engine.conversation(job.conversation_id)
            knowledge = await self.packs.knowledge(conversation.pack)
            document = document_of(conversation, job.body["document"], knowledge)
            if document is None:
                return
            await self.uploads.keep_document(
                job.conversation_id, job.body["document"], orjson.dumps(document.as_data())
            )

    async def note_gap(self, job: Job) -> None:
        """Notes what the pack had no answer to (知识缺口), for those who keep it."""
        at = self.clock.read()[0]
        await self.store.write(lambda connection: gaps.note(connection, job.conversation_id, job.body, at))

    async def erase(self, job: Job) -> None:
        """Destroys the data key, then the files, and says so nowhere but in a tombstone (删除个人信息)."""
        conversation_id, at = job.conversation_id, self.clock.read()[0]
        await self.store.write(lambda connection: self._erase_data(connection, conversation_id, at))
        self.engine.forget(conversation_id)
        # without the key the files are noise already; now they go, too
        folder = self.contents(_no_key(conversation_id))
        for file_id in await self.store.read(lambda connection: files_index.ids_of(connection, conversation_id)):
            await asyncio.to_thread(folder.delete, StoredId(file_id))
            await self.store.write(lambda connection, file_id=file_id: files_index.remove(connection, file_id))
        await self.store.writer.truncate_log()

    def _erase_data(self, connection: Connection, conversation_id: ConversationId, at: Moment) -> None:
        if conversations.erase(connection, conversation_id, at):
            journal.append(connection, self.store.keyring, Event(at, "erased", {"wish": True}, conversation_id))


def _no_key(conversation_id: str) -> Seal:
    """A key that opens nothing: deleting needs none."""
    return Keyring.of(bytes(32)).new_data_key(conversation_id)[0]
