"""Pages that a link from a messaging app opens: uploading a material, answering something sensitive (办事链接)."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.telegram.pages import Page
from dialogs.conversation import Conversation, Locale, Upload
from dialogs.exchange import Said, Uploaded
from dialogs.knowledge_in_force import Knowledge
from dialogs.licence import wants_photo
from knowledge.documents.values import label
from knowledge.pack import Choice, Fact, Material
from storage.conversations import Erased
from web.applicant.drawing import contact, keyboard
from web.body import UPLOAD_MB, read_form
from web.pages import page
from web.problems import Problem, locale_of
from web.security import require_own_origin
from web.site import Site, site_of
from web.taking import slow_down
from web.words import words_in

router = APIRouter(include_in_schema=False)
_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
LONGEST_ANSWER = 4_000


@dataclass(frozen=True, slots=True)
class MaterialView:
    name: str
    note: str
    accept: str
    limits: str


@dataclass(frozen=True, slots=True)
class OptionView:
    label: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    label: str
    text: str
    help: str
    inputmode: str
    choices: tuple[OptionView, ...]


async def linked_conversation(site: Site, request: Request, purpose: Page) -> Conversation | None:
    """The conversation of a link that still works."""
    token: str = request.path_params["link"]
    found = await site.links.peek(purpose, token) if len(token) <= 100 else None
    if found is None:
        return None
    try:
        return await site.engine.conversation(found)
    except Erased:
        return None


def link_over(request: Request) -> HTMLResponse:
    """What a used or expired link shows; a wrong one looks the same."""
    return told(request, locale_of(request), "link_over", "link_over_note", status=410)


@router.get("/upload/{link}")
async def show_upload(request: Request) -> Response:
    """The upload page for the material that is asked for."""
    site = site_of(request)
    conversation = await linked_conversation(site, request, "upload")
    if conversation is None:
        return link_over(request)
    knowledge = await site.packs.knowledge(conversation.pack)
    return _upload_page(request, conversation, knowledge, trouble="")


@router.post("/upload/{link}")
async def upload(request: Request) -> Response:
    """Hands a file in; the link is used up once one was accepted."""
    site = site_of(request)
    require_own_origin(request, site.public_url)
    conversation = await linked_conversation(site, request, "upload")
    if conversation is None:
        return link_over(request)
    slow_down(site.limits.uploads, conversation.id)
    knowledge = await site.packs.knowledge(conversation.pack)
    material = _asked_material(conversation, knowledge)
    if material is None and not wants_photo(conversation, knowledge.pack):
        return link_over(request)
    named = material.code if material is not None else None
    form = await read_form(request)
    if form.file is None:
        raise Problem(400, "upload")
    outcome = await site.files.take(conversation, form.file, material=named)
    if not isinstance(outcome, Upload):
        reason = knowledge.words.say(outcome.reason, conversation.locale, **outcome.details)
        return _upload_page(request, conversation, knowledge, trouble=reason)
    token: str = request.path_params["link"]
    if await site.links.redeem("upload", token) is None:
        return link_over(request)
    await site.engine.handle(conversation.id, f"upload-{token[:40]}", Uploaded(outcome, named))
    return told(request, conversation.locale, "upload_title", "upload_thanks")


@router.get("/answer/{link}")
async def show_answer(request: Request) -> Response:
    """The page for the sensitive fact that is asked for."""
    site = site_of(request)
    conversation = await linked_conversation(site, request, "sensitive")
    if conversation is None:
        return link_over(request)
    return _answer_page(request, conversation, await site.packs.knowledge(conversation.pack), trouble="")


@router.post("/answer/{link}")
async def answer(request: Request) -> Response:
    """Takes the answer; the link is used up once it was understood."""
    site = site_of(request)
    require_own_origin(request, site.public_url)
    conversation = await linked_conversation(site, request, "sensitive")
    if conversation is None or conversation.asking is None:
        return link_over(request)
    slow_down(site.limits.messages, conversation.id)
    asked = conversation.asking.code
    text = (await read_form(request)).fields.get("text", "").strip()
    if not text or len(text) > LONGEST_ANSWER:
        raise Problem(400, "bad_request", field="text")
    token: str = request.path_params["link"]
    # Several tries are one answer in the making, so the version tells their ids apart.
    message_id = f"answer-{token[:40]}-{conversation.version}"
    record = await site.engine.handle(conversation.id, message_id, Said(text, private=True))
    later = await site.engine.conversation(conversation.id)
    if asked not in later.answers and asked not in later.unsure:
        if later.asking is None or later.asking.code != asked:  # "不告诉你": put off, and something else is asked
            await site.links.redeem("sensitive", token)
            return told(request, conversation.locale, "answer_title", "answer_put_off")
        knowledge = await site.packs.knowledge(later.pack)
        return _answer_page(request, later, knowledge, trouble=record.replies[0].text if record.replies else "")
    await site.links.redeem("sensitive", token)
    return told(request, conversation.locale, "answer_title", "answer_thanks")


def _upload_page(request: Request, conversation: Conversation, knowledge: Knowledge, trouble: str) -> HTMLResponse:
    locale, material = conversation.locale, _asked_material(conversation, knowledge)
    if material is None and not wants_photo(conversation, knowledge.pack):
        return told(request, locale, "upload_title", "upload_thanks")
    values = {
        "material": _material_view(material, locale) if material is not None else _licence_view(locale),
        "trouble": trouble,
        "contact": contact(knowledge, locale, "page_contact_at"),
    }
    return HTMLResponse(page(request, "upload.html", locale, values), status_code=422 if trouble else 200)


def _answer_page(request: Request, conversation: Conversation, knowledge: Knowledge, trouble: str) -> HTMLResponse:
    locale, asking = conversation.locale, conversation.asking
    fact = knowledge.pack.facts.get(asking.code) if asking is not None and asking.kind == "fact" else None
    if fact is None:
        return told(request, locale, "answer_title", "answer_thanks")
    values = {
        "question": _question_view(fact, locale),
        "trouble": trouble,
        "contact": contact(knowledge, locale, "page_contact_at"),
    }
    return HTMLResponse(page(request, "answer.html", locale, values), status_code=422 if trouble else 200)


def told(request: Request, locale: Locale, title: str, text: str, status: int = 200) -> HTMLResponse:
    """A page that only tells something; keys of the catalogue."""
    say = words_in(locale)
    values = {"title": say(title), "text": say(text), "contact": say("page_contact")}
    return HTMLResponse(page(request, "message.html", locale, values), status_code=status)


def _asked_material(conversation: Conversation, knowledge: Knowledge) -> Material | None:
    asking = conversation.asking
    return knowledge.pack.materials.get(asking.code) if asking is not None and asking.kind == "material" else None


def _material_view(material: Material, locale: Locale) -> MaterialView:
    formats = material.formats or tuple(_TYPES)
    largest = min(material.max_mb, UPLOAD_MB)
    return MaterialView(
        name=material.name.in_(locale),
        note=material.note.in_(locale) if material.note is not None else "",
        accept=",".join(_TYPES[one] for one in formats),
        limits=words_in(locale)(
            "upload_formats", formats=" / ".join(one.upper() for one in formats), max_mb=f"{largest:g}"
        ),
    )


def _licence_view(locale: Locale) -> MaterialView:
    say = words_in(locale)
    limits = say("upload_formats", formats=" / ".join(one.upper() for one in _TYPES), max_mb=f"{UPLOAD_MB:g}")
    return MaterialView(say("licence_name"), say("licence_note"), ",".join(_TYPES.values()), limits)


def _question_view(fact: Fact, locale: Locale) -> QuestionView:
    choices: tuple[Choice, ...] = fact.choices
    yes_no = _yes_no(locale) if fact.type == "boolean" else ()
    return QuestionView(
        label=label(fact, locale),
        text=fact.question.in_(locale),
        help=fact.help.in_(locale) if fact.help is not None else "",
        inputmode=keyboard(fact.type),
        choices=tuple(OptionView(choice.label.in_(locale)) for choice in choices) or yes_no,
    )


def _yes_no(locale: Locale) -> tuple[OptionView, ...]:
    say = words_in(locale)
    return OptionView(say("answer_yes")), OptionView(say("answer_no"))
