"""Whether the server lives, and whether turns can be stored now (存活、就绪探针)."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from web.problems import Problem
from web.site import site_of

PROBE_S = 3.0

router = APIRouter(tags=["health"])


@router.get("/livez", summary="The process answers")
async def live() -> Response:
    return JSONResponse({"status": "live"})


@router.get("/readyz", summary="Turns can be stored: 200 only after a write was committed")
async def ready(request: Request) -> Response:
    try:
        async with asyncio.timeout(PROBE_S):
            can_store = await site_of(request).probe.can_store()
    except TimeoutError:
        can_store = False
    if not can_store:
        raise Problem(503, "storing", headers={"retry-after": "5"})
    return JSONResponse({"status": "ready"})
