"""Processes of a test: each ended by its id, with what it started, and none left behind."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

PATIENCE_S = 10.0


def with_children(pid: int) -> list[int]:
    """A process and all that it started, where the system tells (Linux)."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found.extend(int(child) for child in task.read_text("ascii").split())
    return found


def wait_until_gone(pids: list[int]) -> None:
    """Returns once none of them runs any more. Raises AssertionError when one stays."""
    until = time.monotonic() + PATIENCE_S
    while alive := [pid for pid in pids if _runs(pid)]:
        assert time.monotonic() < until, f"left behind: {alive}"
        time.sleep(0.01)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a server politely, and makes sure that it and its children are gone."""
    everybody = with_children(process.pid)
    process.terminate()
    try:
        process.wait(timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    wait_until_gone(everybody)


def _runs(pid: int) -> bool:
    try:
        # a killed orphan may stay a zombie for a moment until it is reaped: it holds nothing any more
        state = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
