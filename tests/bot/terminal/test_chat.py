"""`yizheng chat` as a person, a pipe and a script use it: the real command in a process of its own."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
COMMAND = "from cli.main import main; main()"


def command(data: Path, *more: str) -> list[str]:
    return [sys.executable, "-c", COMMAND, "--data", str(data), "chat", *more]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which a first chat has been held."""
    folder = tmp_path_factory.mktemp("chat") / "var"
    talk(folder, ":quit")
    return folder


def talk(data: Path, *lines: str, more: tuple[str, ...] = ()) -> str:
    """What is printed when these lines come through a pipe."""
    done = subprocess.run(
        command(data, *more), cwd=ROOT, input="".join(f"{line}\n" for line in lines).encode(), capture_output=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.mark.slow
def test_a_pipe_answers_by_words_and_numbers_and_leaves_with_a_resume_code(data: Path) -> None:
    told = talk(data, "我想开个奶茶店", "1", ":nonsense", ":upload /no/such/file.pdf", "99", ":quit")
    assert "1. 同意" in told
    assert "统一社会信用代码" in told
    assert "没有 :nonsense" in told
    assert "打不开 /no/such/file.pdf" in told
    code = re.findall(r"--resume ([A-Z2-9]{8})", told)
    assert len(code) == 1

    again = talk(data, "还剩什么", more=("--resume", code[0]))
    assert "统一社会信用代码" in again


@pytest.mark.slow
def test_the_end_of_input_keeps_everything_too(data: Path) -> None:
    assert "--resume" in talk(data, "便利店")


@pytest.mark.slow
def test_a_used_code_is_an_error_that_says_what_to_do(data: Path) -> None:
    done = subprocess.run(
        command(data, "--resume", "ABCD2345"), cwd=ROOT, input=b"", capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "--resume" in done.stderr.decode()


@pytest.mark.slow
def test_a_terminal_is_answered_in_english_and_ctrl_c_leaves_cleanly(data: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command(data, "--locale", "en"), cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    try:
        told = _until(ours, "you> ")
        assert "Hello!" in told
        second = subprocess.run(command(data), cwd=ROOT, input=b"", capture_output=True, timeout=60, check=False)
        assert second.returncode == 1
        assert "is in use" in second.stderr.decode()
        os.write(ours, b"a milk-tea shop\n")
        assert "1. Agree" in _until(ours, "you> ").replace("I agree", "Agree")
        process.send_signal(signal.SIGINT)
        assert "resume code" in _until(ours, "web page")
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _until(fd: int, wanted: str) -> str:
    """What the terminal shows up to some words."""
    shown, deadline = b"", time.monotonic() + 60
    while wanted not in shown.decode("utf-8", "replace"):
        assert time.monotonic() < deadline, shown.decode("utf-8", "replace")
        shown += os.read(fd, 4096)
    return shown.decode("utf-8", "replace")
