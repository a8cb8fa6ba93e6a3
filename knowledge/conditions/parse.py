"""From the text of a condition to its tree: a small subset of Python expressions, parsed by hand and never evaluated as Python.

condition := all ("or" all)*          all := part ("and" part)*        part := "not" part | test
test := "(" condition ")" | True | False | name [operator literal | ["not"] "in" tuple] | string ["not"] "in" name
"""

from __future__ import annotations

import re
from typing import cast

from knowledge.conditions.tree import (
    AllOf,
    Among,
    AnyOf,
    Compare,
    Condition,
    Constant,
    Holds,
    Includes,
    Literal_,
    Not,
    Operator,
)

MAX_LENGTH = 2_000
MAX_DEPTH = 40
_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d{1,12}(?:\.\d{1,6})?(?![\w.]))|(?P<name>[A-Za-z_]\w*)"
    r"|'(?P<single>[^'\\\n]*)'|\"(?P<double>[^\"\\\n]*)\"|(?P<sign>==|!=|<=|>=|[<>(),]))"
)
_OPERATORS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_WORDS = frozenset({"and", "or", "not", "in", "True", "False"})


class ConditionSyntax(ValueError):
    """The text is no condition; the message says what stands where, and what would be right."""


class _Text(str):
    """A quoted string, apart from names and signs."""

    __slots__ = ()


Token = str | int | float


def parse(text: str) -> Condition:
    """The tree of a condition. Raises ConditionSyntax."""
    if len(text) > MAX_LENGTH:
        raise ConditionSyntax(f"longer than {MAX_LENGTH} characters; split the rule into several entries")
    reader = _Reader(_tokens(text))
    condition = reader.condition(0)
    if reader.ahead() is not None:
        raise ConditionSyntax(f"{reader.ahead()!r} is left over; join parts with and / or")
    return condition


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise ConditionSyntax(
                f"{text[at:].strip()[:12]!r} is not part of the language (see the pack author's page)"
            )
        at = match.end()
        if (number := match["number"]) is not None:
            found.append(float(number) if "." in number else int(number))
        elif match["single"] is not None or match["double"] is not None:
            found.append(_Text(match["single"] if match["single"] is not None else match["double"]))
        else:
            found.append(match["name"] or match["sign"])
    return found


class _Reader:
    """Reads tokens from left to right, one ahead."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def ahead(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _is(self, word: str) -> bool:
        token = self.ahead()
        return isinstance(token, str) and not isinstance(token, _Text) and token == word

    def _take(self) -> Token:
        token = self.ahead()
        if token is None:
            raise ConditionSyntax("ends too early; a name, a value or a closing bracket is missing")
        self._at += 1
        return token

    def _took(self, word: str) -> bool:
        if self._is(word):
            self._at += 1
            return True
        return False

    def _expect(self, word: str) -> None:
        if not self._took(word):
            raise ConditionSyntax(f"{word!r} expected before {self.ahead()!r}")

    def condition(self, depth: int) -> Condition:
        parts = [self._all(depth)]
        while self._took("or"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all(self, depth: int) -> Condition:
        parts = [self._part(depth)]
        while self._took("and"):
            parts.append(self._part(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _part(self, depth: int) -> Condition:
        if depth > MAX_DEPTH:
            raise ConditionSyntax("nested too deeply; split the rule into several entries")
        if self._took("not"):
            return Not(self._part(depth + 1))
        if self._took("("):
            inner = self.condition(depth + 1)
            self._expect(")")
            return inner
        return self._test()

    def _test(self) -> Condition:
        token = self._take()
        if isinstance(token, _Text):
            negated = self._membership()
            name = self._take()
            if not _is_name(name):
                raise ConditionSyntax(f"a fact expected after in, not {name!r}")
            return Includes(str(token), str(name), negated)
        if token == "True" or token == "False":
            return Constant(token == "True")
        if not _is_name(token):
            raise ConditionSyntax(f"a fact expected, not {token!r}")
        name = str(token)
        ahead = self.ahead()
        if isinstance(ahead, str) and not isinstance(ahead, _Text) and ahead in _OPERATORS:
            self._take()
            test: Condition = Compare(name, cast(Operator, ahead), self._literal())
        elif self._is("in") or self._is("not"):
            negated = self._membership()
            test = Among(name, self._tuple(), negated)
        else:
            return Holds(name)
        after = self.ahead()
        if isinstance(after, str) and not isinstance(after, _Text) and (after in _OPERATORS or after == "in"):
            raise ConditionSyntax("comparisons can't be chained; join two of them with and")
        return test

    def _membership(self) -> bool:
        negated = self._took("not")
        self._expect("in")
        return negated

    def _tuple(self) -> tuple[Literal_, ...]:
        self._expect("(")
        values = [self._literal()]
        while self._took(","):
            if self._is(")"):
                break
            values.append(self._literal())
        self._expect(")")
        return tuple(values)

    def _literal(self) -> Literal_:
        token = self._take()
        if isinstance(token, _Text):
            return str(token)
        if token == "True" or token == "False":
            return token == "True"
        if isinstance(token, int | float):
            return token
        raise ConditionSyntax(f"a value expected, not {token!r}; put text in quotes")


def _is_name(token: Token) -> bool:
    return isinstance(token, str) and not isinstance(token, _Text) and token.isidentifier() and token not in _WORDS
