"""All conditions of a pack, parsed once: closures for facts, permits, materials and commitment, by who needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from errors import PackError
from knowledge.conditions.evaluate import Evaluate, compile_condition
from knowledge.conditions.parse import ConditionSyntax, parse
from knowledge.conditions.tree import Condition, names
from knowledge.pack import Fact


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition of the pack: its text, tree, closure, and every fact that can decide it."""

    text: str
    tree: Condition
    truth: Evaluate
    closure: tuple[str, ...]
    """The facts it names and those that decide whether these apply, in the order of the facts file."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The pack's condition compiler: every text is parsed and compiled once."""

    facts: Mapping[str, Fact]
    trees: Mapping[str, Condition]
    applies: Mapping[str, Evaluate]
    _rules: dict[str, Rule] = field(default_factory=dict[str, Rule])

    def of(self, text: str | None) -> Rule:
        """The rule for a condition's text; no text is a condition that always holds. Raises PackError."""
        key = text if text is not None else "True"
        if (rule := self._rules.get(key)) is None:
            tree = _parsed(key)
            rule = Rule(key, tree, compile_condition(tree, self.applies), self._closure(tree))
            self._rules[key] = rule
        return rule

    def _closure(self, tree: Condition) -> tuple[str, ...]:
        found: set[str] = set()
        waiting = list(names(tree))
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                if name in self.trees:
                    waiting.extend(names(self.trees[name]))
        return tuple(code for code in self.facts if code in found)


def rules_of(facts: Mapping[str, Fact]) -> Rules:
    """The compiler for a pack's facts. Raises PackError for a `when` that can't be parsed or that goes in a circle."""
    trees = {code: _parsed(fact.when) for code, fact in facts.items() if fact.when is not None}
    applies: dict[str, Evaluate] = {}

    def settle(code: str, path: tuple[str, ...]) -> None:
        if code in applies or code not in trees:
            return
        if code in path:
            raise PackError(f"facts.yaml, {code}: its when goes in a circle ({' → '.join((*path, code))}); break it")
        for name in names(trees[code]):
            settle(name, (*path, code))
        applies[code] = compile_condition(trees[code], applies)

    for code in trees:
        settle(code, ())
    return Rules(facts, trees, applies)


def _parsed(text: str) -> Condition:
    try:
        return parse(text)
    except ConditionSyntax as wrong:
        raise PackError(f"condition {text!r}: {wrong}") from wrong
