"""Time stamps (时间戳) of an authority by HTTP, RFC 3161: what is sent is a hash, never a document."""

from __future__ import annotations

from typing import Any

import httpx
from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

LIMIT_S = 10.0
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"


class HttpTimeStamper(TimeStamper):
    """An authority at an address; one that does not answer in time raises TimestampRequestError."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The authority's answer to one request."""
        asked: Any = req  # asn1crypto has no types
        try:
            async with httpx.AsyncClient(timeout=LIMIT_S) as client:
                answer = await client.post(self._url, content=asked.dump(), headers={"content-type": QUERY})
        except httpx.HTTPError as gone:
            raise TimestampRequestError(f"no answer ({type(gone).__name__})") from gone
        if answer.status_code != 200 or not answer.headers.get("content-type", "").startswith(REPLY):
            raise TimestampRequestError(f"answered {answer.status_code} without a time stamp")
        loading: Any = tsp.TimeStampResp
        try:
            reply: tsp.TimeStampResp = loading.load(answer.content)
        except ValueError as broken:
            raise TimestampRequestError("answered what is no time stamp") from broken
        return reply
