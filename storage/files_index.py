"""The index of stored files (材料文件): whose they are, what they are for, and whether they may be handed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select, update

from dialogs.conversation import ConversationId, FileId, Moment
from storage.keys import Seal
from storage.tables import files

Role = Literal["upload", "normalised", "document", "signed", "package", "slice", "volume", "signature"]
Scan = Literal["pending", "clean", "refused"]


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """A stored file. `document` names a document of ours (notice-1), or for a normalised version the upload it is of."""

    id: FileId
    conversation_id: ConversationId
    role: Role
    document: str
    material: str | None
    name: str = field(repr=False)
    media_type: str
    pages: int
    size: int
    sha256: str
    warnings: tuple[str, ...]
    scan: Scan
    by: str
    at: Moment


def add(connection: Connection, seal: Seal, file: IndexedFile) -> None:
    """Indexes a file that is durable on the disk already."""
    connection.execute(
        insert(files).values(
            id=file.id,
            conversation_id=file.conversation_id,
            role=file.role,
            document=file.document,
            material=file.material,
            name=seal.seal(f"files/name/{file.id}", file.name.encode("utf-8", "replace")),
            media_type=file.media_type,
            pages=file.pages,
            size=file.size,
            sha256=file.sha256,
            warnings=",".join(file.warnings),
            scan=file.scan,
            by=file.by,
            at=file.at,
        )
    )


def one(connection: Connection, seal: Seal, file_id: str) -> IndexedFile | None:
    """A file of the conversation whose key `seal` is; another's looks like none."""
    wanted = (files.c.id == file_id) & (files.c.conversation_id == seal.key_id)
    row = connection.execute(select(files).where(wanted)).mappings().first()
    return None if row is None else _indexed(row, seal)


def of_conversation(
    connection: Connection, seal: Seal, *, role: Role | None = None, document: str | None = None
) -> list[IndexedFile]:
    """The files of a conversation, oldest first."""
    wanted = files.c.conversation_id == seal.key_id
    if role is not None:
        wanted &= files.c.role == role
    if document is not None:
        wanted &= files.c.document == document
    rows = connection.execute(select(files).where(wanted).order_by(files.c.at, files.c.id)).mappings()
    return [_indexed(row, seal) for row in rows]


def ids_of(connection: Connection, conversation_id: ConversationId) -> list[FileId]:
    """The ids alone, which need no key: for deleting the files of a conversation whose key is gone."""
    return [
        FileId(one) for one in connection.scalars(select(files.c.id).where(files.c.conversation_id == conversation_id))
    ]


def mark(connection: Connection, file_id: str, scan: Scan) -> None:
    """Notes what the scanner said."""
    connection.execute(update(files).where(files.c.id == file_id).values(scan=scan))


def pending(connection: Connection, *, limit: int = 100) -> list[tuple[ConversationId, FileId]]:
    """Files that the scanner has said nothing of yet, oldest first."""
    rows = connection.execute(
        select(files.c.conversation_id, files.c.id).where(files.c.scan == "pending").order_by(files.c.at).limit(limit)
    )
    return [(ConversationId(row.conversation_id), FileId(row.id)) for row in rows]


def remove(connection: Connection, file_id: str) -> None:
    """Takes a file out of the index, before or after it is deleted from the disk."""
    connection.execute(delete(files).where(files.c.id == file_id))


def _indexed(row: Mapping[Any, Any], seal: Seal) -> IndexedFile:
    values = {str(name): value for name, value in row.items()}
    values["name"] = seal.open(f"files/name/{values['id']}", values["name"]).decode()
    values["warnings"] = tuple(values["warnings"].split(",")) if values["warnings"] else ()
    return IndexedFile(**values)
