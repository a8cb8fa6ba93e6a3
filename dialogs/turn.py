"""The turn (一问一答): one inbound event, the conversation after it, what is said, and what is to be done. Pure."""

from __future__ import annotations

from dialogs import hearing, licence, loose, materials, pressing, reminding, returning, sent, signing, staffing
from dialogs.conversation import Conversation, State
from dialogs.draft import Draft
from dialogs.exchange import (
    Amended,
    AskingView,
    Chose,
    HandedBack,
    Inbound,
    Introduced,
    Located,
    Needs,
    PhotoRead,
    Received,
    Reminded,
    Returned,
    Said,
    Signed,
    StaffEntered,
    StaffSaid,
    Started,
    TakenOver,
    Turn,
    Unreadable,
    Uploaded,
    UploadRefused,
)
from dialogs.explaining import progress_of
from dialogs.industry import ask_industry
from dialogs.stages import go_on
from dialogs.world import LookupNeeded, World


def turn(conversation: Conversation, inbound: Inbound, world: World) -> Turn | Needs:
    """One exchange. The same conversation, inbound and world always give the same turn.

    Returns Needs when it can't go on without look-ups; the shell answers them and calls again with a world that has them.
    """
    draft = Draft(conversation, inbound, world)
    try:
        _receive(draft)
        if not draft.refused:
            go_on(draft)
            _leave_nothing_unanswered(draft)
        return _finished(draft)
    except LookupNeeded as needed:
        return Needs(needed.lookups)


def _receive(draft: Draft) -> None:
    payload = draft.inbound.payload
    if draft.now.holder and isinstance(payload, Said | Chose):
        return  # A person answers; the words are in the transcript.
    match payload:
        case Started():
            ask_industry(draft, greet=True)
            draft.silent = True
        case Said():
            hearing.hear(draft, payload)
        case Amended() | Located() | Introduced() | Unreadable():
            sent.take(draft, payload)
        case Chose(id):
            pressing.press(draft, id)
        case Uploaded():
            _uploaded(draft, payload)
        case UploadRefused():
            materials.refuse_upload(draft, payload)
        case PhotoRead():
            licence.take_reading(draft, payload)
        case Signed():
            signing.take_signature(draft, payload)
        case Returned():
            returning.take_return(draft, payload)
        case Received():
            returning.take_receipt(draft, payload)
        case Reminded():
            reminding.remind(draft, payload)
        case TakenOver():
            staffing.take_over(draft, payload)
        case StaffSaid():
            staffing.say(draft, payload)
        case StaffEntered():
            staffing.enter(draft, payload)
        case HandedBack():
            staffing.hand_back(draft, payload)


def _leave_nothing_unanswered(draft: Draft) -> None:
    """Whatever an applicant sends is answered, unless a person does."""
    if not draft.replies and not draft.now.holder and isinstance(draft.inbound.payload, Said | Chose | Signed):
        draft.say("rest_here")


def _uploaded(draft: Draft, payload: Uploaded) -> None:
    if draft.now.state in (State.SUBMITTED, State.WITHDRAWN):
        loose.turn_away(draft)
    elif materials.wanted_material(draft, payload.material) is not None:
        materials.take_upload(draft, payload)
    elif licence.may_be_it(draft):
        licence.have_it_read(draft, payload)
    else:
        loose.keep(draft, payload.upload)


def _finished(draft: Draft) -> Turn:
    if draft.refused:
        return Turn(draft.was, (), asking=_view(Draft(draft.was, draft.inbound, draft.world)), refused=draft.refused)
    draft.change(version=draft.was.version + 1)
    return Turn(
        draft.now,
        tuple(draft.replies),
        tuple(draft.effects),
        _view(draft),
        progress_of(draft),
        "",
        draft.said,
        draft.kept,
    )


def _view(draft: Draft) -> AskingView | None:
    asking = draft.now.asking
    if asking is None or draft.now.holder:
        return None
    match asking.kind:
        case "fact":
            fact = draft.pack.facts[asking.code]
            why: tuple[dict[str, str], ...] = ()
            if draft.now.industry is not None and asking.code != "industry_category":
                reasons = draft.planner.reasons_in(draft.plan, asking.code)
                why = tuple({"permit": reason.permit, "role": reason.role} for reason in reasons)
            return AskingView(fact=asking.code, type=fact.type, why=why)
        case "material":
            needed = tuple(
                {"permit": code, "role": "material"}
                for code in draft.plan.requirements.applying
                if any(need.code == asking.code for need in draft.pack.permits[code].materials)
            )
            return AskingView(material=asking.code, type="file", why=needed)
        case "step":
            return AskingView(step=asking.code, type="step")
