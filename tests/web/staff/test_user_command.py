"""`yizheng user`: accounts are added with a password that stands on no command line."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from sqlalchemy import create_engine

from cli.main import program
from cli.user import ROLES
from storage import people
from web.staff.policy import Role


def run(data: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(program, ["--data", str(data), "user", *words], input=typed)


def test_the_roles_are_the_same_everywhere() -> None:
    assert ROLES == people.ROLES
    assert set(ROLES) == {role.value for role in Role}


def test_an_account_is_added_with_a_password_from_standard_input(tmp_path: Path) -> None:
    words = ("add", "周敏", "--role", "department", "--department", "market_regulation", "--password-stdin")
    added = run(tmp_path, *words, typed="correct horse battery\n")
    assert added.exit_code == 0, added.output
    assert "correct horse" not in added.output
    engine = create_engine(f"sqlite:///{tmp_path / 'yizheng.db'}")
    with engine.connect() as connection:
        found = people.find(connection, "周敏")
    engine.dispose()
    assert found is not None
    assert (found[0].role, found[0].department) == ("department", "market_regulation")
    assert people.password_fits(found[1], "correct horse battery")
    again = run(tmp_path, *words, typed="correct horse battery\n")
    assert (again.exit_code, "Choose another name" in again.output) == (1, True)


def test_a_generated_password_is_printed_once(tmp_path: Path) -> None:
    added = run(tmp_path, "add", "li", "--role", "help_desk", "--generate")
    assert added.exit_code == 0
    password = added.output.rpartition(": ")[2].strip()
    listed = run(tmp_path, "list")
    assert listed.output == "li\thelp_desk\n"
    assert password not in listed.output


def test_what_is_wrong_is_said_with_what_to_do(tmp_path: Path) -> None:
    short = run(tmp_path, "add", "li", "--role", "help_desk", "--password-stdin", typed="short\n")
    nowhere = run(tmp_path, "add", "li", "--role", "department", "--department", "nowhere", "--generate")
    without = run(tmp_path, "add", "li", "--role", "department", "--generate")
    unknown = run(tmp_path, "disable", "nobody")
    role = run(tmp_path, "add", "li", "--role", "boss")
    assert [short.exit_code, nowhere.exit_code, without.exit_code, unknown.exit_code, role.exit_code] == [1, 1, 2, 1, 2]
    assert "at least 12" in short.output
    assert "market_regulation" in nowhere.output
    assert "yizheng user list" in unknown.output
