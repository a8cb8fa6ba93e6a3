"""The readers of facts that are numbers (数量事实): each made once, with the measure and the words of its fact."""

from __future__ import annotations

import re

from dialogs.understanding.values.amount_bounds import Bounds
from dialogs.understanding.values.amount_cues import CERTIFIED, FILL_EN, FILL_ZH
from dialogs.understanding.values.amount_units import Units
from dialogs.understanding.values.amounts import AmountReader
from dialogs.understanding.values.folding import fold
from dialogs.understanding.values.quantities import Measure
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact


def amount_reader(fact: Fact) -> AmountReader:
    """The reader for an integer, decimal, area or money fact; its unit comes from its type, unit or label."""
    words = words_of(fact.code)
    texts = [fact.question.zh, fact.help.zh if fact.help else ""]
    values = [(fold(phrase), float(value)) for value, phrases in words.values.items() for phrase in phrases]
    fill: list[float] = []
    for text in texts:
        for phrase, value in FILL_ZH.findall(text):
            fill += [float(value)] if "没" in phrase else []
            values.append((fold(str(phrase).strip()), float(value)))
    for text in [fact.question.en or "", (fact.help.en or "") if fact.help else ""]:
        for value, phrase in FILL_EN.findall(text):
            values.append((fold(str(phrase)), float(value)))
    zero_allowed = fact.bounds.min == 0 and (fact.bounds.max is None or fact.bounds.max >= 0)
    return AmountReader(
        measure=measure_of(fact),
        bounds=Bounds(fact.bounds.min, fact.bounds.max, fact.type == "integer", "最多" in fact.question.zh),
        nothing=fill[0] if fill else 0.0 if zero_allowed else None,
        said_values=_useful(values),
        words=words,
        near=any_of(words.near),
        unless=any_of(words.unless),
        general=any_of(words.general),
        units=Units(measure_of(fact), any_of(words.near), any_of(words.units), any_of(words.not_units)),
        parts=any_of(words.parts),
        derived=fact.derive is not None,
        counts_people="名" in words.units,
        counts_asker="连您在内" in fact.question.zh,
        counts_certified=CERTIFIED.search(fact.label.zh) is not None,
    )


def _useful(values: list[tuple[str, float]]) -> tuple[tuple[re.Pattern[str], float], ...]:
    """Phrases long enough to mean something by themselves, the longest first; 没有 alone is judged by the whole answer."""
    kept = {phrase: value for phrase, value in values if len(phrase) >= 2 and phrase not in {"没有", "none"}}
    ranked = sorted(kept.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple((pattern, value) for phrase, value in ranked if (pattern := any_of((phrase,))) is not None)


def measure_of(fact: Fact) -> Measure:
    """What the numbers of a fact count."""
    match fact.type:
        case "area_m2":
            return Measure.AREA
        case "money":
            return Measure.MONEY
        case _:
            named = f"{fact.unit.zh if fact.unit else ''}{fact.label.zh}"
    if "立方米" in named or "（吨）" in named:
        return Measure.VOLUME
    if "（米）" in named:
        return Measure.LENGTH
    return Measure.FLOOR if "楼层" in named else Measure.COUNT
