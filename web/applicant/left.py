"""How much is left (还剩), as the head of the chat page says it: questions and materials, then the steps after them."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.conversation import Conversation, Locale, State
from dialogs.exchange import Progress
from web.words import words_in

_OVER: dict[State, str] = {
    State.SUBMITTED: "left_submitted",
    State.NOTHING_NEEDED: "left_nothing",
    State.WITHDRAWN: "left_withdrawn",
}
_AFTER = ("left_review", "left_sign", "left_send")
"""What comes once nothing is asked any more: review and sign, sign, send."""


@dataclass(frozen=True, slots=True)
class Left:
    """The bar, and what it means in words; no words while nothing can be said."""

    done: int
    total: int
    words: str


def nothing_yet() -> Left:
    """Before a conversation is opened."""
    return Left(0, 1, "")


def left(progress: Progress, conversation: Conversation, locale: Locale) -> Left:
    """The bar is full only when the application lies with the departments."""
    say = words_in(locale)
    state = conversation.state
    if state in {State.PAUSED, State.WITH_STAFF} and conversation.before is not None:
        state = conversation.before
    if conversation.industry is None:
        return nothing_yet()
    known = progress.done + progress.left
    if state in _OVER and not progress.left:
        return Left(max(1, known), max(1, known), say(_OVER[state]))
    if progress.left or state in _OVER:
        return Left(progress.done, known + len(_AFTER), say("left", count=progress.left))
    signed = conversation.signature is not None
    step = (2 if signed else 1) if state is State.COMMITTING else 0
    return Left(known + step, known + len(_AFTER), say(_AFTER[step]))
