"""The conversation as it is stored (会话快照): JSON without what is empty, and without wording again what stayed as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

import orjson

from dialogs.conversation import Answer, Conversation

_NAMES = tuple(field.name for field in fields(Conversation))
_values = attrgetter(*_NAMES)


class Snapshots:
    """The JSON of one conversation's versions, for `Conversation.from_json`.

    A conversation is immutable, and its next version shares what did not change: an answer that is the same object as last
    time has the same JSON. What is empty is left out, since that is what reading puts there: half of the bytes to be sealed
    and flushed to disk.
    """

    __slots__ = ("_answers",)

    def __init__(self) -> None:
        self._answers: dict[str, tuple[Answer, orjson.Fragment]] = {}

    def json(self, conversation: Conversation) -> bytes:
        """The conversation as JSON."""
        told: dict[str, Any] = {name: value for name, value in zip(_NAMES, _values(conversation), strict=True) if value}
        if conversation.answers:
            told["answers"] = self._told(conversation.answers)
        return orjson.dumps(told)

    def _told(self, answers: Mapping[str, Answer]) -> dict[str, orjson.Fragment]:
        kept = self._answers
        told: dict[str, orjson.Fragment] = {}
        for code, answer in answers.items():
            known = kept.get(code)
            if known is None or known[0] is not answer:
                known = kept[code] = answer, _fragment(answer)
            told[code] = known[1]
        return told


def _fragment(answer: Answer) -> orjson.Fragment:
    told: dict[str, Any] = {"value": answer.value, "origin": answer.origin, "at": answer.at}
    if answer.by:
        told["by"] = answer.by
    if not answer.confirmed:
        told["confirmed"] = False
    if answer.flagged:
        told["flagged"] = answer.flagged
    return orjson.Fragment(orjson.dumps(told))
