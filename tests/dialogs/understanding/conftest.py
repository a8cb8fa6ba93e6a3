"""One understanding of the city's pack for all tests."""

from __future__ import annotations

import pytest

from dialogs.understanding.message import Understanding
from knowledge.load import CITY, load_pack
from knowledge.pack import Pack
from tests.dialogs.understanding.listening import Listener


@pytest.fixture(scope="session")
def city() -> Pack:
    return load_pack(CITY)[0]


@pytest.fixture(scope="session")
def hear(city: Pack) -> Listener:
    return Listener(Understanding(city))
