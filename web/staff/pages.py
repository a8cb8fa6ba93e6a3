"""Staff pages from templates: who is logged in, in which language, and where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from web.pages import HERE, asset
from web.staff.person import Staff
from web.staff.policy import HOME, Access, Role, access
from web.staff.site import staff_site_of
from web.staff.words import LOCALES, Words, words_in

LANGUAGE_COOKIE = "staff_language"
_AREAS = (
    ("/office", "area_office"),
    ("/desk", "area_desk"),
    ("/staff/queues", "area_queues"),
    ("/staff/gaps", "area_gaps"),
    ("/staff/documents", "area_documents"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A line under the head of a page: what was just done, or why it was not."""

    text: str
    kind: Literal["ok", "bad"] = "ok"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the staff pages, as the head links to it."""

    url: str
    key: str
    here: bool


def words_of(request: Request) -> Words:
    """The language of the page: as just chosen, as chosen before, else Chinese."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "")
    return words_in(chosen if chosen in LOCALES else "zh")


def draw(template: str, words: Words, **values: Any) -> str:
    """A template, or a part of a page, in a language."""
    return _environment().get_template(f"staff/{template}").render(t=words, **values)


def page(
    request: Request, template: str, staff: Staff | None, *, status: int = 200, told: Told | None = None, **values: Any
) -> Response:
    """A whole page; it remembers a language that was just chosen."""
    words = words_of(request)
    areas = () if staff is None else _areas(staff, request.url.path)
    demonstration = staff_site_of(request).demonstration
    html = draw(template, words, staff=staff, areas=areas, told=told, demonstration=demonstration, **values)
    response = HTMLResponse(html, status_code=status)
    if request.query_params.get("lang") in LOCALES:
        response.set_cookie(LANGUAGE_COOKIE, words.locale, max_age=31_536_000, httponly=True, samesite="lax")
    return response


def refusal(request: Request, staff: Staff | None, kind: Literal["missing", "denied", "forged"]) -> Response:
    """The page for what is not there, not permitted, or not sent from a page of ours."""
    words = words_of(request)
    status = {"missing": 404, "denied": 403, "forged": 403}[kind]
    title, text = words(f"{kind}_title"), words(f"{kind}_text")
    if "application/json" in request.headers.get("accept", ""):
        from starlette.responses import JSONResponse

        return JSONResponse({"problem": f"{title}: {text}"}, status_code=status)
    return page(request, "refused.html", staff, status=status, title=title, text=text)


def home_of(role: Role) -> str:
    """Where a role starts."""
    return HOME[role]


def _areas(staff: Staff, path: str) -> tuple[Area, ...]:
    open_to = [(url, key) for url, key in _AREAS if access(staff.role, "GET", url) is not Access.NO]
    return tuple(Area(url, key, path.startswith(url)) for url, key in open_to) if len(open_to) > 1 else ()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    cast("dict[str, Any]", environment.globals)["asset"] = asset
    return environment
