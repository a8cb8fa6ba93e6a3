"""Conditions in words: from the tree of a `when` to the sentence that an applicant reads, by labels and choices."""

from __future__ import annotations

from typing import assert_never

from knowledge.conditions.tree import AllOf, Among, AnyOf, Compare, Condition, Constant, Holds, Includes, Literal_, Not
from knowledge.documents.values import choice_label, label, number, unit
from knowledge.documents.words import say
from knowledge.pack import NUMERIC, Fact, Pack

FEW = 3
"""Up to so many remaining choices, "not owned" is told as what it then is: leased or lent."""

_SIGNS = {"==": "is", "!=": "is_not", "<": "below", "<=": "at_most", ">": "above", ">=": "at_least"}


def condition_words(pack: Pack, condition: Condition, locale: str) -> str:
    """When the condition holds, in words; empty for one that always does."""
    match condition:
        case Constant(holds):
            return "" if holds else say("never", locale)
        case AllOf(parts):
            return say("and", locale).join(_nested(pack, part, locale) for part in parts)
        case AnyOf(parts):
            return say("or", locale).join(_nested(pack, part, locale) for part in parts)
        case Not(Holds(name)):
            return _boolean(pack.facts[name], locale, holds=False)
        case Not(Includes(value, name, negated)):
            return condition_words(pack, Includes(value, name, not negated), locale)
        case Not(part):
            return say("not", locale, part=condition_words(pack, part, locale))
        case Holds(name):
            return _boolean(pack.facts[name], locale, holds=True)
        case Includes(value, name, negated):
            fact = pack.facts[name]
            key = "excludes" if negated else "includes"
            return say(key, locale, label=label(fact, locale), value=choice_label(pack, fact, value, locale))
        case Among(name, values, negated):
            return _among(pack, pack.facts[name], values, locale, negated=negated)
        case Compare(name, sign, value):
            return _compare(pack, pack.facts[name], sign, value, locale)
        case _:
            assert_never(condition)


def _nested(pack: Pack, condition: Condition, locale: str) -> str:
    words = condition_words(pack, condition, locale)
    return say("group", locale, part=words) if isinstance(condition, AnyOf | AllOf) else words


def _boolean(fact: Fact, locale: str, *, holds: bool) -> str:
    # Labels of yes-or-no facts ask ("是否使用…"); as a condition they state.
    text = fact.label.in_(locale)
    if locale == "zh":
        text = text.replace("是否", "", 1)
    return say("holds" if holds else "holds_not", locale, label=text)


def _compare(pack: Pack, fact: Fact, sign: str, value: Literal_, locale: str) -> str:
    if isinstance(value, bool):
        return _boolean(fact, locale, holds=value == (sign == "=="))
    if isinstance(value, str):
        return _among(pack, fact, (value,), locale, negated=sign == "!=")
    amount = number(value) + (say("unit", locale, unit=unit(fact, locale)) if unit(fact, locale) else "")
    return say(_SIGNS[sign], locale, label=label(fact, locale), value=amount)


def _among(pack: Pack, fact: Fact, values: tuple[Literal_, ...], locale: str, *, negated: bool) -> str:
    named = tuple(str(value) for value in values)
    if negated:
        others = tuple(choice.code for choice in fact.choices if choice.code not in named)
        if 0 < len(others) <= FEW:
            named, negated = others, False
    texts = [_value(pack, fact, code, locale) for code in named]
    return say(
        "is_not" if negated else "is", locale, label=label(fact, locale), value=say("or_choice", locale).join(texts)
    )


def _value(pack: Pack, fact: Fact, code: str, locale: str) -> str:
    return code if fact.type in NUMERIC else say("quoted", locale, text=choice_label(pack, fact, code, locale))
