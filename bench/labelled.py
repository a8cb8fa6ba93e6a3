"""The labelled set (标注语料): what people say to the assistant, and what of it should be understood.

One JSON object a line in `utterances/*.jsonl`: `half`, `kind`, `say` (the input of `yizheng understand`) and `means` (what of its
output is checked; of several industries each is right). Rules and thresholds are tuned on the tuning half only; figures are taken
on the test half.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from knowledge.values import Range, Value

FOLDER = Path(__file__).with_name("utterances")
TODAY = date(2026, 11, 24)
"""The day of messages that name none."""

Half = Literal["tuning", "test"]
Kind = Literal["industry", "out_of_scope", "faq", "faq_none", "intent", "value", "yes_no", "multi", "correction"]
KINDS: tuple[Kind, ...] = (
    "industry", "out_of_scope", "faq", "faq_none", "intent", "value", "yes_no", "multi", "correction",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message with what it is said in answer to, and what it means."""

    half: Half
    kind: Kind
    text: str
    locale: Literal["zh", "en"]
    today: date
    industry: str | None
    asking: str | None
    known: Mapping[str, Value]
    means: Mapping[str, Any]

    @property
    def facts(self) -> dict[str, Value] | None:
        """The values that it tells; None where the label says nothing of values."""
        told = self.means.get("facts")
        return None if told is None else {code: as_value(value) for code, value in told.items()}

    @property
    def may_tell(self) -> frozenset[str]:
        """Facts beside them that it tells perhaps: whoever takes them down is not wrong."""
        return frozenset(self.means.get("also", ()))

    @property
    def intents(self) -> tuple[str, ...]:
        """The intents that are right; empty where the label names none."""
        told = self.means.get("intent")
        return () if told is None else (told,) if isinstance(told, str) else tuple(told)


def utterances(half: Half | None = None, *, folder: Path = FOLDER) -> Iterator[Utterance]:
    """The labelled messages of one half, or of both, file by file.

    Raises ValueError with file and line for one that is not written as it should be.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                one = _utterance(json.loads(line))
            except (KeyError, TypeError, ValueError) as wrong:
                raise ValueError(f"{path.name}, line {number}: {wrong!r}") from wrong
            if half is None or one.half == half:
                yield one


def as_value(given: Any) -> Value:
    """A value as the stable interface writes it."""
    match given:
        case {"min": low, "max": high}:
            return Range(low, high)
        case list():
            return tuple(given)  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]  JSON
        case _:
            return given


def _utterance(line: dict[str, Any]) -> Utterance:
    said: dict[str, Any] = line["say"]
    if line["half"] not in ("tuning", "test") or line["kind"] not in KINDS:
        raise ValueError(f"half {line['half']!r}, kind {line['kind']!r}")
    today = said.get("today")
    return Utterance(
        line["half"],
        line["kind"],
        said["text"],
        said.get("locale", "zh"),
        TODAY if today is None else date.fromisoformat(today),
        said.get("industry"),
        said.get("asking"),
        {code: as_value(value) for code, value in said.get("known", {}).items()},
        line["means"],
    )
