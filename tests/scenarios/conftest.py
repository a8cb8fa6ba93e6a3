"""The pack as published, built once for all scenarios."""

import pytest

from dialogs.knowledge_in_force import Knowledge
from knowledge.load import CITY, load_pack


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge in force."""
    pack, _ = load_pack(CITY)
    return Knowledge.build(pack)
