"""Registers answer as documented, or the turn goes on without them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
import yaml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from stdnum.cn import uscc

from bot.inbound import system_clock
from bot.lookups import OutsideWorld
from bot.registers.breaker import FAILURES, REST_S, Breaker
from bot.registers.demonstration import DemonstrationRealName, DemonstrationRegister, put_demonstration_rows
from bot.registers.http import HttpRealName, HttpRegister, http_client
from bot.registers.port import REGISTERS
from dialogs.conversation import Answer, Conversation, ConversationId, Origin
from dialogs.exchange import Checked, Drawn, Inbound, Lookup, Row, Silent, Started, Unavailable
from errors import DeliveryFailed
from knowledge.load import CITY, load_pack
from storage.store import open_store
from tests.storage.talks import AT, DAY

CODE = "92420303MA4E3Y6A6D"
TALK = Conversation(
    ConversationId("c1"),
    "sha256:none",
    "web",
    answers={"unified_social_credit_code": Answer(CODE, Origin.APPLICANT, AT)},
)
INBOUND = Inbound("m1", AT, DAY, Started())


async def _answer(request: Request) -> Response:
    match request.path_params["key"]:
        case "known":
            return JSONResponse({"facts": {"premises_area": 60, "names": ["a"], "listed": False}})
        case "c1":
            return JSONResponse({"name": "林小满", "level": "face", "subject": "s-1"})
        case "none":
            return PlainTextResponse("nothing", 404)
        case "slow":
            await asyncio.sleep(0.6)
            return PlainTextResponse("late")
        case "html":
            return PlainTextResponse("<html>")
        case "odd":
            return JSONResponse({"facts": {"premises_area": {"deep": [1]}}})
        case "elsewhere":
            return Response(status_code=302, headers={"location": "/business_licence/known"})
        case _:
            return PlainTextResponse("broken", 500)


@asynccontextmanager
async def served(port: int) -> AsyncGenerator[str]:
    """A register server on loopback."""
    app = Starlette(routes=[Route("/{register}/{key}", _answer)])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", lifespan="off"))
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 uvicorn offers no event
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running


async def test_a_register_over_http_is_read_as_documented(free_port: int) -> None:
    async with served(free_port) as base, http_client(token="t", limit_s=0.2) as client:
        register = HttpRegister(client, base, "business_licence")
        assert await register.row("known") == Row({"premises_area": 60, "names": ("a",), "listed": False})
        assert await register.row("none") == Silent()
        for key in ("slow", "html", "odd", "elsewhere", "broken"):
            with pytest.raises(DeliveryFailed):
                await register.row(key)
        assert await HttpRealName(client, base).check(TALK) == Checked("林小满", "face", "s-1")


async def test_a_source_that_fails_is_left_alone_for_a_while() -> None:
    now, calls = 0.0, 0

    async def fail() -> Row:
        nonlocal calls
        calls += 1
        raise DeliveryFailed("down")

    async def work() -> Row:
        return Row({})

    breaker = Breaker(limit_s=0.1, monotonic=lambda: now)
    for _ in range(FAILURES + 3):
        assert await breaker.ask(fail) == Unavailable()
    assert calls == FAILURES
    assert await breaker.ask(work) == Unavailable()
    now += REST_S + 1
    assert await breaker.ask(work) == Row({})
    assert await breaker.ask(work) == Row({})


async def test_a_register_that_never_answers_does_not_hold_up_the_turn() -> None:
    async def hang() -> Row:
        await asyncio.Event().wait()
        return Row({})

    assert await asyncio.wait_for(Breaker(limit_s=0.05).ask(hang), 5) == Unavailable()


async def test_the_demonstration_answers_all_that_a_turn_asks(sqlite_url: str, tmp_path: Path) -> None:
    async with open_store(sqlite_url, tmp_path / "root.key") as store:
        await put_demonstration_rows(store, CITY)
        await put_demonstration_rows(store, CITY)
        registers = {name: DemonstrationRegister(store, name) for name in REGISTERS}
        world = OutsideWorld(store, registers, DemonstrationRealName(store), clock=system_clock())
        licence, credit, silent = (
            Lookup("business_licence", CODE),
            Lookup("credit_register", CODE),
            Lookup("business_licence", "92420303MA4E3Y6A6O"),
        )
        serial, code, person = Lookup("serial", "2026-11-24"), Lookup("resume_code", "c1"), Lookup("real_name", "c1")
        unknown, earlier = Lookup("weather", "today"), Lookup("earlier", "nobody")
        wanted = [licence, credit, silent, serial, person, unknown, earlier]
        found = await world.answers(wanted, TALK, INBOUND)
        facts = found[licence]
        assert isinstance(facts, Row)
        assert facts.facts["operator_name"] == "小林饮品店"
        assert found[credit] == Row({"on_dishonesty_list": False})
        assert found[silent] == Silent()
        assert found[serial] == Drawn("2026-1124-0001")
        checked = found[person]
        assert isinstance(checked, Checked)
        assert (checked.name, checked.level) == ("林小满", "demonstration")
        assert found[unknown] == Unavailable()
        assert found[earlier] == Silent()
        assert code not in found


def test_the_demonstration_rows_fit_the_pack() -> None:
    pack, _ = load_pack(CITY)
    rows = yaml.safe_load((CITY / "demonstration.yaml").read_text("utf-8"))
    assert set(rows) == set(REGISTERS)
    for register, entries in rows.items():
        for key, facts in entries.items():
            assert uscc.is_valid(key)
            for code, value in facts.items():
                fact = pack.facts[code]
                assert register == "identity_register" or fact.source == register
                if fact.choices:
                    assert value in {choice.code for choice in fact.choices}
