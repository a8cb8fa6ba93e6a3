"""The real pack, for every test of documents."""

import pytest

from knowledge.conditions.rules import Rules
from knowledge.pack import Pack
from tests.city import city_pack, city_rules


@pytest.fixture(scope="session")
def pack() -> Pack:
    return city_pack()


@pytest.fixture(scope="session")
def rules() -> Rules:
    return city_rules()
