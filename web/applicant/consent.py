"""The privacy notice (个人信息处理告知) as a card: the purpose and who receives it first, the rest to unfold.

The text stays the pack's, word for word: only its marked points ("· label：text") are laid out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.conversation import Locale
from dialogs.exchange import Reply
from web.words import words_in

_POINT = re.compile(r"^· *([^：:]+)(?:：|: )(.+)$")


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands first, what is folded, and the lines after the points."""

    title: str
    first: tuple[Point, ...]
    folded: tuple[Point, ...]
    closing: tuple[str, ...]


def notice_in(reply: Reply, locale: Locale) -> Notice | None:
    """The notice that a reply asks consent to; None for every other reply.

    Where none of the points is known to belong first, none is folded: better long than hidden.
    """
    if not any(choice.id.startswith("step:privacy:") for choice in reply.choices):
        return None
    title, *lines = reply.text.splitlines()
    matches = [_POINT.match(line) for line in lines]
    points = tuple(Point(found[1].strip(), found[2]) for found in matches if found is not None)
    closing = tuple(line for line, found in zip(lines, matches, strict=True) if found is None and line)
    if not points:
        return None
    wanted = words_in(locale)("privacy_first").split("|")
    first = tuple(point for point in points if point.label in wanted) or points
    folded = tuple(point for point in points if point not in first)
    return Notice(title.rstrip("：:"), first, folded, closing)
