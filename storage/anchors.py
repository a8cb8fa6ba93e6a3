"""Anchors (日锚): each day the end of the evidence journal, signed with a key of its own and kept outside the database.

An anchor is a file `YYYY-MM-DD.json`: canonical JSON with the journal's last number and hash, the number of the anchor,
the hash of the anchor file before it, and an Ed25519 signature over all of that.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from knowledge.documents.chain import Link
from knowledge.documents.model import canonical_json, digest
from storage.keys import KeyProblem, create_key_file

NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
FIRST = "sha256:" + "0" * 64
"""What the first anchor names as the one before it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One day's anchor; `end` is where the journal ended."""

    date: str
    at: str
    number: int
    end: Link
    previous: str
    key: str
    """Name of the public key."""

    def canonical(self) -> bytes:
        """What is signed."""
        return canonical_json(self.as_data())

    def signed(self, key: Ed25519PrivateKey) -> bytes:
        """The anchor file."""
        return canonical_json({**self.as_data(), "signature": key.sign(self.canonical()).hex()}) + b"\n"

    def as_data(self) -> dict[str, str | int]:
        """The content, without its signature."""
        return {
            "at": self.at,
            "date": self.date,
            "hash": self.end.hash,
            "key": self.key,
            "number": self.number,
            "previous": self.previous,
            "seq": self.end.seq,
        }


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """An anchor file as it was found."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Its name in the next anchor, and in the journal."""
        return digest(self.data)


# --- keys ------------------------------------------------------------------------------------------------------------


def anchor_key(path: Path) -> Ed25519PrivateKey:
    """An Ed25519 key, such as the one that signs anchors, made on first use, with its public half beside it as `.pub`.

    Raises KeyProblem when it is malformed or can be read by others.
    """
    create_key_file(path)
    if path.stat().st_mode & 0o077:
        raise KeyProblem(f"{path} can be read by others. Run: chmod 600 {path}")
    try:
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip()))
    except ValueError:
        raise KeyProblem(f"{path} is not an Ed25519 key (64 hexadecimal digits). Restore the right one.") from None
    public = path.with_suffix(".pub")
    if not public.exists():
        public.write_text(key.public_key().public_bytes_raw().hex() + "\n", "ascii")
    return key


def public_key(path: Path) -> Ed25519PublicKey:
    """The public half from its file.

    Raises KeyProblem when there is none.
    """
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(path.read_text("ascii").strip()))
    except FileNotFoundError:
        raise KeyProblem(f"There is no {path}. Name the public key of the anchors with --anchor-key.") from None
    except ValueError:
        raise KeyProblem(
            f"{path} is not a public key of anchors (64 hexadecimal digits). Name the right one."
        ) from None


def name_of(key: Ed25519PublicKey) -> str:
    """The short name by which an anchor says which key signed it."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:12]


# --- files -----------------------------------------------------------------------------------------------------------


def anchor_files(folder: Path) -> list[AnchorFile]:
    """The anchor files of a folder, oldest first; none where there is no folder."""
    if not folder.is_dir():
        return []
    found = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
    return [AnchorFile(path.name, path.read_bytes()) for path in found]


def keep(folder: Path, name: str, data: bytes) -> bool:
    """Whether this call wrote the file, flushed before it has its name; one that is there is never replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{name}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        with fresh.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        (folder / name).hardlink_to(fresh)
    except FileExistsError:
        return False
    finally:
        fresh.unlink(missing_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return True


# --- reading and checking --------------------------------------------------------------------------------------------


def read_anchor(file: AnchorFile, key: Ed25519PublicKey) -> Anchor | str:
    """The anchor in a file, or what is wrong with it."""
    try:
        parsed: Any = json.loads(file.data)
    except ValueError:
        return "is not JSON"
    if not isinstance(parsed, dict):
        return "is not an anchor"
    data = cast("dict[str, Any]", parsed)
    texts = [data.get(name) for name in ("date", "at", "hash", "previous", "key", "signature")]
    numbers = [data.get(name) for name in ("number", "seq")]
    if not all(isinstance(one, str) for one in texts) or not all(type(one) is int for one in numbers):
        return "is not an anchor"
    link = Link(data["seq"], data["hash"])
    anchor = Anchor(data["date"], data["at"], data["number"], link, data["previous"], data["key"])
    if canonical_json({**anchor.as_data(), "signature": data["signature"]}) + b"\n" != file.data:
        return "was changed: it is not written as anchors are"
    if file.name != f"{anchor.date}.json":
        return f"carries the date {anchor.date}"
    try:
        key.verify(bytes.fromhex(data["signature"]), anchor.canonical())
    except (InvalidSignature, ValueError):
        return f"was changed: its signature does not hold for the key {name_of(key)}"
    return anchor


def next_anchor(before: Sequence[AnchorFile], end: Link, *, date: str, at: str, key: Ed25519PrivateKey) -> Anchor:
    """The anchor that follows those there are.

    Raises KeyProblem when the last of them was not signed with this key.
    """
    public = key.public_key()
    number, previous = 1, FIRST
    if before:
        last = read_anchor(before[-1], public)
        if isinstance(last, str):
            raise KeyProblem(f"The anchor {before[-1].name} {last}. Run: yizheng verify")
        number, previous = last.number + 1, before[-1].sha256
    return Anchor(date, at, number, end, previous, name_of(public))
