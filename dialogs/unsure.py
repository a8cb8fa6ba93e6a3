"""Confirming what was understood but is not certain (待确认的值): at once in one line, or when its own question comes."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.asking import ask_step
from dialogs.draft import Draft
from dialogs.exchange import Choice
from dialogs.learning import line_of
from knowledge.values import Value

ONE_BY_ONE = "unsure"
"""Aside of a conversation whose values are confirmed one after the other, since not all of them were right."""


def due(draft: Draft) -> dict[str, Value]:
    """What is to be confirmed now, as far as this business uses it.

    Choices that were told in passing may be only some of them: those wait until their question comes.
    """
    return {
        code: value
        for code, value in draft.now.unsure.items()
        if draft.planner.uses(code) and not _is_known(draft.facts.get(code), value) and not _waits(draft, code)
    }


def confirm(draft: Draft, values: Mapping[str, Value]) -> None:
    """Show what was understood, in one line, and ask whether it is right."""
    if len(values) > 1 and draft.now.aside != ONE_BY_ONE:
        lines = draft.word("told_separator").join(line_of(draft, code, value) for code, value in values.items())
        ask_step(
            draft,
            "did_you_mean",
            draft.word("did_you_mean_values", values=lines),
            draft.choice("unsure:all", "choice_all_right"),
            draft.choice("unsure:each", "choice_one_by_one"),
        )
        return
    code, value = next(iter(values.items()))
    _confirm_one(draft, code, "did_you_mean_value", line_of(draft, code, value))


def confirm_list(draft: Draft, code: str) -> None:
    """Instead of the question: the choices that were told before, and whether these are all."""
    _confirm_one(draft, code, "did_you_mean_list", line_of(draft, code, draft.now.unsure[code]))


def _confirm_one(draft: Draft, code: str, wording: str, line: str) -> None:
    listed = wording == "did_you_mean_list"
    ask_step(
        draft,
        "did_you_mean",
        draft.word(wording, value=line),
        Choice(f"unsure:yes:{code}", draft.word("choice_these_are_all" if listed else "choice_yes_right")),
        Choice(f"unsure:no:{code}", draft.word("choice_not_all" if listed else "choice_no_wrong")),
    )


def _waits(draft: Draft, code: str) -> bool:
    now = draft.now
    return draft.fact(code).type == "multi_choice" and code not in now.asked and code not in now.answers


def _is_known(known: Value | None, value: Value) -> bool:
    """Whether nothing new would be confirmed, as with what the industry gives."""
    if isinstance(known, tuple) and isinstance(value, tuple):
        return {*value} <= {*known}
    return known == value and isinstance(known, bool) == isinstance(value, bool)
