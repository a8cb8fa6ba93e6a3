"""The pack of the city, compiled once for all stories."""

from __future__ import annotations

from functools import cache

from dialogs.knowledge_in_force import Knowledge
from tests.city import city_pack


@cache
def the_city() -> Knowledge:
    """The knowledge that stories are told with.

    No fixture where hypothesis tells them, since a failing example would print it whole.
    """
    return Knowledge.build(city_pack())
