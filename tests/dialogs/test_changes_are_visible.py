"""Whatever is said, the answers stay as they are, or the reply shows what is another now."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.labelled import utterances
from dialogs.conversation import Conversation, Origin
from dialogs.understanding.segments import segments
from dialogs.understanding.values.folding import fold
from knowledge.values import Value
from tests.dialogs.chat import Chat
from tests.dialogs.city import the_city

KINDS = frozenset({"value", "yes_no", "multi", "correction", "intent"})
MOST_FRAGMENTS = 3
ASKED = ("employee_count", "has_outdoor_sign", "contact_name")
FOLLOWING = frozenset({*Origin} - {Origin.APPLICANT, Origin.STAFF, Origin.PHOTO})
"""Answers that nobody gave: they follow from others, or from the credit code, and change with those."""


@cache
def fragments() -> tuple[str, ...]:
    """The clauses of what people said to the assistant, in any order and out of place."""
    texts = {one.text for one in utterances() if one.kind in KINDS and one.locale == "zh"}
    return tuple(sorted({text[c.start : c.end] for text in texts for c in segments(fold(text))}))


@cache
def standing(asked: str) -> Chat:
    """A conversation in the middle, where this is asked."""
    chat = Chat.open(the_city()).presses("industries").presses("industry:restaurant")
    return chat.goes_on_until(asked)


MESSAGES = st.lists(st.integers(0, 10**6), min_size=1, max_size=MOST_FRAGMENTS).flatmap(
    lambda places: st.sampled_from(("，", " ", "", "。", "\n")).map(
        lambda joint: joint.join(fragments()[place % len(fragments())] for place in places)
    )
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(message=MESSAGES)
def test_a_message_changes_nothing_or_shows_what_it_changes(message: str) -> None:
    shows_what_it_changes(ASKED[0], message)


@pytest.mark.slow
@pytest.mark.parametrize("asked", ASKED)
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(message=MESSAGES)
def test_whatever_is_asked_a_message_shows_what_it_changes(asked: str, message: str) -> None:
    shows_what_it_changes(asked, message)


def test_what_is_told_beside_a_correction_is_shown() -> None:
    shows_what_it_changes("employee_count", "面积改350，老师10个")


def shows_what_it_changes(asked: str, message: str) -> None:
    """The property, for one message in the middle of a conversation."""
    before = standing(asked)
    after = before.says(message)
    was, now = before.conversation, after.conversation
    told = [reply.text for reply in after.last.replies]
    assert told, "nothing was replied"
    if now.erased or now.industry != was.industry:
        return  # that is asked for, and said
    assert not [code for code in _another_now(was, now) if not _is_shown(code, told, after)]


def _another_now(was: Conversation, now: Conversation) -> list[str]:
    """The facts that are new, gone or changed, save what was asked for and what nobody told."""
    asked = was.asking.code if was.asking is not None else None
    return [
        code
        for code in sorted({*was.answers, *now.answers} - {asked})
        if _value(was, code) != _value(now, code) and not (_follows(was, code) and _follows(now, code))
    ]


def _follows(conversation: Conversation, code: str) -> bool:
    answer = conversation.answers.get(code)
    return answer is None or answer.origin in FOLLOWING


def _value(conversation: Conversation, code: str) -> Value | None:
    answer = conversation.answers.get(code)
    return None if answer is None else answer.value


def _is_shown(code: str, told: list[str], chat: Chat) -> bool:
    """Whether a reply names the fact, says it in its own words ("不卖烟"), or shows what is told of it."""
    fact, said = chat.knowledge.pack.facts[code], "\n".join(told)
    value = _value(chat.conversation, code)
    words = [fact.label.zh.partition("（")[0], *((fact.said.yes.zh, fact.said.no.zh) if fact.said is not None else ())]
    return any(word in said for word in (*words, *((value,) if isinstance(value, str) else ())))
