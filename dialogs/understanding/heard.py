"""What was heard (所听): everything that one message was understood to mean, and what it was said in answer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dialogs.understanding.industries import IndustryGuess
from dialogs.understanding.intents import Intent
from dialogs.understanding.permits import PermitRemark
from dialogs.understanding.questions import FaqGuess
from dialogs.understanding.reading import Surroundings, Unclear
from dialogs.understanding.segments import Segment
from knowledge.pack import Fact
from knowledge.values import Value


@dataclass(frozen=True, slots=True, repr=False)
class Heard:
    """What a message means. A value in `confirm` is stored only once the applicant has confirmed it.

    `also` is a yes or no said beside something else ("都对，要收费吗"). `target` is the fact, material or permit that a
    correction or question is about when it gives no value. `about` is the one that a question names itself.
    """

    intent: Intent
    facts: Mapping[str, Value] = field(default_factory=dict[str, Value])
    unclear: Mapping[str, Unclear] = field(default_factory=dict[str, Unclear])
    confirm: frozenset[str] = frozenset()
    industry: IndustryGuess | None = None
    faq: FaqGuess | None = None
    target: str | None = None
    permit: PermitRemark | None = None
    also: Intent | None = None
    about: str | None = None

    def supposing(self, values: Mapping[str, Value]) -> Heard:
        """The same with values that are to be confirmed, in place of what was heard or not understood of these facts."""
        return replace(
            self,
            facts={**self.facts, **values},
            unclear={code: why for code, why in self.unclear.items() if code not in values},
            confirm=self.confirm | values.keys(),
        )

    def __repr__(self) -> str:
        # the values are personal: only the codes may reach a log line
        return (
            f"Heard({self.intent.value}, facts={sorted(self.facts)}, unclear={sorted(self.unclear)}, "
            f"target={self.target})"
        )


@dataclass(frozen=True, slots=True, repr=False)
class Context:
    """A message, as typed and folded, with what it is said in answer to."""

    text: str
    folded: str
    clauses: list[Segment]
    asked: Fact | None
    industry: str | None
    known: Mapping[str, Value]
    around: Surroundings

    @property
    def asked_code(self) -> str | None:
        return None if self.asked is None else self.asked.code
