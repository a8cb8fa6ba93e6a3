"""What comes next (下一步): the stages in order, each asking what it still waits for."""

from __future__ import annotations

from dialogs import licence, materials, notices, returning, reuse, signing, unsure
from dialogs.asking import ask_fact, ask_step
from dialogs.conversation import Consent, State
from dialogs.draft import Draft
from dialogs.industry import ask_industry

_RESTING = frozenset({State.SUBMITTED, State.WITHDRAWN, State.PAUSED, State.WITH_STAFF})


def go_on(draft: Draft) -> None:
    """Ask the next thing, whatever it is; nothing while a person answers or the errand rests."""
    if draft.silent or draft.now.holder or draft.now.state in _RESTING:
        return
    if licence.ask_confirmation(draft):
        return
    if draft.now.industry is None:
        ask_industry(draft)
        return
    if values := unsure.due(draft):
        unsure.confirm(draft, values)
    elif returning.ask_next_point(draft):
        return
    elif not _scope(draft):
        _complete(draft)


def _scope(draft: Draft) -> bool:
    """Until the permits are settled and the notice is acknowledged; whether something is asked."""
    plan = draft.plan
    if plan.settled and not plan.requirements.applying:
        _nothing_needed(draft)
        return True
    if plan.certain and _before_registers(draft):
        return True
    plan = draft.plan
    if not plan.settled:
        _enter(draft, State.SCOPING)
        assert plan.next is not None
        _ask(draft, plan.next)
        return True
    if not plan.requirements.applying:
        _nothing_needed(draft)
        return True
    notice = draft.now.notice
    if notices.notice_is_due(draft) or notice is None or notice.acknowledged_at is None:
        _enter(draft, State.NOTICED)
        notices.give_notice(draft)
        return True
    return False


def _before_registers(draft: Draft) -> bool:
    """Consent, the credit code, the registers, and the one confirmation of what they knew."""
    _stay(draft)
    if not _consented(draft, "privacy"):
        _ask_consent(draft, "privacy")
        return True
    code = draft.planner.code_fact
    if code is not None and code not in draft.facts and code not in draft.now.postponed:
        _ask(draft, code)
        return True
    return reuse.consult_registers(draft)


def _stay(draft: Draft) -> None:
    if draft.now.state is State.CHOOSING or draft.now.state is State.NOTHING_NEEDED:
        _enter(draft, State.SCOPING)


def _complete(draft: Draft) -> None:
    """Facts, materials, exact numbers, review, signature, sending."""
    plan = draft.plan
    if plan.missing:
        _enter(draft, State.FILLING)
        _ask(draft, plan.next or plan.missing[0])
        return
    missing = materials.missing_materials(draft)
    if missing:
        _enter(draft, State.MATERIALS)
        materials.ask_material(draft, missing[0])
        return
    if plan.inexact:
        _enter(draft, State.FILLING)
        ask_fact(draft, plan.inexact[0], exact=True)
        return
    if not draft.now.reviewed:
        _enter(draft, State.REVIEWING)
        signing.ask_review(draft)
        return
    _enter(draft, State.COMMITTING)
    if draft.now.signature is None:
        signing.ask_signature(draft)
    else:
        signing.ask_sending(draft)


def _ask(draft: Draft, code: str) -> None:
    """Ask for a fact; a sensitive one only after its own consent."""
    if draft.fact(code).type == "id_number" and not _consented(draft, "sensitive"):
        _ask_consent(draft, "sensitive")
    elif code in draft.now.unsure:
        unsure.confirm_list(draft, code)
    else:
        ask_fact(draft, code)


def _consented(draft: Draft, kind: str) -> bool:
    version = draft.pack.privacy.version if draft.pack.privacy else "1"
    return any(consent.kind == kind and consent.given and consent.version == version for consent in draft.now.consents)


def _ask_consent(draft: Draft, kind: str) -> None:
    """The privacy notice, or the separate consent for sensitive information (单独同意)."""
    privacy = draft.pack.privacy
    text = "" if privacy is None else (privacy.notice if kind == "privacy" else privacy.sensitive).in_(draft.locale)
    refused = any(consent.kind == kind and not consent.given for consent in draft.now.consents)
    choices = [
        draft.choice(f"step:privacy:{kind}:yes", "choice_agree"),
        draft.choice(f"step:privacy:{kind}:no", "choice_disagree"),
    ]
    if refused:
        # Not asked again and again after a no: said once what it means, with a person as the other way.
        text = draft.word("consent_refused")
        choices = [choices[0], draft.choice("human", "choice_human")]
    ask_step(draft, "privacy", text, *choices)


def record_consent(draft: Draft, kind: str, *, given: bool) -> None:
    """Note the applicant's yes or no, with the version of the text that was shown."""
    version = draft.pack.privacy.version if draft.pack.privacy else "1"
    known = "sensitive" if kind == "sensitive" else "privacy"
    draft.change(consents=(*draft.now.consents, Consent(known, version, given, draft.at)))


def _nothing_needed(draft: Draft) -> None:
    """No permit applies: said so, with the reasons; nothing personal was asked."""
    if State.NOTHING_NEEDED.value not in draft.world.knowledge.machine(draft.now.industry or "").states:
        _all_taken_out(draft)
        return
    first = draft.now.state is not State.NOTHING_NEEDED
    _enter(draft, State.NOTHING_NEEDED)
    taken_out = bool(draft.now.held or draft.now.left_out)
    if first or draft.was.asking is not None:
        name = draft.pack.industries[draft.now.industry or ""].name.in_(draft.locale)
        draft.reply(
            draft.word("nothing_left" if taken_out else "nothing_needed", industry=name),
            draft.choice("restart", "choice_restart"),
            draft.choice("human", "choice_human"),
        )
    draft.change(asking=None)


def _all_taken_out(draft: Draft) -> None:
    """Something always applies here, but the applicant holds it all or leaves it out: each can be taken in again."""
    _enter(draft, State.NOTICED)
    names = draft.pack.permits
    back = [
        draft.choice(f"permit:{code}:back", "choice_permit_back", permit=names[code].name.in_(draft.locale))
        for code in (*draft.now.left_out, *draft.now.held)
    ]
    ask_step(draft, "acknowledge_notice", draft.word("nothing_left"), *back, draft.choice("human", "choice_human"))


def _enter(draft: Draft, state: State) -> None:
    """Go to a state; the industry's machine must lead there."""
    was = draft.now.state
    if was is state:
        return
    machine = draft.world.knowledge.machine(draft.now.industry or "")
    assert machine.event_between(was, state) is not None, f"the machine leads nowhere from {was} to {state}"
    draft.change(state=state)


def put_off(draft: Draft) -> None:
    """The applicant does not know: the help text, then the question comes last; when it is the only one, a person is offered."""
    asking = draft.now.asking
    if asking is None or asking.kind != "fact" or asking.code not in draft.pack.facts:
        draft.say("skip_not_here")
        return
    fact = draft.pack.facts[asking.code]
    if asking.code in draft.now.postponed:
        draft.reply(draft.word("dont_know_again"), draft.choice("human", "choice_human"))
        return
    if fact.help is not None:
        draft.reply(fact.help.in_(draft.locale))
    draft.change(postponed=(*draft.now.postponed, asking.code))
    draft.say("postponed")
