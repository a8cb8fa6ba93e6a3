"""Every staff route × every role does what its row says; a route without a row fails the build."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import pytest
from fastapi.routing import APIRoute, APIRouter

from tests.web.staff.house import ACCOUNTS, StaffHouse
from web.staff.policy import OPEN, POLICY, Access, Role, access

PREFIXES = ("/staff", "/office", "/desk")


@pytest.fixture
async def house(house: StaffHouse) -> StaffHouse:
    """With the application in the departments' queues."""
    await house.hand_over()
    return house


def staff_routes(house: StaffHouse) -> set[tuple[str, str]]:
    found = set[tuple[str, str]]()
    for route in _flat(house.app.router.routes):
        if route.path.startswith(PREFIXES):
            found |= {(method, route.path) for method in route.methods or ()}
    return found


def _flat(routes: Iterable[object]) -> Iterator[APIRoute]:
    """The routes, also those of routers that were included."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        inner = getattr(route, "original_router", None)
        if isinstance(inner, APIRouter):
            yield from _flat(inner.routes)


async def test_every_route_has_a_row_and_every_row_a_route(house: StaffHouse) -> None:
    routes = staff_routes(house)
    assert routes == set(POLICY) | OPEN
    assert all(set(row) == set(Role) for row in POLICY.values())


def test_what_has_no_row_is_denied() -> None:
    assert all(access(role, "GET", "/staff/new-page") is Access.NO for role in Role)


async def test_every_cell_holds(house: StaffHouse) -> None:
    """Own, foreign and absent ids: a denied role gets 403, a foreign department's slice looks like an absent one."""
    conversation = await house.waiting()
    for name, role, department in ACCOUNTS:
        if name in ("吴涛", "陈晨", "郑洁"):
            continue
        staff = await house.logged_in(name)
        for (method, path), wanted in itertools.product(sorted(POLICY), ("market_regulation", "fire_rescue", "absent")):
            if path == "/staff/logout":
                continue
            ids = {"package": "c1" if wanted != "absent" else "nobody", "revision": "1", "file": "0"}
            address = path.format(
                **ids,
                department="fire_rescue" if wanted == "absent" else wanted,
                conversation=conversation if wanted != "absent" else "nobody",
            )
            allowed = access(Role(role), method, path)
            answer = await (staff.get(address) if method == "GET" else staff.post(address, {"about": "other:"}))
            cell = f"{role} {method} {address}: {answer.status_code}"
            if allowed is Access.NO:
                assert answer.status_code == 403, cell
                assert "小林" not in answer.text, cell
            elif "{" not in path:
                assert answer.status_code not in (403, 500), cell
            elif wanted == "absent" or (allowed is Access.OWN and department != wanted):
                assert answer.status_code == 404 or (answer.status_code == 422 and "/desk/" in address), cell
            else:
                assert answer.status_code not in (403, 500), cell


async def test_nobody_gets_anything_without_a_login(house: StaffHouse) -> None:
    client = house.client()
    for method, path in POLICY:
        address = path.format(package="c1", department="market_regulation", revision="1", file="0", conversation="x")
        answer = await client.request(method, address)
        assert answer.status_code in (303, 401), f"{method} {address}"
        assert "小林" not in answer.text
