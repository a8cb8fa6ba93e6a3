"""The staff pages, served."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogs.knowledge_in_force import Knowledge
from tests.backoffice.application import city_knowledge
from tests.web.staff.house import StaffHouse, staff_house


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return city_knowledge()


@pytest.fixture
async def house(sqlite_url: str, tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[StaffHouse]:
    async with staff_house(sqlite_url, tmp_path, knowledge) as opened:
        yield opened
