"""`yizheng publish`: a checked pack goes in force for new conversations; batches (批次) open and close industries."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.main import Failure
from cli.place import Place
from knowledge.pack import Pack

if TYPE_CHECKING:
    from knowledge.documents.chain import Event


@click.command(help="Check the pack in the folder PACK and put it in force; open or close batches of industries.")
@click.argument("pack", type=click.Path(path_type=Path), required=False)
@click.option("--open", "opened", type=int, multiple=True, metavar="BATCH", help="Open the industries of a batch.")
@click.option("--close", "closed", type=int, multiple=True, metavar="BATCH", help="Close them to new applicants.")
@click.pass_obj
def publish(place: Place, pack: Path | None, opened: tuple[int, ...], closed: tuple[int, ...]) -> None:
    """Exit status 1 when the pack has errors; then nothing changes."""
    if pack is None and not opened and not closed:
        raise click.UsageError("name the folder of a pack, or a batch with --open or --close")
    if set(opened) & set(closed):
        raise click.UsageError("a batch can't be opened and closed at once")
    checked = None if pack is None else _checked(pack)
    started = time.perf_counter()
    plans = None if checked is None else _plans(checked)
    if checked is not None:
        click.echo(f"order of questions worked out in {time.perf_counter() - started:.2f} s")
    _store(place, checked, plans, opened, closed)


def _checked(folder: Path) -> Pack:
    from cli.check import check_folder, lines_of

    if not folder.is_dir():
        raise click.BadParameter(f"{folder} is no folder; name the folder that holds the pack's YAML files")
    verification, findings = check_folder(folder)
    for finding in findings:
        click.echo("\n".join(lines_of(finding)), err=True)
    errors = sum(finding.severity == "error" for finding in findings)
    if errors or verification.pack is None:
        raise Failure(f"{errors} errors: nothing was published. Mend them, then publish again.")
    return verification.pack


def _plans(pack: Pack) -> bytes:
    from dialogs.knowledge_in_force import work_out_plans

    return work_out_plans(pack)


def _store(
    place: Place, pack: Pack | None, plans: bytes | None, opened: tuple[int, ...], closed: tuple[int, ...]
) -> None:
    """One transaction for all of it."""
    from sqlalchemy.exc import OperationalError

    from storage import journal, packs
    from storage.connect import StorageUnavailable, check_durability, migrate, write_engine
    from storage.store import keyring_for

    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    engine = write_engine(place.database_url())
    try:
        with engine.connect() as connection:
            check_durability(connection)
            migrate(connection)
            connection.exec_driver_sql("BEGIN")
            try:
                if pack is not None:
                    packs.publish(connection, sha256=pack.sha256(), canonical=pack.canonical(), plans=plans, at=at)
                for batch in opened:
                    packs.open_batch(connection, batch)
                for batch in closed:
                    packs.close_batch(connection, batch, at)
                journal.append(
                    connection, keyring_for(connection, place.root_key()), *_events(at, pack, opened, closed)
                )
                name, shut = packs.in_force_sha256(connection), packs.closed(connection)
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
    except OperationalError as broken:
        shown = engine.url.render_as_string()
        raise StorageUnavailable(
            f"{shown} was not written. Check that it runs and that its folder is writable."
        ) from broken
    finally:
        engine.dispose()
    click.echo(f"in force: {name or 'the pack of the product'}")
    click.echo(f"closed batches: {', '.join(str(batch) for batch in sorted(shut)) or 'none'}")


def _events(at: str, pack: Pack | None, opened: tuple[int, ...], closed: tuple[int, ...]) -> list[Event]:
    """What goes into the evidence journal (存证日志)."""
    from knowledge.documents.chain import Event

    published = [] if pack is None else [Event(at, "pack_published", {"pack": pack.sha256()}, actor="operator")]
    return [
        *published,
        *(Event(at, "batch_opened", {"batch": batch}, actor="operator") for batch in opened),
        *(Event(at, "batch_closed", {"batch": batch}, actor="operator") for batch in closed),
    ]
