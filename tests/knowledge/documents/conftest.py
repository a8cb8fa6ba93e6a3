"""The real pack, for every test of documents."""

import pytest

from knowledge.conditions.rules import Rules
from knowledge.pack import Pack
from tests.knowledge.documents.cases import city, city_rules


@pytest.fixture(scope="session")
def pack() -> Pack:
    return city()


@pytest.fixture(scope="session")
def rules() -> Rules:
    return city_rules()
