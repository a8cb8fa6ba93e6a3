"""Patterns that could keep a process busy are refused before anybody types into them."""

from __future__ import annotations

import time

import pytest

from knowledge.verifier.patterns import trouble_with
from tests.city import city_pack

EVIL = (
    "(a+)+$", "(a*)*$", "([a-z]+)*$", "(a|aa)+$", "(a|a?)+$", "(.*a){11}", "(.*)*x", "(.+)+x", "(x+x+)+y", "((a*)*)*b",
    "(a{1,}){1,}c", r"(\d+)+$", r"(\w*)+@", r"^(\w+\s?)*$", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(\s*,\s*)*;", "(a?){65,}b",
    "(?:a+)+b", "(?=(a+)+)b", "(?:(?:a+)?)+b", r"^(a+)+\1$", r"(a)\1+(\1)*", "(a|b|ab)*c", "(?:ab|b)*c", "(0|00|000)*1",
    r"([\w.]+)+@x", r"(\(.*\))+x", "(.*){2,}y", "((a|b)+)+c", "(a+b?)*c", "((ab)*)*c", "(.?)*z", "(z?z?z?)+y", "(p{0,9}q?)+r",
    r".*.*.*.*=.*", "a*a*a*a*b", "[a-z]*[a-z]*[a-z]*[a-z]*1", "(a+?)+?b", "(?>(a+)+)b|((b+)+)c",
    "[", "(", "a{2,1}", "(?P<x>a)(?P<x>b)", "*a", "\\", "a" * 201,
)  # fmt: skip

GOOD = (
    r"^\d{17}[\dX]$", r"^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$", "[A-Z]{2,4}-[0-9]+", r"\w+@\w+\.[a-z]{2,8}", "(东|西|南|北)门", ".{2,20}",
    r"(\d{3}){4}", "鄂[A-Z][0-9A-Z]{5}",
)  # fmt: skip


@pytest.mark.parametrize("pattern", EVIL)
def test_an_evil_pattern_is_refused_at_once(pattern: str) -> None:
    started = time.perf_counter()
    assert trouble_with(pattern)
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize("pattern", GOOD)
def test_a_sound_pattern_is_taken(pattern: str) -> None:
    assert trouble_with(pattern) is None


def test_the_patterns_of_the_city_are_sound() -> None:
    assert all(trouble_with(fact.bounds.pattern) is None for fact in city_pack().facts.values() if fact.bounds.pattern)
