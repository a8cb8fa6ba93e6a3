"""`yizheng simulate`: scripted applicants through the real engine, on a temporary database."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.packs import pack_in_force
from cli.place import Place

if TYPE_CHECKING:
    from bot.simulation.outcome import Outcome
    from bot.simulation.scenario import Scenario
    from knowledge.pack import Pack


@click.command(help="Run scripted applicants (SCENARIO.yaml …) through the real engine on a temporary database.")
@click.argument("scenarios", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SCENARIO.yaml …")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each scenario, in their order.")
@click.pass_obj
def simulate(place: Place, scenarios: tuple[Path, ...], as_json: bool) -> None:
    """Exit status 0, 1 when a scenario went otherwise than expected, 2 for a file that can't be used."""
    from bot.simulation.scenario import BadScenario

    pack = pack_in_force(place)
    played = _read(scenarios, pack)
    try:
        all_ok = asyncio.run(_play(played, pack, as_json=as_json))
    except BadScenario as bad:
        raise click.UsageError(str(bad)) from bad
    if not all_ok:
        raise SystemExit(1)


def _read(paths: tuple[Path, ...], pack: Pack) -> list[Scenario]:
    """Every scenario, before any is run; all that is wrong in any file is told at once."""
    from bot.simulation.scenario import BadScenario, read_scenario

    found: list[Scenario] = []
    wrong: list[str] = []
    for path in paths:
        try:
            found.append(read_scenario(path, pack))
        except BadScenario as bad:
            wrong.append(str(bad))
    if wrong:
        raise click.UsageError("\n".join(wrong))
    return found


async def _play(scenarios: list[Scenario], pack: Pack, *, as_json: bool) -> bool:
    from bot.simulation.run import play_all
    from dialogs.knowledge_in_force import Knowledge

    all_ok = True
    async for outcome in play_all(scenarios, Knowledge.build(pack)):
        all_ok &= outcome.ok
        click.echo(json.dumps(outcome.as_data(), ensure_ascii=False) if as_json else _told(outcome))
    return all_ok


def _told(outcome: Outcome) -> str:
    """A result for people."""
    numbers = f"{len(outcome.asked)} asked, {outcome.turns} turns, {outcome.seconds:.2f} s"
    head = f"{'ok      ' if outcome.ok else 'mismatch'}  {outcome.title}  ({outcome.state}; {numbers})"
    return "\n".join([head, *(f"          {line}" for line in outcome.mismatches)])
