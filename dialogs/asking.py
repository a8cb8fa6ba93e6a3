"""Wording questions (提问): the question, its quick replies, and what it becomes when it was not understood."""

from __future__ import annotations

from typing import Any

from dialogs.conversation import Asking
from dialogs.draft import Draft
from dialogs.exchange import Choice, Reply
from dialogs.understanding.reading import Unclear
from knowledge.pack import Fact

_MANY = 12
"""More buttons than this do not help; the words are asked for."""


def ask_fact(draft: Draft, code: str, *, unclear: Unclear | None = None, exact: bool = False) -> None:
    """Ask for a fact; the second time with a hint, the third with examples and a person."""
    fact = draft.fact(code)
    before = draft.now.asking
    again = before is not None and before.kind == "fact" and before.code == code
    attempts = (before.attempts + 1) if again and before is not None and unclear is not None else 0
    choices = fact_choices(draft, fact)
    text = fact.question.in_(draft.locale)
    if exact:
        text = draft.word("ask_exact", question=text)
    if unclear is not None:
        text = (
            f"{hint_text(draft, unclear)}\n{text}"
            if attempts < 2
            else draft.word("ask_with_help", question=text, help=_help(draft, fact))
        )
    if attempts >= 2:
        choices = (*choices, draft.choice("human", "choice_human"))
    link = "sensitive" if draft.world.abroad and fact.sensitive else ""
    if link:
        text = draft.word("ask_by_link", question=text)
        choices = ()
    draft.replies.append(Reply(text, choices, link=link))
    draft.ask(Asking("fact", code, attempts, tuple(choice.id for choice in choices)))
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
    if fact.type in ("choice", "multi_choice") and 0 < len(fact.choices) <= _MANY:
        return tuple(Choice(f"fact:{fact.code}:{one.code}", one.label.in_(draft.locale)) for one in fact.choices)
    return ()


def hint_text(draft: Draft, unclear: Unclear) -> str:
    """Why an answer was not understood, and what would be."""
    words = draft.world.knowledge.words
    key = unclear.hint if words.has(unclear.hint) else "hint_unclear"
    return draft.word(key, suggestion=unclear.suggestion, **unclear.details)


def _help(draft: Draft, fact: Fact) -> str:
    """Examples and explanation, for somebody who was asked twice already."""
    parts = [fact.help.in_(draft.locale)] if fact.help else []
    words = draft.world.knowledge.words
    example = f"example_{fact.type}"
    if words.has(example):
        parts.append(draft.word(example))
    if fact.choices:
        parts.append(
            draft.word(
                "example_choices",
                choices=draft.word("list_separator").join(c.label.in_(draft.locale) for c in fact.choices),
            )
        )
    return "\n".join(parts)


def ask_step(draft: Draft, step: str, text: str, *choices: Choice, **more: Any) -> None:
    """Ask for a step that is no fact: consent, confirmation, review, signature, sending."""
    before = draft.now.asking
    attempts = before.attempts if before is not None and before.kind == "step" and before.code == step else 0
    draft.reply(text, *choices, **more)
    draft.ask(Asking("step", step, attempts, tuple(choice.id for choice in choices)))
