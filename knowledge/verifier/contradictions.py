"""Conditions that contradict themselves or always hold, whole or in part, tried out over every situation they can tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from knowledge.conditions.evaluate import Evaluate, compile_condition
from knowledge.conditions.rules import Rules
from knowledge.conditions.tree import AllOf, AnyOf, Compare, Condition, Constant, Holds, Includes, Not
from knowledge.pack import Pack
from knowledge.planner.cells import TooManyCells
from knowledge.values import Facts, Truth
from knowledge.verifier.condition_texts import conditions_in
from knowledge.verifier.findings import Remark
from knowledge.verifier.situations import shown, situations

Verdict = tuple[str, str, Facts | None]
"""Kind of finding, message, and a situation that shows it."""


Verdicts = Mapping[str, Verdict | None]
"""By the text of each condition of the pack; None for one that is sound."""


def verdicts_of(pack: Pack, rules: Rules) -> Verdicts:
    """Which conditions nothing can make true, or nothing false, and which have such a part."""
    return {placed.text: _verdict(pack, rules, placed.text) for placed in conditions_in(pack)}


def constant_conditions(pack: Pack, verdicts: Verdicts) -> Iterator[Remark]:
    """A remark at every place where an unsound condition stands."""
    for placed in conditions_in(pack):
        verdict = verdicts[placed.text]
        if verdict is not None:
            kind, message, example = verdict
            yield replace(placed.remark(kind, message), counter_example=example)


def _verdict(pack: Pack, rules: Rules, text: str) -> Verdict | None:
    rule = rules.of(text)
    parts: list[tuple[Condition, Evaluate]] = [
        (part, compile_condition(part, rules.applies)) for part in _parts(rule.tree)
    ]
    truths: list[set[Truth]] = [set() for _ in parts]
    example: Facts | None = None
    try:
        for facts in situations(pack, rules, (rule,), {}):
            for (_, evaluate), seen in zip(parts, truths, strict=True):
                seen.add(evaluate(facts))
            example = example or shown(facts)
    except TooManyCells as many:
        return "too_many_cells", f"{many}; split the rule", None
    for place, ((part, _), seen) in enumerate(zip(parts, truths, strict=True)):
        if len(seen) == 1:
            holds = seen == {Truth.MET}
            if place == 0:
                kind = "always_holds" if holds else "never_holds"
                why = (
                    "holds whatever is answered; leave it out"
                    if holds
                    else "can never hold; its parts contradict each other"
                )
                return kind, why, example
            outcome = "always holds" if holds else "can never hold"
            return "constant_part", f"the part {said(part)} {outcome}; leave it out or mend it", example
    return None


def _parts(tree: Condition) -> Iterator[Condition]:
    """The condition and everything within it, from the outside in."""
    yield tree
    match tree:
        case Not(part):
            yield from _parts(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _parts(part)
        case _:
            return


def said(tree: Condition) -> str:
    """A condition as an author would write it."""
    match tree:
        case Constant(holds):
            return str(holds)
        case Holds(name):
            return name
        case Compare(name, sign, value):
            return f"{name} {sign} {value!r}"
        case Includes(value, name, negated):
            return f"{value!r} {'not in' if negated else 'in'} {name}"
        case Not(part):
            return f"not ({said(part)})"
        case AllOf(parts):
            return " and ".join(said(part) for part in parts)
        case AnyOf(parts):
            return " or ".join(said(part) for part in parts)
        case _:
            return f"{tree.name} {'not in' if tree.negated else 'in'} {tree.values!r}"
