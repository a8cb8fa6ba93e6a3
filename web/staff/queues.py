"""The queues page (交接队列): how many slices stand where, and dead letters to do again; nothing of their content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import queue, slices
from backoffice.identity import SliceId
from backoffice.queue import STATES, TRIES, State
from errors import IntakeError
from storage import outbox
from storage.outbox import Job
from web.staff.guard import SiteHere, StaffHere
from web.staff.pages import Told, page, words_of
from web.staff.person import Staff
from web.staff.policy import Access, access
from web.staff.site import StaffSite
from web.staff.words import Words


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    name: str
    counts: dict[State, int]


@dataclass(frozen=True, slots=True)
class DeadLine:
    """A dead letter."""

    id: str
    department: str
    attempts: int


@dataclass(frozen=True, slots=True)
class UndoneLine:
    """A dead letter of the outbox: what was to be done, and what kind of failure stopped it."""

    id: str
    what: str
    attempts: int
    failure: str


def queue_routes() -> APIRouter:
    """The routes of the queues page; the guard stands before them."""
    router = APIRouter()
    router.add_api_route("/staff/queues", show_queues, methods=["GET"])
    router.add_api_route("/staff/queues/replay", replay, methods=["POST"])
    router.add_api_route("/staff/queues/redo", redo, methods=["POST"])
    return router


async def show_queues(request: Request, staff: StaffHere, site: SiteHere, done: str = "") -> Response:
    """How the queues stand."""
    told = Told(words_of(request)(f"told_{done}")) if done in ("replayed", "redone") else None
    return await _queues_page(request, site, staff, told=told)


async def replay(
    request: Request, staff: StaffHere, site: SiteHere, wanted: Annotated[str, Form(alias="slice", max_length=200)]
) -> Response:
    """Delivers a dead letter again."""
    now_ms = site.now_ms()
    try:
        slice_id = SliceId.parse(wanted)
    except IntakeError:
        alive = True
    else:
        alive = not await site.store.write(lambda connection: queue.replay(connection, slice_id, now_ms))
    if alive:
        told = Told(words_of(request)("told_not_dead"), "bad")
        return await _queues_page(request, site, staff, status=409, told=told)
    return RedirectResponse("/staff/queues?done=replayed", 303)


async def redo(
    request: Request, staff: StaffHere, site: SiteHere, wanted: Annotated[str, Form(alias="task", max_length=200)]
) -> Response:
    """Does a dead letter of the outbox again, from its first try."""
    now_ms = site.now_ms()
    if not await site.store.write(lambda connection: outbox.replay(connection, now_ms=now_ms, job_id=wanted)):
        told = Told(words_of(request)("told_not_undone"), "bad")
        return await _queues_page(request, site, staff, status=409, told=told)
    return RedirectResponse("/staff/queues?done=redone", 303)


async def _queues_page(
    request: Request, site: StaffSite, staff: Staff, *, status: int = 200, told: Told | None = None
) -> Response:
    t = words_of(request)
    pack = (await site.packs.in_force()).pack
    counts = await site.store.read(slices.counts)
    dead = await site.store.read(slices.dead_letters)
    undone = await site.store.read(outbox.dead_letters)

    def name(department: str) -> str:
        known = pack.departments.get(department)
        return department if known is None else known.name.in_(t.locale)

    return page(
        request, "queues.html", staff, status=status, told=told, states=STATES,
        departments=[DepartmentLine(name(code), dict(counted)) for code, counted in sorted(counts.items())],
        dead=[DeadLine(str(one.id), name(one.id.department), min(one.attempts, TRIES)) for one in dead],
        undone=[UndoneLine(job.id, _what(job, t), job.attempts, failure) for job, failure in undone],
        can_redo=access(staff.role, "POST", "/staff/queues/redo") is not Access.NO,
        can_replay=access(staff.role, "POST", "/staff/queues/replay") is not Access.NO,
    )  # fmt: skip


def _what(job: Job, t: Words) -> str:
    """What an outbox row does, in words; its kind where the catalogue has none."""
    return t(f"task_{job.kind}") if t.has(f"task_{job.kind}") else job.kind
