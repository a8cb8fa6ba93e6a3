"""Whose conversation it is: a bearer token, or the conversation's cookie; foreign and absent ones look alike."""

from __future__ import annotations

from starlette.requests import Request

from dialogs.conversation import ConversationId
from web.problems import Problem
from web.security import cookie_name, require_own_origin
from web.site import Site


async def reader(site: Site, request: Request) -> ConversationId:
    """The conversation of the path, if the request may read it.

    Raises Problem 401 without a token, 404 with one for another conversation.
    """
    token, _ = _token(request)
    return await _opened(site, request, token)


async def writer(site: Site, request: Request) -> ConversationId:
    """The conversation of the path, if the request may write to it.

    Raises Problem as `reader`, and 403 for a write by cookie that no page of ours sent.
    """
    token, by_cookie = _token(request)
    if by_cookie:
        require_own_origin(request, site.public_url)
    return await _opened(site, request, token)


async def holder(site: Site, request: Request, conversation_id: str) -> ConversationId | None:
    """The conversation, if this browser has its cookie."""
    token = request.cookies.get(cookie_name(conversation_id))
    found = await _found(site, token) if token else None
    return found if found == conversation_id else None


async def _opened(site: Site, request: Request, token: str) -> ConversationId:
    found = await _found(site, token)
    if found is None or found != request.path_params["conversation"]:
        raise Problem(404, "not_found")
    return found


def _token(request: Request) -> tuple[str, bool]:
    """The token, and whether a browser sent it by itself."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip(), False
    cookie = request.cookies.get(cookie_name(request.path_params["conversation"]))
    if cookie:
        return cookie, True
    raise Problem(401, "unauthorised", headers={"www-authenticate": "Bearer"})


async def _found(site: Site, token: str) -> ConversationId | None:
    """By the conversation's own token, or by the pass of a browser that came with a resume code."""
    return await site.engine.by_token(token) or await site.links.by_pass(token)
