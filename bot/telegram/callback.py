"""What a button carries (按钮数据): at most 64 bytes that name the conversation and the choice.

A choice id that is too long travels as its hash, and is found again among the choices that were offered lately.
Nothing in it is trusted: the turn checks each choice against what it offers now.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dialogs.conversation import ConversationId

LIMIT = 64
"""Bytes that Telegram allows."""
_TAG = 8
_HASH = 24
_DATA = re.compile(r"([pPtTds])([0-9a-f]{8}):(.*)", re.DOTALL)

Action = Literal["press", "toggle", "done", "switch"]
_LETTERS: dict[Action, str] = {"press": "p", "toggle": "t", "done": "d", "switch": "s"}
_ACTIONS: dict[str, Action] = {letter: action for action, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button as it came back: `choice` is an id, or its hash when `hashed`."""

    action: Action
    tag: str
    choice: str
    hashed: bool = False

    def choice_among(self, offered: Iterable[str]) -> str | None:
        """The choice id, looked up among those offered when only its hash came."""
        if not self.hashed:
            return self.choice
        return next((id for id in offered if _hash(id) == self.choice), None)


def tag_of(conversation_id: ConversationId) -> str:
    """What of a conversation's id stands in its buttons: enough to notice another conversation's."""
    return conversation_id[:_TAG]


def callback_data(action: Action, conversation_id: ConversationId, choice: str) -> str:
    """The data of a button."""
    letter = _LETTERS[action]
    data = f"{letter}{tag_of(conversation_id)}:{choice}"
    if len(data.encode()) <= LIMIT:
        return data
    return f"{letter.upper()}{tag_of(conversation_id)}:{_hash(choice)}"


def read_callback(data: str | None) -> Pressed | None:
    """What came back, or None where it is nothing of ours."""
    found = _DATA.fullmatch(data or "")
    if found is None:
        return None
    letter, tag, choice = found.groups()
    return Pressed(_ACTIONS[letter.lower()], tag, choice, letter.isupper())


def _hash(choice: str) -> str:
    return hashlib.sha256(choice.encode()).hexdigest()[:_HASH]
