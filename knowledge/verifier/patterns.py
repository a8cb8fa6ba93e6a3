"""Whether a pattern (格式) of a pack is a regular expression that is safe to run on what a stranger types.

Python's engine backtracks: a repetition within a repetition, or alternatives within one, can take exponential time on a
short text. Such patterns are refused rather than guarded, for no form field needs them.
"""

from __future__ import annotations

import importlib
import re
from typing import Any, cast

MAX_LENGTH = 200
MAX_OPEN_REPEATS = 3
"""Repetitions without a small upper end, one after another; each multiplies the time by the text's length."""
_SMALL = 64


def trouble_with(pattern: str) -> str | None:
    """What is wrong with a pattern and how to mend it; None when it is safe."""
    if len(pattern) > MAX_LENGTH:
        return f"the pattern is longer than {MAX_LENGTH} characters; say it in a simpler one"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as wrong:
        return f"no regular expression: {wrong}"
    # The tree of Python's own parser: any other reading of a pattern would differ from what is run.
    tree: Any = importlib.import_module("re._parser").parse(pattern)
    if _is_nested(tree, inside=False):
        return "a repetition holds another, alternatives or a back-reference, which can take minutes on a short text; unroll it"
    if _open_repeats(tree) > MAX_OPEN_REPEATS:
        return f"more than {MAX_OPEN_REPEATS} open repetitions make it slow on long texts; give them upper ends"
    return None


def _parts(tree: Any) -> list[tuple[str, Any]]:
    return [(str(operation), argument) for operation, argument in cast("list[tuple[Any, Any]]", list(tree))]


def _inner(operation: str, argument: Any) -> list[Any]:
    """The trees within one node."""
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [argument[2]]
    if operation == "SUBPATTERN":
        return [argument[3]]
    if operation == "BRANCH":
        return list(argument[1])
    if operation in ("ASSERT", "ASSERT_NOT"):
        return [argument[1]]
    if operation == "ATOMIC_GROUP":
        return [argument]
    return []


def _is_open(operation: str, argument: Any) -> bool:
    """Whether a repetition has no small upper end; a fixed number of times is none."""
    if not operation.endswith("_REPEAT"):
        return False
    low, high = int(argument[0]), int(argument[1])
    return high > _SMALL and high != low


def _is_nested(tree: Any, *, inside: bool, repeated: bool = False) -> bool:
    """`inside` a repetition that varies, or at least `repeated` a fixed number of times."""
    for operation, argument in _parts(tree):
        repeats = operation.endswith("_REPEAT")
        varies = repeats and int(argument[0]) != int(argument[1])
        if inside and (varies or operation in ("BRANCH", "GROUPREF", "GROUPREF_EXISTS")):
            return True
        if repeated and _is_open(operation, argument):
            return True
        again = repeated or (repeats and int(argument[1]) > 1)
        if any(_is_nested(one, inside=inside or varies, repeated=again) for one in _inner(operation, argument)):
            return True
    return False


def _open_repeats(tree: Any) -> int:
    return sum(
        int(_is_open(operation, argument)) + sum(_open_repeats(inner) for inner in _inner(operation, argument))
        for operation, argument in _parts(tree)
    )
