"""Documents of a conversation as PDF, as it was kept, or made again from its data."""

from __future__ import annotations

import asyncio

from dialogs.conversation import Conversation
from dialogs.documents import document_of
from web.site import Site


async def pdf_of(site: Site, conversation: Conversation, name: str) -> bytes | None:
    """The document, or None where the conversation has no such one: the bytes that were kept, where they were."""
    kept = await site.files.document(conversation.id, name)
    if kept is not None:
        return kept
    document = document_of(conversation, name, await site.packs.knowledge(conversation.pack))
    if document is None:
        return None
    from rendering.pdf import render_pdf  # fonts take a moment to load

    return await asyncio.to_thread(render_pdf, document)
