"""What must never happen without a word: an answer that was known is gone or another."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.conversation import Conversation
from knowledge.pack import Pack

_FOLLOWING = frozenset({"derived", "industry"})
"""Answers that nobody gave: they follow from others, and change with those."""


def changed_in_silence(before: Conversation, after: Conversation, told: Iterable[str], pack: Pack) -> list[str]:
    """The facts whose known answer changed although nothing that was said names them."""
    said = "\n".join(told)
    silent: list[str] = []
    for code, answer in before.answers.items():
        now = after.answers.get(code)
        if answer.origin.value in _FOLLOWING or (now is not None and now.value == answer.value):
            continue
        label = pack.facts[code].label.zh.partition("（")[0]  # replies leave out what stands in brackets
        if label not in said:
            silent.append(code)
    return silent
