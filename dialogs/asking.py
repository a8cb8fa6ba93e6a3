"""Wording questions (提问): the question, its quick replies, and what it becomes when it is put again."""

from __future__ import annotations

from typing import Any

from dialogs.conversation import Asking
from dialogs.draft import Draft
from dialogs.exchange import Choice, Reply
from dialogs.rewording import (
    HELP_FROM,
    digest_of,
    fact_text,
    hint_text,
    needs_person,
    repeat_of,
    step_text,
    with_person,
)
from dialogs.understanding.reading import Unclear
from knowledge.pack import CHOSEN, Fact

__all__ = ["ask_fact", "ask_step", "fact_choices", "hint_text"]

_MANY = 12
"""More buttons than this do not help; the words are asked for."""


def ask_fact(draft: Draft, code: str, *, unclear: Unclear | None = None, exact: bool = False) -> None:
    """Ask for a fact; `unclear` says why the last answer was not understood."""
    fact = draft.fact(code)
    now = draft.now
    before = now.asking
    still = before is not None and before.kind == "fact" and before.code == code
    waited = still or (code in now.asked and code not in now.answers)
    repeat = repeat_of(draft, code, waited=waited, missed=unclear is not None)
    text = fact_text(draft, fact, repeat, unclear, exact=exact)
    choices = fact_choices(draft, fact)
    if needs_person(repeat):
        choices = with_person(draft, choices, put_off=code not in now.postponed)
    photo = fact.type == "uscc" and draft.world.reads_photos
    if draft.world.abroad and fact.sensitive:
        text = draft.word("ask_by_link", question=text)
        choices = tuple(choice for choice in choices if choice.id in ("dont_know", "human"))
        draft.replies.append(Reply(text, choices, link="sensitive"))
    elif photo:
        if not repeat.put:
            text = draft.word("ask_or_photo", question=text)
        draft.replies.append(Reply(text, choices, link="upload" if draft.world.abroad else "", photo=True))
    else:
        draft.replies.append(Reply(text, choices))
    draft.ask(Asking("fact", code, repeat.missed, tuple(choice.id for choice in choices)))
    if code not in draft.now.asked:
        draft.change(asked=(*draft.now.asked, code))


def fact_choices(draft: Draft, fact: Fact) -> tuple[Choice, ...]:
    """Quick replies for a fact."""
    if fact.type == "boolean":
        return (
            draft.choice(f"fact:{fact.code}:yes", "choice_yes"),
            draft.choice(f"fact:{fact.code}:no", "choice_no"),
            draft.choice("dont_know", "choice_dont_know"),
        )
    if fact.type in CHOSEN and 0 < len(fact.choices) <= _MANY:
        return tuple(Choice(f"fact:{fact.code}:{one.code}", one.label.in_(draft.locale)) for one in fact.choices)
    return ()


def ask_step(draft: Draft, step: str, text: str, *choices: Choice, **more: Any) -> None:
    """Ask for a step that is no fact: consent, confirmation, review, signature, sending.

    What was just put in the same words stands above: it is not said in full again.
    """
    before = draft.now.asking
    same = before if before is not None and before.kind == "step" and before.code == step else None
    words = digest_of(text, choices)
    put = 0
    if same is not None and same.words == words:
        put = same.put + 1
        text = step_text(draft, step, put)
        more = {"link": more["link"]} if "link" in more else {}
        if put >= HELP_FROM:
            choices = with_person(draft, choices, put_off=False)
    draft.reply(text, *choices, **more)
    attempts = same.attempts if same is not None else 0
    draft.ask(Asking("step", step, attempts, tuple(choice.id for choice in choices), put, words))
