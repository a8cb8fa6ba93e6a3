"""An engine on a real database, with the scripted dialogue."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine import Engine
from storage.store import Store, open_store
from tests.bot.engine.scripted import EchoDialogue, NoLookups, still_clock


@pytest.fixture
async def store(database_url: str, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store, on SQLite and on PostgreSQL."""
    async with open_store(database_url, tmp_path / "keys" / "root.key") as opened:
        yield opened


@pytest.fixture
def engine(store: Store) -> Engine:
    """An engine on the store."""
    return Engine(store, EchoDialogue(), NoLookups(), clock=still_clock(), pushes_to=frozenset({"telegram"}))
