"""The hot route ahead of the framework: matching and wrapping cost more there than taking and storing a turn."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from web.api.conversations import JSON, message_answer
from web.failures import answer_to
from web.security import HEADERS

_BEFORE, _AFTER = "/api/v1/conversations/", "/messages"
_HEADERS = ((b"content-type", JSON.encode()), (b"cache-control", b"no-store"), *HEADERS)


class HotMessages:
    """Answers POST …/messages with the function that the documented route has; everything else passes."""

    def __init__(self, app: ASGIApp, *, application: FastAPI) -> None:
        self._following = app
        self._app = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if not (path.endswith(_AFTER) and path.startswith(_BEFORE) and scope["method"] == "POST"):
            await self._following(scope, receive, send)
            return
        scope["app"] = self._app
        scope["path_params"] = {"conversation": path[len(_BEFORE) : -len(_AFTER)]}
        request = Request(scope, receive)
        try:
            body = await message_answer(request)
        except Exception as raised:  # answered as the framework's own handlers do, with the same function
            response = answer_to(request, raised)
            response.headers.update({name.decode(): value.decode() for name, value in HEADERS})
            await response(scope, receive, send)
            return
        headers = [*_HEADERS, (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
