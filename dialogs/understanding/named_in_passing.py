"""Choices named in passing (顺带点名): by the name of the business beside what it has as well, and by the words of a yes."""

from __future__ import annotations

import re

from dialogs.understanding.answers import is_all_or_nothing
from dialogs.understanding.collected import Collected
from dialogs.understanding.reading import Reading, read

_AS_WELL = re.compile(
    r"^(?:我们?|店里|另外|顺便)?(?:[也还](?:能|可以|会|要|想|打算)?|附?带|兼|加上|另外)[做卖有带搞洗教供设提]?|"
    r"^(?:and |we )*(?:also|with|plus)\b"
)
"""What begins like this is beside what the business is called after."""


def take_trade(more: Collected) -> None:
    """What the business is called after, of a list of which more is told ("理发店，也做美容": hair as well)."""
    clauses = more.said.clauses
    if more.said.industry is not None or len(clauses) < 2 or _AS_WELL.match(clauses[1].words) is None:
        return
    name, beside = (more.said.text[one.start : one.end] for one in clauses[:2])
    for code in [code for code, value in more.found.items() if isinstance(value, tuple)]:
        fact = more.facts[code]
        first, second = (read(fact, words, more.said.around) for words in (name, beside))
        if not isinstance(first, Reading) or not isinstance(second, Reading) or is_all_or_nothing(first.value, fact):
            continue
        more.add(fact, first.value)


def take_kind(more: Collected) -> None:
    """The one choice that the clause of a yes names ("有，两个包房能唱卡拉OK": singing), where a yes leaves it open."""
    asked = more.said.asked
    if asked is None or asked.type != "boolean" or more.heard.facts.get(asked.code) is not True:
        return
    taken = {*more.heard.facts, *more.found, *more.said.known}
    for fact in more.facts.values():
        if fact.when != asked.code or fact.type != "choice" or fact.code not in more.used - taken:
            continue
        readings = [read(fact, more.said.text[one.start : one.end], more.said.around) for one in more.said.clauses]
        values = {reading.value for reading in readings if isinstance(reading, Reading) and reading.certain}
        if len(values) == 1:
            more.add(fact, values.pop())
