"""Purposes (意思): what a clause is for when no phrase matches, by likeness to known questions, wishes and small talk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dialogs.understanding.intents import Intent
from dialogs.understanding.likeness import Likeness, examples_of
from dialogs.understanding.questions import normal
from dialogs.understanding.sentences import sentence_encoder
from knowledge.pack import FrequentQuestion

LONGEST = 120
"""Characters that are looked at, the last ones: who is long-winded asks at the end."""
WHOLE = 0.9
"""Share of the whole message in what it is for; the rest is its clearest part."""
WISHED_ALONE = 0.75
"""From here a clause is the wish that it is like, whatever the rest of the message is about."""
MOST_IN_PASSING = 1.6
"""How much more than the message as a whole one of its clauses can be like a wish, where it is not so clear."""
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
    questions: tuple[str, ...] = ()
    """The frequent questions that it is most like, the likeliest first, whatever else it may be."""
    scores: Mapping[str, float] = field(default_factory=dict[str, float], repr=False)

    def likeness_to(self, question: str) -> float:
        """How like a frequent question it is."""
        return self.scores.get(_QUESTION + question, 0.0)

    @property
    def is_talk(self) -> bool:
        """Whether it is most like what people say beside the matter."""
        return self.intent is None and self.question is None and not self.asks


_NO_PURPOSE = Purpose(0.0, 0.0)
"""What letters without a single known word are for."""
MOST_OFFERED = 3
"""Questions that may be offered when none is certain."""
MAYBE_ASKED = 0.14
"""How like a question a clause must be for it to be offered ("您是想问…?")."""


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

        A message is rather what it is as a whole than what its clearest part is: in "等稳定了想再卖点烟，到时候咋弄" the part
        asks for the tobacco licence, the whole for how to add one later.
        """
        if not clauses:
            return [], None
        sentences = [*clauses, *(() if whole is None else (whole,))]
        known = [self.likeness.knows(normal(words[-LONGEST:])) for words in sentences]
        if not any(known):
            return [_NO_PURPOSE for _ in clauses], None
        scores = self.likeness.of([normal(words[-LONGEST:]) for words in sentences])
        parts = scores[: len(clauses)]
        together: Purpose | None = None
        if whole is not None:
            said = scores[-1]
            parts = [_in_view_of(said, part) for part in parts]
            together = _purpose(
                {
                    subject: WHOLE * said[subject] + (1 - WHOLE) * max(part[subject] for part in parts)
                    for subject in said
                }
            )
        return [_purpose(part) if of else _NO_PURPOSE for part, of in zip(parts, known, strict=False)], together


def _in_view_of(whole: Mapping[str, float], part: Mapping[str, float]) -> dict[str, float]:
    """The scores of a clause, without wishes that it is only like for want of context ("不是开饭店，是给人住的": 给人 wants nobody)."""
    return {
        subject: min(score, MOST_IN_PASSING * max(whole[subject], 0.0))
        if subject.startswith(_WISH) and score < WISHED_ALONE
        else score
        for subject, score in part.items()
    }


def _purpose(scores: Mapping[str, float]) -> Purpose:
    ranked = sorted(scores, key=lambda subject: -scores[subject])
    first, likeness = ranked[0], scores[ranked[0]]
    lead = likeness - scores[ranked[1]]
    asked = [one for one in ranked if one.startswith(_QUESTION)]
    offered = [asked[0], *(one for one in asked[1:MOST_OFFERED] if scores[one] >= MAYBE_ASKED)] if asked else []
    codes = tuple(one.removeprefix(_QUESTION) for one in offered)
    if first.startswith(_WISH):
        return Purpose(likeness, lead, Intent(first.removeprefix(_WISH)), None, False, codes, scores)
    if first.startswith(_QUESTION):
        return Purpose(likeness, lead, None, codes[0], True, codes, scores)
    return Purpose(likeness, lead, None, None, first == _OTHER, codes, scores)
