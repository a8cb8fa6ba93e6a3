"""The signing page (签字页): everything in full, which permits to take by commitment, and one confirmation for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dialogs.case import case_of
from dialogs.conversation import Conversation
from dialogs.exchange import Signed
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.case import Case
from knowledge.documents.form import compose_form
from knowledge.documents.papers import Papers, make_papers
from rendering.html import render_html
from web import credentials
from web.api.message import LONGEST_NAME, read_picture
from web.applicant.drawing import contact
from web.applicant.linked import link_over, linked_conversation, told
from web.body import read_form
from web.outlook import plan_of
from web.pages import page
from web.security import require_own_origin
from web.site import Site, site_of
from web.taking import evidence

router = APIRouter(include_in_schema=False)
_SHORT = len("sha256:") + 12


@dataclass(frozen=True, slots=True)
class PermitChoice:
    code: str
    name: str
    committed: bool


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    html: Markup = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignView:
    """What the page shows; `root` is the fingerprint of exactly that."""

    permits: tuple[PermitChoice, ...]
    excludes: tuple[str, ...]
    documents: tuple[Paper, ...] = field(repr=False)
    root: str
    short: str


@router.get("/sign/{link}")
async def show(request: Request) -> Response:
    """The page. Choosing permits draws it anew: what is signed is always what is seen."""
    site = site_of(request)
    conversation = await linked_conversation(site, request, "sign")
    if conversation is None:
        return link_over(request)
    knowledge = await site.packs.knowledge(conversation.pack)
    if "chosen" not in request.query_params:
        excludes = conversation.commitment_excludes
    else:
        chosen = request.query_params.getlist("commit")
        excludes = tuple(code for code in _committable(conversation, knowledge) if code not in chosen)
    return _shown(request, conversation, knowledge, excludes)


@router.post("/sign/{link}")
async def sign(request: Request) -> Response:
    """Takes the signature; the link is used up by it."""
    site = site_of(request)
    require_own_origin(request, site.public_url)
    conversation = await linked_conversation(site, request, "sign")
    if conversation is None:
        return link_over(request)
    knowledge = await site.packs.knowledge(conversation.pack)
    sent = (await read_form(request)).fields
    wanted = set(sent.get("excludes", "").split(","))
    excludes = tuple(code for code in _committable(conversation, knowledge) if code in wanted)
    if not _can_sign(conversation):
        return _shown(request, conversation, knowledge, excludes)
    if sent.get("root") != _papers(conversation, knowledge, excludes).tree.root:
        return _shown(request, conversation, knowledge, excludes, trouble="sign_stale")
    if missing := _missing(sent):
        return _shown(request, conversation, knowledge, excludes, trouble=missing)
    return await _take(site, request, conversation, knowledge, excludes, sent)


async def _take(
    site: Site,
    request: Request,
    conversation: Conversation,
    knowledge: Knowledge,
    excludes: tuple[str, ...],
    sent: Mapping[str, str],
) -> Response:
    picture = read_picture(sent["image"]) if sent.get("way") == "drawn" else None
    sha256 = await site.files.keep_picture(conversation.id, picture) if picture is not None else None
    token: str = request.path_params["link"]
    if await site.links.redeem("sign", token) is None:
        return link_over(request)
    payload = Signed(
        sent["name"].strip(),
        True,
        sha256,
        # The turn compares with the content before the choice that came with the signature.
        root=_papers(conversation, knowledge, conversation.commitment_excludes).tree.root,
        excludes=excludes,
        evidence={**evidence(request), "shown_root": sent["root"]},
    )
    await site.engine.handle(conversation.id, f"sign-{token[:40]}", payload)
    if await credentials.holder(site, request, conversation.id) is not None:
        return RedirectResponse("/", status_code=303)
    return told(request, conversation.locale, "sign_title", "sign_thanks")


def _shown(
    request: Request, conversation: Conversation, knowledge: Knowledge, excludes: tuple[str, ...], trouble: str = ""
) -> HTMLResponse:
    locale = conversation.locale
    values: dict[str, Any] = {"contact": contact(knowledge, locale, "page_contact_at"), "trouble": trouble}
    if not _can_sign(conversation):
        return HTMLResponse(page(request, "sign_not_now.html", locale, values), status_code=409)
    values["sign"] = sign_view(conversation, knowledge, excludes)
    return HTMLResponse(page(request, "sign.html", locale, values), status_code=422 if trouble else 200)


def sign_view(conversation: Conversation, knowledge: Knowledge, excludes: tuple[str, ...]) -> SignView:
    """Everything that one signature covers, with these permits taken out of the commitment.

    Identity numbers show only their ends on a screen; the papers that the fingerprint is of have them whole.
    """
    case = _case(conversation, knowledge, excludes)
    papers = make_papers(case)
    permits = knowledge.pack.permits
    return SignView(
        permits=tuple(
            PermitChoice(code, permits[code].name.in_(conversation.locale), code not in excludes)
            for code in _committable(conversation, knowledge)
        ),
        excludes=excludes,
        documents=tuple(
            # rendered from data by our own escaping template
            Paper(document.title, Markup(render_html(document)))
            for document in (compose_form(case, masked=True), papers.letter)
            if document is not None
        ),
        root=papers.tree.root,
        short=papers.tree.root[:_SHORT],
    )


def _papers(conversation: Conversation, knowledge: Knowledge, excludes: tuple[str, ...]) -> Papers:
    return make_papers(_case(conversation, knowledge, excludes))


def _case(conversation: Conversation, knowledge: Knowledge, excludes: tuple[str, ...]) -> Case:
    return case_of(replace(conversation, commitment_excludes=excludes), knowledge)


def _committable(conversation: Conversation, knowledge: Knowledge) -> tuple[str, ...]:
    """The permits that the applicant chose to take by commitment, those taken out before included."""
    plan = plan_of(replace(conversation, commitment_excludes=()), knowledge)
    return plan.requirements.committed if plan is not None else ()


def _can_sign(conversation: Conversation) -> bool:
    asking = conversation.asking
    return asking is not None and asking.kind == "step" and asking.code == "sign" and conversation.signature is None


def _missing(sent: Mapping[str, str]) -> str:
    """The text that says what is missing; empty when nothing is."""
    name = sent.get("name", "").strip()
    if not 2 <= len(name) <= LONGEST_NAME:
        return "sign_missing_name"
    if sent.get("way") == "drawn" and not sent.get("image"):
        return "sign_missing_drawn"
    return "" if sent.get("agreed") == "yes" else "sign_missing_agree"
