"""What goes wrong over HTTP, told as problem details (RFC 9457): what happened and what to do next, in zh or en."""

from __future__ import annotations

from collections.abc import Mapping

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dialogs.conversation import Locale
from errors import IntakeError
from web.pages import page
from web.words import preferred_locale, words_in

MEDIA_TYPE = "application/problem+json"


class Problem(IntakeError):
    """A request that is not carried out; `kind` names its texts: problem_<kind>, problem_<kind>_detail.

    `detail` replaces the catalogue's where the words come from elsewhere, as for a refused file.
    """

    def __init__(
        self, status: int, kind: str, *, detail: str = "", headers: Mapping[str, str] | None = None, **values: str | int
    ) -> None:
        super().__init__(kind)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})
        self.values = values


def locale_of(request: Request) -> Locale:
    """The language to tell a problem in."""
    return preferred_locale(request.headers.get("accept-language"))


def problem_body(problem: Problem, locale: Locale) -> bytes:
    """The problem as RFC 9457 JSON."""
    title, detail = _texts(problem, locale)
    members: dict[str, str | int] = {
        "type": f"/api/docs#problem-{problem.kind}",
        "title": title,
        "status": problem.status,
        "detail": detail,
    }
    return orjson.dumps(members)


def problem_response(request: Request, problem: Problem) -> Response:
    """The answer for a problem: JSON for the API and for scripts, a page for people who opened an address."""
    locale = locale_of(request)
    if _wants_page(request):
        title, detail = _texts(problem, locale)
        shown = {"problem": {"title": title, "detail": detail}, "contact": words_in(locale)("page_contact")}
        html = page(request, "problem.html", locale, shown)
        return HTMLResponse(html, status_code=problem.status, headers=problem.headers)
    return Response(
        problem_body(problem, locale), status_code=problem.status, headers=problem.headers, media_type=MEDIA_TYPE
    )


def _texts(problem: Problem, locale: Locale) -> tuple[str, str]:
    say = words_in(locale)
    detail = problem.detail or say(f"problem_{problem.kind}_detail", **problem.values)
    return say(f"problem_{problem.kind}"), detail


def _wants_page(request: Request) -> bool:
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")
