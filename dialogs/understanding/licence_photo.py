"""What a photographed business licence (营业执照照片) says: facts with how sure they are, or what is wrong with the photo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dialogs.understanding.licence_layout import Field, PrintedLine, compact, fields_of
from dialogs.understanding.values.credit_codes import LENGTH, is_valid, mended
from knowledge.pack import Fact, Pack
from knowledge.values import Value

SURE, USABLE = 0.93, 0.8
"""Below the first a line's reading is shown as doubtful, below the second it is not shown; plain print scores 0.97 and more."""
_POOR = ("file_blank", "file_dark", "file_blurred", "file_small")
"""What the examination of an upload finds wrong with a picture, the graver first."""
_RUN = re.compile(r"[0-9A-Z]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FULL_WIDTH = str.maketrans("():;,", "（）：；，")
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class LicenceReading:
    """What was read. `trouble` is a catalogue key and says why the credit code is missing; empty when it is there.

    `doubtful` are facts read without certainty, or mended by their check character.
    """

    facts: Mapping[str, Value] = field(repr=False)
    doubtful: tuple[str, ...] = ()
    trouble: str = ""


def read_licence(pack: Pack, lines: Sequence[PrintedLine], warnings: Iterable[str] = ()) -> LicenceReading:
    """The facts on a licence's print; `warnings` are what the examination of the picture found wrong with it."""
    printed = [line for line in lines if not _passes(compact(line.text))]
    code, code_is_doubtful = _credit_code(printed)
    fields = fields_of(printed, _all_labels())
    facts: dict[str, Value] = {}
    doubtful: list[str] = []
    code_fact = next((fact.code for fact in pack.facts.values() if fact.type == "uscc"), None)
    if code is not None and code_fact is not None:
        facts[code_fact] = code
        doubtful += [code_fact] if code_is_doubtful else []
    for fact_code, labels in _words()["labels"].items():
        found = next((fields[label] for label in labels if label in fields and fields[label].value), None)
        fact = pack.facts.get(fact_code)
        value = _value(fact, found) if fact is not None and found is not None and _holds(found) else None
        if value is not None and found is not None:
            facts[fact_code] = value
            doubtful += [fact_code] if found.score < SURE else []
    return LicenceReading(facts, tuple(doubtful), "" if code else _trouble(lines, fields, tuple(warnings)))


def says_the_same(fact: Fact, printed: Value, registered: Value) -> bool:
    """Whether a print and a register differ in form only: brackets, a province left out, the headings of a scope."""
    if not (isinstance(printed, str) and isinstance(registered, str)):
        return printed == registered
    one, other = _MARKS.sub("", compact(printed)), _MARKS.sub("", compact(registered))
    if one == other:
        return True
    if fact.type == "address":
        return one.endswith(other) or other.endswith(one)
    return _items(printed) == _items(registered) != set()


# --- the credit code -----------------------------------------------------------------------------------------------


def _credit_code(lines: Sequence[PrintedLine]) -> tuple[str | None, bool]:
    """The one code on the print, and whether it is doubtful; a misread one is mended where only one mending fits."""
    lines = [line for line in lines if not line.edge]  # half a character is easily taken for another
    runs = [(run, line.score) for line in lines for run in _RUN.findall(_without_code_label(line.text))]
    runs += [("".join(pair), score) for pair, score in _pairs(lines)]
    valid = {run: score for run, score in runs if len(run) == LENGTH and is_valid(run)}
    if len(valid) == 1:
        code, score = valid.popitem()
        return code, score < SURE
    if valid:
        return None, False
    likely = {better for run, _ in runs if len(run) == LENGTH and (better := mended(run)) is not None}
    return (likely.pop(), True) if len(likely) == 1 else (None, False)


def _without_code_label(text: str) -> str:
    said = compact(text).upper()
    for label in _words()["code"]:
        said = said.replace(label, " ")
    return said


def _pairs(lines: Sequence[PrintedLine]) -> list[tuple[tuple[str, str], float]]:
    """Two runs of one code that was found in two boxes, side by side."""
    runs = [
        (line, text) for line in lines if _RUN.fullmatch(text := _without_code_label(line.text).strip()) is not None
    ]
    return [
        ((text, more), min(line.score, other.score))
        for line, text in runs
        for other, more in runs
        if line is not other
        and abs(line.middle - other.middle) < line.height / 2
        and -line.height / 2 < other.left - line.right < 2 * line.height
    ]


# --- values ----------------------------------------------------------------------------------------------------------


def _value(fact: Fact, found: Field) -> Value | None:
    """The print as a value of the fact; None where it can't be one."""
    text = found.value.strip(" :：*-—_")
    if fact.type == "choice":
        kinds = _words()["kinds"]
        return next((code for code, words in kinds.items() if any(word in text for word in words)), None)
    if _CHINESE.search(text):
        text = text.translate(_FULL_WIDTH)
    return text if (fact.bounds.min or 1) <= len(text) <= (fact.bounds.max or 2000) else None


def _holds(found: Field) -> bool:
    return not found.cut and found.score >= USABLE


def _items(scope: str) -> set[str]:
    """The items of a business scope, without headings and remarks in brackets."""
    plain = _BRACKETED.sub("", _BRACKETED.sub("", compact(scope)))
    for heading in _words()["scope_headings"]:
        plain = plain.replace(f"{heading}:", ";")
    return {item for part in re.split(r"[;,。、]", plain) if (item := _MARKS.sub("", part))}


# --- what is wrong with a photo ----------------------------------------------------------------------------------------


def _trouble(lines: Sequence[PrintedLine], fields: Mapping[str, Field], warnings: tuple[str, ...]) -> str:
    """Why there is no code: what the light or the lens did first, then what the picture shows, then where it ends."""
    poor = next((warning for warning in _POOR if warning in warnings), None)
    words = "".join(compact(line.text) for line in lines)
    ours = sum(label in fields for labels in _words()["labels"].values() for label in labels)
    is_licence = any(title in words for title in _words()["title"]) or ours >= 2
    if poor is not None and not (is_licence and ours >= 3):
        return poor.replace("file_", "photo_")
    if not is_licence and not any(label in words for label in _words()["code"]):
        return "photo_not_licence"
    edges = Counter(line.edge for line in lines if line.edge)
    return f"photo_cut_{edges.most_common(1)[0][0]}" if edges else "photo_code_unread"


# --- the words on a licence --------------------------------------------------------------------------------------------


def _passes(text: str) -> bool:
    return any(word in text for word in _words()["passing"])


def _all_labels() -> list[str]:
    words = _words()
    return [*words["others"], *(label for labels in words["labels"].values() for label in labels)]


@cache
def _words() -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with Path(__file__).with_name("licence.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)
