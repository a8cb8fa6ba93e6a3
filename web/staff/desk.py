"""The desk page (服务台): who waits, reading along, taking over, replying, entering for the applicant, handing back.

The page asks every two seconds: desks keep many tabs open, and browsers allow few lasting connections.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.engine import NoSuchConversation, StaleFence
from dialogs.conversation import Conversation, ConversationId
from dialogs.exchange import HandedBack, Payload, StaffEntered, StaffSaid, TakenOver
from storage.conversations import Erased, Listed, recent, waiting_for_a_person
from storage.turns import MessageConflict, TurnRecord
from web.staff.desk_view import (
    Line,
    OpenConversation,
    entries_of,
    last_words,
    line_of,
    matches,
    opened,
)
from web.staff.guard import SiteHere, StaffHere
from web.staff.pages import Told, draw, page, refusal, words_of
from web.staff.person import Staff
from web.staff.site import StaffSite
from web.staff.words import Words

ENTRIES = 200
SEARCHED = 200
LONGEST_REPLY = 4000

Field = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class Counts:
    waiting: int
    mine: int


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at the desk, when, in which language, for what."""

    site: StaffSite
    staff: Staff
    words: Words
    now: datetime
    find: str
    open: str


def desk_routes() -> APIRouter:
    """The routes of the desk; the guard stands before them."""
    router = APIRouter()
    router.add_api_route("/desk", show_desk, methods=["GET"])
    router.add_api_route("/desk/news", news, methods=["GET"])
    router.add_api_route("/desk/{conversation}", show_conversation, methods=["GET"])
    router.add_api_route("/desk/{conversation}/take", take, methods=["POST"])
    router.add_api_route("/desk/{conversation}/say", say, methods=["POST"])
    router.add_api_route("/desk/{conversation}/enter", enter, methods=["POST"])
    router.add_api_route("/desk/{conversation}/back", hand_back, methods=["POST"])
    return router


async def show_desk(
    request: Request, staff: StaffHere, site: SiteHere, find: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """The list, with nothing open."""
    looking = Looking(site, staff, words_of(request), site.now(), find, "")
    lines, counts = await _list(looking)
    return page(request, "desk.html", staff, lines=lines, counts=counts, view=None, find=find)


async def show_conversation(
    request: Request, conversation: str, staff: StaffHere, site: SiteHere,
    find: Annotated[str, Query(max_length=100)] = "",
) -> Response:  # fmt: skip
    """One conversation beside the list."""
    return await _conversation_page(request, Looking(site, staff, words_of(request), site.now(), find, conversation))


async def news(
    request: Request, staff: StaffHere, site: SiteHere,
    shown: Annotated[str, Query(alias="open", max_length=64)] = "", after: int = 0, find: Annotated[str, Query(max_length=100)] = "",
) -> Response:  # fmt: skip
    """What changed since the page asked last, as parts of the page."""
    looking = Looking(site, staff, words_of(request), site.now(), find, shown)
    t = looking.words
    lines, counts = await _list(looking)
    fresh: dict[str, object] = {
        "waiting": draw("desk_list.html", t, lines=lines, find=find),
        "counters": draw("desk_counters.html", t, counts=counts),
        "holding": None, "plan": None, "entries": "", "last": after, "fence": None, "mine": False,
    }  # fmt: skip
    if shown:
        found = await _opened(looking)
        if found is None:
            return refusal(request, staff, "missing")
        view, _ = found
        records = await site.engine.transcript(ConversationId(shown), after=after, limit=ENTRIES)
        fresh |= {
            "holding": draw("desk_holding.html", t, view=view, staff=staff),
            "plan": draw("desk_plan.html", t, view=view, staff=staff),
            "entries": draw("desk_entries.html", t, entries=entries_of(records, t, looking.now)),
            "last": records[-1].seq if records else after,
            "fence": view.fence,
            "mine": view.mine,
        }
    return JSONResponse(fresh)


async def take(
    request: Request, conversation: str, staff: StaffHere, site: SiteHere, seen: Annotated[int, Form()]
) -> Response:
    """Takes the conversation over, unless somebody did since the page was drawn."""
    looking = Looking(site, staff, words_of(request), site.now(), "", conversation)
    done = await _done(looking, f"take-{seen + 1}-{staff.id}", TakenOver(staff.name), seen)
    if isinstance(done, TurnRecord):
        return RedirectResponse(f"/desk/{conversation}", 303)
    if done is None:
        return refusal(request, staff, "missing")
    lost = looking.words("told_lost_race", name=done.holder) if done.holder else looking.words("told_not_held")
    return await _conversation_page(request, looking, status=409, told=Told(lost, "bad"))


async def say(
    request: Request, conversation: str, staff: StaffHere, site: SiteHere,
    text: Field, fence: Annotated[int, Form()], message: Field,
) -> Response:  # fmt: skip
    """Replies; a reply under an old takeover is refused, and its words stay on the page."""
    words = text.strip()[:LONGEST_REPLY]
    looking = Looking(site, staff, words_of(request), site.now(), "", conversation)
    done = await _done(looking, f"staff-{message}", StaffSaid(staff.name, fence, words), fence) if words else None
    return await _answered(request, looking, done, draft=text)


async def enter(
    request: Request, conversation: str, staff: StaffHere, site: SiteHere,
    fact: Field, text: Field, fence: Annotated[int, Form()], message: Field,
) -> Response:  # fmt: skip
    """Enters an answer for the applicant (代填), in words that the same parsers read."""
    looking = Looking(site, staff, words_of(request), site.now(), "", conversation)
    payload = StaffEntered(staff.name, fence, fact, text.strip()[:LONGEST_REPLY])
    done = await _done(looking, f"staff-{message}", payload, fence)
    if isinstance(done, Conversation) and done.holder == staff.name and done.fence == fence:
        # they hold it, so it was the words: nothing was stored
        return await _refused(request, looking, 422, looking.words("told_not_understood"), draft="")
    return await _answered(request, looking, done, draft="")


async def hand_back(
    request: Request, conversation: str, staff: StaffHere, site: SiteHere, fence: Annotated[int, Form()]
) -> Response:
    """Hands the conversation back to the assistant."""
    looking = Looking(site, staff, words_of(request), site.now(), "", conversation)
    done = await _done(looking, f"back-{fence}-{staff.id}", HandedBack(staff.name, fence), fence)
    if isinstance(done, TurnRecord):
        return RedirectResponse(f"/desk/{conversation}", 303)
    return await _answered(request, looking, done, draft="")


async def _done(looking: Looking, message_id: str, payload: Payload, fence: int) -> TurnRecord | Conversation | None:
    """The turn that took it; the conversation as it is now where it was refused; None where there is none."""
    wanted = ConversationId(looking.open)
    try:
        if not isinstance(payload, TakenOver):
            held = await looking.site.engine.conversation(wanted)
            if held.holder != looking.staff.name or held.fence != fence:
                return held
        return await looking.site.engine.handle(wanted, message_id, payload, fence=fence)
    except (StaleFence, MessageConflict):
        return await _load(looking.site, looking.open)
    except (NoSuchConversation, Erased):
        return None


async def _answered(
    request: Request, looking: Looking, done: TurnRecord | Conversation | None, *, draft: str
) -> Response:
    if done is None:
        return refusal(request, looking.staff, "missing")
    if isinstance(done, Conversation):
        t = looking.words
        other = done.holder and done.holder != looking.staff.name
        return await _refused(
            request, looking, 409, t("told_taken", name=done.holder) if other else t("told_not_held"), draft=draft
        )
    if _wants_json(request):
        return JSONResponse({"problem": "", "fresh": secrets.token_hex(12)})
    return RedirectResponse(f"/desk/{looking.open}", 303)


async def _refused(request: Request, looking: Looking, status: int, problem: str, *, draft: str) -> Response:
    if _wants_json(request):
        return JSONResponse({"problem": problem, "fresh": secrets.token_hex(12)}, status_code=status)
    return await _conversation_page(request, looking, status=status, problem=problem, draft=draft)


async def _conversation_page(
    request: Request,
    looking: Looking,
    *,
    status: int = 200,
    told: Told | None = None,
    problem: str = "",
    draft: str = "",
) -> Response:
    found = await _opened(looking)
    if found is None:
        return refusal(request, looking.staff, "missing")
    view, records = found
    lines, counts = await _list(looking)
    return page(
        request, "desk.html", looking.staff, status=status, told=told, lines=lines, counts=counts, view=view,
        entries=entries_of(records, looking.words, looking.now), find=looking.find, problem=problem, draft=draft,
    )  # fmt: skip


async def _opened(looking: Looking) -> tuple[OpenConversation, list[TurnRecord]] | None:
    site = looking.site
    conversation = await _load(site, looking.open)
    if conversation is None:
        return None
    after = max(0, conversation.version - ENTRIES)
    records = list(await site.engine.transcript(conversation.id, after=after, limit=ENTRIES))
    knowledge = await site.packs.knowledge(conversation.pack)
    latest = records[-1] if records else None
    return opened(conversation, latest, knowledge, looking.words, looking.staff, secrets.token_hex(12)), records


async def _list(looking: Looking) -> tuple[list[Line], Counts]:
    store, staff = looking.site.store, looking.staff
    waiting = await store.read(waiting_for_a_person)
    counts = Counts(sum(1 for one in waiting if not one.holder), sum(1 for one in waiting if one.holder == staff.name))
    found = await store.read(lambda connection: recent(connection, limit=SEARCHED)) if looking.find else waiting
    lines: list[Line] = []
    for listed in found:
        line = await _line(looking, listed)
        if line is not None:
            lines.append(line)
    return lines, counts


async def _line(looking: Looking, listed: Listed) -> Line | None:
    """The line of a conversation; None where a search does not find it, or it was erased meanwhile."""
    site, t = looking.site, looking.words
    conversation = await _load(site, listed.id)
    if conversation is None:
        return None
    records = await site.engine.transcript(listed.id, after=max(0, conversation.version - 4), limit=4)
    pack, last = (await site.packs.knowledge(conversation.pack)).pack, last_words(records)
    if looking.find and not matches(looking.find, listed, conversation, last, pack, t):
        return None
    return line_of(listed, conversation, last, pack, t, looking.staff, looking.now, looking.open)


async def _load(site: StaffSite, conversation_id: str) -> Conversation | None:
    try:
        return await site.engine.conversation(ConversationId(conversation_id))
    except (NoSuchConversation, Erased):
        return None


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
