"""The table of the README: what a tenant in person is asked, against separate applications, for every industry.

`python docs/reduction.py` plays the whole conversation of each industry through the real engine on a temporary database,
and writes the table into README.md between its two marks. Nothing in it is estimated.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.simulation.run import play_all
from dialogs.knowledge_in_force import Knowledge, work_out_plans
from docs.generated import ROOT, Part, write
from knowledge.load import CITY, load_pack
from tests.scenarios.generate import Generated, tenant_in_person
from tests.scenarios.reckoning import applicable, entries, holds

README = Part(ROOT / "README.md", "reduction")


@dataclass(frozen=True)
class Row:
    """One industry: permits, then fields and materials of separate applications, then what was really asked for."""

    name: str
    permits: int
    fields: int
    asked: int
    materials: int
    uploads: int


def main() -> None:
    """Measures, and writes the table."""
    text = table(measured())
    write(README, text)
    print(text)


def measured() -> Sequence[Row]:
    """One row per industry, in the pack's order. Raises ValueError where a conversation went wrong."""
    pack, _ = load_pack(CITY)
    knowledge = Knowledge.build(pack, work_out_plans(pack))
    generated = {code: tenant_in_person(code, knowledge) for code in pack.industries}

    async def play() -> list[Row]:
        outcomes = [one async for one in play_all((made.scenario for made in generated.values()), knowledge)]
        rows: list[Row] = []
        for (code, made), outcome in zip(generated.items(), outcomes, strict=True):
            if not outcome.ok:
                raise ValueError(f"{code}: {'; '.join(outcome.mismatches)}. Mend the conversation first.")
            rows.append(_row(made, pack.industries[code].name.in_("en"), len(outcome.asked), len(outcome.materials)))
        return rows

    return asyncio.run(play())


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown, with their sum."""
    lines = [
        "| industry | permits | fields, separately | asked here | saved | materials, separately | uploads here |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    total = Row("**all 19**" if len(rows) == 19 else "**all**", *(
        sum(getattr(row, name) for row in rows) for name in ("permits", "fields", "asked", "materials", "uploads")
    ))  # fmt: skip
    lines += [
        f"| {row.name} | {row.permits} | {row.fields} | {row.asked} | {1 - row.asked / row.fields:.0%} "
        f"| {row.materials} | {row.uploads} |"
        for row in (*rows, total)
    ]
    return "\n".join(lines) + "\n"


def _row(made: Generated, name: str, asked: int, uploads: int) -> Row:
    """A permit's own form has every fact whose condition holds; its own folder every material whose condition holds."""
    facts, permits = entries("facts"), entries("permits")
    values: Mapping[str, Any] = applicable(made.values)
    forms = [
        code for one in made.needed.permits for code in permits[one]["facts"] if holds(facts[code].get("when"), values)
    ]
    needs = [
        need for one in made.needed.permits for need in permits[one]["materials"] if holds(need.get("when"), values)
    ]
    return Row(name, len(made.needed.permits), len(forms), asked, len(needs), uploads)


if __name__ == "__main__":
    main()
