"""Wording again (换个问法): no question is put the same way a third time.

First the question; not understood, it comes in other words with a hint, then with examples, then with the offer of a person.
After an interruption it comes in other words, then shorter. Nothing ever says that the applicant was wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from itertools import chain

from dialogs.conversation import Repeat
from dialogs.draft import Draft
from dialogs.exchange import Choice
from dialogs.understanding.reading import Unclear
from knowledge.documents.values import label
from knowledge.pack import Fact

HELP_FROM = 3
"""So often not understood, or put again without an answer, a person is offered."""
_ROUND = 3
"""Wordings that take turns once all others have been used."""
_NAMED = 2
"""Choices that serve as an example."""


def repeat_of(draft: Draft, code: str, *, waited: bool, missed: bool) -> Repeat:
    """The count for a question about to be put; `waited` says that it was put before and is unanswered."""
    now = draft.now
    told = now.repeats.get(code)
    if not waited or draft.afresh:
        if told is not None:
            draft.change(repeats={other: one for other, one in now.repeats.items() if other != code})
        return Repeat()
    before = told or Repeat()
    repeat = Repeat(before.put + 1, before.missed + missed)
    draft.change(repeats={**now.repeats, code: repeat})
    return repeat


def needs_person(repeat: Repeat) -> bool:
    """Whether a person is offered with the question."""
    return repeat.missed >= HELP_FROM or repeat.put >= HELP_FROM


def fact_text(draft: Draft, fact: Fact, repeat: Repeat, unclear: Unclear | None, *, exact: bool) -> str:
    """The words in which a fact is asked for."""
    if unclear is not None:
        return _missed(draft, fact, repeat.missed, unclear)
    if repeat.put:
        return _interrupted(draft, fact, repeat)
    text = fact.question.in_(draft.locale)
    return draft.word("ask_exact", question=text) if exact else text


def _missed(draft: Draft, fact: Fact, missed: int, unclear: Unclear) -> str:
    hint = hint_text(draft, unclear)
    if missed == 1:
        return f"{hint}\n{reworded(draft, fact)}"
    name, examples = label(fact, draft.locale), example_text(draft, fact)
    if missed == 2:
        # what exactly was in the way is worth saying once more, a general hint is not
        return draft.word("ask_with_examples", hint=hint if unclear.details else "", label=name, examples=examples)
    place = (missed - HELP_FROM) % _ROUND
    if place == 0:
        return draft.word("ask_with_person", label=name)
    return draft.word(f"ask_still_{place}", label=name, examples=examples)


def _interrupted(draft: Draft, fact: Fact, repeat: Repeat) -> str:
    if repeat.put == 1:
        return reworded(draft, fact)
    place = (repeat.put - 2) % _ROUND + 1
    return draft.word(f"ask_back_{place}", label=label(fact, draft.locale), examples=example_text(draft, fact))


def reworded(draft: Draft, fact: Fact) -> str:
    """The question in other words; the pack's own, else what it is about."""
    if fact.reworded is not None:
        return fact.reworded.in_(draft.locale)
    return draft.word("ask_reworded", label=label(fact, draft.locale))


def hint_text(draft: Draft, unclear: Unclear) -> str:
    """Why an answer was not understood, and what would be."""
    words = draft.world.knowledge.words
    key = unclear.hint if words.has(unclear.hint) else "hint_unclear"
    return draft.word(key, suggestion=unclear.suggestion, **unclear.details)


def example_text(draft: Draft, fact: Fact) -> str:
    """Explanation and examples: the pack's own, else those of the type."""
    parts = [fact.help.in_(draft.locale)] if fact.help else []
    labels = [choice.label.in_(draft.locale) for choice in fact.choices]
    if fact.example is not None:
        parts.append(fact.example.in_(draft.locale))
    elif labels:
        named = draft.word("list_separator").join(labels[: _NAMED if fact.type == "multi_choice" else 1])
        parts.append(draft.word(f"example_{fact.type}", named=named))
        parts.append(draft.word("example_choices", choices=draft.word("list_separator").join(labels)))
    else:
        key = f"example_{fact.type}"
        parts.append(draft.word(key if draft.world.knowledge.words.has(key) else "example_text"))
    return "\n".join(parts)


def step_text(draft: Draft, step: str, put: int) -> str:
    """A step that was put before in full and is unanswered, briefly."""
    if put >= HELP_FROM:
        return draft.word(f"step_with_person_{(put - HELP_FROM) % _ROUND + 1}")
    return draft.word(f"step_{step}_{put}")


def digest_of(text: str, choices: tuple[Choice, ...]) -> str:
    """Tells whether a step is put in the same words as last time."""
    parts = "\n".join(chain((text,), (choice.label for choice in choices)))
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def material_text(draft: Draft, details: Mapping[str, object], repeat: Repeat) -> str:
    """The words in which a material is asked for."""
    if not repeat.put:
        return draft.word("ask_material", **details)
    return draft.word(f"ask_material_{(repeat.put - 1) % _ROUND + 1}", **details)


def with_person(draft: Draft, choices: tuple[Choice, ...], *, put_off: bool) -> tuple[Choice, ...]:
    """The buttons with that for a person, and for putting the question off where that is possible."""
    ids = {choice.id for choice in choices}
    more = [("dont_know", "choice_put_off")] if put_off else []
    added = [draft.choice(id, key) for id, key in (*more, ("human", "choice_human")) if id not in ids]
    return (*choices, *added)
