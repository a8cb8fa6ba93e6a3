"""The documents page (文书): each document with sample data, and its texts to be tried out by those who keep the pack."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from errors import PackError
from knowledge.documents.preview import preview, previews
from knowledge.documents.templates import LONGEST_SOURCE
from knowledge.documents.texts import templates, with_texts
from knowledge.documents.values import BEIJING
from knowledge.pack import Notice, Pack
from web.staff.guard import SiteHere, StaffHere
from web.staff.pages import Told, page, words_of
from web.staff.person import Staff
from web.staff.policy import Access, access
from web.staff.site import StaffSite

FIRST = "acceptance"

_ROWS = 48
"""Characters to a line of a text area, for its height."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown."""

    document: str
    industry: str
    language: Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class TextField:
    """A text that can be tried out."""

    place: str
    text: str
    rows: int


def document_routes() -> APIRouter:
    """The routes of the documents page; the guard stands before them."""
    router = APIRouter()
    router.add_api_route("/staff/documents", show_documents, methods=["GET"])
    router.add_api_route("/staff/documents", try_texts, methods=["POST"])
    router.add_api_route("/staff/documents/pdf", document_pdf, methods=["GET"])
    return router


Named = Annotated[str, Query(max_length=60)]


async def show_documents(
    request: Request, staff: StaffHere, site: SiteHere,
    document: Named = FIRST, industry: Named = "", language: Literal["zh", "en"] = "zh",
) -> Response:  # fmt: skip
    """The list, and one document."""
    pack = (await site.packs.in_force()).pack
    wanted = Wanted(document, industry or next(iter(pack.industries)), language)
    return await _documents_page(request, staff, site, pack, wanted)


async def try_texts(
    request: Request, staff: StaffHere, site: SiteHere,
    document: Named = FIRST, industry: Named = "", language: Literal["zh", "en"] = "zh",
) -> Response:  # fmt: skip
    """The document as it would be with other texts; nothing is kept."""
    pack = (await site.packs.in_force()).pack
    wanted = Wanted(document, industry or next(iter(pack.industries)), language)
    form = await request.form()
    sent = {
        name.removeprefix("text."): str(value)[: LONGEST_SOURCE + 1]
        for name, value in form.items()
        if name.startswith("text.")
    }
    notice = pack.notices.get(document)
    if notice is None or not sent:
        return await _documents_page(request, staff, site, pack, wanted)
    standing = {field.place: field.text for field in _fields(notice)}
    changed = {place: text.replace("\r\n", "\n") for place, text in sent.items() if place in standing}
    tried = with_texts(notice, _whole(changed))
    changed_pack = pack.model_copy(update={"notices": {**pack.notices, document: tried}})
    return await _documents_page(request, staff, site, changed_pack, wanted, told=words_of(request)("document_tried"))


async def document_pdf(
    request: Request, staff: StaffHere, site: SiteHere,
    document: Named = FIRST, industry: Named = "", language: Literal["zh", "en"] = "zh",
) -> Response:  # fmt: skip
    """The same as PDF."""
    pack = (await site.packs.in_force()).pack
    wanted = Wanted(document, industry or next(iter(pack.industries)), language)
    try:
        data = await asyncio.to_thread(_pdf, pack, wanted, _today(site))
    except PackError as wrong:
        return await _documents_page(request, staff, site, pack, wanted, wrong=str(wrong))
    return Response(data, media_type="application/pdf", headers={"content-disposition": "inline"})


async def _documents_page(
    request: Request, staff: Staff, site: StaffSite, pack: Pack, wanted: Wanted, *, told: str = "", wrong: str = ""
) -> Response:
    from rendering.html import render_html

    t = words_of(request)
    shown = ""
    try:
        made = await asyncio.to_thread(preview, pack, wanted.document, wanted.industry, _today(site), wanted.language)
        shown = render_html(made, top=3)
    except PackError as broken:
        wrong = wrong or str(broken)
    notice = pack.notices.get(wanted.document)
    locale = "en" if t.locale == "en" else "zh"
    return page(
        request, "documents.html", staff,
        told=Told(wrong, "bad") if wrong else Told(told) if told else None,
        wanted=wanted, documents=previews(pack, locale), shown=shown,
        industries={code: one.name.in_(locale) for code, one in pack.industries.items()},
        fields=() if notice is None else _fields(notice),
        can_try=access(staff.role, "POST", "/staff/documents") is not Access.NO,
    )  # fmt: skip


def _fields(notice: Notice) -> tuple[TextField, ...]:
    found: list[TextField] = []
    for place, text in templates(notice):
        for language, wording in (("zh", text.zh), ("en", text.en)):
            if wording:
                rows = sum(1 + len(line) // _ROWS for line in wording.split("\n"))
                found.append(TextField(".".join((*place, language)), wording, rows))
    return tuple(found)


def _whole(changed: dict[str, str]) -> dict[str, str]:
    """Only texts with a Chinese wording: an English one cannot stand alone."""
    return {place: text for place, text in changed.items() if f"{place.rpartition('.')[0]}.zh" in changed}


def _pdf(pack: Pack, wanted: Wanted, day: date) -> bytes:
    made = preview(pack, wanted.document, wanted.industry, day, wanted.language)
    from rendering.previews import render_preview

    return render_preview(made)


def _today(site: StaffSite) -> date:
    return site.now().astimezone(BEIJING).date()
