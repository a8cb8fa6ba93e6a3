"""The condition language: what it takes, what it refuses, and that nothing else ever happens."""

from __future__ import annotations

import random
import string

import pytest

from knowledge.conditions.parse import ConditionSyntax, parse
from knowledge.conditions.tree import AllOf, Among, AnyOf, Compare, Condition, Constant, Holds, Includes, Not, names

GOOD = {
    "a fact alone": ("has_pool", Holds("has_pool")),
    "a constant": ("True", Constant(True)),
    "a number": ("area >= 300", Compare("area", ">=", 300)),
    "a decimal": ("area < 0.5", Compare("area", "<", 0.5)),
    "a negative number": ("floor == -1", Compare("floor", "==", -1)),
    "a text": ("kind == 'tcm'", Compare("kind", "==", "tcm")),
    "double quotes": ('kind != "tcm"', Compare("kind", "!=", "tcm")),
    "a text that looks like a word of the language": ("kind == 'and'", Compare("kind", "==", "and")),
    "a boolean value": ("has_pool == False", Compare("has_pool", "==", False)),
    "several values": ("kind in ('a', 'b')", Among("kind", ("a", "b"), negated=False)),
    "one value with a comma": ("kind not in ('a',)", Among("kind", ("a",), negated=True)),
    "a choice among many": ("'raw' in items", Includes("raw", "items", negated=False)),
    "a choice not among many": ("'raw' not in items", Includes("raw", "items", negated=True)),
    "and binds closer than or": ("a or b and c", AnyOf((Holds("a"), AllOf((Holds("b"), Holds("c")))))),
    "not binds closest": ("not a and b", AllOf((Not(Holds("a")), Holds("b")))),
    "brackets": ("(a or b) and c", AllOf((AnyOf((Holds("a"), Holds("b"))), Holds("c")))),
    "not twice": ("not not a", Not(Not(Holds("a")))),
    "not before a comparison": ("not area > 3", Not(Compare("area", ">", 3))),
    "blanks everywhere": ("  a   and\n b ", AllOf((Holds("a"), Holds("b")))),
}

BAD = {
    "nothing": "",
    "blanks": "   ",
    "ends too early": "a and",
    "begins too late": "and a",
    "a bracket too many": "(a))",
    "a bracket too few": "((a)",
    "two facts side by side": "a b",
    "a chained comparison": "1 < a < 3",
    "another chained comparison": "a < 3 < 4",
    "arithmetic": "a + 1 > 3",
    "a power": "9**9**9 == a",
    "a product of texts": "'a'*1000000000 == a",
    "a call": "len(a)",
    "an import": "__import__('os')",
    "an attribute": "a.b == 1",
    "an index": "a[0] == 1",
    "a lambda": "lambda: a",
    "a format": "f'{a}' == 'x'",
    "a comprehension": "[a for a in b]",
    "a walrus": "(a := 1)",
    "a conditional": "a if b else c",
    "is": "a is b",
    "a comment": "a # b",
    "an escape": "a == 'b\\'c'",
    "an open text": "a == 'b",
    "a fact against a fact": "a == b",
    "a number on the left": "3 < a",
    "a text alone": "'a'",
    "in without brackets": "a in 'b'",
    "an empty tuple": "a in ()",
    "a text in a tuple": "'a' in ('a', 'b')",
    "a word of the language as a fact": "in == 3",
    "single equals": "a = 3",
    "an exclamation mark": "!a",
    "symbols": "a && b",
    "a full-width bracket": "（a）",
    "a number too long": f"a == {'9' * 13}",
    "a letter in a number": "a == 3x",
    "hexadecimal": "a == 0x10",
    "a null character": "a\0",
    "a lone surrogate": "a == '\ud800' \ud800",
    "too long": " or ".join(["a"] * 1000),
    "too deep": "(" * 60 + "a" + ")" * 60,
    "too many nots": "not " * 60 + "a",
}


@pytest.mark.parametrize(("text", "tree"), GOOD.values(), ids=GOOD.keys())
def test_a_condition_is_read(text: str, tree: Condition) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_what_is_no_condition_is_refused_with_words(text: str) -> None:
    with pytest.raises(ConditionSyntax) as refused:
        parse(text)
    assert str(refused.value)


def test_names_come_once_from_left_to_right() -> None:
    assert names(parse("b and (a or b) and 'x' in c")) == ("b", "a", "c")


@pytest.mark.slow
def test_fifty_thousand_texts_raise_nothing_else() -> None:
    random_text = random.Random(20261124)
    pieces = [
        "and", "or", "not", "in", "True", "False", "(", ")", ",", "==", "!=", "<", "<=", ">", ">=", "'a'", '"b"', "'", "a",
        "has_pool", "3", "-1", "0.5", "1e9", "__class__", ".", "[", "]", "{", "}", "**", "\\", "\n", "\t", "＝", "面积", "\ud800",
        "\0", "lambda", "%", "#", ";", "@", ":=", "0x", "é", "𝒶", "",
    ]  # fmt: skip
    read = 0
    for _ in range(50_000):
        if random_text.random() < 0.7:
            text = random_text.choice((" ", "")).join(random_text.choices(pieces, k=random_text.randint(1, 9)))
        else:
            text = "".join(random_text.choices(string.printable, k=random_text.randint(0, 24)))
        try:
            parse(text)
            read += 1
        except ConditionSyntax:
            pass
    assert 1_000 < read < 20_000
