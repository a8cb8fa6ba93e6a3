"""Reuse (数据复用): what registers and the same person's earlier applications already know, shown once for confirmation."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.asking import ask_fact, ask_step
from dialogs.conversation import REUSED, Answer, Origin, Person
from dialogs.draft import Draft
from dialogs.exchange import Card, CardRow, Checked, Choice, LookedUp, Lookup, Row, Silent
from dialogs.learning import shown
from dialogs.understanding.licence_photo import says_the_same
from dialogs.world import LookupNeeded
from knowledge.documents.values import label
from knowledge.values import Value

_PUBLIC = (Origin.BUSINESS_LICENCE, Origin.CREDIT_REGISTER)
"""Open to anybody who knows the credit code, which stands on the licence on the wall."""
_PROTECTED = (Origin.IDENTITY_REGISTER, Origin.PREMISES_REGISTER)
"""Used only after the real-name check of the person who chats."""


def consult_registers(draft: Draft) -> bool:
    """Take the next step with the registers, if there is one; whether it asks something."""
    code_fact = draft.planner.code_fact
    code = draft.facts.get(code_fact) if code_fact else None
    if not isinstance(code, str):
        return False
    if Origin.BUSINESS_LICENCE not in draft.now.registers:
        _consult(draft, _PUBLIC, code)
        _take_photo(draft)
    person = draft.now.person
    if person is None and "real_name" not in draft.now.registers and _worth_checking(draft):
        ask_real_name(draft)
        return True
    if person is not None and Origin.IDENTITY_REGISTER not in draft.now.registers:
        _consult(draft, _PROTECTED, code)
        _take_earlier(draft, person, code)
    if not draft.now.reuse_confirmed:
        if not draft.now.reused:
            draft.change(reuse_confirmed=True)
            return False
        ask_confirmation(draft)
        return True
    return False


def _worth_checking(draft: Draft) -> bool:
    """Whether a protected register could still supply something that is needed."""
    wanted = (*draft.plan.missing, *draft.plan.requirements.possible_facts)
    return any(draft.fact(code).source in _PROTECTED for code in wanted)


def _consult(draft: Draft, registers: tuple[Origin, ...], code: str) -> None:
    answers = _looked_up(draft, [Lookup(register, code) for register in registers])
    for register, answer in zip(registers, answers, strict=True):
        said = "found" if isinstance(answer, Row) else "silent" if isinstance(answer, Silent) else "unavailable"
        draft.change(registers={**draft.now.registers, register.value: said})
        if isinstance(answer, Row):
            _take(draft, answer.facts, register)
        elif register is Origin.BUSINESS_LICENCE:
            draft.say(f"register_{said}_photo" if draft.now.licence_photo is not None else f"register_{said}")
        elif register is Origin.CREDIT_REGISTER and draft.planner.conditions.choice:
            # Without the credit register nobody can be let into the commitment route; the ordinary way stays open.
            draft.put({draft.planner.conditions.choice: Answer(False, Origin.DERIVED, draft.at)})
            draft.say("credit_unavailable")


def _looked_up(draft: Draft, wanted: list[Lookup]) -> list[LookedUp]:
    found = draft.world.looked_up
    missing = [lookup for lookup in wanted if lookup not in found]
    if missing:
        raise LookupNeeded(*missing)
    return [found[lookup] for lookup in wanted]


def _take(draft: Draft, facts: Mapping[str, Value], register: Origin) -> None:
    """Take over what a register says of the facts that it is the source of."""
    put: dict[str, Answer] = {}
    reused = list(draft.now.reused)
    conflicts = dict(draft.now.conflicts)
    for code, value in facts.items():
        fact = draft.pack.facts.get(code)
        if fact is None or fact.source != register:
            continue
        said = draft.now.answers.get(code)
        if said is not None and said.origin is Origin.PHOTO:
            same = says_the_same(fact, said.value, value)
            flagged = "" if same else draft.word("flag_photo", value=shown(draft, code, said.value))
            # a code is not shown once more: it was confirmed, and found the row
            put[code] = Answer(value, register, draft.at, confirmed=fact.type == "uscc", flagged=flagged)
        elif said is not None and said.origin not in REUSED and said.origin is not Origin.INDUSTRY:
            if register not in _PUBLIC:
                if said.value != value:
                    conflicts[code] = value
                continue
            flagged = "" if said.value == value else shown(draft, code, said.value)
            put[code] = Answer(value, register, draft.at, flagged=flagged)
        else:
            put[code] = Answer(value, register, draft.at, confirmed=False)
        if fact.type != "uscc" and register is not Origin.CREDIT_REGISTER:
            reused.append(code)
    draft.put(put)
    draft.change(reused=tuple(dict.fromkeys(reused)), conflicts=conflicts)


def _take_photo(draft: Draft) -> None:
    """What only the photographed licence says, where its code was typed instead: shown with the rest for confirmation."""
    photo = draft.now.licence_photo
    if photo is None or photo.confirmed:
        return
    known = (*draft.now.answers, draft.planner.code_fact)
    put = {
        code: Answer(value, Origin.PHOTO, draft.at, confirmed=False)
        for code, value in photo.facts.items()
        if code in draft.pack.facts and code not in known
    }
    draft.put(put)
    draft.change(reused=tuple(dict.fromkeys((*draft.now.reused, *put))))


def _take_earlier(draft: Draft, person: Person, code: str) -> None:
    """The same authenticated person's earlier applications; of another business only what is about the person."""
    earlier = draft.lookup("earlier", person.subject)
    if not isinstance(earlier, Row):
        return
    code_fact = draft.planner.code_fact or ""
    same = earlier.facts.get(code_fact) == code
    put: dict[str, Answer] = {}
    for name, value in earlier.facts.items():
        fact = draft.pack.facts.get(name)
        if fact is None or name in draft.now.answers or fact.source == Origin.CREDIT_REGISTER:
            continue
        personal = fact.scope == "shared" and fact.source == "none" and fact.sensitive and fact.when is None
        if personal or (same and fact.scope == "shared" and name != draft.planner.conditions.choice):
            put[name] = Answer(value, Origin.EARLIER, draft.at, confirmed=False)
    draft.put(put)
    draft.change(reused=(*draft.now.reused, *put))


def ask_real_name(draft: Draft) -> None:
    """Offer the real-name check (实名核验), which opens the protected registers."""
    ask_step(
        draft,
        "real_name",
        draft.word("ask_real_name"),
        draft.choice("step:real_name:check", "choice_real_name"),
        draft.choice("step:real_name:skip", "choice_real_name_skip"),
    )


def check_real_name(draft: Draft) -> None:
    """Have the real name of the person who chats checked."""
    answer = draft.lookup("real_name", draft.now.id)
    if isinstance(answer, Checked):
        person = Person(answer.name, answer.level, answer.subject, draft.at)
        draft.change(person=person, registers={**draft.now.registers, "real_name": "found"})
        draft.say("real_name_checked")
    else:
        draft.change(registers={**draft.now.registers, "real_name": "unavailable"})
        draft.say("real_name_failed")


def skip_real_name(draft: Draft) -> None:
    """Go on without; the evidence then says "identity not verified"."""
    draft.change(registers={**draft.now.registers, "real_name": "skipped"})
    draft.say("real_name_skipped")


def ask_confirmation(draft: Draft, *, rest: bool = False) -> None:
    """Show what was found, once and together."""
    rows = [_row(draft, code) for code in draft.now.reused if code in draft.now.answers]
    lines = [draft.word("reuse_line", label=row.label, value=row.value) for row in rows]
    differences = [
        draft.word(
            "conflict_line",
            label=label(draft.fact(code), draft.locale),
            said=shown(draft, code, answer.value),
            found=shown(draft, code, found),
        )
        for code, found in draft.now.conflicts.items()
        if (answer := draft.now.answers.get(code)) is not None
    ]
    differences += _unlike_the_photo(draft)
    text = draft.word("reuse_rest") if rest else "\n".join([draft.word("reuse_title"), *lines, *differences])
    ask_step(
        draft,
        "confirm_reuse",
        text,
        draft.choice("step:confirm_reuse:ok", "choice_reuse_ok"),
        draft.choice("step:confirm_reuse:wrong", "choice_reuse_wrong"),
        card=None if rest else Card("reuse", draft.word("reuse_title"), tuple(rows), tuple(differences)),
    )


def _unlike_the_photo(draft: Draft) -> list[str]:
    """What the register says otherwise than the photographed licence: the register counts."""
    photo = draft.now.licence_photo
    return [
        draft.word(
            "photo_differs_line",
            label=label(draft.fact(code), draft.locale),
            said=shown(draft, code, photo.facts[code]),
            found=shown(draft, code, answer.value),
        )
        for code in (draft.now.reused if photo is not None else ())
        if photo is not None
        and code in photo.facts
        and (answer := draft.now.answers.get(code)) is not None
        and answer.origin is Origin.BUSINESS_LICENCE
        and not says_the_same(draft.fact(code), photo.facts[code], answer.value)
    ]


def _row(draft: Draft, code: str) -> CardRow:
    answer = draft.now.answers[code]
    return CardRow(
        label(draft.fact(code), draft.locale), shown(draft, code, answer.value), draft.word(f"origin_{answer.origin}")
    )


def confirm(draft: Draft) -> None:
    """Everything shown is right."""
    put = {
        code: Answer(answer.value, answer.origin, answer.at, answer.by, True, answer.flagged)
        for code in draft.now.reused
        if (answer := draft.now.answers.get(code)) is not None
    }
    draft.put(put)
    draft.change(reuse_confirmed=True, aside="")


def ask_which_is_wrong(draft: Draft) -> None:
    """Offer every line that was shown."""
    choices = [
        Choice(f"wrong:{code}", label(draft.fact(code), draft.locale))
        for code in draft.now.reused
        if code in draft.now.answers
    ]
    ask_step(
        draft,
        "confirm_reuse",
        draft.word("reuse_which"),
        *choices,
        draft.choice("step:confirm_reuse:ok", "choice_reuse_rest_ok"),
    )
    draft.silent = True


def mark_wrong(draft: Draft, code: str) -> None:
    """Licence data is flagged for the window; anything else is asked for anew, and the applicant's word wins."""
    answer = draft.now.answers.get(code)
    if answer is None or code not in draft.now.reused:
        return
    name = label(draft.fact(code), draft.locale)
    if answer.origin is Origin.BUSINESS_LICENCE:
        flagged = Answer(answer.value, answer.origin, answer.at, answer.by, True, draft.word("flag_said_wrong"))
        draft.put({code: flagged})
        draft.say("licence_flagged", label=name)
        return
    if answer.origin not in (Origin.EARLIER, Origin.PHOTO):
        draft.change(conflicts={**draft.now.conflicts, code: answer.value})
    draft.drop(code)
    draft.change(reused=tuple(one for one in draft.now.reused if one != code))
    ask_fact(draft, code)
    draft.silent = True
