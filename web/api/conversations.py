"""The applicant's API: conversations, messages, files, documents and live turns, as in the contract."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import orjson
from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from dialogs.conversation import Upload
from dialogs.exchange import UploadRefused
from storage.turns import TurnRecord
from web import credentials
from web.api import live, schemas
from web.api.message import read_message, read_object
from web.api.view import conversation_view
from web.body import UPLOAD_MB, message_body, read_form
from web.documents import pdf_of
from web.problems import MEDIA_TYPE, Problem, locale_of
from web.security import refuse_foreign_origin, set_conversation_cookies
from web.site import site_of
from web.taking import place, slow_down, take

JSON = "application/json"
PAGE_OF_TRANSCRIPT = 100
_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}}


class LeanRoute(APIRoute):
    """A documented route whose function gets the request as it is.

    Reading the parameters and validating the answer by their types costs more than a whole turn does.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        return self.endpoint


router = APIRouter(prefix="/api/v1/conversations", route_class=LeanRoute, tags=["applicant"])


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    meanings = {
        400: "Not understood; the detail names the field",
        401: "No token",
        403: "A write by cookie that no page of ours sent",
        404: "No such thing, or not yours",
        409: "The message id was used with another body",
        410: "Erased at the applicant's wish",
        413: "Too large",
        422: "The file can't be used; the detail says why and what to do",
        429: "Too fast; Retry-After says how long to wait",
        503: "Could not be stored; send it again under the same id",
    }
    return {status: {"description": meanings[status], **_PROBLEM} for status in statuses}


def _body(*models: type[schemas.Shape]) -> dict[str, Any]:
    shapes = [{"$ref": f"#/components/schemas/{model.__name__}"} for model in models]
    schema = shapes[0] if len(shapes) == 1 else {"oneOf": shapes}
    return {"requestBody": {"required": True, "content": {JSON: {"schema": schema}}}}


@router.post(
    "/{conversation}/messages",
    summary="Say, choose, hand in or sign something",
    description="A message carries one of text, choice, file and signature. Sending a message id again answers the "
    "stored turn and changes nothing. A turn that was answered 200 has been committed.",
    response_model=schemas.Turn,
    responses=_problems(400, 401, 403, 404, 409, 410, 413, 429, 503),
    openapi_extra=_body(schemas.TextMessage, schemas.ChoiceMessage, schemas.FileMessage, schemas.SignatureMessage),
)
async def post_message(request: Request) -> Response:
    return Response(await message_answer(request), media_type=JSON)


async def message_answer(request: Request) -> bytes:
    """The turn that answers a message, as JSON. In the running server `HotMessages` calls this."""
    site = site_of(request)
    conversation_id = await credentials.writer(site, request)
    message_id, message = read_message(await message_body(request))
    record = await take(site, request, conversation_id, message_id, message)
    return orjson.dumps(record.as_turn())


@router.post(
    "",
    summary="Begin a conversation",
    description="Answers the first turn and the token, which is told once and also set as a cookie.",
    response_model=schemas.Opened,
    responses=_problems(400, 403, 413, 429, 503),
    openapi_extra=_body(schemas.OpenRequest),
)
async def open_conversation(request: Request) -> Response:
    site = site_of(request)
    refuse_foreign_origin(request, site.public_url)
    slow_down(site.limits.opened, place(request))
    body = await message_body(request)
    wanted = read_object(body) if body.strip() else {}
    locale = wanted.get("locale", locale_of(request))
    if locale not in ("zh", "en") or not wanted.keys() <= {"locale"}:
        raise Problem(400, "bad_request", field="locale")
    await site.packs.follow()
    opened = await site.engine.open(channel="web", locale=locale)
    answer = {"id": opened.conversation_id, "token": opened.token, **opened.record.as_turn()}
    response = Response(orjson.dumps(answer), media_type=JSON)
    set_conversation_cookies(request, response, opened.conversation_id, opened.token)
    return response


@router.post(
    "/{conversation}/files",
    summary="Upload a file",
    description=f"multipart/form-data with the field `file` (PDF, JPEG or PNG, up to {UPLOAD_MB} MB) and, where it is "
    "known, `material`, whose formats and size then count. Send the answered id as a message.",
    response_model=schemas.Stored,
    responses=_problems(400, 401, 403, 404, 410, 413, 422, 429, 503),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "required": ["file"],
                        "properties": {
                            "file": {"type": "string", "format": "binary"},
                            "material": {"type": "string"},
                        },
                    }
                }
            },
        }
    },
)
async def post_file(request: Request) -> Response:
    site = site_of(request)
    conversation_id = await credentials.writer(site, request)
    slow_down(site.limits.uploads, conversation_id)
    form = await read_form(request)
    if form.file is None:
        raise Problem(400, "upload")
    conversation = await site.engine.conversation(conversation_id)
    outcome = await site.files.take(conversation, form.file, material=form.fields.get("material") or None)
    match outcome:
        case Upload() as upload:
            stored = {"file": upload.id, "sha256": upload.sha256, "pages": upload.pages}
            return Response(orjson.dumps(stored), media_type=JSON)
        case UploadRefused() as refused:
            knowledge = await site.packs.knowledge(conversation.pack)
            words = knowledge.words.say(refused.reason, conversation.locale, **refused.details)
            raise Problem(422, "file", detail=words)


@router.get(
    "/{conversation}",
    summary="State, answers with provenance, plan",
    description="Of sensitive answers only the ends are shown.",
    response_model=schemas.ConversationView,
    responses=_problems(401, 404, 410),
)
async def get_conversation(request: Request) -> Response:
    site = site_of(request)
    conversation = await site.engine.conversation(await credentials.reader(site, request))
    knowledge = await site.packs.knowledge(conversation.pack)
    last = await site.engine.transcript(conversation.id, after=conversation.version - 1, limit=1)
    view = conversation_view(conversation, knowledge, last[0] if last else None)
    return Response(orjson.dumps(view), media_type=JSON)


@router.get(
    "/{conversation}/transcript",
    summary="Everything that was said, in order",
    description="Pages by `?after=seq`; lines of one turn share its seq and always come on one page.",
    response_model=schemas.Transcript,
    responses=_problems(400, 401, 404, 410),
    openapi_extra={"parameters": [{"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0}}]},
)
async def get_transcript(request: Request) -> Response:
    site = site_of(request)
    conversation_id = await credentials.reader(site, request)
    given = request.query_params.get("after", "0")
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise Problem(400, "bad_request", field="after")
    records = await site.engine.transcript(conversation_id, after=int(given), limit=PAGE_OF_TRANSCRIPT + 1)
    page, more = records[:PAGE_OF_TRANSCRIPT], len(records) > PAGE_OF_TRANSCRIPT
    entries = [entry for record in page for entry in record.entries()]
    return Response(orjson.dumps({"entries": entries, "next": page[-1].seq if more else None}), media_type=JSON)


@router.get(
    "/{conversation}/events",
    summary="Turns as they come, also those of staff (server-sent events)",
    description="Events `turn` carry a Turn, their id is its seq. Goes on behind Last-Event-ID or `?after=`.",
    response_class=Response,
    responses={200: {"description": "A stream", "content": {"text/event-stream": {}}}, **_problems(401, 404, 410)},
)
async def get_events(request: Request) -> Response:
    site = site_of(request)
    conversation = await site.engine.conversation(await credentials.reader(site, request))
    return live.stream(site.engine, conversation.id, live.seen_until(request), _as_turn)


@router.get(
    "/{conversation}/documents/{document}",
    summary="A document as PDF",
    response_class=Response,
    responses={200: {"description": "The document", "content": {"application/pdf": {}}}, **_problems(401, 404, 410)},
)
async def get_document(request: Request) -> Response:
    site = site_of(request)
    conversation = await site.engine.conversation(await credentials.reader(site, request))
    name: str = request.path_params["document"].removesuffix(".pdf")
    pdf = await pdf_of(site, conversation, name)
    if pdf is None:
        raise Problem(404, "not_found")
    safe = "".join(one for one in name if one.isascii() and (one.isalnum() or one in "-_"))[:80] or "document"
    return Response(
        pdf,
        media_type="application/pdf",
        headers={"content-disposition": f'inline; filename="{safe}.pdf"', "cache-control": "private, no-store"},
    )


async def _as_turn(record: TurnRecord) -> bytes:
    return orjson.dumps(record.as_turn())
