"""Links to pages of ours (一次性链接) and the passes of browsers that went on with a resume code."""

from __future__ import annotations

import secrets
import time

from sqlalchemy import Connection

from bot.telegram.pages import Page, Pages
from dialogs.conversation import ConversationId
from storage import links
from storage.store import Store

PASS_DAYS = 90
_PASS = "browser"


class Links:
    """Draws tokens, keeps only their hashes. A link is used up by what is done on its page, not by opening it:
    messaging apps open links by themselves to preview them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pages = Pages(store, public_url="")

    async def url(self, purpose: Page, conversation_id: ConversationId) -> str:
        """The path of a page, with a new token; earlier unused ones of the same purpose stop working."""
        return await self._pages.link(purpose, conversation_id)

    async def peek(self, purpose: Page, token: str) -> ConversationId | None:
        """What an unused token is for."""
        return await self._peek(purpose, token)

    async def redeem(self, purpose: Page, token: str) -> ConversationId | None:
        """The same, and the token is used up; of two at once one gets it."""
        keyring, now_s = self._store.keyring, int(time.time())
        return await self._store.write(
            lambda connection: links.redeem(connection, keyring, purpose=purpose, token=token, now_s=now_s)
        )

    async def new_pass(self, conversation_id: ConversationId) -> str:
        """A token for one more browser, as its cookie."""
        token = secrets.token_urlsafe(32)
        keyring, expires_s = self._store.keyring, int(time.time()) + PASS_DAYS * 86_400

        def issue(connection: Connection) -> None:
            links.issue(
                connection, keyring, purpose=_PASS, token=token, conversation_id=conversation_id, expires_s=expires_s
            )

        await self._store.write(issue)
        return token

    async def by_pass(self, token: str) -> ConversationId | None:
        """The conversation that a browser's pass opens."""
        return await self._peek(_PASS, token)

    async def _peek(self, purpose: str, token: str) -> ConversationId | None:
        keyring, now_s = self._store.keyring, int(time.time())
        return await self._store.read(
            lambda connection: links.peek(connection, keyring, purpose=purpose, token=token, now_s=now_s)
        )
