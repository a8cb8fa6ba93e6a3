"""Whether the machines compiled for an industry are sound: no state without a way in, none without a way out."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.planner.plan import IndustryPlanner
from knowledge.verifier.findings import Remark
from statemachines.intake import compile_intake


def machine_faults(planner: IndustryPlanner) -> Iterator[Remark]:
    """Dead ends and unreachable states of the intake machine, as the verifier reports them. Raises PackError."""
    machine = compile_intake(planner)
    code = planner.scope.industry.code
    for state in machine.dead_ends():
        yield Remark("industries", code, (), "dead_end", f"its machine can't get out of the state {state}")
    for state in machine.unreachable():
        yield Remark("industries", code, (), "unreachable_state", f"nothing leads to the state {state} of its machine")
