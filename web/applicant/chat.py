"""The chat page (对话页): drawn by the server with all that was said, and kept live by a few small scripts."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.telegram.pages import Page
from dialogs.conversation import Conversation, ConversationId, Locale
from dialogs.exchange import Said
from errors import NotPermitted
from storage.turns import TurnRecord
from web import credentials
from web.api import live
from web.api.message import LONGEST_ID, read_message, read_object
from web.applicant.drawing import empty_page, first_page, turn_view, update_of
from web.body import message_body, read_form
from web.pages import macro, page, script_data, script_texts
from web.problems import Problem, locale_of
from web.security import HERE_COOKIE, require_own_origin, set_conversation_cookies
from web.site import Site, site_of
from web.taking import place, slow_down, take
from web.words import words_in

JSON = "application/json"
TURNS_SHOWN = 40
"""So many of the last turns stand on the page at once; earlier ones come on demand."""
_PAGES: dict[str, Page] = {"sign": "sign", "upload": "upload", "sensitive": "sensitive"}

router = APIRouter(include_in_schema=False)


@router.get("/")
async def chat(request: Request) -> Response:
    """The page, with the conversation that this browser had last, or ready to open one."""
    site = site_of(request)
    conversation = await _here(site, request)
    if conversation is None:
        locale = _asked_locale(request)
        values = empty_page(await site.packs.in_force(), locale)
        return HTMLResponse(_chat_page(request, values, locale, None))
    knowledge = await site.packs.knowledge(conversation.pack)
    records, has_earlier = await _last_turns(site, conversation, conversation.version + 1)
    values = first_page(records, has_earlier, conversation, knowledge)
    return HTMLResponse(_chat_page(request, values, conversation.locale, conversation.id))


@router.post("/chat")
async def open_conversation(request: Request) -> Response:
    """Opens a conversation for the page."""
    site = site_of(request)
    require_own_origin(request, site.public_url)
    slow_down(site.limits.opened, place(request))
    wanted = read_object(await message_body(request))
    locale: Locale = "en" if wanted.get("locale") == "en" else "zh"
    await site.packs.follow()
    opened = await site.engine.open(channel="web", locale=locale)
    update = await _update(site, opened.conversation_id, opened.record)
    response = Response(orjson.dumps({"id": opened.conversation_id, **update}), media_type=JSON)
    set_conversation_cookies(request, response, opened.conversation_id, opened.token)
    return response


@router.post("/chat/{conversation}/messages")
async def post_message(request: Request) -> Response:
    """A message of the page; answered with what to draw."""
    site = site_of(request)
    conversation_id = await credentials.writer(site, request)
    message_id, message = read_message(await message_body(request))
    record = await take(site, request, conversation_id, message_id, message)
    return Response(orjson.dumps(await _update(site, conversation_id, record)), media_type=JSON)


@router.post("/chat/{conversation}/files")
async def post_file(request: Request) -> Response:
    """A material from the page: examined, stored and handed in, in one go; a refusal is an answer in the chat."""
    site = site_of(request)
    conversation_id = await credentials.writer(site, request)
    slow_down(site.limits.uploads, conversation_id)
    form = await read_form(request)
    message_id, material = form.fields.get("id", ""), form.fields.get("material") or None
    if form.file is None or not 1 <= len(message_id) <= LONGEST_ID:
        raise Problem(400, "upload")
    record = await site.files.receive(conversation_id, message_id, form.file, material=material)
    return Response(orjson.dumps(await _update(site, conversation_id, record)), media_type=JSON)


@router.get("/chat/{conversation}/events")
async def get_events(request: Request) -> Response:
    """Live turns, each with what to draw."""
    site = site_of(request)
    conversation_id = await credentials.reader(site, request)
    await site.engine.conversation(conversation_id)

    async def drawn(record: TurnRecord) -> bytes:
        return orjson.dumps(await _update(site, conversation_id, record))

    return live.stream(site.engine, conversation_id, live.seen_until(request), drawn)


@router.get("/chat/{conversation}/earlier")
async def get_earlier(request: Request) -> Response:
    """Turns before those on the page."""
    site = site_of(request)
    conversation = await site.engine.conversation(await credentials.reader(site, request))
    given = request.query_params.get("before", "")
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise Problem(400, "bad_request", field="before")
    knowledge = await site.packs.knowledge(conversation.pack)
    records, has_earlier = await _last_turns(site, conversation, int(given))
    views = [turn_view(record, knowledge, conversation.locale) for record in records]
    html = "".join(macro("talk.html", "turn", conversation.locale, view) for view in views)
    return Response(orjson.dumps({"html": html, "before": views[0].seq if has_earlier else None}), media_type=JSON)


@router.post("/chat/{conversation}/language")
async def post_language(request: Request) -> Response:
    """Goes on in the other language: said like any other message, so that it is on record."""
    site = site_of(request)
    conversation_id = await credentials.writer(site, request)
    slow_down(site.limits.messages, conversation_id)
    conversation = await site.engine.conversation(conversation_id)
    wanted = words_in(conversation.locale)("other_language")
    await site.engine.handle(conversation_id, f"language-{conversation.version}", Said(wanted))
    return Response(b"{}", media_type=JSON)


@router.post("/chat/{conversation}/open/{page}")
async def open_page(request: Request) -> Response:
    """A fresh single-use link to a page of ours."""
    site = site_of(request)
    conversation_id = await credentials.writer(site, request)
    purpose = _PAGES.get(request.path_params["page"])
    if purpose is None:
        raise Problem(404, "not_found")
    return Response(orjson.dumps({"url": await site.links.url(purpose, conversation_id)}), media_type=JSON)


@router.post("/resume")
async def resume(request: Request) -> Response:
    """Goes on with the conversation of a resume code, in this browser."""
    site = site_of(request)
    require_own_origin(request, site.public_url)
    code = (await read_form(request)).fields.get("code", "").strip()
    slow_down(site.limits.codes, place(request))
    try:
        found = await site.engine.resume(code, by=place(request)) if code else None
    except NotPermitted:
        raise Problem(429, "too_many", seconds=900, headers={"retry-after": "900"}) from None
    if found is None:
        raise Problem(422, "resume")
    token = await site.links.new_pass(found)
    response = RedirectResponse("/", status_code=303)
    set_conversation_cookies(request, response, found, token)
    return response


@router.post("/new")
async def start_new(request: Request) -> Response:
    """Leaves the present conversation, which stays; the page then opens another."""
    require_own_origin(request, site_of(request).public_url)
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(HERE_COOKIE, path="/", httponly=True, samesite="lax")
    return response


async def _here(site: Site, request: Request) -> Conversation | None:
    conversation_id = request.cookies.get(HERE_COOKIE)
    found = await credentials.holder(site, request, conversation_id) if conversation_id else None
    return await site.engine.conversation(found) if found is not None else None


async def _last_turns(site: Site, conversation: Conversation, before: int) -> tuple[tuple[TurnRecord, ...], bool]:
    """The turns before a seq, oldest first, at most a page of them; and whether there are earlier ones."""
    after = max(0, before - 1 - TURNS_SHOWN)
    records = await site.engine.transcript(conversation.id, after=after, limit=TURNS_SHOWN)
    return tuple(record for record in records if record.seq < before), after > 0


async def _update(site: Site, conversation_id: ConversationId, record: TurnRecord) -> dict[str, Any]:
    conversation = await site.engine.conversation(conversation_id)
    return update_of(record, conversation, await site.packs.knowledge(conversation.pack))


def _chat_page(request: Request, values: dict[str, Any], locale: Locale, conversation_id: str | None) -> str:
    script = {
        "conversation": conversation_id,
        "seq": values["seq"],
        "locale": locale,
        "asking": values["asking"],
        "texts": script_texts(locale),
    }
    shown = {**values, "script": script_data(script), "person_choice": "human"}
    return page(request, "chat.html", locale, {"page": shown})


def _asked_locale(request: Request) -> Locale:
    wanted = request.query_params.get("lang")
    if wanted in ("zh", "en"):
        return "en" if wanted == "en" else "zh"
    return locale_of(request)
