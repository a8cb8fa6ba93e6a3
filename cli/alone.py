"""One process at a time over a data folder with SQLite (数据目录锁): two writers would tread on each other's log."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager

from cli.main import Failure
from cli.place import Place

LOCK = "in-use"


@contextmanager
def alone_with(place: Place) -> Generator[None]:
    """Holds the data folder; with PostgreSQL nothing needs holding. Raises Failure while another process has it."""
    if os.environ.get("YIZHENG_DATABASE_URL"):
        yield
        return
    place.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (place.data / LOCK).open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # let go by the system when the process ends, however
        except OSError:
            raise Failure(
                f"{place.data} is in use: a server or another `yizheng chat` runs over it. Open its page instead, end "
                "it, name another folder with --data, or set YIZHENG_DATABASE_URL to PostgreSQL, which several can use."
            ) from None
        yield
