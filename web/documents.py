"""Documents of a conversation as PDF, laid out from their data as it was kept when they were shown."""

from __future__ import annotations

import asyncio

import orjson

from dialogs.conversation import Conversation
from dialogs.documents import document_of
from knowledge.documents.model import Document
from web.site import Site


async def pdf_of(site: Site, conversation: Conversation, name: str) -> bytes | None:
    """The document, or None where the conversation has no such one."""
    kept = await site.files.document(conversation.id, name)
    if kept is not None:
        document = Document.from_data(orjson.loads(kept))
    else:
        document = document_of(conversation, name, await site.packs.knowledge(conversation.pack))
    if document is None:
        return None
    from rendering.pdf import render_pdf  # fonts take a moment to load

    return await asyncio.to_thread(render_pdf, document)
