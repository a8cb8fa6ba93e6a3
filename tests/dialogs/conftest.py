"""The pack of the city, compiled once."""

import pytest

from dialogs.knowledge_in_force import Knowledge
from knowledge.load import CITY, load_pack


@pytest.fixture(scope="session")
def city() -> Knowledge:
    """The knowledge that stories are told with."""
    pack, _ = load_pack(CITY)
    return Knowledge.build(pack)
