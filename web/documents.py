"""Documents of a conversation as PDF, as they are given out."""

from __future__ import annotations

from dialogs.conversation import Conversation
from web.site import Site


async def pdf_of(site: Site, conversation: Conversation, name: str) -> bytes | None:
    """The document, or None where the conversation has no such one."""
    return await site.documents.pdf(conversation, name, await site.packs.knowledge(conversation.pack))
