"""`yizheng bench`: measures on this machine; figures on standard output, progress on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.place import Place

if TYPE_CHECKING:
    from bench.figures import Figure

NAMES = ("turn", "check", "understanding", "documents")


@click.command(help=f"Measure: {', '.join(NAMES)}. Without NAME, all of them.")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each figure.")
@click.option(
    "--misses", is_flag=True, help="understanding: take the tuning half, and print what of it is not understood."
)
@click.pass_obj
def bench(place: Place, name: str | None, as_json: bool, misses: bool) -> None:
    """Exit status 0, 1 when a goal is missed."""
    if name is not None and name not in NAMES:
        raise click.BadParameter(f"there is no benchmark {name!r}; name one of: {', '.join(NAMES)}")
    missed = False
    for figure in _measured(name, place.data, misses=misses):
        click.echo(figure.as_json() if as_json else figure.as_text())
        missed |= not figure.ok
    if missed:
        raise SystemExit(1)


def _measured(name: str | None, data: Path, *, misses: bool) -> Iterator[Figure]:
    """Figures as they become known; on the disk of the data folder, where there is one."""
    if name in (None, "turn"):
        if find_spec("aiosqlite") is None:
            raise click.UsageError(
                "turn compares with the naive way, which needs one package more: make test installs it"
            )
        from bench.turn import turn_figures

        yield from turn_figures(data if data.is_dir() else None)
    if name in (None, "check"):
        from bench.check import check_figures

        yield from check_figures()
    if name in (None, "understanding"):
        from bench.understanding import understanding_figures

        yield from understanding_figures("tuning" if misses else "test", misses=misses)
    if name in (None, "documents"):
        from bench.documents import document_figures

        yield from document_figures()
