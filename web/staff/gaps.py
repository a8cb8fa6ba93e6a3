"""The gaps page (知识缺口): what applicants asked and the pack had no answer to, by what is alike, for those who keep it."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dialogs.conversation import ConversationId
from dialogs.understanding.clusters import clusters
from dialogs.understanding.sentences import sentence_encoder
from knowledge.pack import Pack
from storage import gaps
from storage.gaps import Gap
from web.staff.guard import SiteHere, StaffHere
from web.staff.moments import when
from web.staff.pages import Told, page, words_of
from web.staff.policy import Access, access
from web.staff.words import Words

MOST_WORDINGS = 12
LONGEST = 200
_NUMBER = re.compile(r"\d(?:[\d\- ]{3,}[\dxX])")
"""Telephone, identity and card numbers: who keeps the pack has no business with them."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Gaps that mean the same."""

    words: str
    kind: str
    count: int
    share: int
    """Of the largest group, in percent."""
    wordings: tuple[str, ...]
    asking: str
    industry: str
    last: str
    members: str
    """What the button sends: conversation and turn of each."""


def gap_routes() -> APIRouter:
    """The routes of the gaps page; the guard stands before them."""
    router = APIRouter()
    router.add_api_route("/staff/gaps", show_gaps, methods=["GET"])
    router.add_api_route("/staff/gaps/settle", settle, methods=["POST"])
    return router


async def show_gaps(request: Request, staff: StaffHere, site: SiteHere, done: str = "") -> Response:
    """The open gaps, the most frequent first."""
    t = words_of(request)
    keyring = site.store.keyring
    found = await site.store.read(lambda connection: gaps.open_gaps(connection, keyring))
    pack = (await site.packs.in_force()).pack
    groups = await asyncio.to_thread(_grouped, found, pack, t)  # a second for a thousand of them
    told = Told(t("told_settled")) if done == "settled" else None
    return page(
        request, "gaps.html", staff, told=told, groups=groups, total=len(found),
        can_settle=access(staff.role, "POST", "/staff/gaps/settle") is not Access.NO,
    )  # fmt: skip


async def settle(staff: StaffHere, site: SiteHere, members: Annotated[str, Form(max_length=100_000)]) -> Response:
    """Closes the gaps of a group as it was shown; one that came meanwhile stays open."""
    which = _members(members)
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    await site.store.write(lambda connection: gaps.settle(connection, which, by=staff.name, at=at))
    return RedirectResponse("/staff/gaps?done=settled", 303)


def _grouped(found: Sequence[Gap], pack: Pack, t: Words) -> list[GapGroup]:
    shown = [_shown(gap.words) for gap in found]
    grouped = clusters(shown, sentence_encoder())
    largest = len(grouped[0]) if grouped else 1
    return [_group([found[place] for place in places], [shown[place] for place in places], largest, pack, t)
            for places in grouped]  # fmt: skip


def _group(members: Sequence[Gap], words: Sequence[str], largest: int, pack: Pack, t: Words) -> GapGroup:
    wordings = [wording for wording, _ in Counter(words).most_common(MOST_WORDINGS + 1) if wording != words[0]]
    asking = Counter(gap.asking for gap in members).most_common(1)[0][0]
    industry = Counter(gap.industry for gap in members).most_common(1)[0][0]
    fact, material, trade = pack.facts.get(asking), pack.materials.get(asking), pack.industries.get(industry)
    named = fact.label if fact is not None else material.name if material is not None else None
    return GapGroup(
        words[0],
        Counter(gap.kind for gap in members).most_common(1)[0][0],
        len(members),
        max(100 * len(members) // largest, 4),
        tuple(wordings[:MOST_WORDINGS]),
        "" if named is None else named.in_(t.locale),
        "" if trade is None else trade.name.in_(t.locale),
        when(max(gap.at for gap in members), datetime.now(UTC)),
        " ".join(f"{gap.conversation_id}:{gap.seq}" for gap in members),
    )


def _shown(words: str) -> str:
    plain = _NUMBER.sub("…", " ".join(words.split()))
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def _members(text: str) -> list[tuple[ConversationId, int]]:
    found: list[tuple[ConversationId, int]] = []
    for member in text.split()[: gaps.MOST_LISTED]:
        conversation, _, seq = member.partition(":")
        if seq.isascii() and seq.isdigit() and len(seq) < 10:
            found.append((ConversationId(conversation), int(seq)))
    return found
