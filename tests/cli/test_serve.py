"""`yizheng serve` as an operator meets it: starting, what it says, Telegram, ending."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.bot.telegram.bot_api import TOKEN, bot_api
from tests.durability.processes import with_children
from tests.ports import unused_port

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from cli.main import main; main()"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder over which a server has run."""
    folder = tmp_path_factory.mktemp("serve") / "var"
    with served(folder) as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    return folder


@contextmanager
def served(data: Path, *more: str, **settings: str) -> Generator[tuple[subprocess.Popen[str], str]]:
    """A server that is ready, and its address."""
    port = unused_port()
    command = [*COMMAND, "--data", str(data), "serve", "--port", str(port), *more]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(process, url)
        yield process, url
    finally:
        workers = with_children(process.pid)[1:]
        process.kill()
        for worker in workers:  # killed, it can end them no more, and they hold its pipes
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        process.communicate()


def _wait_until_ready(process: subprocess.Popen[str], url: str) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    raise AssertionError("the server did not become ready")


def test_it_says_where_it_is_and_nothing_secret_and_ends_cleanly(data: Path) -> None:
    with served(data) as (process, url):
        opened = httpx.post(f"{url}/api/v1/conversations", json={"locale": "zh"})
        assert opened.status_code in (200, 201)
        process.send_signal(signal.SIGTERM)
        told, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert errors == ""
    assert url in told
    assert "staff-accounts.txt" in told
    assert "Telegram: off" in told
    passwords = [line.split()[1] for line in (data / "staff-accounts.txt").read_text("utf-8").splitlines()]
    assert passwords
    assert not any(password in told for password in passwords)


def test_live_streams_do_not_hold_up_the_end(data: Path) -> None:
    with served(data) as (process, url), httpx.Client(base_url=url, timeout=20) as client:
        opened = client.post("/api/v1/conversations", json={"locale": "zh"}).json()
        headers = {"authorization": f"Bearer {opened['token']}"}
        with client.stream("GET", f"/api/v1/conversations/{opened['id']}/events", headers=headers) as stream:
            assert stream.status_code == 200
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
            assert time.monotonic() - began < 15


def test_a_second_process_over_the_same_folder_is_refused(data: Path) -> None:
    with served(data):
        for more in (["serve", "--port", str(unused_port())], ["chat"]):
            done = _run(data, *more)
            assert done.returncode == 1
            assert "is in use" in done.stderr


def test_several_processes_are_refused_over_sqlite(data: Path) -> None:
    done = _run(data, "serve", "--workers", "2")
    assert done.returncode == 1
    assert "YIZHENG_DATABASE_URL" in done.stderr


def test_wrong_settings_are_named_without_their_values(data: Path) -> None:
    done = _run(data, "serve", YIZHENG_REGISTERS_LIMIT_S="hunter2")
    assert done.returncode == 1
    assert "YIZHENG_REGISTERS_LIMIT_S" in done.stderr
    assert "hunter2" not in done.stderr


def test_a_port_in_use_is_told_at_once(data: Path) -> None:
    with served(data) as (_, url):
        done = _run(data.parent / "other", "serve", "--port", url.rpartition(":")[2])
        assert done.returncode == 1
        assert "--port" in done.stderr


async def test_with_a_token_telegram_is_answered_and_flushed(data: Path) -> None:
    async with bot_api() as api:
        settings = {"YIZHENG_TELEGRAM_TOKEN": TOKEN, "YIZHENG_TELEGRAM_BASE_URL": api.url}

        def serve_and_end() -> str:
            with served(data, **settings) as (process, _):
                asyncio.run_coroutine_threadsafe(talk(), loop).result(60)
                process.send_signal(signal.SIGTERM)
                told, errors = process.communicate(timeout=40)
                assert process.returncode == 0, errors
                return told + errors

        async def talk() -> None:
            await api.deliver(api.message(5, text="我想开个奶茶店"))
            await api.wait_for(1)

        loop = asyncio.get_running_loop()
        told = await asyncio.to_thread(serve_and_end)
        assert "Telegram: on, by polling" in told
        assert TOKEN not in told
        assert any("同意" in str(message.get("reply_markup")) for message in api.messages)


def test_several_processes_serve_over_postgresql(tmp_path: Path, postgres_url: str) -> None:
    with served(tmp_path / "var", "--workers", "2", YIZHENG_DATABASE_URL=postgres_url) as (process, url):
        for _ in range(6):
            opened = httpx.post(f"{url}/api/v1/conversations", json={"locale": "zh"}, timeout=20).json()
            headers = {"authorization": f"Bearer {opened['token']}"}
            said = {"id": "m1", "text": "我想开个奶茶店"}
            path = f"{url}/api/v1/conversations/{opened['id']}/messages"
            assert httpx.post(path, json=said, headers=headers, timeout=20).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(40) == 0


def _run(data: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "--data", str(data), *command], cwd=ROOT, env={**os.environ, **settings}, input="",
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
