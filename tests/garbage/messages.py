"""What clients may send by mistake or on purpose: messages as bytes, and files that lie about what they are."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from files.samples import sample
from knowledge.pack import Pack
from tests.files.hostile import HOSTILE
from tests.garbage.texts import any_text, halved, huge

WRONG: tuple[object, ...] = (None, True, 0, -1.5, {"text": "a"}, ["a"], [["a"]], {"a": {"b": None}}, 10**30)
STEPS = (
    "privacy",
    "did_you_mean",
    "real_name",
    "confirm_reuse",
    "acknowledge_notice",
    "defer",
    "review",
    "sign",
    "send",
)
VERBS = ("ok", "go", "yes", "no", "read", "check", "wrong", "change", "", "\x00", "9" * 50)
HUGE_EVERY = 100


@dataclass(frozen=True, slots=True)
class Garbage:
    """A body to be posted; `may_be_a_message` when it has the form of one, so that a turn or a refusal may come."""

    kind: str
    body: bytes = field(repr=False)
    may_be_a_message: bool


@dataclass(frozen=True, slots=True)
class Liar:
    """A file under a name and a type that it has no right to."""

    why: str
    name: str
    declared: str
    data: bytes = field(repr=False)


def garbage(dice: random.Random, pack: Pack) -> Iterator[Garbage]:
    """Without end: every kind in turn."""
    number = 0
    while True:
        number += 1
        id = f"g{number}"
        yield _text("text", id, any_text(dice))
        yield _text("half a character", id + "h", halved(dice))
        yield _message("forged choice", id + "c", {"choice": forged_choice(dice, pack)})
        yield _wrong_types(dice, id + "w")
        yield _message(
            "foreign file", id + "f", {"file": any_text(dice)[:90], "material": dice.choice(list(pack.materials))}
        )
        yield _message("forged signature", id + "s", {"signature": _signature(dice)})
        yield Garbage("no JSON", _no_json(dice), may_be_a_message=False)
        if number % HUGE_EVERY == 1:
            yield _text("a megabyte", id + "m", huge(dice))


def forged_choice(dice: random.Random, pack: Pack) -> str:
    """A button that was not offered, or not now."""
    fact = dice.choice(list(pack.facts.values()))
    value = dice.choice([choice.code for choice in fact.choices] or ["yes", "no", "maybe"])
    kinds: tuple[Callable[[], str], ...] = (
        lambda: f"fact:{fact.code}:{value}",
        lambda: f"step:{dice.choice(STEPS)}:{dice.choice(VERBS)}",
        lambda: f"{dice.choice(('change', 'wrong', 'unsure', 'sure', 'point', 'faq', 'permit'))}:{fact.code}",
        lambda: f"material:{dice.choice(list(pack.materials))}:{dice.choice(VERBS)}",
        lambda: f"industry:{dice.choice([*pack.industries, 'none', ''])}",
        lambda: dice.choice(("sure:delete_data", "sure:withdraw", "sure:restart", "industries", ":", "", "x" * 300)),
        lambda: any_text(dice)[:200],
    )
    return dice.choice(kinds)()


def liars(dice: random.Random) -> Iterator[Liar]:
    """Files that are refused, and true ones under another's name, without end."""
    true = {"pdf": sample("sample.pdf"), "jpg": sample("sample.jpg")}
    while True:
        one = dice.choice(HOSTILE)
        yield Liar(one.why, one.name, one.declared or "application/pdf", one.make())
        yield Liar("noise", "plan.pdf", "application/pdf", b"%PDF-1.7\n" + dice.randbytes(dice.randrange(3000)))
        yield Liar("noise", "photo.png", "image/png", b"\x89PNG\r\n\x1a\n" + dice.randbytes(dice.randrange(3000)))
        kind, other = dice.sample(["pdf", "jpg"], 2)
        yield Liar("another's name", f"x.{other}", f"image/{other}", true[kind])
        yield Liar("cut off", f"x.{kind}", f"image/{kind}", true[kind][: dice.randrange(len(true[kind]))])
        yield Liar("nothing in it", "leer.pdf", "application/pdf", b"")


def _text(kind: str, id: str, text: str) -> Garbage:
    return _message(kind, id, {"text": text})


def _message(kind: str, id: str, members: dict[str, object]) -> Garbage:
    return Garbage(kind, json.dumps({"id": id, **members}).encode(), may_be_a_message=True)


def _wrong_types(dice: random.Random, id: str) -> Garbage:
    members: dict[str, object] = {"id": id, dice.choice(("text", "choice", "file", "signature")): dice.choice(WRONG)}
    if dice.random() < 0.3:
        members["id"] = dice.choice(WRONG)
    if dice.random() < 0.3:
        members[any_text(dice)[:20]] = dice.choice(WRONG)
    return Garbage("wrong types", json.dumps(members).encode(), may_be_a_message=False)


def _signature(dice: random.Random) -> dict[str, object]:
    image = dice.choice(
        (None, "data:image/png;base64,AAAA", "javascript:alert(1)", "data:image/png;base64," + "A" * 5000)
    )
    return {"name": any_text(dice)[:80], "agreed": dice.choice((True, False)), "image": image}


def _no_json(dice: random.Random) -> bytes:
    return dice.choice(
        (
            b"",
            b"{",
            b"[]",
            b"null",
            b"\xff\xfe\x00",
            b'"text"',
            b"[" * 5000,
            b'{"id":' * 3000,
            dice.randbytes(200),
            b"id=1&text=a",
        )
    )
