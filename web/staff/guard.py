"""The guard before every staff route: who is logged in, what they may do, and that a write comes from our page."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import Request

from errors import NotPermitted
from storage import people
from web.security import is_own_origin
from web.staff.person import Staff
from web.staff.policy import OPEN, Access, Role, access
from web.staff.site import StaffSite, staff_site_of

SESSION_COOKIE = "yz_staff"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
READS = frozenset({"GET", "HEAD"})
ASKED_BY_PAGES = frozenset({"/desk/news"})
"""What an open page asks for by itself: it does not keep a session alive that nobody uses."""


class LoginNeeded(NotPermitted):
    """Nobody is logged in, or the session is over: log in, then go on where you were."""


class Denied(NotPermitted):
    """The role may not use this route: ask the administrator."""

    def __init__(self, staff: Staff) -> None:
        super().__init__(f"{staff.role} may not do this: ask the administrator")
        self.staff = staff


class Forged(NotPermitted):
    """A write without the page's token, or from a page that is not ours: reload the page and do it again."""


async def guard(request: Request) -> None:
    """Lets a request through that the policy allows; sets who it is. Whatever has no row in the policy is denied.

    Raises LoginNeeded, Denied or Forged.
    """
    site = staff_site_of(request)
    path: str = request.scope["route"].path
    writes = request.method not in READS
    if writes and not is_own_origin(request, site.public_url):
        raise Forged("a write from a page that is not ours: reload the page and do it again")
    if (request.method, path) in OPEN:
        return
    staff = await logged_in(request, site)
    if staff is None:
        raise LoginNeeded("log in, then go on where you were")
    allowed = access(staff.role, "GET" if request.method == "HEAD" else request.method, path)
    staff = Staff(staff.id, staff.name, staff.role, staff.department, staff.csrf, allowed)
    request.state.staff = staff
    if allowed is Access.NO:
        raise Denied(staff)
    if writes:
        await _require_token(request, staff)


async def logged_in(request: Request, site: StaffSite) -> Staff | None:
    """Whose session the cookie names; None without one, or when it is over."""
    token = request.cookies.get(SESSION_COOKIE, "")
    if not token:
        return None
    now_s = int(site.now().timestamp())
    found = await site.store.read(lambda connection: people.session_of(connection, token, now_s=now_s))
    if found is None:
        return None
    person, touch = found
    if touch and request.scope["route"].path not in ASKED_BY_PAGES:
        await site.store.write(lambda connection: people.touch_session(connection, token, now_s=now_s))
    return Staff(person.id, person.name, Role(person.role), person.department, csrf_of(token))


def csrf_of(token: str) -> str:
    """The token that forms of a session carry; a new session has a new one."""
    return hmac.new(token.encode("utf-8", "surrogatepass"), b"csrf", sha256).hexdigest()


def staff_of(request: Request) -> Staff:
    """Who the guard let through."""
    return cast(Staff, request.state.staff)


async def _require_token(request: Request, staff: Staff) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FORM_TYPES:
        raise Forged("a write that no form of ours sent: reload the page and do it again")
    form = await request.form()
    given = form.get("csrf")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode("utf-8", "replace"), staff.csrf.encode()):
        raise Forged("the form is older than the session: reload the page and do it again")


StaffHere = Annotated[Staff, Depends(staff_of)]
SiteHere = Annotated[StaffSite, Depends(staff_site_of)]
