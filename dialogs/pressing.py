"""Buttons (按钮): each choice id says what it does; a stale or forged one changes nothing and is answered with fresh buttons."""

from __future__ import annotations

from dialogs import (
    explaining,
    industry,
    licence,
    loose,
    materials,
    notices,
    returning,
    reuse,
    signing,
    stages,
    steering,
    unsure,
)
from dialogs.conversation import Origin
from dialogs.draft import Draft
from dialogs.learning import learn
from knowledge.pack import Fact
from knowledge.values import Value

_ALWAYS = frozenset({"human", "why", "back", "remaining", "progress", "resume", "restart", "industries", "dont_know"})
"""Buttons that mean the same at any time."""


def press(draft: Draft, id: str) -> None:
    """Do what a button says."""
    kind, _, rest = id.partition(":")
    if not _is_offered(draft, id, kind):
        draft.say("stale_button")
        return
    match kind:
        case "industry":
            industry.set_industry(draft, rest)
        case "industries":
            industry.show_all_industries(draft)
            draft.silent = True
        case "fact":
            _answer(draft, rest)
        case "step":
            _step(draft, rest)
        case "unsure":
            _unsure(draft, rest)
        case "photo":
            licence.press(draft, rest)
        case "permits" if rest == "done":
            pass
        case "permits":
            notices.ask_about_permits(draft)
        case "permit":
            _permit(draft, rest)
        case "material":
            _material(draft, rest)
        case "loose":
            loose.put_where(draft, rest)
        case "change":
            steering.change_fact(draft, rest)
        case "wrong":
            reuse.mark_wrong(draft, rest)
            if not draft.silent:
                reuse.ask_confirmation(draft, rest=True)
                draft.silent = True
        case "point":
            returning.close_point(draft, rest.removesuffix(":done"))
        case "faq":
            if rest in draft.pack.faq:
                explaining.tell(draft, rest)
        case "sure":
            steering.do_confirmed(draft, rest)
        case _:
            _steer(draft, kind)


def _is_offered(draft: Draft, id: str, kind: str) -> bool:
    """Whether the button is one that can be pressed now."""
    asking = draft.now.asking
    if id in _ALWAYS or (kind == "faq" and id[4:] in draft.pack.faq):
        return True
    if kind == "change":
        return id[7:] in draft.now.answers
    if kind == "material":
        return _is_material_button(draft, id)
    if kind == "permits":
        return draft.now.notice is not None and draft.now.submission is None
    if asking is None:
        return False
    if kind == "fact" and asking.kind == "fact" and id.startswith(f"fact:{asking.code}:"):
        return _value(draft.pack.facts.get(asking.code), id[len(f"fact:{asking.code}:") :]) is not None
    return id in asking.options


def _is_material_button(draft: Draft, id: str) -> bool:
    parts = id.split(":")
    if len(parts) < 3:
        return False
    code = parts[1]
    if draft.now.industry is None or (draft.now.submission is not None and not draft.now.points):
        return False
    if len(parts) == 4 and parts[2] == "remove":
        return any(file.id == parts[3] for file in draft.now.materials.get(code, ()))
    if len(parts) == 4 and parts[2] == "use":
        return code in draft.plan.requirements.materials and any(file.id == parts[3] for file in draft.now.loose)
    return len(parts) == 3 and parts[2] in ("later", "more", "change") and code in draft.plan.requirements.materials


def _answer(draft: Draft, rest: str) -> None:
    code, _, chosen = rest.partition(":")
    value = _value(draft.pack.facts.get(code), chosen)
    if value is not None:
        learn(draft, {code: value}, Origin.APPLICANT)


def _value(fact: Fact | None, chosen: str) -> Value | None:
    """The value that a button names: yes or no, a choice, or several choices joined by commas."""
    if fact is None:
        return None
    if fact.type == "boolean":
        return {"yes": True, "no": False}.get(chosen)
    codes = [choice.code for choice in fact.choices]
    if fact.type == "choice":
        return chosen if chosen in codes else None
    if fact.type == "multi_choice":
        picked = tuple(code for code in codes if code in chosen.split(","))
        if len(picked) != len(chosen.split(",")) or ("none" in picked and len(picked) > 1):
            return None
        return picked
    return None


def _step(draft: Draft, rest: str) -> None:
    match rest.split(":"):
        case ["privacy", kind, answer]:
            stages.record_consent(draft, kind, given=answer == "yes")
        case ["real_name", "check"]:
            reuse.check_real_name(draft)
        case ["real_name", _]:
            reuse.skip_real_name(draft)
        case ["confirm_reuse", "ok"]:
            reuse.confirm(draft)
        case ["confirm_reuse", _]:
            reuse.ask_which_is_wrong(draft)
        case ["acknowledge_notice", _]:
            notices.acknowledge(draft)
        case ["defer", code]:
            materials.defer(draft, code)
        case ["defer", "no", code]:
            materials.ask_material(draft, code)
            draft.silent = True
        case ["review", "ok"]:
            draft.change(reviewed=True)
        case ["review", _]:
            draft.say("review_which")
            draft.silent = True
        case ["sign", _] | ["send", "back"]:
            draft.change(reviewed=False, signature=None)
        case ["send", _]:
            signing.send(draft)
        case _:
            draft.say("stale_button")


def _unsure(draft: Draft, rest: str) -> None:
    answer, _, code = rest.partition(":")
    if not draft.now.unsure:
        return
    if answer == "each":
        draft.change(aside=unsure.ONE_BY_ONE)
        return
    if answer == "all":
        learn(draft, unsure.due(draft), Origin.APPLICANT)
        return
    value = draft.now.unsure.get(code)
    if value is None:
        return
    draft.change(unsure={other: one for other, one in draft.now.unsure.items() if other != code})
    if not unsure.due(draft) and draft.now.aside == unsure.ONE_BY_ONE:
        draft.change(aside="")
    if answer == "yes":
        learn(draft, {code: value}, Origin.APPLICANT)


def _permit(draft: Draft, rest: str) -> None:
    code, _, how = rest.partition(":")
    if not how:
        notices.ask_about_permit(draft, code)
    else:
        notices.take_permit_out(draft, code, how)


def _material(draft: Draft, rest: str) -> None:
    match rest.split(":"):
        case [code, "later"]:
            materials.ask_to_defer(draft, code)
        case [code, "more" | "change"]:
            materials.ask_material(draft, code)
            draft.silent = True
        case [code, "use", file]:
            loose.use(draft, code, file)
        case [code, "remove", file]:
            materials.remove_file(draft, code, file)
        case _:
            draft.say("stale_button")


def _steer(draft: Draft, kind: str) -> None:
    match kind:
        case "human":
            steering.call_person(draft)
        case "why":
            explaining.explain_why(draft)
        case "back":
            steering.go_back(draft)
        case "remaining":
            explaining.explain_remaining(draft)
        case "progress":
            explaining.explain_progress(draft)
        case "resume":
            steering.resume(draft)
        case "restart":
            steering.confirm_first(draft, "restart")
        case "dont_know":
            stages.put_off(draft)
        case _:
            draft.say("stale_button")
