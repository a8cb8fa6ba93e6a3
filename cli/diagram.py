"""`yizheng diagram`: an industry's intake machine as Mermaid text."""

from __future__ import annotations

import sys

import click

from cli.packs import industry_named, pack_in_force
from cli.place import Place
from knowledge.planner.plan import planner_of


@click.command(help="The intake machine of INDUSTRY (code, name or alias) as Mermaid text.")
@click.argument("industry")
@click.option("--locale", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--all", "every_arrow", is_flag=True, help="Every single arrow by its code, not grouped.")
@click.pass_obj
def diagram(place: Place, industry: str, locale: str, every_arrow: bool) -> None:
    """Exit status 1 when the machine has a state without a way in or out."""
    from dialogs.words import load_words
    from statemachines.drawing import drawing
    from statemachines.intake import compile_intake

    pack = pack_in_force(place)
    machine = compile_intake(planner_of(pack).of(industry_named(pack, industry)))
    words = load_words(files=("diagram.yaml",))
    click.echo(machine.mermaid() if every_arrow else drawing(machine, lambda key: words.say(key, locale)), nl=False)
    lost = (*machine.dead_ends(), *machine.unreachable())
    if lost:
        click.echo(f"no way in or out of: {', '.join(lost)}; run yizheng check", err=True)
        sys.exit(1)
