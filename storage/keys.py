"""Keys (密钥): a root key outside the database wraps one data key per conversation; destroying that erases the data."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from errors import IntakeError
from storage.nonces import NONCE_BYTES, NONCES

KEY_BYTES = 32
FORMAT = b"\x01"


class KeyProblem(IntakeError):
    """A key is missing, readable by others, or does not fit what it should open."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One conversation's data key in use. A value opens only in the place (table, column, row) it was sealed for."""

    key_id: str
    _cipher: AESGCM = field(repr=False)
    _key: bytes = field(repr=False)

    def seal(self, place: str, data: bytes) -> bytes:
        """The sealed value; `place` is table/column/row."""
        nonce = NONCES.draw()
        return FORMAT + nonce + self._cipher.encrypt(nonce, data, f"{place}|{self.key_id}".encode())

    def open(self, place: str, sealed: bytes) -> bytes:
        """The value again.

        Raises KeyProblem when it was changed, moved to another place, or sealed with another key.
        """
        if sealed[:1] != FORMAT:
            raise KeyProblem(f"{place} is not in a sealed format that this version knows.")
        nonce = sealed[1 : 1 + NONCE_BYTES]
        try:
            return self._cipher.decrypt(nonce, sealed[1 + NONCE_BYTES :], f"{place}|{self.key_id}".encode())
        except InvalidTag:
            raise KeyProblem(f"{place} does not open: it was changed or moved. Restore it from a backup.") from None

    def derived(self, purpose: str) -> bytes:
        """A key of 32 bytes for a purpose of its own, such as sealing the conversation's files; goes with this one."""
        return _derive(self._key, purpose)


@dataclass(frozen=True, slots=True)
class Keyring:
    """What is derived from the root key (根密钥)."""

    root_key_id: str
    _wrapping: AESGCM = field(repr=False)
    _index_key: bytes = field(repr=False)
    _root: bytes = field(repr=False)

    @classmethod
    def of(cls, root: bytes) -> Keyring:
        """The keyring of a root key of 32 bytes."""
        if len(root) != KEY_BYTES:
            raise KeyProblem(f"A root key has {KEY_BYTES} bytes, this one has {len(root)}. Name the right key file.")
        name = hashlib.sha256(b"yizheng root key" + root).hexdigest()[:12]
        return cls(name, AESGCM(_derive(root, "wrap data keys")), _derive(root, "blind index"), root)

    def new_data_key(self, conversation_id: str) -> tuple[Seal, bytes]:
        """A fresh data key for a conversation, and the wrapped form that is stored."""
        key = os.urandom(KEY_BYTES)
        nonce = NONCES.draw()
        wrapped = FORMAT + nonce + self._wrapping.encrypt(nonce, key, self._place(conversation_id))
        return Seal(conversation_id, AESGCM(key), key), wrapped

    def unwrap(self, conversation_id: str, wrapped: bytes) -> Seal:
        """The data key of a conversation.

        Raises KeyProblem when another root key wrapped it.
        """
        nonce = wrapped[1 : 1 + NONCE_BYTES]
        try:
            key = self._wrapping.decrypt(nonce, wrapped[1 + NONCE_BYTES :], self._place(conversation_id))
        except InvalidTag:
            raise KeyProblem(
                f"The root key {self.root_key_id} does not open the data of {conversation_id}. "
                "Put back the key file that belongs to this database."
            ) from None
        return Seal(conversation_id, AESGCM(key), key)

    def blind_index(self, purpose: str, value: str) -> bytes:
        """Equal for equal values and meaningless without the root key: what makes sealed values findable."""
        return _blind_index(self._index_key, f"{purpose}\0{value}".encode("utf-8", "surrogatepass"))

    def derived(self, purpose: str) -> bytes:
        """A key of 32 bytes for a purpose of its own, such as cookies of sessions."""
        return _derive(self._root, purpose)

    def office_seal(self, purpose: str) -> Seal:
        """A key of the office's own, for what belongs to no single conversation; it goes with the root key."""
        key = self.derived(f"office seal {purpose}")
        return Seal(purpose, AESGCM(key), key)

    def _place(self, conversation_id: str) -> bytes:
        return f"data_keys/wrapped/{conversation_id}|{self.root_key_id}".encode()


def keyring_from(path: Path) -> Keyring:
    """The keyring of a key file.

    Raises KeyProblem when the file is missing, malformed or readable by others.
    """
    try:
        if path.stat().st_mode & 0o077:
            raise KeyProblem(f"{path} can be read by others. Run: chmod 600 {path}")
        return Keyring.of(bytes.fromhex(path.read_text("ascii").strip()))
    except FileNotFoundError:
        raise KeyProblem(f"There is no key file {path}. Restore it: without it nothing sealed can be read.") from None
    except (ValueError, UnicodeDecodeError):
        raise KeyProblem(f"{path} is not a key file (64 hexadecimal digits). Restore the right one.") from None


def create_key_file(path: Path) -> None:
    """A new key file, readable by its owner only and flushed before it is used; an existing one stays."""
    create_private_file(path, os.urandom(KEY_BYTES).hex().encode() + b"\n")


def create_private_file(path: Path, content: bytes) -> None:
    """A file for its owner only, durable before it has its name; an existing one stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            # link, not rename: of two processes that start at once the first one's key stays
            path.hardlink_to(fresh)
        except FileExistsError:
            return
    finally:
        fresh.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@lru_cache(maxsize=4096)
def _blind_index(key: bytes, text: bytes) -> bytes:
    return hmac.digest(key, text, "sha256")


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"yizheng: {purpose}".encode()).derive(key)
