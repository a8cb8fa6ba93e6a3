"""The conversation as it is stored (会话快照): JSON without what is empty, and without wording again what stayed as it was."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from operator import eq, is_
from typing import Any

import orjson

from dialogs.conversation import Answer, Conversation

_NO_ANSWERS: Mapping[str, Answer] = {}
_PLAIN = (str, int, bool)
_OF_EVERY_TURN = frozenset({"asking", "asked"})
"""Changes with nearly every turn: to remember its JSON would cost more than to write it."""


class Snapshots:
    """The JSON of one conversation's versions, for `Conversation.from_json`.

    A conversation is immutable, and its next version shares what did not change: a field that is the same object as last time
    has the same JSON, and answers that were only added to have the same beginning. What is empty is left out, since that is
    what reading puts there: half of the bytes to be sealed and flushed to disk.
    """

    __slots__ = ("_answers", "_kept", "_words")

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Any, orjson.Fragment]] = {}
        self._answers = _NO_ANSWERS
        self._words = b""
        """The JSON of these answers, without the braces."""

    def json(self, conversation: Conversation) -> bytes:
        """The conversation as JSON."""
        told: dict[str, Any] = {}
        for name, value in vars(conversation).items():
            if not value:
                continue
            if name == "answers":
                told[name] = self._told(value)
            else:
                told[name] = value if isinstance(value, _PLAIN) or name in _OF_EVERY_TURN else self._same(name, value)
        return orjson.dumps(told)

    def _same(self, name: str, value: Any) -> orjson.Fragment:
        known = self._kept.get(name)
        if known is None or known[0] is not value:
            known = self._kept[name] = value, orjson.Fragment(orjson.dumps(value))
        return known[1]

    def _told(self, answers: Mapping[str, Answer]) -> orjson.Fragment:
        if not _goes_on(self._answers, answers):
            self._answers, self._words = _NO_ANSWERS, b""
        new = islice(answers.items(), len(self._answers), None)
        words = b",".join([b"%s:%s" % (orjson.dumps(code), _json_of(answer)) for code, answer in new])
        self._words = b"%s,%s" % (self._words, words) if self._words and words else self._words or words
        self._answers = answers
        return orjson.Fragment(b"{%s}" % self._words)


def _goes_on(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> bool:
    """Whether all answers of before stand first and unchanged in those of after."""
    return (
        len(before) <= len(after)
        and all(map(is_, before.values(), after.values()))
        and all(map(eq, before, after))
    )  # fmt: skip


def _json_of(answer: Answer) -> bytes:
    told: dict[str, Any] = {"value": answer.value, "origin": answer.origin, "at": answer.at}
    if answer.by:
        told["by"] = answer.by
    if not answer.confirmed:
        told["confirmed"] = False
    if answer.flagged:
        told["flagged"] = answer.flagged
    return orjson.dumps(told)
