"""A served house (服务进程): `yizheng serve` as a process of its own, on a free port and a fresh folder, ended by its id."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

READY_S = 60.0


class NotServing(Exception):
    """The server did not become ready; the message carries what it said."""


def serve(data: Path, port: int) -> subprocess.Popen[bytes]:
    """Starts the server over a data folder; it may not be ready yet."""
    command = [sys.executable, "-c", "from cli.main import main; main()"]
    arguments = ["--data", str(data), "serve", "--host", "127.0.0.1", "--port", str(port)]
    with (data / "serve.log").open("ab") as log:
        return subprocess.Popen([*command, *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def wait_until_ready(process: subprocess.Popen[bytes], data: Path, port: int) -> None:
    """Returns once turns can be stored. Raises NotServing."""
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        if process.poll() is not None:
            said = (data / "serve.log").read_text("utf-8", "replace")[-2000:]
            raise NotServing(f"yizheng serve ended with {process.returncode}: {said}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.02)
    raise NotServing(f"yizheng serve was not ready on port {port} after {READY_S:.0f} s")


@contextmanager
def served(data: Path) -> Generator[int]:
    """The port of a server over a fresh folder, for as long as it is used."""
    data.mkdir(parents=True, exist_ok=True)
    port = free_port()
    process = serve(data, port)
    try:
        wait_until_ready(process, data, port)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
