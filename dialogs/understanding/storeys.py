"""The storey in an address (地址里的楼层): it is told as well, and stays where it was said ("柳林路107号一楼")."""

from __future__ import annotations

import re

from dialogs.understanding.collected import Collected
from dialogs.understanding.reading import Reading, read
from dialogs.understanding.values.words import words_of

_STOREYS = "楼层"
_STOREY = re.compile(r"(?:负|地下)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[楼层](?!\w)")


def take_storey(more: Collected) -> None:
    """The storey that the address of the premises names ("雄楚大道288号3楼")."""
    addresses = {
        code: value
        for code, value in more.heard.facts.items()
        if more.facts[code].type == "address" and isinstance(value, str) and words_of(code).nearby_default
    }
    fact = next((one for one in more.facts.values() if one.unit is None and _STOREYS in one.label.zh), None)
    if len(addresses) != 1 or fact is None:
        return
    storey = _STOREY.search(str(next(iter(addresses.values()))))
    if storey is not None and fact.code not in more.heard.facts and fact.code not in more.said.known:
        reading = read(fact, storey.group(), more.said.around)
        if fact.code in more.used and isinstance(reading, Reading):
            more.add(fact, reading.value)
