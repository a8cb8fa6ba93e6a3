"""Logging in: one answer for every failure, sessions that end on the server, and no write without the page's token."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from storage import people, tables
from tests.web.staff.house import PASSWORD, StaffClient, StaffHouse, field_of
from web.staff import throttle
from web.staff.guard import SESSION_COOKIE


async def test_a_reviewer_comes_to_the_office_and_desk_staff_to_the_desk(house: StaffHouse) -> None:
    for name, start in (("周敏", "/office"), ("王丽", "/desk"), ("管理", "/staff/queues")):
        answer = await StaffClient(house.client()).log_in(name)
        assert (answer.status_code, answer.headers["location"]) == (303, start)


async def test_after_the_login_one_goes_on_where_one_was(house: StaffHouse) -> None:
    client = house.client()
    sent_away = await client.get("/office?find=x")
    assert sent_away.status_code == 303
    shown = await client.get(sent_away.headers["location"])
    form = {
        "name": "周敏",
        "password": PASSWORD,
        "csrf": field_of(shown.text, "csrf"),
        "next": field_of(shown.text, "next"),
    }
    answer = await client.post("/staff/login", data=form)
    assert answer.headers["location"] == "/office?find=x"


async def test_nobody_is_sent_elsewhere_after_the_login(house: StaffHouse) -> None:
    for elsewhere in (
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "/office//example.org",
        "javascript:1",
    ):
        client = house.client()
        shown = await client.get("/staff/login", params={"next": elsewhere})
        form = {"name": "周敏", "password": PASSWORD, "csrf": field_of(shown.text, "csrf"), "next": elsewhere}
        assert (await client.post("/staff/login", data=form)).headers["location"] == "/office"


async def test_unknown_names_and_wrong_passwords_look_alike(house: StaffHouse) -> None:
    wrong = await StaffClient(house.client()).log_in("周敏", "wrong")
    unknown = await StaffClient(house.client()).log_in("没有这人", "wrong")
    assert (wrong.status_code, unknown.status_code) == (401, 401)

    def seen(text: str) -> str:
        return text.replace(field_of(text, "csrf"), "").replace("没有这人", "").replace("周敏", "")

    assert seen(wrong.text) == seen(unknown.text)


async def test_unknown_names_take_as_long_as_wrong_passwords(house: StaffHouse) -> None:
    async def took(name: str) -> float:
        client = house.client()
        csrf = field_of((await client.get("/staff/login")).text, "csrf")
        started = time.perf_counter()
        await client.post("/staff/login", data={"name": name, "password": "wrong", "csrf": csrf})
        return time.perf_counter() - started

    known = [await took(f"{name}") for name in ("周敏", "李工", "王丽", "督办") for _ in range(2)]
    unknown = [await took(f"没有{number}") for number in range(8)]
    # both are the time of one argon2 hash; without it an unknown name would take a twentieth
    assert 0.3 < statistics.median(unknown) / statistics.median(known) < 3


async def test_guessing_is_slowed_down_and_looks_alike_for_unknown_names(
    house: StaffHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "FIRST_WAIT_S", 600.0)  # twelve passwords may take longer than the wait
    for name in ("周敏", "没有这人"):
        answers = [(await StaffClient(house.client()).log_in(name, "wrong")).status_code for _ in range(6)]
        assert answers == [401] * 5 + [429]
    slowed = await StaffClient(house.client()).log_in("周敏")
    assert slowed.status_code == 429, "even the right password has to wait"


async def test_the_session_changes_at_login_and_ends_at_logout(house: StaffHouse) -> None:
    client = await house.logged_in("周敏")
    first = client.http.cookies[SESSION_COOKIE]
    assert (await client.get("/office")).status_code == 200
    left = await client.post("/staff/logout")
    assert left.headers["location"] == "/staff/login"
    replayed = await house.client().get("/office", headers={"Cookie": f"{SESSION_COOKIE}={first}"})
    assert replayed.status_code == 303
    await client.log_in("周敏")
    assert client.http.cookies[SESSION_COOKIE] != first


async def test_a_planted_session_id_is_not_taken(house: StaffHouse) -> None:
    client = house.client()
    client.cookies.set(SESSION_COOKIE, "planted")
    staff = StaffClient(client)
    await staff.log_in("周敏")
    tokens = [cookie.value for cookie in client.cookies.jar if cookie.name == SESSION_COOKIE]
    assert any(token != "planted" for token in tokens)
    assert (await house.client().get("/office", headers={"Cookie": f"{SESSION_COOKIE}=planted"})).status_code == 303


async def test_sessions_end_when_idle_and_after_twelve_hours(house: StaffHouse) -> None:
    now = int(datetime.now(UTC).timestamp())
    sessions = tables.sessions
    for age, seen, alive in ((0, 29 * 60, True), (0, 31 * 60, False), (12 * 3600 + 60, 10, False)):
        client = await house.logged_in("周敏")
        aged = update(sessions).values(created_at=now - max(age, seen), seen_at=now - seen)
        await house.store.write(lambda connection, aged=aged: connection.execute(aged))
        assert ((await client.get("/office")).status_code == 200) is alive


async def test_a_page_left_open_does_not_keep_the_session_alive(house: StaffHouse) -> None:
    client = await house.logged_in("王丽")
    seen = int(datetime.now(UTC).timestamp()) - 20 * 60
    sessions = tables.sessions
    await house.store.write(lambda connection: connection.execute(update(sessions).values(seen_at=seen)))
    assert (await client.get("/desk/news")).status_code == 200
    assert await house.store.read(lambda connection: connection.scalar(select(sessions.c.seen_at))) == seen
    assert (await client.get("/desk")).status_code == 200
    assert await house.store.read(lambda connection: connection.scalar(select(sessions.c.seen_at))) != seen


async def test_a_changed_role_ends_the_sessions(house: StaffHouse) -> None:
    client = await house.logged_in("周敏")
    found = await house.store.read(lambda connection: people.find(connection, "周敏"))
    assert found is not None
    await house.store.write(
        lambda connection: people.change_role(connection, found[0].id, role="auditor", department=None)
    )
    assert (await client.get("/office")).status_code == 303


async def test_cookies_are_closed_to_scripts_and_other_sites(house: StaffHouse) -> None:
    client = house.client()
    staff = StaffClient(client)
    answer = await staff.log_in("周敏")
    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(SESSION_COOKIE))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


async def test_writes_without_token_or_from_elsewhere_are_refused(house: StaffHouse) -> None:
    client = await house.logged_in("周敏")
    await house.hand_over()
    path = "/office/c1/market_regulation/1/acknowledge"
    forged = [
        await client.http.post(path, data={}),
        await client.http.post(path, data={"csrf": "0" * 64}),
        await client.post(path, Origin="https://example.org"),
        await client.http.post(path, content=f"csrf={client.csrf}", headers={"Content-Type": "text/plain"}),
        await client.http.post(path, json={"csrf": client.csrf}),
    ]
    assert [answer.status_code for answer in forged] == [403] * 5
    del client.http.headers["Origin"]
    assert (await client.post(path)).status_code == 403, "without origin and fetch metadata it is no form of ours"
    page = await client.get("/office/c1/market_regulation/1")
    assert "待受理" in page.text


async def test_a_disabled_account_is_out(house: StaffHouse) -> None:
    client = await house.logged_in("周敏")
    found = await house.store.read(lambda connection: people.find(connection, "周敏"))
    assert found is not None
    await house.store.write(lambda connection: people.disable(connection, found[0].id))
    assert (await client.get("/office")).status_code == 303
    assert (await StaffClient(house.client()).log_in("周敏")).status_code == 401


async def test_a_clock_that_is_behind_does_not_end_sessions(house: StaffHouse) -> None:
    client = await house.logged_in("周敏")
    ahead = int((datetime.now(UTC) + timedelta(minutes=5)).timestamp())
    later = update(tables.sessions).values(created_at=ahead, seen_at=ahead)
    await house.store.write(lambda connection: connection.execute(later))
    assert (await client.get("/office")).status_code == 200
