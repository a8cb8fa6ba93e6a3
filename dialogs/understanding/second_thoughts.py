"""Second thoughts (改口): a yes or no that is taken back at once, "No central AC... wait, yes there is"; to be confirmed."""

from __future__ import annotations

import re

from dialogs.understanding.reading import Reading, Surroundings, read
from dialogs.understanding.segments import segments
from dialogs.understanding.values.folding import fold
from knowledge.pack import Fact

_WAIT = (
    r"wait(?: a (?:second|sec|moment|minute))?|hold on|hang on|sorry|scratch that|strike that|i take that back|"
    r"correction|my mistake|actually|oops"
)
_TURNS = re.compile(
    rf"(?<=\w)[\s,.;!…-]+(?:(?:oh|no|ah|but|and|well)[\s,]+)?(?:{_WAIT})\b[\s,.:;!…-]*(?:(?:{_WAIT}|i mean|oh)\b[\s,.:;!…-]*)*(?=\w)"
)
_EDGES = " ,.;!…-"


def thought_better(text: str, asked: Fact, around: Surroundings) -> str | None:
    """The message without the yes or no that is taken back, where another one follows; None where none does."""
    folded = fold(text)
    turn = _TURNS.search(folded)
    if turn is None:
        return None
    behind = text[turn.end() :]
    first, second = _yes_or_no(asked, text[: turn.start()], around), _yes_or_no(asked, behind, around)
    if first is None or second is None or first[1] == second[1] or not second[2]:
        return None  # "no wait, we do sell snacks" takes back something else
    ahead = text[: first[0][0]] + text[first[0][1] : turn.start()]
    return ", ".join(part for part in (ahead.strip(_EDGES), behind) if part)


def _yes_or_no(asked: Fact, text: str, around: Surroundings) -> tuple[tuple[int, int], bool, bool] | None:
    """The first clause that answers what was asked, and how, and whether that is certain."""
    for clause in segments(fold(text)):
        reading = read(asked, text[clause.start : clause.end], around)
        if not clause.asks and isinstance(reading, Reading) and isinstance(reading.value, bool):
            return (clause.start, clause.end), reading.value, reading.certain
    return None
