"""Buttons under a message (行内键盘): choices, several of which can be ticked where the question allows, and links."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.callback import callback_data, read_callback
from bot.telegram.words import say
from dialogs.conversation import ConversationId, Locale
from dialogs.exchange import Choice

TICK = "✓ "
ROW_WIDTH = 26
"""Columns of text that fit side by side on a narrow phone; a Chinese character takes two."""
ROW_BUTTONS = 3
ALONE = "none"
"""The choice that excludes all others."""

Row = list[InlineKeyboardButton]


def choice_rows(conversation_id: ConversationId, choices: Sequence[Choice]) -> list[Row]:
    """Buttons of which one is pressed."""
    return _rows([_button("press", conversation_id, choice.id, choice.label) for choice in choices])


def tick_rows(
    conversation_id: ConversationId, choices: Sequence[Choice], others: Sequence[Choice], locale: Locale
) -> list[Row]:
    """Buttons of which several can be ticked, then one to be done; the message itself holds what is ticked."""
    ticks = _rows([_button("toggle", conversation_id, choice.id, choice.label) for choice in choices])
    fact = choices[0].id.rpartition(":")[0]
    done = InlineKeyboardButton(say("done", locale), callback_data=callback_data("done", conversation_id, fact))
    return [*ticks, [done], *choice_rows(conversation_id, others)]


def link_row(text: str, url: str) -> Row:
    """A button that opens a page of ours."""
    return [InlineKeyboardButton(text, url=url)]


def switch_row(conversation_id: ConversationId, text: str) -> Row:
    """A button that makes another conversation the chat's present one."""
    return [InlineKeyboardButton(text, callback_data=callback_data("switch", conversation_id, ""))]


def toggled(keyboard: InlineKeyboardMarkup, data: str) -> InlineKeyboardMarkup:
    """The keyboard with one tick changed; a choice that stands alone takes the others' ticks away, and they take its."""
    pressed = next((button for button in _buttons(keyboard) if button.callback_data == data), None)
    if pressed is None:
        return keyboard
    ticking = not pressed.text.startswith(TICK)
    rows: list[Row] = []
    for row in keyboard.inline_keyboard:
        changed: Row = []
        for button in row:
            if button is pressed:
                button = _ticked(button, ticking)
            elif ticking and _is_tick(button) and (_stands_alone(button) or _stands_alone(pressed)):
                button = _ticked(button, False)
            changed.append(button)
        rows.append(changed)
    return InlineKeyboardMarkup(rows)


def ticked_data(keyboard: InlineKeyboardMarkup) -> list[str]:
    """The data of the buttons that are ticked."""
    return [str(one.callback_data) for one in _buttons(keyboard) if _is_tick(one) and one.text.startswith(TICK)]


def _buttons(keyboard: InlineKeyboardMarkup) -> list[InlineKeyboardButton]:
    return [button for row in keyboard.inline_keyboard for button in row]


def _is_tick(button: InlineKeyboardButton) -> bool:
    pressed = read_callback(button.callback_data if isinstance(button.callback_data, str) else None)
    return pressed is not None and pressed.action == "toggle"


def _stands_alone(button: InlineKeyboardButton) -> bool:
    return str(button.callback_data).endswith(f":{ALONE}")


def _ticked(button: InlineKeyboardButton, ticked: bool) -> InlineKeyboardButton:
    label = button.text.removeprefix(TICK)
    return InlineKeyboardButton(f"{TICK}{label}" if ticked else label, callback_data=button.callback_data)


def _button(action: str, conversation_id: ConversationId, choice: str, label: str) -> InlineKeyboardButton:
    kind = "toggle" if action == "toggle" else "press"
    return InlineKeyboardButton(label, callback_data=callback_data(kind, conversation_id, choice))


def _rows(buttons: Sequence[InlineKeyboardButton]) -> list[Row]:
    """Short labels share a row."""
    rows: list[Row] = []
    room = 0
    for button in buttons:
        width = _width(button.text) + 4
        if rows and width <= room and len(rows[-1]) < ROW_BUTTONS:
            rows[-1].append(button)
            room -= width
        else:
            rows.append([button])
            room = ROW_WIDTH - width
    return rows


def _width(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)
