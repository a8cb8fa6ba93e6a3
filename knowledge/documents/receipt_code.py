"""What the QR code of a receipt (收件回执二维码) carries: which receipt it is and the hash of what it says, nothing personal."""

from __future__ import annotations

from typing import Any

from knowledge.documents.model import Document

RECEIPT_CODE = "receipt"
SHOWN_HASH = 32
"""Hexadecimal digits: 128 bits, too many to find another receipt with the same."""


def receipt_values(document: Document, received_at: str) -> dict[str, Any]:
    """The values to be signed; `received_at` is the ISO instant."""
    return {
        "reference": document.reference or "",
        "received_at": received_at,
        "sha256": document.sha256().removeprefix("sha256:")[:SHOWN_HASH],
    }
