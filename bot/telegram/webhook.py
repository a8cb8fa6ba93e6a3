"""The webhook (网络回调): one route that Telegram calls; it is answered 200 once the update has been acted on."""

from __future__ import annotations

import hmac
import json
import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update

from bot.telegram.receiving import Receiver
from errors import IntakeError

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
SECRET_HEADER = "x-telegram-bot-api-secret-token"
LARGEST = 1_000_000
"""Bytes of an update; Telegram's own are far smaller."""


class Webhook:
    """Checks the secret before anything is read, and never tells a stranger more than 401."""

    def __init__(self, bot: Bot, receiver: Receiver, secret: str) -> None:
        self._bot = bot
        self._receiver = receiver
        self._secret = secret.encode()

    def route(self) -> Route:
        """The route, for the application that serves the pages."""
        return Route(PATH, self.receive, methods=["POST"], include_in_schema=False)

    async def receive(self, request: Request) -> Response:
        """One update. 503 when it could not be stored: Telegram then sends it again."""
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), self._secret):
            return Response(status_code=401)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return Response(status_code=413)
        try:
            # lenient where orjson is not: lone surrogates are mended further in
            update = Update.de_json(json.loads(body), self._bot)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return Response(status_code=400)
        try:
            await self._receiver.receive(update)
        except IntakeError as failed:
            log.warning("telegram: update not taken (%s)", type(failed).__name__)
            return Response(status_code=503)
        except Exception:
            # sent again and again it would hold up the chat's next ones; the applicant is told instead
            log.exception("telegram: update %d failed", update.update_id)
            await self._receiver.apologise(update)
        return Response(status_code=200)
