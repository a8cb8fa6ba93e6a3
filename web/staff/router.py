"""The staff pages as one part of the application: their routes behind the guard, and what refusals look like."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI
from starlette.requests import Request
from starlette.responses import Response

from web.staff.desk import desk_routes
from web.staff.documents import document_routes
from web.staff.gaps import gap_routes
from web.staff.guard import Denied, Forged, LoginNeeded, guard
from web.staff.login import login_routes, to_login
from web.staff.office import office_routes
from web.staff.pages import refusal
from web.staff.queues import queue_routes
from web.staff.site import StaffSite


def add_staff(app: FastAPI, site: StaffSite) -> None:
    """Adds the staff pages to an application; `/static` and the security headers are the application's."""
    app.state.staff_site = site
    router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
    for part in (login_routes(), office_routes(), desk_routes(), queue_routes(), gap_routes(), document_routes()):
        router.include_router(part)
    app.include_router(router)
    app.add_exception_handler(LoginNeeded, _login)
    app.add_exception_handler(Denied, _denied)
    app.add_exception_handler(Forged, _forged)


async def _login(request: Request, _: Exception) -> Response:
    return to_login(request)


async def _denied(request: Request, denied: Exception) -> Response:
    return refusal(request, denied.staff if isinstance(denied, Denied) else None, "denied")


async def _forged(request: Request, _: Exception) -> Response:
    return refusal(request, getattr(request.state, "staff", None), "forged")
