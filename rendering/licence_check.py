"""Checking what a licence carries (验证许可证): its signed payload, and the list of those that are not in force any more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from knowledge.documents.payload import read_payload

LICENCE, REVOCATIONS = "licence", "revocations"

Code = Literal["payload_changed", "revoked", "list_changed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a licence that does not hold."""

    code: Code
    text: str


@dataclass(frozen=True, slots=True)
class LicenceKeys:
    """What a licence is checked with: the public key of payloads, and the signed list of revocations where one is."""

    public: Ed25519PublicKey
    revocations: str | None = field(default=None, repr=False)


def payload_of(data: bytes | None) -> str | None:
    """The payload in a document's data; None for a document that is no licence."""
    try:
        read: Any = json.loads(data or b"null")
    except ValueError:
        return None
    payload = cast("dict[str, Any]", read).get("payload") if isinstance(read, dict) else None
    return payload if isinstance(payload, str) else None


def check_licence(payload: str, data: bytes | None, keys: LicenceKeys) -> Iterator[Finding]:
    """What does not hold of a licence's payload; `data` is that of the document it stands in, None for a bare QR code."""
    licence = read_payload(payload, LICENCE, keys.public)
    if licence is None:
        yield Finding("payload_changed", "its payload (the text of the QR code) was changed, or is not this office's")
        return
    number = str(licence.get("number", ""))
    if data is not None and json.loads(data).get("reference") != number:
        yield Finding("payload_changed", f"its payload is that of another licence, {number}")
    if keys.revocations is None:
        return
    listed = read_payload(keys.revocations.strip(), REVOCATIONS, keys.public)
    if listed is None:
        yield Finding("list_changed", "the list of revocations was changed, or is not this office's")
    elif number in listed.get("licences", ()):
        yield Finding("revoked", f"licence {number} was revoked; the list is of {listed.get('at', '?')}")
