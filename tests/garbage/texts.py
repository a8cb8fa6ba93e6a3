"""Texts that nobody would write on purpose, and some that somebody would: the same ones for every run."""

from __future__ import annotations

import random
from collections.abc import Callable

SCRIPTS = (
    "奶茶店烟草面积执照", "абвгд", "αβγδ", "ابتثج", "कखगघ", "あいうアイウ", "가나다", "👩🏻‍🍳🧋🏪", "ꙮ𐍈𝟞𝟘", "abcXYZ", "0123456789",
    "，。！？、；：",    "\u202e\u200f\u2066", "\u0301\u0489\u20dd", "\ufeff\u00ad\u200b", "①②㎡㏑½",
)  # fmt: skip
CODES = (
    "\x00", "a\x00b", "{{7*7}}", "{% for x in y %}", "${jndi:ldap://x}", "%s%n%d", "<script>alert(1)</script>",
    "'; DROP TABLE turns; --", "../../etc/passwd", "\r\n\r\nHTTP/1.1 200 OK", "\x1b[2J\x1b[1;31m", "__import__('os')",
    '{"id": "x", "text": "y"}', "{name}", "{0.__class__}", "step:send:go", "fact:sells_tobacco:yes", "sure:delete_data",
    "NULL", "NaN", "-inf", "1e400", "0x7fffffff",
)  # fmt: skip
NUMBERS = (
    "-1",
    "0",
    "99999999999999999999",
    "1e9平",
    "六十" * 50,
    "负三平",
    "3.14159265358979323846",
    "1/0",
    "十万八千里",
    "60平" * 30,
    "2026-02-30",
)
HALVES = ("\ud83e", "奶茶\udc00店", "\ud800\ud800", "60\udfff平")
LONGEST = 1_000_000


def any_text(dice: random.Random) -> str:
    """A text of any kind, without lone surrogates."""
    kinds: tuple[Callable[[random.Random], str], ...] = (_blank, _controls, _mixed, _mixed, _code, _number, _repeated)
    return dice.choice(kinds)(dice)


def halved(dice: random.Random) -> str:
    """A text with half a character in it, as phones cut them off."""
    return dice.choice(HALVES) + dice.choice(("", "开店", "60平"))


def huge(dice: random.Random) -> str:
    """A text of a million characters."""
    unit = dice.choice(("a", "奶茶", "60平 ", "改成", "\x00", "1"))
    return (unit * LONGEST)[:LONGEST]


def _blank(dice: random.Random) -> str:
    return "".join(dice.choices(" \t\n\u3000\u200b", k=dice.randrange(6)))


def _controls(dice: random.Random) -> str:
    return "".join(chr(dice.choice((*range(32), *range(0x7F, 0xA0)))) for _ in range(dice.randint(1, 20)))


def _mixed(dice: random.Random) -> str:
    return "".join(dice.choice(dice.choice(SCRIPTS)) for _ in range(dice.randint(1, 40)))


def _code(dice: random.Random) -> str:
    return dice.choice(CODES)


def _number(dice: random.Random) -> str:
    return dice.choice(NUMBERS)


def _repeated(dice: random.Random) -> str:
    return dice.choice(SCRIPTS)[:3] * dice.randint(10, 400)
