"""The documents that go out (发出文书): the office's own carry its signature, the applicant's carry their confirmation.

What was signed once is kept and given out again: signing draws a random number, so the same document signed twice has
other bytes, and the evidence journal knows only those that left.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from backoffice.cabinet import Cabinet
from dialogs.conversation import Conversation
from dialogs.documents import document_of
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.chain import Event
from knowledge.documents.evidence_sheet import EVIDENCE_SHEET
from knowledge.documents.form import FORM
from knowledge.documents.letter import LETTER
from knowledge.documents.materials_list import LIST
from knowledge.documents.model import Document, canonical_json, digest
from knowledge.documents.receipt import RECEIPT
from knowledge.documents.receipt_code import receipt_values
from rendering.signing import NotSigned, Signer
from storage.journal import SIGNED_DOCUMENT

log = logging.getLogger(__name__)

APPLICANTS = frozenset({FORM, LETTER, LIST, EVIDENCE_SHEET})
"""Kinds of documents that are the applicant's: the office does not sign what it did not write (申请人的文书)."""


@dataclass(frozen=True, slots=True)
class SignedDocuments:
    """Makes, signs and keeps documents. Never called while a turn is taken: a signature costs 20 ms of computing."""

    cabinet: Cabinet
    signer: Signer | None
    at: Callable[[], str]
    """The time now."""
    seal: bytes | None = field(default=None, repr=False)
    """The office's seal as PNG, from its setting."""
    receipt_link: Callable[[Mapping[str, Any]], str] | None = None
    """The link with the signed values of a receipt."""

    async def pdf(self, conversation: Conversation, name: str, knowledge: Knowledge) -> bytes | None:
        """The document of that name as it is given out; None where the conversation has no such one."""
        document = await self.document(conversation, name, knowledge)
        return None if document is None else await self.issued(conversation, name, document)

    async def document(self, conversation: Conversation, name: str, knowledge: Knowledge) -> Document | None:
        """Its content: as it was shown where that was kept."""
        shown = await self.cabinet.open(conversation.id, "document", name)
        if shown is not None:
            return Document.from_data(json.loads(shown))
        return document_of(conversation, name, knowledge)

    async def issued(self, conversation: Conversation, name: str, document: Document) -> bytes:
        """The PDF of a document, signed where it is the office's.

        While token or time stamp authority are silent it goes out unsigned, and is signed when it is next asked for.
        """
        conversation_id, code = conversation.id, self._code(conversation, document)
        if document.kind in APPLICANTS:
            drawn = await self.cabinet.picture(conversation) if document.endorsement else None
            return await asyncio.to_thread(self._laid_out, document, code, drawn)
        if self.signer is None:
            return await asyncio.to_thread(self._laid_out, document, code)
        data = digest(canonical_json(document.as_data()))
        kept = await self.cabinet.open(conversation_id, "signed", data)
        if kept is not None:
            return kept
        plain = await asyncio.to_thread(self._laid_out, document, code)
        try:
            signed = await asyncio.to_thread(self.signer.sign, plain)
        except NotSigned as silent:
            log.warning("%s of %s goes out unsigned: %s", name, conversation_id, silent)
            return plain
        details = {"document": name, "sha256": digest(signed), "data": data, "signer": self.signer.name}
        event = Event(self.at(), SIGNED_DOCUMENT, details, conversation_id)
        return await self.cabinet.keep_signed(conversation_id, data, signed, event)

    def _code(self, conversation: Conversation, document: Document) -> str:
        """What the QR code of a receipt holds; empty for all else."""
        submission = conversation.submission
        if self.receipt_link is None or document.kind != RECEIPT or submission is None:
            return ""
        return self.receipt_link(receipt_values(document, submission.at))

    def _laid_out(self, document: Document, code: str, drawn: bytes | None = None) -> bytes:
        from rendering.pdf import Marks, render_pdf  # fonts take a moment to load
        from rendering.qr import qr_png

        return render_pdf(document, Marks(self.seal, drawn, qr_png(code) if code else None))
