"""Every situation (情形) that some conditions can tell apart: one value for each cell of each fact that they depend on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from knowledge.conditions.rules import Rule, Rules
from knowledge.pack import Pack
from knowledge.planner.cells import TooManyCells
from knowledge.planner.space import Axis, space_of
from knowledge.values import Facts, Truth, Value

MAX_SITUATIONS = 200_000
"""More than this for one condition can't be tried out while somebody waits."""
_ANY_OTHER_TEXT = "…"

Outcomes = Mapping[Truth, Facts]
"""The truths that a condition can take, each with a situation that shows it."""


def situations(pack: Pack, rules: Rules, together: tuple[Rule, ...], given: Facts) -> Iterator[dict[str, Value]]:
    """Every situation for these rules that the given facts allow. Raises TooManyCells."""
    space = space_of(rules, together, pack)
    options = [_options(axis, pack, given) for axis in space.axes]
    size = prod(len(values) for values in options)
    if size > MAX_SITUATIONS:
        raise TooManyCells(
            f"{together[0].text!r} and what it hangs on make {size} situations; {MAX_SITUATIONS} at most"
        )
    names = [axis.fact for axis in space.axes]
    for values in product(*options):
        yield dict(zip(names, values, strict=True))


def outcomes(pack: Pack, rules: Rules, rule: Rule, given: Facts, *, under: Rule | None = None) -> Outcomes:
    """Which truths the rule takes in the situations where `under` holds."""
    found: dict[Truth, Facts] = {}
    for facts in situations(pack, rules, (rule,) if under is None else (rule, under), given):
        if under is not None and under.truth(facts) is not Truth.MET:
            continue
        truth = rule.truth(facts)
        if truth not in found:
            found[truth] = facts
            if len(found) == 2:
                break
    return found


def shown(facts: Facts) -> Facts:
    """A situation as it is shown: any other text stands as an ellipsis."""
    return {name: _ANY_OTHER_TEXT if value == "\0" else value for name, value in facts.items()}


def _options(axis: Axis, pack: Pack, given: Facts) -> list[Value]:
    value = given.get(axis.fact)
    if value is None:
        return list(axis.cells.representatives)
    if pack.facts[axis.fact].type != "multi_choice" or not isinstance(value, tuple):
        return [value]
    # What an industry gives of a multiple choice is the least; the applicant may add more at the review.
    found: dict[int, Value] = {}
    for other in axis.cells.representatives:
        added = tuple(code for code in other if code != "none") if isinstance(other, tuple) else ()
        together = tuple(dict.fromkeys((*value, *added)))
        found.setdefault(axis.cells.mask(together), together)
    return list(found.values())
