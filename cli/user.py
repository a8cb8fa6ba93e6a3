"""`yizheng user`: staff accounts (工作人员账号). No password stands on the command line, where others could read it."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar, cast

import click

from cli.main import Failure
from cli.place import Place

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.people import Role

T = TypeVar("T")

ROLES = ("help_desk", "department", "supervisor", "knowledge_admin", "system_admin", "auditor")
"""As in storage/people.py, which is too slow to load for --help; a test keeps them alike."""
SHORTEST_PASSWORD = 12
LONGEST_NAME = 64


@click.group(help="Manage staff accounts.")
def user() -> None:
    """The group."""


@user.command(name="add", help="Add the account NAME; the password is asked for.")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What they may do.")
@click.option("--department", metavar="CODE", help="For the role department: whose slices they see.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
@click.option("--generate", is_flag=True, help="Make a password up and print it once.")
@click.pass_obj
def add(place: Place, name: str, role: str, department: str | None, password_stdin: bool, generate: bool) -> None:
    """A new account."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise click.BadParameter(f"a name has 1 to {LONGEST_NAME} printable characters", param_hint="NAME")
    if (role == "department") != (department is not None):
        raise click.UsageError("--department CODE goes with --role department, and only with it")
    if password_stdin and generate:
        raise click.UsageError("--password-stdin and --generate exclude each other")
    from storage import people

    _work(place, lambda connection: _check(connection, name, department))
    password = _password(from_stdin=password_stdin, generate=generate)
    hashed = people.hash_password(password)
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    known = cast("Role", role)
    _work(
        place,
        lambda connection: people.add(
            connection, name=name, password_hash=hashed, role=known, department=department, at=at
        ),
        ("account_added", name, {"role": role, "department": department or ""}),
    )
    click.echo(f"added {name}, {role}{f' of {department}' if department else ''}")
    if generate:
        click.echo(f"password (shown this once): {password}")


@user.command(name="list", help="List the accounts.")
@click.pass_obj
def list_users(place: Place) -> None:
    """Every account, without anything secret."""
    from storage import people

    for person in _work(place, people.everybody):
        of = f" {person.department}" if person.department else ""
        click.echo(f"{person.name}\t{person.role}{of}{' (disabled)' if person.disabled else ''}")


@user.command(name="password", help="Set a new password for NAME; all their sessions end.")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
@click.option("--generate", is_flag=True, help="Make a password up and print it once.")
@click.pass_obj
def set_password(place: Place, name: str, password_stdin: bool, generate: bool) -> None:
    """A new password."""
    from storage import people

    found = _work(place, lambda connection: people.find(connection, name))
    if found is None:
        raise Failure(f"There is no account {name}. See: yizheng user list")
    password = _password(from_stdin=password_stdin, generate=generate)
    hashed = people.hash_password(password)
    _work(
        place,
        lambda connection: people.change_password(connection, found[0].id, hashed),
        ("password_changed", name, {}),
    )
    click.echo(f"changed the password of {name}")
    if generate:
        click.echo(f"password (shown this once): {password}")


@user.command(name="disable", help="Close the account NAME; all their sessions end.")
@click.argument("name")
@click.pass_obj
def disable(place: Place, name: str) -> None:
    """Closes an account."""
    from storage import people

    found = _work(place, lambda connection: people.find(connection, name))
    if found is None:
        raise Failure(f"There is no account {name}. See: yizheng user list")
    _work(place, lambda connection: people.disable(connection, found[0].id), ("account_disabled", name, {}))
    click.echo(f"disabled {name}")


def _password(*, from_stdin: bool, generate: bool) -> str:
    if generate:
        return secrets.token_urlsafe(12)
    if not from_stdin and not sys.stdin.isatty():
        raise click.UsageError("no terminal to ask for a password: use --password-stdin or --generate")
    password = sys.stdin.readline().rstrip("\r\n") if from_stdin else _asked()
    if len(password) < SHORTEST_PASSWORD:
        raise Failure(f"A password has at least {SHORTEST_PASSWORD} characters. Choose a longer one.")
    return password


def _asked() -> str:
    answer: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return answer


def _check(connection: Connection, name: str, department: str | None) -> None:
    """Says what is wrong before anybody types a password."""
    from knowledge.load import CITY, load_pack
    from knowledge.pack import Pack
    from storage import packs, people
    from storage.people import NameTaken

    if people.find(connection, name) is not None:
        raise NameTaken(f"There is an account {name} already. Choose another name.")
    if department is None:
        return
    in_force = packs.in_force_sha256(connection)
    published = None if in_force is None else packs.pack(connection, in_force)
    pack = load_pack(CITY)[0] if published is None else Pack.from_canonical(published.canonical)
    if department not in pack.departments:
        known = ", ".join(sorted(pack.departments))
        raise Failure(f"There is no department {department}. Use one of: {known}")


def _work(place: Place, work: Callable[[Connection], T], deed: tuple[str, str, dict[str, str]] | None = None) -> T:
    """In one transaction of its own. The server may run meanwhile: it waits its turn for the moment this takes.

    `deed` goes into the evidence journal (存证日志): its kind, whose account it is about, and what there is to know.
    """
    from sqlalchemy.exc import OperationalError

    from storage.connect import StorageUnavailable, check_durability, migrate, write_engine

    engine = write_engine(place.database_url())
    try:
        with engine.connect() as connection:
            check_durability(connection)
            migrate(connection)
            connection.exec_driver_sql("BEGIN")
            try:
                done = work(connection)
                if deed is not None:
                    _put_on_record(place, connection, deed)
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
        return done
    except OperationalError as broken:
        shown = engine.url.render_as_string()
        raise StorageUnavailable(
            f"{shown} was not opened. Check that it runs and that its folder is writable."
        ) from broken
    finally:
        engine.dispose()


def _put_on_record(place: Place, connection: Connection, deed: tuple[str, str, dict[str, str]]) -> None:
    from knowledge.documents.chain import Event
    from storage.journal import append_about
    from storage.store import keyring_for

    kind, name, details = deed
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    event = Event(at, kind, {**details}, actor="operator")
    append_about(connection, keyring_for(connection, place.root_key()), event, name)
