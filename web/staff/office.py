"""The office page (审批台): a department's slices, reading one, accepting it, returning it with points."""

from __future__ import annotations

import asyncio
import secrets
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import returns, slices
from backoffice.envelope import PointDraft, PointKind
from backoffice.identity import SliceId
from backoffice.opened import OpenSlice, file_in, open_slice
from backoffice.queue import STATES, InHand, LeaseLost
from backoffice.returns import Decider
from backoffice.slices import SliceRecord
from dialogs.conversation import ConversationId
from errors import IntakeError
from knowledge.pack import Pack
from web.staff.guard import SiteHere, StaffHere
from web.staff.office_view import WHOLE_PDF, WHOLE_ZIP, choices_of, found, line_of, may_lead, url_of, view_of
from web.staff.pages import Told, page, refusal, words_of
from web.staff.person import Staff
from web.staff.site import StaffSite

DONE = {"accepted": "told_acknowledged", "returned": "told_returned", "sent": "told_sent"}
"""What a page may say after something was done."""
FILE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "json": "application/json",
    "zip": "application/zip",
}
SHOWN_STATES = tuple(state for state in STATES if state != "superseded")
MOST_POINTS = 50


def office_routes() -> APIRouter:
    """The routes of the office; the guard stands before them."""
    router = APIRouter()
    one = "/office/{package}/{department}/{revision}"
    router.add_api_route("/office", show_list, methods=["GET"])
    router.add_api_route(one, show_slice, methods=["GET"])
    router.add_api_route(one + "/files/{file}", download, methods=["GET"])
    router.add_api_route(one + "/acknowledge", acknowledge, methods=["POST"])
    router.add_api_route(one + "/return", give_back, methods=["POST"])
    router.add_api_route(one + "/send", send, methods=["POST"])
    return router


async def show_list(
    request: Request, staff: StaffHere, site: SiteHere,
    find: Annotated[str, Query(max_length=100)] = "", state: Annotated[str, Query(max_length=20)] = "",
) -> Response:  # fmt: skip
    """The department's slices."""
    return await _office_page(request, site, staff, None, find=find, state=state)


async def show_slice(
    request: Request, package: str, department: str, revision: str, staff: StaffHere, site: SiteHere,
    find: Annotated[str, Query(max_length=100)] = "", state: Annotated[str, Query(max_length=20)] = "",
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:  # fmt: skip
    """One slice beside the list; another department's looks as if it did not exist."""
    record = await _visible(site, staff, package, department, revision)
    if record is None:
        return refusal(request, staff, "missing")
    told = Told(words_of(request)(DONE[done])) if done in DONE else None
    return await _office_page(request, site, staff, record, find=find, state=state, told=told)


async def download(
    request: Request, package: str, department: str, revision: str, file: str, staff: StaffHere, site: SiteHere
) -> Response:
    """A file of a slice, or all of it, to be saved and never shown in our pages."""
    record = await _visible(site, staff, package, department, revision)
    asked = None if record is None else await _asked(site, record, file)
    if asked is None:
        return refusal(request, staff, "missing")
    name, content = asked
    media_type = MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    named = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={**FILE_HEADERS, "Content-Disposition": named})


async def acknowledge(
    request: Request, package: str, department: str, revision: str, staff: StaffHere, site: SiteHere
) -> Response:
    """Accepts the slice (受理)."""
    record = await _visible(site, staff, package, department, revision)
    if record is None:
        return refusal(request, staff, "missing")
    data = await _data(site, record)
    if data is None or not (await _open(data, record)).proven:
        return await _office_page(request, site, staff, record, status=409)
    decider, keyring = _decider(site, staff), site.store.keyring
    try:
        await site.store.write(lambda connection: returns.accept(connection, keyring, record.id, decider))
    except (InHand, LeaseLost) as held:
        return await _too_late(request, site, staff, record, held)
    site.engine.effects_stored.set()
    return RedirectResponse(f"{url_of(record.id)}?done=accepted", 303)


async def give_back(
    request: Request, package: str, department: str, revision: str, staff: StaffHere, site: SiteHere,
    about: Annotated[list[str] | None, Form()] = None, text: Annotated[list[str] | None, Form()] = None,
) -> Response:  # fmt: skip
    """Returns the slice with points (补正); what was written stays on the page when it can't be taken."""
    record = await _visible(site, staff, package, department, revision)
    data = None if record is None else await _data(site, record)
    if record is None or data is None:
        return refusal(request, staff, "missing")
    t = words_of(request)
    drafts = _drafts(about or [], text or [])
    choices = choices_of(await _open(data, record), await _pack(site, record), t)
    codes = [frozenset(named.code for named in part) for part in (choices.facts, choices.materials)]
    try:
        points = returns.checked_points(drafts, *codes)
    except returns.ForeignPoint:
        told = Told(t("told_foreign_point"), "bad")
        return await _office_page(request, site, staff, record, status=422, told=told, drafts=drafts)
    except IntakeError:
        points = ()
    if not points:
        told = Told(t("told_no_points"), "bad")
        return await _office_page(request, site, staff, record, status=422, told=told, drafts=drafts)
    decider, keyring = _decider(site, staff), site.store.keyring
    try:
        await site.store.write(
            lambda connection: returns.give_back_with_points(connection, keyring, record.id, points, decider)
        )
    except (InHand, LeaseLost) as held:
        return await _too_late(request, site, staff, record, held)
    site.engine.effects_stored.set()
    return RedirectResponse(f"{url_of(record.id)}?done=returned", 303)


async def send(
    request: Request, package: str, department: str, revision: str, staff: StaffHere, site: SiteHere
) -> Response:
    """Sends the points without waiting for the other departments; for the one that leads."""
    record = await _visible(site, staff, package, department, revision)
    if record is None or not may_lead(staff, record):
        return refusal(request, staff, "missing")
    decider = _decider(site, staff)
    await site.store.write(
        lambda connection: returns.send_now(connection, record.conversation_id, record.id.package, decider)
    )
    site.engine.effects_stored.set()
    return RedirectResponse(f"{url_of(record.id)}?done=sent", 303)


async def _visible(site: StaffSite, staff: Staff, package: str, department: str, revision: str) -> SliceRecord | None:
    """The slice, when there is one and it is theirs to see; both look alike otherwise."""
    if not staff.may_see(department):
        return None
    try:
        wanted = SliceId.parse(f"{package}/{department}/{revision}")
    except IntakeError:
        return None
    keyring = site.store.keyring
    return await site.store.read(lambda connection: slices.find(connection, keyring, wanted))


async def _office_page(
    request: Request,
    site: StaffSite,
    staff: Staff,
    record: SliceRecord | None,
    *,
    find: str = "",
    state: str = "",
    status: int = 200,
    told: Told | None = None,
    drafts: tuple[PointDraft, ...] = (),
) -> Response:
    t, now, now_ms, keyring = words_of(request), site.now(), site.now_ms(), site.store.keyring
    everything = staff.may_see("")
    only = None if everything else staff.department or "-"
    records = await site.store.read(lambda connection: slices.of_department(connection, keyring, only))
    pack = (await site.packs.in_force()).pack
    every = [line_of(one, pack, t, now, now_ms, department=everything) for one in records]
    word = t(f"state_{state}") if state in SHOWN_STATES else ""
    states = [one.state_at(now_ms) for one in records]
    view = None
    if record is not None:
        data = await _data(site, record)
        if data is None:
            return refusal(request, staff, "missing")
        latest, waiting = await site.store.read(lambda connection: _beside(connection, record))
        opened, own_pack = await _open(data, record), await _pack(site, record)
        view = view_of(record, opened, latest, waiting, own_pack, t, staff, now, now_ms)
    named = pack.departments.get(staff.department or "")
    return page(
        request, "office.html", staff, status=status, told=told, lines=found(every, find, word), find=find,
        chosen_state=state, states=SHOWN_STATES, here=view.url if view is not None else "", view=view,
        counts={"waiting": states.count("ready"), "dead": states.count("dead")},
        department_name=t("all_departments") if everything or named is None else named.name.in_(t.locale),
        draft=[{"about": f"{one.kind}:{one.code}", "text": one.text} for one in drafts],
    )  # fmt: skip


def _beside(connection: Connection, record: SliceRecord) -> tuple[list[slices.Progress], returns.Waiting]:
    return (
        slices.of_package(connection, record.id.package),
        returns.where_points_stand(connection, record.conversation_id, record.id.package),
    )


async def _too_late(
    request: Request, site: StaffSite, staff: Staff, record: SliceRecord, held: InHand | LeaseLost
) -> Response:
    """Somebody was faster: the page as it is now, and who it was."""
    t = words_of(request)
    text = t("told_decided_already")
    if isinstance(held, InHand) and held.state == "leased":
        text = t("told_in_hand", name=held.by)
    keyring = site.store.keyring
    fresh = await site.store.read(lambda connection: slices.find(connection, keyring, record.id))
    return await _office_page(request, site, staff, fresh, status=409, told=Told(text, "bad"))


async def _data(site: StaffSite, record: SliceRecord) -> bytes | None:
    return await site.cabinet.open(record.conversation_id, "slice", str(record.id))


async def _asked(site: StaffSite, record: SliceRecord, file: str) -> tuple[str, bytes] | None:
    """Name and content of what is asked for by its number, or as a whole."""
    if file in (WHOLE_PDF, WHOLE_ZIP):
        role = "volume" if file == WHOLE_PDF else "slice"
        whole = await site.cabinet.open(record.conversation_id, role, str(record.id))
        reference = record.correspondence.envelope.reference
        return None if whole is None else (f"{reference}-{record.id.department}.{file.rpartition('.')[2]}", whole)
    data = await _data(site, record)
    if data is None or not (file.isascii() and file.isdigit() and len(file) < 6):
        return None
    found = file_in(data, int(file))
    return None if found is None else (found[0].name, found[1])


async def _open(data: bytes, record: SliceRecord) -> OpenSlice:
    return await asyncio.to_thread(open_slice, data, record.correspondence.envelope)


async def _pack(site: StaffSite, record: SliceRecord) -> Pack:
    """The pack under which the slice was made."""
    conversation = await site.engine.conversation(ConversationId(record.conversation_id))
    return (await site.packs.knowledge(conversation.pack)).pack


def _decider(site: StaffSite, staff: Staff) -> Decider:
    at = site.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    return Decider(staff.name, at, site.now_ms(), lambda: secrets.token_hex(8))


def _drafts(about: list[str], text: list[str]) -> tuple[PointDraft, ...]:
    """The points as the form sent them; lines that were left empty are none."""
    drafts: list[PointDraft] = []
    for named, words in list(zip(about, text, strict=False))[:MOST_POINTS]:
        kind, _, code = named.partition(":")
        if named or words.strip():
            known: PointKind = kind if kind in ("fact", "material", "other") else "other"
            drafts.append(PointDraft(known, code, words))
    return tuple(drafts)
