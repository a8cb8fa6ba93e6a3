"""The pack of the city, compiled once."""

import pytest

from dialogs.knowledge_in_force import Knowledge
from knowledge.load import CITY, load_pack
from knowledge.pack import Pack


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge in force."""
    pack, _ = load_pack(CITY)
    return Knowledge.build(pack)


@pytest.fixture(scope="session")
def pack(knowledge: Knowledge) -> Pack:
    """Its pack."""
    return knowledge.pack
