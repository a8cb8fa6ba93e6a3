"""How a conversation begins."""

from __future__ import annotations

from dialogs.conversation import Channel, Conversation, ConversationId, Locale, Moment


def new_conversation(
    id: ConversationId, pack: str, *, channel: Channel, locale: Locale = "zh", at: Moment = "", salt: str = ""
) -> Conversation:
    """An empty conversation on a pack version; `salt` is random text drawn by the shell."""
    return Conversation(id=id, pack=pack, channel=channel, locale=locale, started_at=at, salt=salt)
