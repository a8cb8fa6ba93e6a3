"""The frame of a certificate (证书边框): two lines, and at each corner the key pattern 回纹, drawn as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rendering.canvas import Canvas, Colour

BRONZE: Colour = (156, 118, 62)
PAPER: Colour = (254, 253, 249)
OUTER, INNER = 26.0, 35.0
"""How far the lines stand from the edge of the page, in points."""
CORNER = 26.0
"""The side of the corner that the inner line goes around."""
_KEY = ((1, 7), (1, 1), (7, 1), (7, 5.5), (3, 5.5), (3, 3), (5, 3))
"""The key pattern in eighths of a corner, from its outer side inwards."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The page within the frame, in points from its upper left corner."""

    left: float
    top: float
    width: float
    bottom: float


def draw_frame(canvas: Canvas, *, inset: float = 30.0) -> Frame:
    """The frame around the page; what may be written on stands `inset` inside of it."""
    width, height = canvas.pdf.w, canvas.pdf.h
    canvas.fill(OUTER, OUTER, width - 2 * OUTER, height - 2 * OUTER, PAPER)
    _path(canvas, _rectangle(OUTER, OUTER, width - OUTER, height - OUTER), 2.4)
    _path(canvas, _notched(width, height), 0.8)
    for right in (False, True):
        for lower in (False, True):
            _path(canvas, [_placed(canvas, point, right=right, lower=lower) for point in _KEY], 1.5)
    edge = INNER + inset
    return Frame(edge, INNER + inset * 0.6, width - 2 * edge, height - INNER - inset * 0.6)


def _placed(canvas: Canvas, point: tuple[float, float], *, right: bool, lower: bool) -> tuple[float, float]:
    x, y = (OUTER + 3 + one * CORNER / 8 for one in point)
    return (canvas.pdf.w - x if right else x), (canvas.pdf.h - y if lower else y)


def _rectangle(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _notched(width: float, height: float) -> list[tuple[float, float]]:
    """The inner line, which steps around the corners."""
    near, step = INNER, OUTER + 6 + CORNER
    right, bottom, far_x, far_y = width - near, height - near, width - step, height - step
    return [
        (step, near), (far_x, near), (far_x, step), (right, step), (right, far_y), (far_x, far_y), (far_x, bottom),
        (step, bottom), (step, far_y), (near, far_y), (near, step), (step, step), (step, near),
    ]  # fmt: skip


def _path(canvas: Canvas, points: Sequence[tuple[float, float]], thickness: float) -> None:
    for (x1, y1), (x2, y2) in pairwise(points):
        canvas.line(x1, y1, x2, y2, thickness, BRONZE)
