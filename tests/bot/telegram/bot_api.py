"""A Bot API server on loopback: the wire format that our bot uses, a person at the other end, and faults on demand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.ports import unused_port

TOKEN = "123456:test"


@dataclass(slots=True)
class Fault:
    """The next calls of a method fail with this status; a flood names how long to wait."""

    status: int
    times: int = 1
    retry_after: int | None = None


@dataclass(slots=True)
class Call:
    method: str
    fields: dict[str, Any]
    files: dict[str, tuple[str, bytes]]


@dataclass(slots=True)
class BotApi:
    """What Telegram would hold: updates not confirmed yet, messages by chat, files, the webhook."""

    port: int
    updates: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    messages: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """Everything that the bot sent, as Telegram would show it."""
    calls: list[Call] = field(default_factory=list[Call])
    faults: dict[str, Fault] = field(default_factory=dict[str, Fault])
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    webhook: dict[str, Any] = field(default_factory=dict[str, Any])
    confirmed: int = 0
    next_update: int = 1000
    next_message: int = 1
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # --- the person's side ---------------------------------------------------------------------------------------

    def message(self, chat: int, **content: Any) -> dict[str, Any]:
        """An update with a message of somebody, not delivered yet."""
        number = self._number()
        body = {"message_id": number, "date": 1_795_500_000, "chat": _chat(chat), "from": _person(chat), **content}
        return self._update(message=body)

    def press(self, chat: int, data: str, message: dict[str, Any] | None = None) -> dict[str, Any]:
        """An update with a press of a button under a message that the bot sent."""
        shown = message or {"message_id": self._number(), "date": 0, "chat": _chat(chat)}
        query = {"id": str(self._number()), "from": _person(chat), "chat_instance": "1", "data": data, "message": shown}
        return self._update(callback_query=query)

    def keep(self, data: bytes) -> str:
        """A file that somebody sent; returns its id."""
        file_id = f"file{len(self.files)}"
        self.files[file_id] = data
        return file_id

    async def deliver(self, *updates: dict[str, Any]) -> None:
        """Lets the bot fetch updates."""
        async with self.changed:
            self.updates.extend(updates)
            self.changed.notify_all()

    async def wait_for(self, number: int, within_s: float = 15.0) -> None:
        """Until the bot has sent so many messages in all."""
        async with self.changed, asyncio.timeout(within_s):
            await self.changed.wait_for(lambda: len(self.messages) >= number)

    # --- the bot's side ------------------------------------------------------------------------------------------

    async def serve_method(self, request: Request) -> Response:
        method: str = request.path_params["method"]
        fields, files = await _read(request)
        self.calls.append(Call(method, fields, files))
        if request.path_params["token"] != TOKEN:
            return _failure(401, "Unauthorized")
        fault = self.faults.get(method)
        if fault is not None and fault.times > 0:
            fault.times -= 1
            return _failure(fault.status, "Fault", fault.retry_after)
        answer = getattr(self, f"_{method}", None)
        result = True if answer is None else await answer(fields, files)
        return result if isinstance(result, Response) else JSONResponse({"ok": True, "result": result})

    async def serve_file(self, request: Request) -> Response:
        return Response(self.files[request.path_params["path"]])

    async def _getMe(self, _fields: dict[str, Any], _files: object) -> Any:  # noqa: N802 - the method's name on the wire
        return {"id": 1, "is_bot": True, "first_name": "一证", "username": "yizheng_bot"}

    async def _getUpdates(self, fields: dict[str, Any], _files: object) -> Any:  # noqa: N802
        offset = int(fields.get("offset", 0))
        async with self.changed:
            self.confirmed = max(self.confirmed, offset)
            self.updates = [one for one in self.updates if one["update_id"] >= offset]
            self.changed.notify_all()
            try:
                async with asyncio.timeout(float(fields.get("timeout", 0)) or 0.001):
                    await self.changed.wait_for(lambda: self.updates)
            except TimeoutError:
                return []
            return self.updates[: int(fields.get("limit", 100))]

    async def _setWebhook(self, fields: dict[str, Any], _files: object) -> Any:  # noqa: N802
        self.webhook = fields
        return True

    async def _deleteWebhook(self, _fields: dict[str, Any], _files: object) -> Any:  # noqa: N802
        self.webhook = {}
        return True

    async def _sendMessage(self, fields: dict[str, Any], _files: object) -> Any:  # noqa: N802
        if not fields["text"] or len(fields["text"]) > 4096:
            return _failure(400, "Bad Request: message text is empty or too long")
        return await self._sent(fields, text=fields["text"])

    async def _sendDocument(self, fields: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> Any:  # noqa: N802
        ((name, data),) = files.values()
        file_id = self.keep(data)
        return await self._sent(
            fields, document={"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(data)}
        )

    async def _editMessageReplyMarkup(self, fields: dict[str, Any], _files: object) -> Any:  # noqa: N802
        edited = next(one for one in self.messages if one["message_id"] == int(fields["message_id"]))
        markup = fields.get("reply_markup")
        if edited.get("reply_markup") == markup:
            return _failure(400, "Bad Request: message is not modified")
        async with self.changed:
            edited.pop("reply_markup", None)
            if markup is not None:
                edited["reply_markup"] = markup
            self.changed.notify_all()
        return edited

    async def _getFile(self, fields: dict[str, Any], _files: object) -> Any:  # noqa: N802
        file_id = fields["file_id"]
        size = len(self.files[file_id])
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": size, "file_path": file_id}

    async def _sent(self, fields: dict[str, Any], **content: Any) -> dict[str, Any]:
        chat = _chat(int(fields["chat_id"]))
        message = {"message_id": self._number(), "date": 1_795_500_000, "chat": chat, **content}
        if "reply_markup" in fields:
            message["reply_markup"] = fields["reply_markup"]
            for row in message["reply_markup"]["inline_keyboard"]:
                for button in row:
                    assert len(button.get("callback_data", "").encode()) <= 64
        async with self.changed:
            self.messages.append(message)
            self.changed.notify_all()
        return message

    def _number(self) -> int:
        self.next_message += 1
        return self.next_message

    def _update(self, **content: Any) -> dict[str, Any]:
        self.next_update += 1
        return {"update_id": self.next_update, **content}


@asynccontextmanager
async def bot_api() -> AsyncGenerator[BotApi]:
    """A server on a port of its own."""
    api = BotApi(unused_port())
    routes = [
        Route("/file/bot{token}/{path:path}", api.serve_file),
        Route("/bot{token}/{method}", api.serve_method, methods=["GET", "POST"]),
    ]
    config = uvicorn.Config(Starlette(routes=routes), port=api.port, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells nobody
        await asyncio.sleep(0.01)
    try:
        yield api
    finally:
        server.should_exit = server.force_exit = True
        await running


def _chat(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private" if chat > 0 else "group", "title": "group" if chat < 0 else None}


def _person(chat: int) -> dict[str, Any]:
    return {"id": abs(chat), "is_bot": False, "first_name": "林", "language_code": "zh-hans"}


def _failure(status: int, description: str, retry_after: int | None = None) -> JSONResponse:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
    return JSONResponse(body, status_code=status)


async def _read(request: Request) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    fields: dict[str, Any] = {}
    files: dict[str, tuple[str, bytes]] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = (value.filename or "", await value.read())
            elif name in ("reply_markup", "allowed_updates", "commands"):
                fields[name] = json.loads(value)
            else:
                fields[name] = value
    return fields, files
