"""The cabinet (卷柜): the files that hand-over reads and keeps, sealed with their conversation's key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, select

from dialogs.conversation import Conversation, ConversationId, FileId
from files.store import ContentStore
from files.store import FileId as StoredId
from knowledge.documents.case import Case
from knowledge.documents.chain import Event
from storage import files_index, journal
from storage.files_index import IndexedFile
from storage.keys import Keyring, Seal
from storage.store import Store
from storage.tables import data_keys

Role = Literal["package", "slice", "volume"]
Ours = Literal["document", "signed"]
"""A document's data as it was shown, and a document's bytes as the office signed them."""
ZIP, PDF = "application/zip", "application/pdf"


@dataclass(frozen=True, slots=True)
class Examined:
    """An uploaded file as it is handed over; `clean` only when a scanner said so."""

    data: bytes = field(repr=False)
    clean: bool


@dataclass(frozen=True, slots=True)
class Cabinet:
    """Files of all conversations; `contents` gives the folder as one conversation's key opens it."""

    store: Store
    contents: Callable[[Seal], ContentStore]

    async def uploads(self, case: Case, conversation_id: str) -> dict[str, Examined]:
        """The files of an application by their ids; one that is gone is missing."""
        seal = await self._seal(conversation_id)
        found: dict[str, Examined] = {}
        if seal is None:
            return found
        ids = [line.id for handed in case.materials for line in handed.files]
        stored = await self.store.read(lambda connection: _handed_over_as(connection, seal, ids))
        for upload_id, (file_id, clean) in stored.items():
            found[upload_id] = Examined(await asyncio.to_thread(self.contents(seal).open, StoredId(file_id)), clean)
        return found

    async def open(self, conversation_id: str, role: Role | Ours, document: str) -> bytes | None:
        """What was kept under that role and name; None when there is none, or it was erased."""
        seal = await self._seal(conversation_id)
        if seal is None:
            return None
        kept = await self.store.read(
            lambda connection: files_index.of_conversation(connection, seal, role=role, document=document)
        )
        return await asyncio.to_thread(self.contents(seal).open, StoredId(kept[0].id)) if kept else None

    async def picture(self, conversation: Conversation) -> bytes | None:
        """The drawn signature as PNG; None where the name was typed."""
        seal = await self._seal(conversation.id)
        signature = conversation.signature
        if seal is None or signature is None or signature.image_sha256 is None:
            return None
        drawn = signature.image_sha256.removeprefix("sha256:")
        kept = await self.store.read(lambda connection: files_index.of_conversation(connection, seal, role="signature"))
        fitting = [file.id for file in kept if file.sha256.removeprefix("sha256:") == drawn]
        return await asyncio.to_thread(self.contents(seal).open, StoredId(fitting[0])) if fitting else None

    async def keep(self, conversation_id: str, role: Role, document: str, data: bytes, at: str) -> None:
        """Keeps a package, slice or volume for good; one that is there already stays."""
        seal = await self._seal(conversation_id)
        if seal is None or await self.open(conversation_id, role, document) is not None:
            return
        stored = await asyncio.to_thread(self.contents(seal).save, data)
        ending, media_type = ("pdf", PDF) if role == "volume" else ("zip", ZIP)
        indexed = IndexedFile(
            FileId(stored.id), ConversationId(conversation_id), role, document, None,
            f"{document.replace('/', '-')}.{ending}", media_type, 0, len(data), "sha256:" + stored.sha256, (), "clean", "", at,
        )  # fmt: skip
        await self.store.write(lambda connection: files_index.add(connection, seal, indexed))

    async def keep_signed(self, conversation_id: str, document: str, data: bytes, event: Event) -> bytes:
        """Keeps a signed PDF for good, and puts it on record in the same transaction; returns the bytes that are kept.

        They are the first ones: of two processes that sign at once, one keeps its bytes and both get those.
        """
        seal = await self._seal(conversation_id)
        if seal is None:
            return data  # erased meanwhile: nothing is kept of it
        stored = await asyncio.to_thread(self.contents(seal).save, data)
        indexed = IndexedFile(
            FileId(stored.id), ConversationId(conversation_id), "signed", document, None,
            f"{document}.pdf", PDF, 0, len(data), "sha256:" + stored.sha256, (), "clean", "", event.at,
        )  # fmt: skip
        keyring = self.store.keyring

        def put(connection: Connection) -> bool:
            journal.take_turns(connection)
            if files_index.of_conversation(connection, seal, role="signed", document=document):
                return False
            files_index.add(connection, seal, indexed)
            journal.append(connection, keyring, event)
            return True

        if await self.store.write(put):
            return data
        await asyncio.to_thread(self.contents(seal).delete, stored.id)
        return await self.open(conversation_id, "signed", document) or data

    async def _seal(self, conversation_id: str) -> Seal | None:
        keyring = self.store.keyring
        return await self.store.read(lambda connection: seal_of(connection, keyring, conversation_id))


def seal_of(connection: Connection, keyring: Keyring, conversation_id: str) -> Seal | None:
    """The key of a conversation; None when its data was erased."""
    wrapped = connection.scalar(select(data_keys.c.wrapped).where(data_keys.c.conversation_id == conversation_id))
    return None if wrapped is None else keyring.unwrap(conversation_id, wrapped)


def _handed_over_as(connection: Connection, seal: Seal, uploads: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """For each upload the stored file that is handed over, and whether all versions of it are clean."""
    better = {file.document: file for file in files_index.of_conversation(connection, seal, role="normalised")}
    found: dict[str, tuple[str, bool]] = {}
    for upload_id in uploads:
        upload = files_index.one(connection, seal, upload_id)
        if upload is not None:
            handed = better.get(upload_id, upload)
            found[upload_id] = (handed.id, upload.scan == "clean" and handed.scan == "clean")
    return found
