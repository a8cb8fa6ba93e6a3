"""What keeps pages and cookies safe: headers with a strict CSP, the origin check, the conversation's cookie."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problems import Problem

CSP = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
COOKIE_DAYS = 90
HERE_COOKIE = "yz_here"
"""Which conversation the chat page shows; the token is in that conversation's own cookie."""


class SecurityHeaders:
    """Adds the headers to every answer, and keeps answers with personal content out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers: list[tuple[bytes, bytes]] = message["headers"]
                present = {name for name, _ in headers}
                headers.extend(pair for pair in HEADERS if pair[0] not in present)
                if b"cache-control" not in present:
                    headers.append((b"cache-control", b"no-store"))
            await send(message)

        await self._app(scope, receive, send_with_headers)


def is_own_origin(request: Request, public_url: str = "") -> bool:
    """Whether a browser says that the request comes from a page of ours.

    Hosts are compared, not schemes: a proxy that ends TLS changes the scheme.
    """
    origin = request.headers.get("origin")
    if origin is None:
        # Not sent with every same-origin form by every browser; this one can't be set by a page either.
        return request.headers.get("sec-fetch-site") == "same-origin"
    own = {request.headers.get("host", ""), urlsplit(public_url).netloc} - {""}
    return urlsplit(origin).netloc in own


def require_own_origin(request: Request, public_url: str = "") -> None:
    """Raises Problem 403 for a write that no page of ours sent (CSRF)."""
    if not is_own_origin(request, public_url):
        raise Problem(403, "origin")


def refuse_foreign_origin(request: Request, public_url: str = "") -> None:
    """Raises Problem 403 where a browser says that a foreign page sent this; programs send no origin."""
    if "origin" in request.headers and not is_own_origin(request, public_url):
        raise Problem(403, "origin")


def cookie_name(conversation_id: str) -> str:
    """The name of a conversation's cookie: several conversations of one browser don't share a token."""
    return f"yz_{hashlib.sha256(conversation_id.encode()).hexdigest()[:12]}"


def set_conversation_cookies(request: Request, response: Response, conversation_id: str, token: str) -> None:
    """Gives the browser the token, and makes this conversation the one that the chat page shows."""
    secure = request.url.scheme == "https"
    for name, value in ((cookie_name(conversation_id), token), (HERE_COOKIE, conversation_id)):
        response.set_cookie(
            name, value, max_age=COOKIE_DAYS * 86_400, path="/", httponly=True, samesite="lax", secure=secure
        )
