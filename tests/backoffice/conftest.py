"""The real pack, compiled once."""

from __future__ import annotations

import pytest

from dialogs.knowledge_in_force import Knowledge
from tests.backoffice.application import city_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return city_knowledge()
