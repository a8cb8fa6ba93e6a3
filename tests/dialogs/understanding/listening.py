"""A short way to speak to the understanding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dialogs.understanding.message import Heard, Understanding
from dialogs.understanding.reading import Surroundings
from knowledge.values import Value

AROUND = Surroundings(today=date(2026, 11, 24))


@dataclass(frozen=True, slots=True)
class Listener:
    """Hears one message in its context."""

    understanding: Understanding

    def __call__(
        self,
        text: str,
        *,
        asking: str | None = None,
        industry: str | None = "drinks_snacks",
        known: Mapping[str, Value] | None = None,
    ) -> Heard:
        return self.understanding.hear(text, asking=asking, industry=industry, known=known or {}, around=AROUND)
