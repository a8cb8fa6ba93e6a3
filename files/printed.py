"""The print on a picture (识别出的文字): lines with where they stand, as a child process tells them to its parent."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, cast

from files.frames import LENGTHS, BrokenFrame

Edge = Literal["", "left", "top", "right", "bottom"]
_EDGES: tuple[Edge, ...] = ("", "left", "top", "right", "bottom")
MOST_LINES = 400
LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of print. The box is in pixels of the picture turned upright and straightened; `score` goes from 0 to 1.

    `edge` is the side of the picture at which the line is cut off.
    """

    text: str = field(repr=False)
    left: float
    top: float
    right: float
    bottom: float
    score: float
    edge: Edge = ""


Print = tuple[PrintedLine, ...]


def picture_frame(picture: bytes) -> bytes:
    """A picture to be read, as the child takes it."""
    return LENGTHS.pack(0, len(picture)) + picture


def print_frame(lines: Print) -> bytes:
    """The lines, as the parent takes them."""
    head = json.dumps([asdict(line) for line in lines[:MOST_LINES]]).encode()
    return LENGTHS.pack(len(head), 0) + head


def read_print(head: bytes) -> Print:
    """The lines in a child's frame. The child read hostile bytes: nothing it says is taken unchecked.

    Raises BrokenFrame.
    """
    try:
        said = cast("list[dict[str, Any]]", json.loads(head))
        return tuple(_line(one) for one in said[:MOST_LINES])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
        raise BrokenFrame("not a print") from broken


def _line(told: dict[str, Any]) -> PrintedLine:
    edge = told["edge"]
    if edge not in _EDGES:
        raise BrokenFrame("unknown edge")
    box = [float(told[side]) for side in ("left", "top", "right", "bottom")]
    if not all(-1e6 < ordinate < 1e6 for ordinate in box):
        raise BrokenFrame("a box off every picture")
    left, top, right, bottom = box
    return PrintedLine(str(told["text"])[:LONGEST_LINE], left, top, right, bottom, float(told["score"]), edge)
