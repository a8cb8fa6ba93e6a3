"""`yizheng plan`: which permits apply, what to ask next and why, and how much is left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from cli.answers import Answers, read_answers
from cli.packs import industry_named, pack_in_force
from cli.place import Place
from knowledge.pack import Pack
from knowledge.planner.plan import planner_of


@click.command(help="The question plan of INDUSTRY (code, name or alias) for what is known.")
@click.argument("industry")
@click.option(
    "--answers",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A JSON file {fact: value}; a value may be a range {min, max}, or {value, source} when reused. "
    "left_out and held name permits that are taken out.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
@click.pass_obj
def plan(place: Place, industry: str, answers: Path | None, as_json: bool) -> None:
    """Exit status 0, or 2 for an unknown industry or fact."""
    pack = pack_in_force(place)
    code = industry_named(pack, industry)
    known = read_answers(answers, pack, pack.industries[code])
    found = question_plan(pack, code, known)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        _print(found)


def question_plan(pack: Pack, industry: str, known: Answers) -> dict[str, Any]:
    """The plan as the contract has it."""
    planner = planner_of(pack).of(industry)
    facts, exclusions = known.facts, known.exclusions
    planned = planner.plan(facts, exclusions)
    # A number known only as a range decides what it can; it is asked for exactly when nothing else is left.
    following = planned.next or next(iter(planned.inexact), None)
    reasons = () if following is None else planner.reasons(following, facts, exclusions)
    forecast = planner.forecast(facts, exclusions)
    return {
        "industry": industry,
        "pack": pack.sha256(),
        "permits": dict(planned.standing),
        "next": None
        if following is None
        else {"fact": following, "why": [{"permit": reason.permit, "role": reason.role} for reason in reasons]},
        "remaining": list(planner.remaining(facts, exclusions)),
        "reused": list(known.reused),
        "materials": list(planned.requirements.materials),
        "expected_questions": forecast.expected,
        "worst_case_questions": forecast.worst,
    }


def _print(found: dict[str, Any]) -> None:
    click.echo(f"{found['industry']}  {found['pack']}")
    for permit, standing in found["permits"].items():
        click.echo(f"  {standing:12}{permit}")
    following = found["next"]
    if following is None:
        click.echo("nothing more to ask")
    else:
        why = ", ".join(f"{reason['permit']} ({reason['role']})" for reason in following["why"])
        click.echo(f"next: {following['fact']}, for {why}")
    click.echo(f"remaining: {', '.join(found['remaining'])}")
    click.echo(f"materials: {', '.join(found['materials'])}")
    click.echo(f"questions: {found['expected_questions']} expected, {found['worst_case_questions']} at most")
