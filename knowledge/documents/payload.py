"""Signed payloads (签名载荷): a few values in one line of text that can be checked offline, as in the QR code of a licence.

`YZ1.BODY.SIGNATURE`: body and Ed25519 signature in base64url without padding. The body is canonical JSON with a `kind`:
`licence` names a composite licence (行业综合许可证), `revocations` is the list of those that are not in force any more.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from knowledge.documents.model import canonical_json

FORMAT = "YZ1"
PADDING = 4


def signed_payload(kind: str, values: Mapping[str, Any], key: Ed25519PrivateKey) -> str:
    """The payload of some values."""
    body = _encoded(canonical_json({**values, "kind": kind}))
    return f"{FORMAT}.{body}.{_encoded(key.sign(f'{FORMAT}.{body}'.encode()))}"


def read_payload(text: str, kind: str, key: Ed25519PublicKey) -> Mapping[str, Any] | None:
    """The values of a payload; None for one of another kind, changed in any character, or signed with another key."""
    parts = text.split(".")
    if len(parts) != 3 or parts[0] != FORMAT:
        return None
    body, signature = _decoded(parts[1]), _decoded(parts[2])
    if body is None or signature is None:
        return None
    try:
        key.verify(signature, f"{FORMAT}.{parts[1]}".encode())
    except InvalidSignature:
        return None
    values = cast("dict[str, Any]", json.loads(body))  # signed by us, so it is what `signed_payload` wrote
    return values if values.get("kind") == kind else None


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes | None:
    """The bytes; None unless the text is the one way to write them."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % PADDING), altchars=b"-_", validate=True)
    except ValueError:
        return None
    return data if _encoded(data) == text else None
