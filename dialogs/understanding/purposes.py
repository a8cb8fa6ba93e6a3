"""Purposes (意思): what a clause is for when no phrase matches, by likeness to known questions, wishes and small talk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dialogs.understanding.intents import Intent
from dialogs.understanding.likeness import Likeness, examples_of
from dialogs.understanding.questions import normal
from dialogs.understanding.sentences import sentence_encoder
from knowledge.pack import FrequentQuestion

LONGEST = 120
"""Characters of a clause that are looked at; nobody asks a longer question without saying it in the first of them."""
_QUESTION, _WISH, _OTHER, _NOTHING = "question:", "wish:", "other", "nothing"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a clause is most like, how much (about 1 for a known wording, about 0 for none), and how much more than the next.

    At most one of `intent` and `question` is set. With neither, it is a question that the pack has no answer to (`asks`), or talk.
    """

    likeness: float
    lead: float
    intent: Intent | None = None
    question: str | None = None
    asks: bool = False
    next_question: str | None = None


_NO_PURPOSE = Purpose(0.0, 0.0)
"""What letters without a single known word are for."""


class Purposes:
    """What clauses are for; what the examples teach is worked out when it is first needed."""

    def __init__(
        self,
        questions: Mapping[str, FrequentQuestion],
        wordings: Mapping[str, Iterable[str]],
        asked: Mapping[str, Any],
        wishes: Mapping[str, Sequence[str]],
        talk: Sequence[str],
    ) -> None:
        """`asked` is the content of asked.yaml; `wishes` are sentences by intent, `talk` those that want nothing."""
        examples: dict[str, Sequence[str]] = {}
        for code, question in questions.items():
            known = (*question.questions.zh, *question.questions.en)
            examples[_QUESTION + code] = (*known, *wordings.get(code, ()), *asked["questions"].get(code, ()))
        for name, sentences in wishes.items():
            examples[_WISH + name] = sentences
        self.examples = examples_of({**examples, _OTHER: asked["others"], _NOTHING: talk}, normal)

    @cached_property
    def likeness(self) -> Likeness:
        return Likeness(self.examples, sentence_encoder())

    def of(self, clauses: Sequence[str], whole: str | None = None) -> tuple[list[Purpose], Purpose | None]:
        """The purpose of each clause of folded text, and that of the message that they are parts of.

        A message is what it is as a whole and in its clearest part: "约的那天我要回老家，换个日子行不" is neither alone.
        """
        if not clauses:
            return [], None
        sentences = [*clauses, *(() if whole is None else (whole,))]
        known = [self.likeness.knows(normal(words[:LONGEST])) for words in sentences]
        if not any(known):
            return [_NO_PURPOSE for _ in clauses], None
        scores = self.likeness.of([normal(words[:LONGEST]) for words in sentences])
        parts = scores[: len(clauses)]
        together: Purpose | None = None
        if whole is not None:
            said = scores[-1]
            together = _purpose(
                {subject: (said[subject] + max(part[subject] for part in parts)) / 2 for subject in said}
            )
        return [_purpose(part) if of else _NO_PURPOSE for part, of in zip(parts, known, strict=False)], together


def _purpose(scores: Mapping[str, float]) -> Purpose:
    ranked = sorted(scores, key=lambda subject: -scores[subject])[:3]
    first, likeness = ranked[0], scores[ranked[0]]
    lead = likeness - scores[ranked[1]]
    following = next((one.removeprefix(_QUESTION) for one in ranked[1:] if one.startswith(_QUESTION)), None)
    if first.startswith(_WISH):
        return Purpose(likeness, lead, intent=Intent(first.removeprefix(_WISH)), next_question=following)
    if first.startswith(_QUESTION):
        return Purpose(likeness, lead, question=first.removeprefix(_QUESTION), asks=True)
    return Purpose(likeness, lead, asks=first == _OTHER, next_question=following)
