"""Applicants' files (上传材料): examined, scanned, sealed on the disk, indexed, and then part of the conversation."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from sqlalchemy import Connection

from bot.engine import Engine
from bot.inbound import Clock
from bot.packs import Packs
from dialogs.conversation import Conversation, ConversationId, FileId, Upload
from dialogs.exchange import Uploaded, UploadRefused
from errors import IntakeError, NotPermitted
from files import scanner
from files.sandbox import Examiner
from files.scanner import Scanner
from files.store import ContentStore
from files.store import FileId as StoredId
from files.verdict import Accepted, Refused
from knowledge.pack import Material
from storage import files_index
from storage.files_index import IndexedFile, Role, Scan
from storage.keys import Seal
from storage.store import Store
from storage.turns import TurnRecord

log = logging.getLogger(__name__)

PNG = "image/png"


class Sent(Protocol):
    """A file as its sender describes it; nothing of that is believed."""

    @property
    def name(self) -> str: ...
    @property
    def declared_type(self) -> str | None: ...
    @property
    def data(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Limits:
    formats: tuple[Literal["pdf", "jpg", "png"], ...]
    max_mb: float


def contents_under(folder: Path) -> Callable[[Seal], ContentStore]:
    """The folder of files as a conversation's key opens it."""

    def contents(seal: Seal) -> ContentStore:
        return ContentStore(
            folder,
            seal=lambda data, place: seal.seal(place.decode(), data),
            open_sealed=lambda data, place: seal.open(place.decode(), data),
        )

    return contents


class Uploads:
    """What channels and pages give files to, and get them back from."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        packs: Packs,
        *,
        examiner: Examiner,
        scanner: Scanner,
        contents: Callable[[Seal], ContentStore],
        clock: Clock,
    ) -> None:
        self._store = store
        self._engine = engine
        self._packs = packs
        self._examiner = examiner
        self._scanner = scanner
        self._contents = contents
        self._clock = clock

    # --- in one step: a messaging app sends a file into the chat -------------------------------------------------

    async def receive(
        self, conversation_id: ConversationId, message_id: str, file: Sent, *, material: str | None = None
    ) -> TurnRecord:
        """The turn that answers a file, durable with it; `material` where the sender said what it is for."""
        before = await self._engine.record(conversation_id, message_id)
        if before is not None:
            return before
        conversation = await self._engine.conversation(conversation_id)
        taken = await self.take(conversation, file, material=material)
        payload = taken if isinstance(taken, UploadRefused) else Uploaded(taken, material)
        return await self._engine.handle(conversation_id, message_id, payload)

    # --- in two steps: upload, then hand in ----------------------------------------------------------------------

    async def take(self, conversation: Conversation, file: Sent, *, material: str | None) -> Upload | UploadRefused:
        """Examines and stores an upload; the material named, or else the one that is asked for, sets what is allowed."""
        limits = await self._limits(conversation, material)
        verdict = await self._examiner.examine(
            file.data,
            name=file.name,
            declared_type=file.declared_type,
            formats=limits.formats,
            max_mb=limits.max_mb,
        )
        if isinstance(verdict, Refused):
            return UploadRefused(file.name[-200:], verdict.reason, _plain(verdict.details), material)
        scan = await self._scan(file.data)
        if scan == "refused":
            return UploadRefused(file.name[-200:], "file_infected", {}, material)
        return await self._keep(conversation, file.data, verdict, material, scan)

    async def hand_in(
        self, conversation_id: ConversationId, message_id: str, file_id: str, material: str | None
    ) -> TurnRecord:
        """The turn that answers a file taken before. Raises NotPermitted for one that this conversation does not have."""
        upload = await self.find(conversation_id, file_id)
        if upload is None:
            raise NotPermitted("There is no such file in this conversation. Upload it first.")
        return await self._engine.handle(conversation_id, message_id, Uploaded(upload, material))

    async def find(self, conversation_id: ConversationId, file: str) -> Upload | None:
        """An upload that was taken before."""
        seal = await self._engine.seal(conversation_id)

        def look(connection: Connection) -> tuple[IndexedFile | None, list[IndexedFile]]:
            return (
                files_index.one(connection, seal, file),
                files_index.of_conversation(connection, seal, role="normalised", document=file),
            )

        upload, better = await self._store.read(look)
        if upload is None or upload.role != "upload":
            return None
        normalised = better[0] if better else upload
        return Upload(
            upload.id, upload.name, normalised.media_type, upload.pages, upload.size, upload.sha256, normalised.sha256,
            upload.at, upload.warnings, upload.by,
        )  # fmt: skip

    async def content(self, conversation_id: ConversationId, file: str) -> tuple[IndexedFile, bytes] | None:
        """A file of the conversation, as it is handed over where that is asked by the upload's id."""
        seal = await self._engine.seal(conversation_id)
        indexed = await self._store.read(lambda connection: files_index.one(connection, seal, file))
        if indexed is None:
            return None
        if indexed.role == "upload":
            better = await self._store.read(
                lambda connection: files_index.of_conversation(connection, seal, role="normalised", document=file)
            )
            indexed = better[0] if better else indexed
        return indexed, await asyncio.to_thread(self._contents(seal).open, StoredId(indexed.id))

    async def discard(self, conversation_id: ConversationId, file: str) -> None:
        """Deletes an upload in all its versions; one that is gone already stays gone."""
        seal = await self._engine.seal(conversation_id)

        def versions(connection: Connection) -> list[IndexedFile]:
            better = files_index.of_conversation(connection, seal, role="normalised", document=file)
            upload = files_index.one(connection, seal, file)
            return [*better, *([upload] if upload is not None else [])]  # the upload last: it leads to the others

        for version in await self._store.read(versions):
            await asyncio.to_thread(self._contents(seal).delete, StoredId(version.id))
            await self._store.write(lambda connection, id=version.id: files_index.remove(connection, id))

    async def keep_picture(self, conversation_id: ConversationId, picture: bytes) -> str:
        """Stores a drawn signature; returns its hash. The same picture is kept once."""
        return await self._keep_ours(conversation_id, "signature", _hash(picture), picture, PNG)

    async def keep_document(self, conversation_id: ConversationId, document: str, data: bytes) -> str:
        """Stores the bytes of a document as they were shown; the first ones stay. Returns their hash."""
        return await self._keep_ours(conversation_id, "document", document, data, "application/pdf")

    async def document(self, conversation_id: ConversationId, document: str) -> bytes | None:
        """The bytes of a document as they were kept."""
        seal = await self._engine.seal(conversation_id)
        kept = await self._store.read(
            lambda connection: files_index.of_conversation(connection, seal, role="document", document=document)
        )
        return await asyncio.to_thread(self._contents(seal).open, StoredId(kept[0].id)) if kept else None

    async def scan_pending(self) -> int:
        """Asks the scanner again about files that it had no verdict on; how many got one."""
        settled = 0
        for conversation_id, file_id in await self._store.read(files_index.pending):
            try:
                seal = await self._engine.seal(conversation_id)
                data = await asyncio.to_thread(self._contents(seal).open, StoredId(file_id))
            except (IntakeError, OSError) as gone:
                log.warning("file %s can't be scanned: %s", file_id, type(gone).__name__)
                continue
            scan = await self._scan(data)
            if scan == "pending":
                break  # the scanner is still down
            await self._store.write(lambda connection, f=file_id, s=scan: files_index.mark(connection, f, s))
            settled += 1
        return settled

    # --- inside --------------------------------------------------------------------------------------------------

    async def _limits(self, conversation: Conversation, material: str | None) -> _Limits:
        materials = (await self._packs.knowledge(conversation.pack)).pack.materials
        asking = conversation.asking
        named = material or (asking.code if asking is not None and asking.kind == "material" else None)
        uploads = [one for one in materials.values() if one.kind == "upload"]
        chosen = [one for one in uploads if one.code == named] or uploads
        return _Limits(_formats(chosen), max(one.max_mb for one in chosen))

    async def _scan(self, data: bytes) -> Scan:
        match await self._scanner.scan(data):
            case scanner.Clean():
                return "clean"
            case scanner.Infected():
                return "refused"
            case scanner.Unavailable():
                return "pending"

    async def _keep(
        self, conversation: Conversation, data: bytes, verdict: Accepted, material: str | None, scan: Scan
    ) -> Upload:
        seal = await self._engine.seal(conversation.id)
        stored = await asyncio.to_thread(self._contents(seal).save_upload, data, verdict.normalised)
        at = self._clock.read()[0]
        original = IndexedFile(
            FileId(stored.original.id), conversation.id, "upload", "", material, verdict.safe_name, verdict.media_type,
            verdict.pages, len(data), _hash(data), tuple(verdict.warnings), scan, "", at,
        )  # fmt: skip
        rows = [original]
        if stored.normalised.id != stored.original.id:
            # what it was made from was scanned, and it holds nothing but pixels
            rows.append(_normalised(original, stored.normalised.id, verdict))

        def index(connection: Connection) -> None:
            for row in rows:
                files_index.add(connection, seal, row)

        await self._store.write(index)
        return Upload(
            original.id, original.name, original.media_type, original.pages, original.size, original.sha256,
            rows[-1].sha256, at, original.warnings,
        )  # fmt: skip

    async def _keep_ours(
        self, conversation_id: ConversationId, role: Role, document: str, data: bytes, media_type: str
    ) -> str:
        seal = await self._engine.seal(conversation_id)
        kept = await self._store.read(
            lambda connection: files_index.of_conversation(connection, seal, role=role, document=document)
        )
        if kept:
            return kept[0].sha256
        stored = await asyncio.to_thread(self._contents(seal).save, data)
        row = IndexedFile(
            FileId(stored.id), conversation_id, role, document, None, document, media_type, 1, len(data), _hash(data),
            (), "clean", "", self._clock.read()[0],
        )  # fmt: skip
        await self._store.write(lambda connection: files_index.add(connection, seal, row))
        return row.sha256


def _normalised(original: IndexedFile, file_id: StoredId, verdict: Accepted) -> IndexedFile:
    return replace(
        original,
        id=FileId(file_id),
        role="normalised",
        document=original.id,
        size=len(verdict.normalised),
        sha256=_hash(verdict.normalised),
        warnings=(),
        scan="clean",
    )


def _formats(materials: list[Material]) -> tuple[Literal["pdf", "jpg", "png"], ...]:
    return tuple(dict.fromkeys(kind for material in materials for kind in material.formats))


def _plain(details: Mapping[str, str | float | tuple[str, ...]]) -> dict[str, str | int | float]:
    return {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in details.items()}


def _hash(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()
