"""Links from the chat to pages of ours (一次性链接): signing, uploading, answering what is sensitive."""

from __future__ import annotations

import secrets
import time
from typing import Literal
from urllib.parse import urlsplit

from sqlalchemy import Connection

from dialogs.conversation import ConversationId
from storage import links
from storage.store import Store

Page = Literal["sign", "upload", "sensitive"]
PATHS: dict[Page, str] = {"sign": "/sign", "upload": "/upload", "sensitive": "/answer"}
SPAN_S = 24 * 3600
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Pages:
    """Draws links that are good for one use; the pages behind them are in `web`."""

    def __init__(self, store: Store, public_url: str) -> None:
        self._store = store
        self._base = public_url.rstrip("/")

    @property
    def fit_for_buttons(self) -> bool:
        """Telegram refuses buttons that lead to this machine only; then the link stands in the text."""
        return urlsplit(self._base).hostname not in _LOCAL

    async def link(self, page: Page, conversation_id: ConversationId) -> str:
        """A new link; earlier unused ones to the same page stop working."""
        token = secrets.token_urlsafe(24)
        keyring, expires_s = self._store.keyring, int(time.time()) + SPAN_S

        def issue(connection: Connection) -> None:
            links.withdraw(connection, purpose=page, conversation_id=conversation_id)
            links.issue(
                connection, keyring, purpose=page, token=token, conversation_id=conversation_id, expires_s=expires_s
            )

        await self._store.write(issue)
        return f"{self._base}{PATHS[page]}/{token}"
