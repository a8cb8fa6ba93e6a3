"""Logging in and out (登录): same answer and same work whether a name exists or not, and slower for who guesses."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.inbound import MOMENT
from knowledge.documents.chain import Event
from storage import people
from storage.journal import append_about
from web.limits import place_of
from web.staff.guard import SESSION_COOKIE, SiteHere, StaffHere, logged_in
from web.staff.pages import home_of, page, refusal, words_of
from web.staff.policy import Role

LOGIN_COOKIE = "yz_staff_login"
LONGEST_NAME = 64
LONGEST_PASSWORD = 256

Field = Annotated[str, Form()]


def login_routes() -> APIRouter:
    """The routes of login and logout; the guard stands before them."""
    router = APIRouter()
    router.add_api_route("/staff/login", show_login, methods=["GET"])
    router.add_api_route("/staff/login", log_in, methods=["POST"])
    router.add_api_route("/staff/logout", log_out, methods=["POST"])
    router.add_api_route("/staff", start_page, methods=["GET"])
    return router


async def show_login(
    request: Request, site: SiteHere, onward: Annotated[str, Query(alias="next", max_length=300)] = ""
) -> Response:
    """The login page; who is logged in goes to their start page."""
    staff = await logged_in(request, site)
    if staff is not None:
        return RedirectResponse(_own_path(onward) or home_of(staff.role), 303)
    return _login_page(request, onward=onward)


async def log_in(
    request: Request,
    site: SiteHere,
    name: Field,
    password: Field,
    csrf: Field = "",
    onward: Annotated[str, Form(alias="next")] = "",
) -> Response:
    """Checks name and password; a new session has a new id, and the one before it ends."""
    words = words_of(request)
    expected = request.cookies.get(LOGIN_COOKIE, "")
    if not expected or not hmac.compare_digest(csrf.encode("utf-8", "replace"), expected.encode("utf-8", "replace")):
        return _login_page(request, status=403, wrong=words("login_stale"), name=name, onward=onward)
    name, place = name.strip()[:LONGEST_NAME], place_of(request.client.host if request.client else None)
    slow = site.throttle.wait_s(name, place, time.monotonic()) > 0
    found = await site.store.read(lambda connection: people.find(connection, name))
    # the hash is worked out whatever is known already: neither names nor throttling show in the time it takes
    known = found[1] if found is not None else None
    fits = await asyncio.to_thread(people.password_fits, known, password[:LONGEST_PASSWORD])
    if slow:
        return _login_page(request, status=429, wrong=words("login_slow"), name=name, onward=onward)
    if not fits or found is None or found[0].disabled:
        site.throttle.failed(name, place, time.monotonic())
        refused = Event(site.now().strftime(MOMENT), "login_refused", {}, actor="staff")
        await site.store.write(lambda connection: append_about(connection, site.store.keyring, refused, name))
        return _login_page(request, status=401, wrong=words("login_wrong"), name=name, onward=onward)
    site.throttle.succeeded(name, place)
    person, old, now_s = found[0], request.cookies.get(SESSION_COOKIE, ""), int(site.now().timestamp())
    if old:
        await site.store.write(lambda connection: people.end_session(connection, old))
    token = await site.store.write(lambda connection: people.begin_session(connection, person.id, now_s=now_s))
    response = RedirectResponse(_own_path(onward) or home_of(Role(person.role)), 303)
    secure = request.url.scheme == "https"
    response.set_cookie(
        SESSION_COOKIE, token, max_age=people.ABSOLUTE_S, path="/", httponly=True, samesite="lax", secure=secure
    )
    response.delete_cookie(LOGIN_COOKIE, path="/staff/login")
    return response


async def log_out(request: Request, site: SiteHere, staff: StaffHere) -> Response:
    """Ends the session on the server."""
    token = request.cookies.get(SESSION_COOKIE, "")
    await site.store.write(lambda connection: people.end_session(connection, token))
    response = RedirectResponse("/staff/login", 303)
    response.delete_cookie(SESSION_COOKIE, path="/")
    return response


async def start_page(request: Request, staff: StaffHere) -> Response:
    """Where the role starts."""
    home = home_of(staff.role)
    if home == "/staff":
        t = words_of(request)
        return page(request, "refused.html", staff, title=t("nothing_here_title"), text=t("nothing_here_text"))
    return RedirectResponse(home, 303)


def to_login(request: Request) -> Response:
    """What a request without a session gets: the login page, and from there back; a refusal for what is no page."""
    if request.method != "GET" or "application/json" in request.headers.get("accept", ""):
        response = refusal(request, None, "forged")
        response.status_code = 401
        return response
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(str(request.url_for("show_login").include_query_params(next=path)), 303)


def _login_page(request: Request, *, status: int = 200, wrong: str = "", name: str = "", onward: str = "") -> Response:
    csrf = secrets.token_urlsafe(24)
    response = page(
        request, "login.html", None, status=status, csrf=csrf, wrong=wrong, name=name, next=_own_path(onward)
    )
    secure = request.url.scheme == "https"
    response.set_cookie(
        LOGIN_COOKIE, csrf, max_age=3600, path="/staff/login", httponly=True, samesite="strict", secure=secure
    )
    return response


def _own_path(path: str) -> str:
    """A path of the staff pages to go on with, else nothing: nobody is sent elsewhere after the login."""
    plain = path.isascii() and path.isprintable() and "\\" not in path and "//" not in path
    return path if plain and path.startswith(("/office", "/desk", "/staff")) else ""
