"""Answering questions (答疑): why this is asked, what is left, how far it is, and what the pack knows; then back to where we were."""

from __future__ import annotations

from dialogs.conversation import Origin, State
from dialogs.draft import Draft
from dialogs.exchange import Card, CardRow, Choice, KnowledgeGap, Progress
from dialogs.knowing import in_short, knows, tell_about
from dialogs.materials import missing_materials
from dialogs.understanding.message import FaqGuess
from knowledge.documents.statute import basis_words
from knowledge.documents.values import label
from knowledge.documents.wording import condition_words

_LISTED = 8


def explain_why(draft: Draft, target: str | None = None) -> None:
    """Why something is asked, with the legal basis."""
    asking = draft.now.asking
    code = target or (asking.code if asking else None)
    if code is None or draft.now.industry is None or code == "industry_category":
        draft.say("why_industry")
    elif code in draft.pack.facts:
        _why_fact(draft, code)
    elif code in draft.pack.materials:
        _why_material(draft, code)
    else:
        draft.say(f"why_{code}" if draft.world.knowledge.words.has(f"why_{code}") else "why_step")


def _why_fact(draft: Draft, code: str) -> None:
    name = label(draft.fact(code), draft.locale)
    lines: list[str] = []
    form_of: list[str] = []
    for reason in draft.planner.reasons_in(draft.plan, code):
        permit = draft.pack.permits[reason.permit]
        if reason.role == "decides":
            rule = draft.planner.scope.permits[reason.permit].rule
            condition = condition_words(draft.pack, rule.tree, draft.locale)
            basis = basis_words(permit.basis[:1], draft.locale)
            lines.append(
                draft.word("why_decides", permit=permit.name.in_(draft.locale), condition=condition, basis=basis)
            )
            if permit.verify:
                lines.append(draft.word("verify_note"))
        else:
            form_of.append(permit.name.in_(draft.locale))
    if form_of:
        lines.append(draft.word("why_form", permits=draft.word("list_separator").join(form_of[:4]), count=len(form_of)))
    help_text = draft.fact(code).help
    if help_text is not None:
        lines.append(help_text.in_(draft.locale))
    draft.reply("\n".join(dict.fromkeys([draft.word("why_fact", label=name), *lines])))


def _why_material(draft: Draft, code: str) -> None:
    material = draft.pack.materials[code]
    needing = [
        draft.pack.permits[one]
        for one in draft.plan.requirements.applying
        if any(need.code == code for need in draft.pack.permits[one].materials)
    ]
    permits = [permit.name.in_(draft.locale) for permit in needing]
    note = material.note.in_(draft.locale) if material.note and (draft.locale == "zh" or material.note.en) else ""
    separator = draft.word("list_separator")
    draft.say("why_material", name=material.name.in_(draft.locale), permits=separator.join(permits), note=note)


def explain_remaining(draft: Draft) -> None:
    """What is still to come."""
    if draft.now.industry is None:
        draft.say("remaining_unknown")
        return
    if draft.now.state is State.SUBMITTED:
        explain_progress(draft)
        return
    facts = [label(draft.fact(code), draft.locale) for code in _open_facts(draft)]
    files = [draft.pack.materials[code].name.in_(draft.locale) for code in missing_materials(draft)]
    separator = draft.word("list_separator")
    draft.say(
        "remaining",
        facts=len(facts), fact_names=separator.join(facts[:_LISTED]), more_facts=len(facts) > _LISTED,
        files=len(files), file_names=separator.join(files[:_LISTED]),
    )  # fmt: skip


def _open_facts(draft: Draft) -> tuple[str, ...]:
    plan = draft.plan
    return tuple(dict.fromkeys((*plan.deciding, *plan.missing, *plan.inexact)))


def explain_progress(draft: Draft) -> None:
    """How far it is: the stage before submission, each department after it."""
    now = draft.now
    if now.submission is None:
        progress = progress_of(draft)
        draft.say("progress_intake", stage=draft.word(f"stage_{now.state}"), done=progress.done, left=progress.left)
        return
    rows: list[CardRow] = []
    departments = dict.fromkeys(draft.pack.permits[code].department for code in draft.plan.requirements.applying)
    for code in departments:
        outcome = draft.word(f"outcome_{now.receipts.get(code, 'sent')}")
        rows.append(CardRow(draft.pack.departments[code].name.in_(draft.locale), outcome))
    title = draft.word("progress_submitted", reference=now.submission.reference, at=now.submission.at[:10])
    lines = [draft.word("review_line", label=row.label, value=row.value) for row in rows]
    draft.reply("\n".join([title, *lines]), card=Card("progress", title, tuple(rows)))


def progress_of(draft: Draft) -> Progress:
    """Questions and materials together; before the industry is known, one question is left."""
    now = draft.now
    if now.industry is None:
        return Progress(0, 1)
    if now.state in (State.SUBMITTED, State.NOTHING_NEEDED, State.WITHDRAWN):
        return Progress(len(now.answers), sum(1 for point in now.points if not point.done))
    requirements = draft.plan.requirements
    missing = missing_materials(draft)
    if not draft.plan.settled:
        told = sum(1 for answer in now.answers.values() if answer.origin is not Origin.INDUSTRY)
        return Progress(told, len(_open_facts(draft)) + len(missing))
    done = len(requirements.facts) - len(draft.plan.missing) + len(requirements.materials) - len(missing)
    return Progress(done, len(_open_facts(draft)) + len(missing))


def answer_question(draft: Draft, guess: FaqGuess | None, about: str | None) -> None:
    """What the pack answers; doubtful questions are offered, at most three, and an unknown one goes to a person.

    `about` is the permit, material or fact that the question names. What nothing answers is noted as a gap of the pack.
    """
    pack = draft.pack
    codes = [code for code in (guess.code, *guess.others) if code in pack.faq] if guess is not None else []
    if guess is not None and guess.sure and codes:
        tell(draft, codes[0])
        if about is not None and about not in pack.facts and pack.faq[codes[0]].about != about:
            tell_about(draft, about)  # "平面图有没有模板" is answered in general, and for this one
        return
    if guess is not None and guess.this and draft.now.asking is not None:
        about = about or draft.now.asking.code
    offered = [Choice(f"faq:{code}", _asked(draft, code)) for code in codes]
    if about is not None and knows(pack, about) and (about not in pack.facts or not offered):
        tell_about(draft, about, *offered)
    elif guess is not None and guess.this:
        explain_why(draft)
    elif offered:
        draft.reply(draft.word("did_you_mean_question"), *offered, draft.choice("human", "choice_human"))
    else:
        asking = draft.now.asking.code if draft.now.asking is not None else ""
        draft.effects.append(KnowledgeGap("question", asking, draft.now.industry or ""))
        draft.reply(draft.word("question_unknown"), draft.choice("human", "choice_human"))


def _asked(draft: Draft, code: str) -> str:
    """A frequent question as its button says it."""
    questions = draft.pack.faq[code].questions
    return (questions.en or questions.zh)[0] if draft.locale == "en" else questions.zh[0]


def tell(draft: Draft, code: str) -> None:
    """The answer to a frequent question, its places filled in; one about a permit with who grants it, how soon, and on which basis."""
    places = draft.pack.places
    text = draft.pack.faq[code].answer.in_(draft.locale)
    for name in ("window_address", "window_hours", "window_phone", "hotline"):
        text = text.replace("{" + name + "}", getattr(places, name).in_(draft.locale) or draft.word("place_unknown"))
    about = draft.pack.faq[code].about
    if about in draft.pack.permits:
        text = f"{text}\n{in_short(draft, about)}"
    draft.reply(text)
