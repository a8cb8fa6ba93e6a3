"""What an update of the Bot API is to us (收到的更新): words, a button, a file, or something that needs another answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from telegram import CallbackQuery, Contact, InlineKeyboardMarkup, Message, Update

from bot.telegram.words import locale_of
from dialogs.conversation import Locale
from dialogs.exchange import Amended, Introduced, Located, Unreadable

Kind = Literal["voice", "audio", "video", "animation", "sticker", "poll", "dice", "other"]
_UNREADABLE: dict[str, Kind] = {
    "voice": "voice", "audio": "audio", "video": "video", "video_note": "video", "sticker": "sticker", "poll": "poll",
    "dice": "dice", "game": "other", "story": "other", "paid_media": "other", "invoice": "other",
}  # fmt: skip
"""Attributes of a message that hold what nobody here can read, and what each is to us."""
ALLOWED = ("message", "edited_message", "callback_query")
"""The kinds of update that we ask Telegram for."""
_COMMAND = re.compile(r"/([a-z]+)(?:@\w+)?(?:\s+(.*))?", re.DOTALL | re.IGNORECASE)
_RESUME = re.compile(
    r"\s*(?:恢复码|接续码|resume\s+code|recovery\s+code)\s*(?:是|is)?\s*[:：]?\s*([0-9A-Za-z]{0,12}|[0-9A-Za-z]{4}[ -][0-9A-Za-z]{4})"
    r"\s*[。.]?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    text: str = field(repr=False)
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What is neither words nor a file; what was written under it counts as words."""

    payload: Amended | Located | Introduced | Unreadable
    caption: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    rest: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ResumeCode:
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Button:
    """A press; the message under which it was tells what is ticked, where Telegram still knows it."""

    query: str
    data: str | None
    message_id: int | None
    keyboard: InlineKeyboardMarkup | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A document or the largest size of a photo; those sent together share an album."""

    file_id: str
    name: str = field(repr=False)
    media_type: str | None
    size: int
    album: str
    caption: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Other:
    """What is answered with words of the channel only."""

    kind: Literal["groups"]
    query: str = ""


Content = Words | Command | ResumeCode | Button | SentFile | Sent | Other


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update that came from a chat."""

    update_id: int
    chat: str
    locale: Locale
    content: Content


def incoming(update: Update) -> Incoming | None:
    """The update as we treat it; None for what concerns nobody, such as a channel post or a service message."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None or user.is_bot:
        return None
    locale = locale_of(user.language_code)
    query = update.callback_query
    if chat.type != "private":
        content = _in_a_group(update, query)
    elif query is not None:
        content = _button(query)
    elif update.edited_message is not None:
        content = Sent(Amended(update.edited_message.text or update.edited_message.caption or ""))
    else:
        content = None if update.message is None else _content(update.message)
    return None if content is None else Incoming(update.update_id, str(chat.id), locale, content)


def _in_a_group(update: Update, query: CallbackQuery | None) -> Content | None:
    """In a group only who addresses us is answered, and only with the way to a chat of their own."""
    if query is not None:
        return Other("groups", query.id)
    text = update.message.text if update.message is not None else None
    return Other("groups") if text is not None and text.startswith("/") else None


def _button(query: CallbackQuery) -> Button:
    message = query.message if isinstance(query.message, Message) else None
    known = query.message.message_id if query.message is not None else None
    return Button(query.id, query.data, known, message.reply_markup if message is not None else None)


def _content(message: Message) -> Content | None:
    if message.text is not None:
        return _words(message.text, forwarded=message.forward_origin is not None)
    if message.animation is not None:  # comes with a document beside it
        return Sent(Unreadable("animation"), message.caption or "")
    if message.document is not None:
        document = message.document
        name, media_type = document.file_name or "document", document.mime_type
        return _file(message, document.file_id, name, media_type, document.file_size)
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return _file(message, largest.file_id, f"photo-{message.message_id}.jpg", "image/jpeg", largest.file_size)
    return _sent(message)


def _sent(message: Message) -> Content | None:
    """What is neither words nor a file; None for a service message, such as a pinned one."""
    if message.contact is not None:
        return Sent(Introduced(message.contact.phone_number, _name(message.contact)))
    if message.venue is not None:  # comes with a location beside it
        return Sent(Located(message.venue.title, message.venue.address))
    if message.location is not None:
        return Sent(Located())
    kind: Kind | None = next((kind for name, kind in _UNREADABLE.items() if getattr(message, name) is not None), None)
    return None if kind is None else Sent(Unreadable(kind), message.caption or "")


def _name(contact: Contact) -> str:
    """The name on a card as it is written: a Chinese one family name first and without a space."""
    given, family = contact.first_name.strip(), (contact.last_name or "").strip()
    if not family:
        return given
    return f"{given} {family}" if (given + family).isascii() else f"{family}{given}"


def _file(message: Message, file_id: str, name: str, media_type: str | None, size: int | None) -> SentFile:
    return SentFile(file_id, name, media_type, size or 0, message.media_group_id or "", message.caption or "")


def _words(text: str, *, forwarded: bool) -> Content:
    command = _COMMAND.fullmatch(text)
    if command is not None and command[1].lower() in ("start", "help", "new", "language"):
        return Command(command[1].lower(), (command[2] or "").strip())
    resume = _RESUME.fullmatch(text)
    if resume is not None:
        return ResumeCode(resume[1].replace(" ", "").replace("-", ""))
    return Words(text, forwarded)
