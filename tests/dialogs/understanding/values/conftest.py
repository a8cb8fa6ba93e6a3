"""The facts of the published pack, and how a table row is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import yaml

from dialogs.understanding.reading import Found, Reading, Surroundings, Unclear, find, read
from knowledge.load import CITY
from knowledge.pack import Fact

Reads = Callable[[str, str], Reading | Unclear]
Finds = Callable[[str, str], list[Found]]
AROUND = Surroundings(date(2026, 11, 24), "十堰市")


@pytest.fixture(scope="session")
def facts() -> dict[str, Fact]:
    entries = yaml.safe_load((CITY / "facts.yaml").read_text(encoding="utf-8"))
    return {entry["code"]: Fact.model_validate(entry) for entry in entries}


@pytest.fixture(scope="session")
def reads(facts: dict[str, Fact]) -> Reads:
    """The reading of an answer to the fact of that code, on 24 November 2026."""
    return lambda code, text: read(facts[code], text, AROUND)


@pytest.fixture(scope="session")
def finds(facts: dict[str, Fact]) -> Finds:
    """The mentions of the fact of that code in a message."""
    return lambda code, text: find(facts[code], text, AROUND)
