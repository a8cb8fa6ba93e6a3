"""The answer to whatever a route raised: what happened and what to do, and nothing personal in the log."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.engine import NoSuchConversation
from errors import DeliveryFailed, IntakeError, PackError, StaleConversation
from storage.connect import StorageUnavailable
from storage.conversations import Erased
from storage.turns import MessageConflict
from web.problems import Problem, problem_response

log = logging.getLogger(__name__)

_KINDS: dict[type[IntakeError], tuple[int, str]] = {
    MessageConflict: (409, "conflict"),
    Erased: (410, "erased"),
    NoSuchConversation: (404, "not_found"),
    StorageUnavailable: (503, "storing"),
    StaleConversation: (503, "storing"),
    DeliveryFailed: (503, "storing"),
}
_REFUSALS = {404: "not_found", 405: "method", 413: "too_large"}


def answer_to(request: Request, raised: Exception) -> Response:
    """A problem for each kind of failure; what nobody foresaw is logged with its place, and told as our fault."""
    return problem_response(request, _problem(request, raised))


def _problem(request: Request, raised: Exception) -> Problem:
    match raised:
        case Problem():
            return raised
        case HTTPException():
            kind = _REFUSALS.get(raised.status_code, "bad_request")
            return Problem(raised.status_code, kind, headers=raised.headers, field=request.method, max_kb=1024)
        case IntakeError():
            return _known(request, raised)
        case _:
            log.error("%s %s failed", request.method, _route(request), exc_info=raised)
            return Problem(500, "trouble")


def _known(request: Request, raised: IntakeError) -> Problem:
    if isinstance(raised, PackError):
        log.error("%s %s: %s", request.method, _route(request), raised)  # about the pack, so nobody's secret
        return Problem(500, "trouble")
    status, kind = next((found for one, found in _KINDS.items() if isinstance(raised, one)), (500, "trouble"))
    if status >= 500:
        # the kind only: a message could name things that are nobody's business in a log
        log.warning("%s %s: %s", request.method, _route(request), type(raised).__name__)
    return Problem(status, kind, headers={"retry-after": "5"} if status == 503 else None)


def _route(request: Request) -> str:
    """The template of the address: addresses carry ids and links."""
    return str(getattr(request.scope.get("route"), "path", "?"))
