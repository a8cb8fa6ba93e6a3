"""Where things stand on a printed business licence (版式): each label with the lines of its value, in one or two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Edge = Literal["", "left", "top", "right", "bottom"]
_LABEL_PIECES = 4
"""So many boxes a spaced label may be found in: 名 … 称."""
_LINE_GAP = 0.55
"""Between the lines of one value there is no more room than this, in heights of a line; between two values there is."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of print; the box is in any unit, upright, from the top left. `edge`: where the picture cuts it off."""

    text: str = field(repr=False)
    left: float
    top: float
    right: float
    bottom: float
    score: float = 1.0
    edge: Edge = ""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return max(1.0, self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what stands beside and below it; `score` is that of its least sure line."""

    label: str
    value: str = field(repr=False)
    score: float = 1.0
    cut: bool = False
    """Whether a line of the value is cut off at the edge of the picture."""


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    box: PrintedLine
    pieces: frozenset[int]
    rest: str = field(repr=False)
    """What follows the label in the same box."""


def compact(text: str) -> str:
    """Text by which print is compared: one form for each character, no spaces."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def fields_of(lines: Sequence[PrintedLine], labels: Iterable[str]) -> dict[str, Field]:
    """The value of each label that stands on the print, by label."""
    found = _labels(lines, sorted(labels, key=len, reverse=True))
    used = {index for label in found for index in label.pieces}
    owned: dict[str, list[PrintedLine]] = {label.name: [] for label in found}
    for index, line in enumerate(lines):
        owner = _owner(line, found) if index not in used else None
        if owner is not None:
            owned[owner.name].append(line)
    return {label.name: _field(label, owned[label.name]) for label in found}


def _labels(lines: Sequence[PrintedLine], names: Sequence[str]) -> list[_Label]:
    """The labels on the print, each once: where it stands alone, else where it begins a line."""
    best: dict[str, _Label] = {}
    for index in range(len(lines)):
        label = _label_at(index, lines, names)
        if label is None:
            continue
        known = best.get(label.name)
        if known is None or (bool(label.rest), label.box.top) < (bool(known.rest), known.box.top):
            best[label.name] = label
    return list(best.values())


def _label_at(index: int, lines: Sequence[PrintedLine], names: Sequence[str]) -> _Label | None:
    text, box, pieces = "", lines[index], [index]
    for _ in range(_LABEL_PIECES):
        text += compact(lines[pieces[-1]].text)
        for name in names:
            if _is_label(text, name):
                return _Label(name, box, frozenset(pieces), text[len(name) :].lstrip(":"))
        following = _next_in_row(pieces[-1], lines) if any(name.startswith(text) for name in names) else None
        if following is None:
            return _half_label(index, lines, names)
        pieces.append(following)
        box = _around(box, lines[following])
    return None


def _half_label(index: int, lines: Sequence[PrintedLine], names: Sequence[str]) -> _Label | None:
    """A label of two characters far apart, of which only the first was found: 类 …."""
    text = compact(lines[index].text)
    meant = [name for name in names if len(name) == 2 and name[0] == text]
    return _Label(meant[0], lines[index], frozenset((index,)), "") if len(meant) == 1 else None


def _is_label(text: str, name: str) -> bool:
    """The label itself, with a value behind it, or with one of its characters misread."""
    if text.startswith(name):
        return True
    wrong = sum(one != other for one, other in zip(text, name, strict=False))
    return len(text) == len(name) >= 3 and wrong == 1


def _next_in_row(index: int, lines: Sequence[PrintedLine]) -> int | None:
    """The nearest line to the right at the same height, not too far off for two parts of one label."""
    here = lines[index]
    near = [
        (line.left, other)
        for other, line in enumerate(lines)
        if other != index
        and abs(line.middle - here.middle) < here.height / 2
        and -0.5 * here.height < line.left - here.right < 6 * here.height
    ]
    return min(near)[1] if near else None


def _around(one: PrintedLine, other: PrintedLine) -> PrintedLine:
    left, right = min(one.left, other.left), max(one.right, other.right)
    return PrintedLine("", left, min(one.top, other.top), right, max(one.bottom, other.bottom))


def _owner(line: PrintedLine, labels: Sequence[_Label]) -> _Label | None:
    """The label that a line belongs to: of the nearest column to the left, the lowest that does not stand below it."""
    before = [label for label in labels if label.box.left + 0.5 * label.box.height < line.left]
    if not before:
        return None
    column = max(label.box.left for label in before)
    in_column = [label for label in before if label.box.left > column - 3 * label.box.height]
    above = [label for label in in_column if label.box.middle < line.middle + 0.6 * line.height]
    return max(above, key=lambda label: label.box.middle) if above else None


def _field(label: _Label, lines: Sequence[PrintedLine]) -> Field:
    """The value: rows that follow one another without a gap, the first of them beside the label."""
    kept: list[PrintedLine] = []
    last = label.box
    for row in _rows(lines):
        height = max(line.height for line in row)
        if min(line.top for line in row) - last.bottom > _LINE_GAP * height:
            break
        kept.extend(row)
        last = max(row, key=lambda line: line.bottom)
    text = label.rest + "".join(_SPACES.sub("", line.text) for line in kept)
    score = min((line.score for line in kept), default=1.0)
    return Field(label.name, text, score, any(line.edge for line in kept))


def _rows(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Lines at one height together, from left to right; rows from top to bottom."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if rows and abs(rows[-1][0].middle - line.middle) < 0.5 * line.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]
