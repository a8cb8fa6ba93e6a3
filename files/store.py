"""Uploaded files on disk: under generated ids, sealed, durable before anybody says so, never outside one folder."""

import hashlib
import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

from errors import IntakeError

FileId = NewType("FileId", str)
Seal = Callable[[bytes, bytes], bytes]
"""Encrypts data for exactly this associated data, or gives back what was encrypted for it."""

_ID = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = ".part"
_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is on the disk for good; `sha256` is that of its content before sealing."""

    id: FileId
    sha256: str
    path: Path


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """Both versions of an upload: as it came, and as it is handed over. Equal content is stored once."""

    original: StoredFile
    normalised: StoredFile


class ContentStore:
    """A folder of sealed files. Calls block on the disk: from async code, run them in a thread.

    `seal` and `open_sealed` encrypt and decrypt with associated data that names the file, so that
    two files cannot be swapped on the disk. `open_sealed` raises when either does not fit.
    """

    def __init__(self, root: Path, *, seal: Seal, open_sealed: Seal) -> None:
        self._root = root.resolve()
        self._seal = seal
        self._open_sealed = open_sealed

    def save(self, data: bytes) -> StoredFile:
        """Stores content under a new id; returns once it would survive a power cut.

        Raises OSError (disk full, not writable); then nothing is left behind.
        """
        file_id = FileId(secrets.token_hex(16))
        digest = hashlib.sha256(data)
        path = self._path(file_id)
        self._make_folder(path.parent)
        _write_durably(path, self._seal(digest.digest() + data, _associated(file_id)))
        return StoredFile(file_id, digest.hexdigest(), path)

    def save_upload(self, original: bytes, normalised: bytes) -> StoredUpload:
        """Stores both versions of an upload."""
        first = self.save(original)
        return StoredUpload(first, first if normalised == original else self.save(normalised))

    def open(self, file_id: FileId) -> bytes:
        """The content. Raises FileNotFoundError, or IntakeError where the disk gives back something else."""
        path = self._path(file_id)
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            sealed = file.read()
        plain = self._open_sealed(sealed, _associated(file_id))
        digest, data = plain[:_DIGEST_BYTES], plain[_DIGEST_BYTES:]
        if hashlib.sha256(data).digest() != digest:
            raise IntakeError(f"stored file {file_id} is damaged: restore it from a backup")
        return data

    def delete(self, file_id: FileId) -> None:
        """Removes a file for good; one that is gone already stays gone."""
        path = self._path(file_id)
        with suppress(FileNotFoundError):
            path.unlink()
            _sync_folder(path.parent)

    def remove_unfinished(self) -> int:
        """Clears what a crash left half-written, and says how many. For the start, before anybody saves."""
        leftovers = [path for path in self._root.glob(f"??/*{_UNFINISHED}") if path.is_file()]
        for path in leftovers:
            path.unlink()
        return len(leftovers)

    def _path(self, file_id: FileId) -> Path:
        if not _ID.fullmatch(file_id):
            raise IntakeError("a file id has 32 hexadecimal digits: pass the one that saving returned")
        return self._root / file_id[:2] / file_id

    def _make_folder(self, folder: Path) -> None:
        if not self._root.is_dir():
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync_folder(self._root.parent)
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
            _sync_folder(self._root)
        if folder.resolve() != folder:  # a link planted here would lead the file elsewhere
            raise IntakeError(f"{folder} is a link: the file store must hold plain folders only")


def _associated(file_id: FileId) -> bytes:
    return b"file:" + file_id.encode()


def _write_durably(path: Path, content: bytes) -> None:
    """Written, flushed, renamed, and the rename flushed too: a name in the folder always has its full content."""
    unfinished = path.with_name(path.name + _UNFINISHED)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    except BaseException:
        with suppress(FileNotFoundError):
            unfinished.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
