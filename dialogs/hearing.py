"""Words (听懂): what a message means here and now, several things at once: answers, questions, corrections, steering."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs import explaining, industry, notices, pressing, stages, steering
from dialogs.asking import ask_fact, hint_text
from dialogs.conversation import Asking, Origin, Repeat, State
from dialogs.draft import Draft
from dialogs.exchange import Said
from dialogs.learning import Learned, labels, learn, told_line
from dialogs.materials import ask_material
from dialogs.understanding.message import Heard, Intent
from dialogs.understanding.reading import Surroundings, Unclear, read

_AGREEING = {
    "privacy": "step:privacy:{kind}:yes",
    "real_name": "step:real_name:check",
    "confirm_reuse": "step:confirm_reuse:ok",
    "acknowledge_notice": "step:acknowledge_notice:read",
    "review": "step:review:ok",
    "send": "step:send:go",
}
_REFUSING = {
    "privacy": "step:privacy:{kind}:no",
    "real_name": "step:real_name:skip",
    "confirm_reuse": "step:confirm_reuse:wrong",
    "review": "step:review:change",
    "send": "step:send:back",
}


_LONG_NUMBER = re.compile(r"\d(?:[\s-]?\d){6,}")
_IDENTITY = re.compile(r"(?<!\d)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])")
"""Looks like an identity number: a date of birth stands in the middle."""
_COMPLAINTS = "!"
"""Under what complaints are counted: no fact or material has this code."""
_CLOSED = frozenset({State.SUBMITTED, State.WITHDRAWN})


def hear(draft: Draft, said: Said) -> None:
    """Act on everything that a message says."""
    text = said.text
    if not text.strip():
        draft.say("say_something")
        return
    if draft.now.state is State.PAUSED:
        steering.resume(draft)
    asking = draft.now.asking
    heard = draft.world.knowledge.understanding.hear(
        text,
        asking=asking.code if asking is not None and asking.kind == "fact" else None,
        industry=draft.now.industry,
        known=draft.facts,
        around=Surroundings(draft.inbound.today, draft.pack.places.city.zh, draft.now.locale),
    )
    if draft.now.state in _CLOSED:
        _when_closed(draft, heard)
        return
    withheld = sensitive(draft, heard, text) if draft.world.abroad and not said.private else ()
    if withheld:
        heard = left_at_home(draft, heard, withheld)
    if said.forwarded:
        heard = replace(heard, confirm=frozenset(heard.facts))
    # Facts first: what was volunteered is kept even where the industry is still to be made out.
    understood = _take_facts(draft, heard) or bool(withheld)
    understood |= _take_industry(draft, heard)
    if draft.silent:
        return
    if heard.permit is not None and draft.now.industry is not None:
        notices.take_permit_out(draft, heard.permit.permit, heard.permit.kind, heard.permit.number)
        understood = True
    understood |= _take_intent(draft, heard, understood=understood)
    if not understood and not draft.silent:
        _not_understood(draft, heard, asking)


def sensitive(draft: Draft, heard: Heard, text: str) -> tuple[str, ...]:
    """What a message tells, or with its digits means to tell, that is sensitive."""
    meant = heard.unclear if _LONG_NUMBER.search(text) else ()
    found = tuple(code for code in dict.fromkeys((*heard.facts, *meant)) if draft.pack.facts[code].sensitive)
    if not found and _IDENTITY.search(text):  # one that has a slip in it, or came when something else was asked
        found = tuple(fact.code for fact in draft.pack.facts.values() if fact.type == "id_number")[:1]
    return found


def left_at_home(draft: Draft, heard: Heard, withheld: tuple[str, ...]) -> Heard:
    """What was heard without what is sensitive: typed on a channel operated abroad, it is not taken (个人信息保护法 第三十六条)."""
    what = labels(draft, withheld)
    draft.say("sensitive_not_taken", what=what)
    draft.kept = Said(draft.word("not_kept", what=what))
    facts = {code: value for code, value in heard.facts.items() if code not in withheld}
    unclear = {code: why for code, why in heard.unclear.items() if code not in withheld}
    return replace(heard, facts=facts, unclear=unclear, confirm=heard.confirm.difference(withheld))


def _take_industry(draft: Draft, heard: Heard) -> bool:
    guess = heard.industry
    return guess is not None and industry.take_guess(draft, guess)


def _take_facts(draft: Draft, heard: Heard) -> bool:
    """Learn what is certain, keep what must be confirmed; acknowledge what was not plainly the answer asked for."""
    asked = draft.now.asking.code if draft.now.asking else None
    certain = {code: value for code, value in heard.facts.items() if code not in heard.confirm}
    planner = None if draft.now.industry is None else draft.planner
    unsure = {
        code: value
        for code, value in heard.facts.items()
        if code in heard.confirm and (planner is None or planner.uses(code))
    }
    correcting = heard.intent is Intent.CORRECTION
    learned = learn(draft, certain, Origin.APPLICANT) if certain else Learned()
    if unsure:
        draft.change(unsure={**draft.now.unsure, **unsure})
    if learned.changed and correcting:
        draft.say("corrected", what=told_line(draft, learned.changed))
        if learned.new:  # what was told beside it is not kept in silence
            draft.say("noted", what=told_line(draft, learned.new))
    elif [code for code in learned.facts() if code != asked]:
        draft.say("noted", what=told_line(draft, learned.facts()))
    if learned.flagged:
        draft.say("licence_flagged", label=labels(draft, learned.flagged))
    return bool(certain or unsure)


def _take_intent(draft: Draft, heard: Heard, *, understood: bool) -> bool:
    """Do what the message asks for beyond its answers; whether it asked for anything."""
    match heard.intent:
        case Intent.ANSWER | Intent.INDUSTRY | Intent.UNKNOWN:
            return _take_step(draft, heard) if heard.also is not None else False
        case Intent.YES | Intent.NO:
            return _take_step(draft, heard)
        case Intent.CORRECTION:
            return understood or _open_correction(draft, heard)
        case Intent.QUESTION:
            _take_step(draft, heard)
            explaining.answer_question(draft, heard.faq, heard.about)
        case Intent.WHY:
            explaining.explain_why(draft, heard.target)
        case Intent.REMAINING:
            explaining.explain_remaining(draft)
        case Intent.PROGRESS:
            explaining.explain_progress(draft)
        case Intent.SKIP:
            if not understood:
                _skip(draft)
        case _:
            _steer(draft, heard.intent)
    return True


def _steer(draft: Draft, intent: Intent) -> None:
    match intent:
        case Intent.BACK:
            steering.go_back(draft)
        case Intent.HUMAN:
            steering.call_person(draft)
        case Intent.COMPLAINT:
            _calm(draft)
        case Intent.RESTART | Intent.WITHDRAW | Intent.DELETE_DATA:
            steering.confirm_first(draft, intent.value)
        case Intent.PAUSE:
            steering.pause(draft)
        case Intent.RESUME:
            if draft.was.state is not State.PAUSED:
                draft.say("resumed")
        case Intent.LANGUAGE_EN | Intent.LANGUAGE_ZH:
            steering.switch_language(draft, intent.value.removeprefix("language_"))
        case Intent.GREETING:
            draft.say("hello")
        case Intent.THANKS:
            draft.say("welcome")
        case _:
            draft.say("not_understood")


def _calm(draft: Draft) -> None:
    """Short, without excuses or arguments; each time a person is offered, and what is open comes after it."""
    before = draft.now.repeats.get(_COMPLAINTS, Repeat()).put
    draft.change(repeats={**draft.now.repeats, _COMPLAINTS: Repeat(before + 1)})
    draft.reply(draft.word(f"complaint_{min(before, 2) + 1}"), draft.choice("human", "choice_human"))


def _take_step(draft: Draft, heard: Heard) -> bool:
    """A yes or no where a step is asked presses its button."""
    asking = draft.now.asking
    said = heard.intent if heard.intent in (Intent.YES, Intent.NO) else heard.also
    if asking is None or asking.kind != "step" or said is None:
        return False
    id = _button_for(asking, agreeing=said is Intent.YES)
    if id is None or id not in asking.options:
        return False
    pressing.press(draft, id)
    return True


def _button_for(asking: Asking, *, agreeing: bool) -> str | None:
    if asking.code == "privacy":
        kind = next(
            (option.split(":")[2] for option in asking.options if option.startswith("step:privacy:")), "privacy"
        )
        return (_AGREEING if agreeing else _REFUSING)["privacy"].format(kind=kind)
    if asking.code in ("did_you_mean", "defer"):
        if len(asking.options) != 2:
            return None
        return asking.options[0 if agreeing else 1]
    return (_AGREEING if agreeing else _REFUSING).get(asking.code)


def _open_correction(draft: Draft, heard: Heard) -> bool:
    """A correction that names what is wrong, but not what is right."""
    target = heard.target or draft.now.last_fact
    if target is None:
        return False
    if target in draft.pack.facts:
        steering.change_fact(draft, target)
    elif target in draft.pack.materials and draft.now.industry is not None:
        ask_material(draft, target)
        draft.silent = True
    elif draft.now.industry is not None and target in draft.planner.scope.permits:
        notices.ask_about_permit(draft, target)
    else:
        return False
    return True


def _skip(draft: Draft) -> None:
    asking = draft.now.asking
    if asking is not None and asking.kind == "material":
        id = f"material:{asking.code}:later"
        if id in asking.options:
            pressing.press(draft, id)
        else:
            draft.say("material_not_deferrable")
    elif asking is not None and asking.kind == "step" and asking.code == "real_name":
        pressing.press(draft, "step:real_name:skip")
    else:
        stages.put_off(draft)


def _not_understood(draft: Draft, heard: Heard, asking: Asking | None) -> None:
    """Ask again with a hint; what is nearly right is offered for confirmation."""
    draft.missed = True
    if asking is not None and asking.kind == "fact" and asking.code != "industry_category":
        unclear = heard.unclear.get(asking.code) or _why_unclear(draft, asking.code)
        if unclear.suggestion is not None:
            draft.reply(hint_text(draft, unclear))
            draft.change(unsure={**draft.now.unsure, asking.code: unclear.suggestion})
            return
        ask_fact(draft, asking.code, unclear=unclear)
        draft.silent = True
    elif asking is not None and asking.kind == "step":
        draft.change(asking=replace(asking, attempts=asking.attempts + 1))
        draft.say(f"step_not_understood_{min(asking.attempts, 2) + 1}")
    elif asking is not None and asking.kind == "material":
        put = draft.now.repeats.get(asking.code, Repeat()).put
        draft.say(f"words_for_material_{min(put, 2) + 1}")
    elif draft.now.industry is not None:
        draft.say("not_understood")


def _why_unclear(draft: Draft, code: str) -> Unclear:
    """What this fact's own reader finds missing, where nothing better is known."""
    payload = draft.inbound.payload
    assert isinstance(payload, Said)
    around = Surroundings(draft.inbound.today, draft.pack.places.city.zh, draft.now.locale)
    reading = read(draft.fact(code), payload.text, around)
    return reading if isinstance(reading, Unclear) else Unclear("hint_unclear")


def _when_closed(draft: Draft, heard: Heard) -> None:
    """What was submitted or withdrawn stays as it is; questions, progress and steering go on."""
    changing = (Intent.ANSWER, Intent.CORRECTION, Intent.UNKNOWN, Intent.YES, Intent.NO, Intent.INDUSTRY, Intent.SKIP)
    if draft.now.state is State.WITHDRAWN and heard.intent in (*changing, Intent.WITHDRAW, Intent.PAUSE):
        draft.reply(draft.word("rest_withdrawn"), draft.choice("restart", "choice_restart"))
    elif heard.intent in changing:
        draft.reply(
            draft.word("edit_after_submit"),
            draft.choice("progress", "choice_progress"),
            draft.choice("human", "choice_human"),
        )
    else:
        _take_intent(draft, heard, understood=True)
