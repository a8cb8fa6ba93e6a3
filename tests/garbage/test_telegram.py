"""Garbage over the Bot API's wire format: every message gets words back, no answer is lost."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bot.telegram.callback import read_callback, tag_of
from tests.bot.telegram.person import Person
from tests.garbage.messages import forged_choice, liars
from tests.garbage.texts import any_text, huge
from tests.garbage.visible import changed_in_silence

SEED = 20261125
UPDATES = 300
FILE_EVERY = 10
TEXT_LIMIT = 4096
"""Telegram sends no longer ones."""

pytestmark = pytest.mark.slow


async def test_every_update_is_answered_and_nothing_is_lost(person: Person) -> None:
    await person.says("奶茶店")
    for _ in range(8):
        await person.goes_on()
    pack = person.house.packs.current().pack
    dice = random.Random(SEED)
    files = liars(dice)
    for number in range(UPDATES):
        if number % FILE_EVERY == 0:
            sent = next(files)
            update = _document(person, sent.name, sent.declared, sent.data)
        elif number % 2:
            sent = _text(dice, number)
            update = person.api.message(person.chat, text=sent)
        else:
            sent = forged_choice(dice, pack)
            own = tag_of((await person.conversation()).id)
            update = person.api.press(person.chat, _data(dice, own, sent))
        before = await person.conversation()
        told = await _told(person, update)
        assert told or _only_ticks(update), sent
        assert all(text.strip() for text in told), sent
        assert changed_in_silence(before, await person.conversation(), told, pack) == [], (sent, told)


async def _told(person: Person, update: dict[str, Any]) -> list[str]:
    """What the person then sees: messages, or the words that appear over a button that was pressed."""
    calls = len(person.api.calls)
    told = [message.get("text") or message["document"]["file_name"] for message in await person.sends(update)]
    asides = [call.fields.get("text", "") for call in person.api.calls[calls:] if call.method == "answerCallbackQuery"]
    return [*told, *(text for text in asides if text)]


def _only_ticks(update: dict[str, Any]) -> bool:
    """A tick changes the keyboard that it is on, and says nothing; a forged one is on none."""
    pressed = read_callback(update.get("callback_query", {}).get("data"))
    return pressed is not None and pressed.action == "toggle"


def _text(dice: random.Random, number: int) -> str:
    text = huge(dice)[:TEXT_LIMIT] if number % 50 == 1 else any_text(dice)
    return text[:TEXT_LIMIT] or "\u200b"


def _data(dice: random.Random, own: str, choice: str) -> str:
    """What a forged button carries: of this conversation, of another, hashed, or no form at all."""
    letter, tag = dice.choice("ptdsPTDSx"), dice.choice(["00000000", "zz", own, own])
    return f"{letter}{tag}:{choice}".encode()[:64].decode(errors="ignore")


def _document(person: Person, name: str, declared: str, data: bytes) -> dict[str, Any]:
    file = person.api.keep(data)
    document = {
        "file_id": file, "file_unique_id": file, "file_name": name, "mime_type": declared, "file_size": len(data),
    }  # fmt: skip
    return person.api.message(person.chat, document=document)
