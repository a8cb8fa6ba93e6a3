"""How much an industry asks (预计提问数): best, worst and expected number of questions, and the states of its plan."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.planner.plan import IndustryPlanner


@dataclass(frozen=True, slots=True)
class Figures:
    """One industry, from the first question on, registers silent."""

    industry: str
    permits: int
    states: int
    """Situations that the plan tells apart on the way to the permits."""
    deciding: float
    """Expected number of deciding facts asked that no form needs anyway: the optimum."""
    best: int
    expected: float
    worst: int


def figures_of(planner: IndustryPlanner) -> Figures:
    """Worked out over every path that the best order of questions can take."""
    scope = planner.scope
    planner.policy.work_out()
    forecast = planner.forecast(dict(scope.industry.given))
    return Figures(
        industry=scope.industry.code,
        permits=len(scope.permits),
        states=planner.policy.states(),
        deciding=round(planner.policy.cost(scope.start), 6),
        best=forecast.best,
        expected=forecast.expected,
        worst=forecast.worst,
    )
