"""The pack of the city, compiled once."""

import pytest

from dialogs.knowledge_in_force import Knowledge
from tests.dialogs.city import the_city


@pytest.fixture(scope="session")
def city() -> Knowledge:
    """The knowledge that stories are told with."""
    return the_city()
