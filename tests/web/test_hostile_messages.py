"""Whatever is sent: never our fault (5xx), never a lost answer, always words that help."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any

import httpx
import orjson
import pytest

from tests.web.conftest import Caller
from web.api.message import TextMessage, read_message
from web.problems import Problem

TEXTS = (
    "", " ", "\x00", "a\x00b", "﻿", "\u202e店茶奶", "ﬀ", "６０平米", "é" * 3 + "́" * 300, "𝟞𝟘", "奶茶" * 5_000, "{{7*7}}", "{% raw %}",
    "<script>alert(1)</script>", "'; DROP TABLE turns; --", "%s%n", "../../etc/passwd", "\r\n\r\n", "👩‍👩‍👧‍👦", "ع" * 500,
    "1e400", "九" * 400,
)  # fmt: skip
BODIES: tuple[bytes, ...] = (
    b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b'{"id": 1, "text": "a"}', b'{"id": "", "text": "a"}', b'{"text": "a"}',
    b'{"id": "a"}', b'{"id": "a", "text": 1}', b'{"id": "a", "text": null}', b'{"id": "a", "text": "a", "choice": "b"}',
    b'{"id": "a", "text": "a", "fence": 9}', b'{"id": "a", "choice": ["fact"]}', b'{"id": "a", "file": {}}',
    b'{"id": "a", "file": "../../x", "material": 1}', b'{"id": "a", "signature": {}}', b'{"id": "a", "signature": "x"}',
    b'{"id": "a", "signature": {"name": "x", "agreed": "yes"}}',
    b'{"id": "a", "signature": {"name": "x", "agreed": true, "image": "data:image/png;base64,AAAA"}}',
    b'{"id": "a", "signature": {"name": "x", "agreed": true, "image": "javascript:1"}}', b"[" * 100_000, b'{"id":' * 50_000,
)  # fmt: skip
CHOICES = ("", "x", "fact:", "fact:sells_tobacco:maybe", "step:send:go", "step:review:ok", "sure:delete_data", "change:nothing",
           "material:::", "industry:none", ":" * 300, "wrong:x", "permit:x:y", "unsure:yes:x", "point:1:done", "faq:x")  # fmt: skip


def test_every_text_gets_a_turn(caller: Caller) -> None:
    for text in TEXTS:
        answer = caller.says(text)
        assert answer.status_code == 200, repr(text)
        assert answer.json()["replies"], repr(text)
    entries = caller.get("/transcript").json()["entries"]
    said = [entry["text"] for entry in entries if entry["from"] == "applicant"]
    assert said == [text for text in TEXTS if text], "stored as it was sent"


def test_half_an_emoji_is_taken_with_its_missing_half_marked(caller: Caller) -> None:
    body = b'{"id": "half", "text": "\xe5\xa5\xb6\xe8\x8c\xb6\xe5\xba\x97 \\ud83e"}'
    answer = caller.http.post(f"{caller.path}/messages", content=body, headers=caller.headers)
    assert answer.status_code == 200
    said = [entry["text"] for entry in caller.get("/transcript").json()["entries"] if entry["id"] == "half"]
    assert said == ["奶茶店 \ufffd"]


def test_every_body_that_is_no_message_is_refused_with_words(caller: Caller) -> None:
    for body in BODIES:
        answer = caller.http.post(f"{caller.path}/messages", content=body, headers=caller.headers)
        assert answer.status_code == 400, body[:60]
        assert answer.json()["detail"], body[:60]


def test_forged_choices_change_nothing(caller: Caller) -> None:
    caller.says("奶茶店")
    before = caller.get().json()
    for choice in CHOICES:
        answer = caller.chooses(choice)
        assert answer.status_code == 200, choice
        assert answer.json()["replies"], choice
    after = caller.get().json()
    assert after["state"] == before["state"]
    assert after["answers"] == before["answers"]


def test_a_text_of_a_megabyte_is_refused_with_advice_and_the_next_one_is_taken(caller: Caller) -> None:
    answer = caller.http.post(
        f"{caller.path}/messages", content=orjson.dumps({"id": "big", "text": "奶" * 400_000}), headers=caller.headers
    )
    assert answer.status_code == 413
    assert "KB" in answer.json()["detail"]
    assert caller.says("奶茶店").status_code == 200


def test_a_body_without_end_is_cut_off(caller: Caller) -> None:
    def endless() -> Any:
        for _ in range(2_000):
            yield b"x" * 65_536

    try:
        answer = caller.http.post(f"{caller.path}/messages", content=endless(), headers=caller.headers)
        assert answer.status_code == 413
    except httpx.TransportError:
        pass  # the server may hang up while we still send
    assert caller.says("奶茶店").status_code == 200


@pytest.mark.parametrize("seed", range(8))
def test_random_messages_are_messages_or_problems(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(400):
        body = bytearray(orjson.dumps(_random_members(dice)))
        for _ in range(dice.randrange(3)):
            body[dice.randrange(len(body))] = dice.randrange(256)
        with suppress(Problem):
            _, message = read_message(bytes(body))
            if isinstance(message, TextMessage):
                message.text.encode()  # whatever is taken can be stored


def _random_members(dice: random.Random) -> dict[str, Any]:
    values: tuple[Any, ...] = ("a", "", 1, None, True, [], {}, {"name": "x", "agreed": True}, "奶茶", "x" * 500)
    names = ("id", "text", "choice", "file", "material", "signature", "other")
    return {name: dice.choice(values) for name in names if dice.random() < 0.4} or {"id": "a"}
