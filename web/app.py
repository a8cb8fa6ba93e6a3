"""The web application: the applicant's pages and API, and the staff pages, over an open house."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.home import House
from errors import IntakeError
from web import health, verification
from web.api import conversations, docs
from web.api.hot import HotMessages
from web.applicant import chat, linked, signing
from web.assets import Assets
from web.failures import answer_to
from web.limits import Limits, Rates
from web.links import Links
from web.problems import Problem
from web.security import SecurityHeaders
from web.site import Site
from web.staff.router import add_staff
from web.staff.site import StaffSite


def create_app(house: House, *, rates: Rates | None = None) -> FastAPI:
    """Every page and the API over an open house; nothing is opened or closed by it."""
    settings = house.settings
    site = Site(
        engine=house.engine,
        packs=house.packs,
        files=house.uploads,
        documents=house.documents,
        licensing=house.licensing,
        links=Links(house.store),
        probe=house.probe,
        public_url=settings.public_url,
        demonstration=settings.profile == "demonstration",
        limits=Limits(rates or Rates()),
    )
    app = _applicants(site)
    add_staff(
        app,
        StaffSite(
            engine=house.engine,
            store=house.store,
            packs=house.packs,
            cabinet=house.cabinet,
            public_url=settings.public_url,
            demonstration=site.demonstration,
        ),
    )
    return app


def ahead_of(app: FastAPI) -> HotMessages:
    """The application as it is served: the hot route outermost, since the framework's own wrapping costs more than a turn."""
    return HotMessages(app, application=app)


def _applicants(site: Site) -> FastAPI:
    app = FastAPI(
        title=docs.TITLE, version=version("yizheng"), docs_url=None, redoc_url=None, openapi_url=None,
    )  # fmt: skip
    app.state.site = site
    app.include_router(conversations.router)  # first: routes are tried in order, and this one holds the hot route
    for router in (health.router, chat.router, signing.router, linked.router, verification.router):
        app.include_router(router)
    app.add_route("/api/docs", docs.show, include_in_schema=False)
    app.add_route("/api/openapi.json", docs.raw, include_in_schema=False)
    app.mount("/static", Assets(), name="static")
    app.add_middleware(SecurityHeaders)
    for kind in (Problem, IntakeError, HTTPException, Exception):
        app.add_exception_handler(kind, _answer)
    return app


async def _answer(request: Request, raised: Exception) -> Response:
    return answer_to(request, raised)
