"""What tests of several parts stand on: databases, a browser, a port; fast tests run first.

A service that is missing is a skip that says so; with YIZHENG_CI=1 it is a failure.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import hypothesis
import pytest

from tests.browser import FLAGS, BrowserMissing, installed_chromium
from tests.ports import unused_port

if TYPE_CHECKING:  # a second to import, and fast tests need none of it
    from playwright.async_api import Browser
    from sqlalchemy import URL

ROOT = Path(__file__).parent.parent
IN_CI = os.environ.get("YIZHENG_CI") == "1"

# as the program's own entry point says it
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# a busy machine is no fault of the code; in CI the examples are the same every time
hypothesis.settings.register_profile("yizheng", deadline=None, derandomize=IN_CI, print_blob=True)
hypothesis.settings.load_profile("yizheng")

SPEED = ("postgres", "rabbitmq", "browser", "slow")  # the later, the slower
CORE = tuple(ROOT / "tests" / part for part in ("knowledge", "statemachines", "dialogs"))
"""Where unit tests lie: the core does no I/O. What is slow there comes second, with everything else."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks tests by what they use, and puts fast ones first."""
    for item in items:
        fixtures: list[str] = getattr(item, "fixturenames", [])
        if "chromium_path" in fixtures:
            item.add_marker("browser")
        if "postgres_url" in fixtures:
            item.add_marker("postgres")
        if hypothesis.is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("slow")
        if _is_of_the_core(item.path) and not _speed(item):
            item.add_marker("unit")
    items.sort(key=_speed)


@cache
def _is_of_the_core(path: Path) -> bool:
    return any(path.is_relative_to(part) for part in CORE)


def _speed(item: pytest.Item) -> int:
    return max((SPEED.index(mark.name) + 1 for mark in item.iter_markers() if mark.name in SPEED), default=0)


@pytest.fixture
def free_port() -> int:
    """A port on 127.0.0.1 for a server of the test's own."""
    return unused_port()


@pytest.fixture(scope="session")
def postgres() -> Iterator[URL]:
    """A PostgreSQL server; tests take `postgres_url` or `database_url`, each a database of its own."""
    from tests.postgres import PostgresMissing, postgres_server

    try:
        with postgres_server() as server:
            yield server
    except PostgresMissing as missing:
        _skip_or_fail(missing)


@pytest.fixture
def postgres_url(postgres: URL) -> Iterator[str]:
    """An empty PostgreSQL database, as a SQLAlchemy URL."""
    from tests.postgres import fresh_database

    with fresh_database(postgres) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet, as a SQLAlchemy URL."""
    return f"sqlite:///{tmp_path / 'yizheng.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database, as a SQLAlchemy URL: the test runs on SQLite and on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The Chromium that browser tests drive."""
    try:
        return installed_chromium()
    except BrowserMissing as missing:
        _skip_or_fail(missing)


@pytest.fixture
async def browser(chromium_path: Path) -> AsyncIterator[Browser]:
    """A headless Chromium without pages; each test opens contexts of its own."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield started
        await started.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The accessibility checker's script, for `page.evaluate`."""
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def _skip_or_fail(missing: Exception) -> NoReturn:
    if IN_CI:
        pytest.fail(str(missing), pytrace=False)
    pytest.skip(str(missing))
