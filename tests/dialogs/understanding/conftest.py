"""One understanding of the city's pack for all tests."""

from __future__ import annotations

import pytest

from dialogs.understanding.vocabulary import Vocabulary
from knowledge.pack import Pack
from tests.city import city_pack
from tests.dialogs.city import the_city
from tests.dialogs.understanding.listening import Listener


@pytest.fixture(scope="session")
def city() -> Pack:
    return city_pack()


@pytest.fixture(scope="session")
def words(city: Pack) -> Vocabulary:
    return Vocabulary(city)


@pytest.fixture(scope="session")
def hear() -> Listener:
    return Listener(the_city().understanding)
