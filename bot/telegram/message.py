"""Replies as Telegram messages (消息): texts in parts that fit, buttons under the last, documents beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from telegram import InlineKeyboardMarkup

from bot.telegram.keyboard import Row, choice_rows, link_row, switch_row, tick_rows
from bot.telegram.pages import Page
from bot.telegram.words import say
from dialogs.conversation import Locale
from dialogs.exchange import Attachment, Choice, Reply
from storage.turns import TurnRecord

LONGEST = 4096
"""Characters (UTF-16 units) that Telegram takes in one message."""
_ROOM = 3500
_LINE = 1700
"""Longest run of characters that is kept together: even outside the basic plane it fits."""
OPEN_DOCUMENTS = ("notice", "materials", "receipt")
"""Documents that hold nothing sensitive in the clear; the others are read on a page of ours where a channel is abroad."""


@dataclass(frozen=True, slots=True)
class TextPart:
    text: str = field(repr=False)
    keyboard: InlineKeyboardMarkup | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A document to be made and sent."""

    document: str
    name: str


@dataclass(frozen=True, slots=True)
class LinkPart:
    """A text with a link to a page of ours, which is drawn when it is sent."""

    page: Page
    text: str = field(repr=False)
    rows: Sequence[Row] = field(repr=False)


Part = TextPart | DocumentPart | LinkPart


@dataclass(frozen=True, slots=True)
class Telling:
    """How a turn is told in a chat: `extra` is a page that the last reply needs though the turn did not say so."""

    locale: Locale
    abroad: bool
    extra: Page | None = None
    heading: str = ""
    """Says which application it is about, where it is not the chat's present one."""
    switch: bool = False
    """Offers to go on with that application instead of buttons."""


def parts_of(record: TurnRecord, telling: Telling) -> list[Part]:
    """What is sent for a turn, in order."""
    parts: list[Part] = []
    for number, reply in enumerate(record.replies, 1):
        last = number == len(record.replies)
        page = reply.link or (telling.extra if last else None)
        parts += _reply_parts(record, reply, page, telling)
    if parts and telling.switch:
        row = switch_row(record.conversation_id, say("go_to_other", telling.locale))
        parts.append(TextPart(telling.heading, InlineKeyboardMarkup([row])))
    return parts


def split_text(text: str) -> list[str]:
    """The text in pieces that Telegram takes, cut at line ends where that is possible."""
    pieces: list[str] = []
    piece = ""
    for line in _short_lines(text):
        if piece and _units(piece) + _units(line) > _ROOM:
            pieces.append(piece)
            piece = ""
        piece += line
    return [kept for kept in (one.strip("\n") for one in (*pieces, piece)) if kept.strip()]


def _short_lines(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        for start in range(0, len(line), _LINE):
            yield line[start : start + _LINE]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _reply_parts(record: TurnRecord, reply: Reply, page: Page | None, telling: Telling) -> Iterator[Part]:
    text = reply.text
    if reply.speaker:
        text = say("speaker", telling.locale, name=reply.speaker, text=text)
    if telling.heading:
        text = f"{telling.heading}\n{text}"
    documents, elsewhere = _documents(reply.attachments, abroad=telling.abroad)
    if elsewhere:
        told = "\n".join(say("open_document", telling.locale, name=one.name) for one in elsewhere)
        text = f"{text}\n{told}"
    rows = [] if telling.switch else _rows(record, reply, telling.locale)
    ticking = bool(rows) and _ticks(record, reply) != ()
    pieces = split_text(f"{text}\n{say('choose_several', telling.locale)}" if ticking else text)
    for piece in pieces[:-1]:
        yield TextPart(piece)
    for document in documents:
        yield DocumentPart(document.document, document.name)
    last = pieces[-1] if pieces else ""
    if page is not None and not telling.switch:
        yield LinkPart(page, last, rows)
    elif last:
        yield TextPart(last, InlineKeyboardMarkup(rows) if rows else None)


def _documents(attached: Sequence[Attachment], *, abroad: bool) -> tuple[list[Attachment], list[Attachment]]:
    """Those to send, and those to be read on a page of ours."""
    sent = [one for one in attached if not abroad or one.document.partition("-")[0] in OPEN_DOCUMENTS]
    return sent, [one for one in attached if one not in sent]


def _ticks(record: TurnRecord, reply: Reply) -> tuple[Choice, ...]:
    """The choices of which several can be ticked."""
    asking = record.asking
    if asking is None or asking.type != "multi_choice" or asking.fact is None:
        return ()
    return tuple(one for one in reply.choices if one.id.startswith(f"fact:{asking.fact}:"))


def _rows(record: TurnRecord, reply: Reply, locale: Locale) -> list[Row]:
    ticks = _ticks(record, reply)
    if not ticks:
        return choice_rows(record.conversation_id, reply.choices)
    others = [one for one in reply.choices if one not in ticks]
    return tick_rows(record.conversation_id, ticks, others, locale)


def page_rows(part: LinkPart, url: str, locale: Locale) -> InlineKeyboardMarkup:
    """The buttons of a part with a link, the link first."""
    return InlineKeyboardMarkup([link_row(say(f"open_{part.page}", locale), url), *part.rows])
