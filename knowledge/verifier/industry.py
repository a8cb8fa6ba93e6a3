"""One industry tried out exhaustively: its permits' conditions, its given facts, its plan, and what its permits reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from errors import PackError
from knowledge.conditions.rules import Rules
from knowledge.pack import Industry, Pack
from knowledge.planner.cells import TooManyCells
from knowledge.planner.plan import IndustryPlanner, Planner
from knowledge.planner.scope import scope_of
from knowledge.values import Facts, Truth
from knowledge.verifier.figures import Figures, figures_of
from knowledge.verifier.findings import Remark
from knowledge.verifier.situations import Outcomes, outcomes, shown

MAX_STATES = 250_000
"""More states of a plan ("not known" among them) can't be worked out while somebody waits; the largest industry has 59,049."""

Use = Literal["material", "fact", "commitment"]
MachineCheck = Callable[[IndustryPlanner], Iterable[Remark]]
"""What is wrong with the machines compiled for an industry; they lie above the pack, so they are handed in."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What one condition of a permit can be worth where the permit applies; `free` leaves out what the industry gives."""

    permit: str
    use: Use
    code: str
    condition: str
    outcomes: Outcomes
    free: Outcomes


@dataclass(frozen=True, slots=True)
class Tried:
    """What trying out an industry found."""

    remarks: tuple[Remark, ...]
    reach: tuple[Reach, ...]
    figures: Figures | None


def try_out(planner: Planner, industry: Industry, constants: frozenset[str], machines: MachineCheck) -> Tried:
    """Everything that can be found out about one industry; `constants` are the conditions already found constant."""
    pack, rules = planner.pack, planner.rules
    remarks: list[Remark] = []
    figures: Figures | None = None
    try:
        remarks.extend(_permits(pack, rules, industry, constants))
        remarks.extend(_given(pack, rules, industry))
        reach = tuple(_reach(pack, rules, industry, constants))
        size = scope_of(pack, rules, industry).space.size()
        if size > MAX_STATES:
            message = f"its conditions make {size} states of the plan; {MAX_STATES} at most. Split the industry, or merge conditions"
            remarks.append(Remark("industries", industry.code, ("permits",), "space_too_large", message))
        else:
            planned = planner.of(industry.code)
            figures = figures_of(planned)
            remarks.extend(machines(planned))
    except TooManyCells as many:
        reach = ()
        remarks.append(Remark("industries", industry.code, ("permits",), "too_many_cells", f"{many}; simplify it"))
    except PackError as wrong:
        reach = ()
        remarks.append(Remark("industries", industry.code, (), "machine", str(wrong)))
    return Tried(tuple(remarks), reach, figures)


def _permits(pack: Pack, rules: Rules, industry: Industry, constants: frozenset[str]) -> Iterator[Remark]:
    for entry in industry.permits:
        if entry.when is None or entry.when in constants:
            continue
        found = outcomes(pack, rules, rules.of(entry.when), industry.given)
        if len(found) == 1:
            ((truth, facts),) = found.items()
            if truth is Truth.MET:
                kind, why = "permit_always", "holds for every applicant of this industry; leave the condition out"
            else:
                kind, why = "permit_never", "can never hold in this industry; remove the permit or mend the condition"
            because = _because(rules.of(entry.when).closure, industry.given)
            message = f"condition {entry.when!r} {why}{because}"
            yield Remark("industries", industry.code, ("permits", entry.code, "when"), kind, message, shown(facts))


def _because(closure: tuple[str, ...], given: Mapping[str, object]) -> str:
    named = [f"{fact} = {given[fact]!r}" for fact in closure if fact in given]
    return f" (given: {', '.join(named)})" if named else ""


def _given(pack: Pack, rules: Rules, industry: Industry) -> Iterator[Remark]:
    in_play = {fact for entry in industry.permits for fact in _facts_of(pack, rules, entry.code, entry.when)}
    for fact in industry.given:
        path = ("given", fact)
        when = pack.facts[fact].when
        if when is not None:
            found = outcomes(pack, rules, rules.of(when), industry.given)
            if Truth.MET not in found:
                message = f"given, though it never applies in this industry ({when!r} can't hold); remove it"
                example = shown(next(iter(found.values())))
                yield Remark("industries", industry.code, path, "given_inapplicable", message, example)
        if fact not in in_play:
            message = "given, though no form and no condition of this industry's permits uses it; remove it"
            yield Remark("industries", industry.code, path, "given_unused", message)


def _facts_of(pack: Pack, rules: Rules, code: str, when: str | None) -> set[str]:
    permit = pack.permits[code]
    found = set(permit.facts) | set(rules.of(when).closure) | set(rules.of(permit.commitment.when).closure)
    for need in permit.materials:
        found.update(rules.of(need.when).closure)
    for fact in permit.facts:
        found.update(rules.of(pack.facts[fact].when).closure)
    return found


def _reach(pack: Pack, rules: Rules, industry: Industry, constants: frozenset[str]) -> Iterator[Reach]:
    known: dict[tuple[str, str | None], tuple[Outcomes, Outcomes]] = {}
    given: Facts = industry.given
    for entry in industry.permits:
        applies = rules.of(entry.when)
        for use, code, when in _conditions_of(pack, entry.code):
            if when in constants or entry.when in constants:
                continue
            key = (when, entry.when)
            if key not in known:
                rule = rules.of(when)
                met = outcomes(pack, rules, rule, given, under=applies)
                # Only what is constant with the given facts is tried without them.
                known[key] = met, met if len(met) > 1 else outcomes(pack, rules, rule, {}, under=applies)
            yield Reach(entry.code, use, code, when, *known[key])


def _conditions_of(pack: Pack, code: str) -> Iterator[tuple[Use, str, str]]:
    permit = pack.permits[code]
    for need in permit.materials:
        if need.when is not None:
            yield "material", need.code, need.when
    if permit.commitment.allowed and permit.commitment.when is not None:
        yield "commitment", "", permit.commitment.when
    for fact in permit.facts:
        when = pack.facts[fact].when
        if when is not None:
            yield "fact", fact, when
