"""A store on a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.store import Store, open_store


@pytest.fixture
async def store(database_url: str, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store, on SQLite and on PostgreSQL."""
    async with open_store(database_url, tmp_path / "keys" / "root.key") as opened:
        yield opened
