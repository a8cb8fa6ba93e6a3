"""A server process of the applicant's side, and a client that opens conversations in it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.async_api import expect

from tests.ports import unused_port

ROOT = Path(__file__).parents[2]
PATIENCE_MS = 30_000
"""How long a page may take: on a busy machine a fresh server needs ten seconds for its models before the first reply."""

expect.set_options(timeout=PATIENCE_MS)


@dataclass(slots=True)
class Served:
    """A server process; `kill` ends it without any goodbye, `start` starts it again over the same data."""

    data: Path
    port: int
    abroad: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.web.serving", str(self.data), str(self.port), *self.abroad]
        self.process = subprocess.Popen(command, cwd=ROOT)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                if self.process.poll() is not None:
                    pytest.fail(f"the server ended with {self.process.returncode}", pytrace=False)
            time.sleep(0.05)
        pytest.fail("the server did not become ready", pytrace=False)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for the stories of a module."""
    server = Served(tmp_path_factory.mktemp("served"), unused_port())
    server.start()
    yield server
    server.stop()


@dataclass(slots=True)
class Caller:
    """An API client with one conversation, by bearer token."""

    http: httpx.Client
    id: str
    token: str
    sent: int = 0

    @property
    def path(self) -> str:
        return f"/api/v1/conversations/{self.id}"

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def post(self, message: object) -> httpx.Response:
        return self.http.post(f"{self.path}/messages", json=message, headers=self.headers)

    def says(self, text: str) -> httpx.Response:
        self.sent += 1
        return self.post({"id": f"m{self.sent}", "text": text})

    def chooses(self, choice: str) -> httpx.Response:
        self.sent += 1
        return self.post({"id": f"m{self.sent}", "choice": choice})

    def get(self, path: str = "") -> httpx.Response:
        return self.http.get(self.path + path, headers=self.headers)


@pytest.fixture
def http(served: Served) -> Iterator[httpx.Client]:
    """A client that keeps no cookies between calls."""
    with httpx.Client(base_url=served.url, timeout=20) as client:
        yield client


@pytest.fixture
def caller(http: httpx.Client) -> Caller:
    """A client with a conversation of its own."""
    opened = http.post("/api/v1/conversations", json={"locale": "zh"}).json()
    http.cookies.clear()
    return Caller(http, opened["id"], opened["token"])
