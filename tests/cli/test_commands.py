"""The command line: what is listed, how fast, and with which exit status things end."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result

import cli.main
from cli.main import COMMANDS, Entry, program


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, [str(argument) for argument in arguments])


def test_help_lists_what_is_there_and_imports_none_of_it() -> None:
    code = (
        "import sys; from cli.main import program; program(['--help'], standalone_mode=False);"
        "print([name for name in sys.modules if name.split('.')[0] in ('pydantic', 'sqlalchemy', 'fastapi', 'yaml', 'cn2an')])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip().endswith("[]")
    assert all(name in shown for name in ("check", "plan", "publish", "diagram"))


def test_help_comes_at_once() -> None:
    bare = "import sys; sys.argv = ['yizheng', '--help']; from cli.main import main; main()"
    times: list[float] = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", bare], capture_output=True, check=True)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.3


def test_a_command_that_does_not_exist_yet_is_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli.main, "COMMANDS", {**COMMANDS, "fly": Entry("cli.fly", "fly", "Fly.")})
    assert "fly" not in run("--help").output
    assert run("fly").exit_code == 2


@pytest.mark.parametrize("name", program.list_commands(Context(program)))
def test_every_listed_command_has_help(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "--data" in result.output


def test_an_unknown_command_is_bad_usage() -> None:
    assert run("no_such_thing").exit_code == 2
