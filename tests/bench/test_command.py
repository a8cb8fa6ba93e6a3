"""`yizheng bench` as it is called."""

from __future__ import annotations

from click.testing import CliRunner

from cli.main import program


def test_an_unknown_benchmark_is_bad_usage() -> None:
    result = CliRunner().invoke(program, ["bench", "speed"])
    assert result.exit_code == 2
    assert "turn" in result.stderr
