"""The facts of the published pack, and how a table row is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from dialogs.understanding.reading import Found, Reading, Surroundings, Unclear, find, read
from knowledge.pack import Fact
from tests.city import city_pack

Reads = Callable[[str, str], Reading | Unclear]
Finds = Callable[[str, str], list[Found]]
AROUND = Surroundings(date(2026, 11, 24), "十堰市")


@pytest.fixture(scope="session")
def facts() -> Mapping[str, Fact]:
    return city_pack().facts


@pytest.fixture(scope="session")
def reads(facts: Mapping[str, Fact]) -> Reads:
    """The reading of an answer to the fact of that code, on 24 November 2026."""
    return lambda code, text: read(facts[code], text, AROUND)


@pytest.fixture(scope="session")
def finds(facts: Mapping[str, Fact]) -> Finds:
    """The mentions of the fact of that code in a message."""
    return lambda code, text: find(facts[code], text, AROUND)
