"""Files sent into the chat (聊天里的文件): fetched within limits, examined like any upload, and handed in."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from telegram import Bot

from bot.engine import Engine
from bot.telegram.incoming import SentFile
from bot.telegram.sending import taken
from bot.uploads import Uploads
from dialogs.conversation import Conversation
from errors import DeliveryFailed

LARGEST_MB = 20
"""What bots can fetch from Telegram; a material may allow less."""
SECONDS = 30.0
ALBUMS = 1_000


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file never came to be examined: words of the channel."""

    key: str
    details: dict[str, str | int] = field(default_factory=dict[str, str | int], repr=False)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as `Uploads` takes it."""

    name: str = field(repr=False)
    declared_type: str | None
    data: bytes = field(repr=False)


class Downloads:
    """Fetches files; those of an album are all for what the first of them was asked for."""

    def __init__(self, bot: Bot, engine: Engine, uploads: Uploads) -> None:
        self._bot = bot
        self._engine = engine
        self._uploads = uploads
        self._albums: OrderedDict[tuple[str, str], str] = OrderedDict()

    async def hand_in(self, conversation: Conversation, message_id: str, file: SentFile) -> Trouble | None:
        """Hands a file in; the turn is stored when this returns, unless there is trouble to tell."""
        if await self._engine.record(conversation.id, message_id) is not None:
            return None
        too_large = Trouble("file_too_large", {"name": file.name, "max_mb": LARGEST_MB})
        if file.size > LARGEST_MB * 1_000_000:
            return too_large
        try:
            remote = await taken(self._bot.get_file(file.file_id))
            if (remote.file_size or 0) > LARGEST_MB * 1_000_000:
                return too_large
            data = bytes(await taken(remote.download_as_bytearray(read_timeout=SECONDS)))
        except DeliveryFailed:
            return Trouble("file_not_fetched")
        fetched = Fetched(file.name, file.media_type, data)
        await self._uploads.receive(conversation.id, message_id, fetched, material=self._material(conversation, file))
        return None

    def _material(self, conversation: Conversation, file: SentFile) -> str | None:
        asking = conversation.asking
        asked = asking.code if asking is not None and asking.kind == "material" else None
        if not file.album:
            return asked
        key = (conversation.id, file.album)
        if asked is not None:
            self._albums.setdefault(key, asked)
            if len(self._albums) > ALBUMS:
                self._albums.popitem(last=False)
        return self._albums.get(key)
