"""What the pack knows (知识问答) of a permit, a material or a fact that a question names; whatever was asked of it is in the answer."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.exchange import Choice
from knowledge.documents.statute import basis_words, days_words, promised_words
from knowledge.documents.values import label
from knowledge.documents.wording import condition_words
from knowledge.pack import Material, Pack, Permit

_LISTED = 12
"""Materials and permits that are named before 等."""


def knows(pack: Pack, code: str) -> bool:
    """Whether the pack can say something of what a question names."""
    return code in pack.permits or code in pack.materials or code in pack.facts


def tell_about(draft: Draft, code: str, *choices: Choice) -> None:
    """What a permit, a material or a fact is, with what it takes and on which legal basis."""
    pack = draft.pack
    if code in pack.permits:
        text = _permit(draft, pack.permits[code])
    elif code in pack.materials:
        text = _material(draft, pack.materials[code])
    else:
        text = _fact(draft, code)
    draft.reply(text, *choices)


def in_short(draft: Draft, code: str) -> str:
    """A permit in a line: who grants it, how soon, on which basis."""
    permit, locale = draft.pack.permits[code], draft.locale
    return draft.word(
        "about_permit_short",
        name=permit.name.in_(locale),
        department=draft.pack.departments[permit.department].name.in_(locale),
        promised=promised_words(permit, locale),
        basis=basis_words(permit.basis[:1], locale),
    )


def _permit(draft: Draft, permit: Permit) -> str:
    """Who grants it, when it is needed, how long it takes, what it costs and requires, and what a false promise leads to."""
    locale, pack = draft.locale, draft.pack
    department = pack.departments[permit.department].name.in_(locale)
    lines = [
        draft.word("about_permit", name=permit.name.in_(locale), department=department),
        draft.word("about_permit_needed", when=_needed_when(draft, permit)),
        draft.word("about_permit_time", promised=promised_words(permit, locale), statutory=days_words(permit, locale)),
        draft.word("about_permit_free") if permit.fee == 0 else draft.word("about_permit_fee", yuan=permit.fee),
    ]
    uploads = [pack.materials[need.code] for need in permit.materials if pack.materials[need.code].kind == "upload"]
    if uploads:
        names = _list(draft, [one.name.in_(locale) for one in uploads])
        lines.append(draft.word("about_permit_materials", materials=names))
    if permit.commitment.allowed:
        lines.append(draft.word("about_permit_commitment"))
    if permit.note is not None and (locale == "zh" or permit.note.en):
        lines.append(permit.note.in_(locale))
    lines.append(draft.word("about_basis", basis=basis_words(permit.basis, locale)))
    if permit.verify:
        lines.append(draft.word("verify_note"))
    return "\n".join(lines)


def _needed_when(draft: Draft, permit: Permit) -> str:
    """When it is needed: in the chosen industry by its condition there, else by its statutory scope."""
    industry = draft.now.industry
    if industry is not None:
        rule = draft.planner.scope.permits.get(permit.code)
        if rule is None:
            return draft.word("about_permit_elsewhere", scope=permit.scope.in_(draft.locale))
        return condition_words(draft.pack, rule.rule.tree, draft.locale) or draft.word("about_permit_always")
    return permit.scope.in_(draft.locale)


def _material(draft: Draft, material: Material) -> str:
    """What it is, where it comes from, who asks for it, and whether it may follow later."""
    locale, pack = draft.locale, draft.pack
    lines = [draft.word("about_material", name=material.name.in_(locale))]
    if material.note is not None and (locale == "zh" or material.note.en):
        lines.append(material.note.in_(locale))
    lines.append(draft.word(f"about_material_{material.kind}", formats="/".join(material.formats).upper()))
    if material.template:
        lines.append(draft.word("about_material_template"))
    asking = _asking_for(draft, material)
    if asking:
        names = _list(draft, [pack.permits[code].name.in_(locale) for code in asking])
        lines.append(draft.word("about_material_for", permits=names))
    days = [one.days for code in asking for one in pack.permits[code].deferrable if one.code == material.code]
    if days:
        lines.append(draft.word("about_material_deferrable", days=min(days)))
    if asking:
        lines.append(draft.word("about_basis", basis=basis_words(pack.permits[asking[0]].basis[:1], locale)))
    return "\n".join(lines)


def _asking_for(draft: Draft, material: Material) -> list[str]:
    """The permits that ask for a material: of the chosen industry where there is one, else of the whole pack."""
    needing = [
        code
        for code, permit in draft.pack.permits.items()
        if any(need.code == material.code for need in permit.materials)
    ]
    if draft.now.industry is None:
        return needing
    here = draft.planner.scope.permits
    return [code for code in needing if code in here] or needing


def _fact(draft: Draft, code: str) -> str:
    """What is meant by a fact, and what asks for it."""
    locale, fact = draft.locale, draft.fact(code)
    needing = [permit.name.in_(locale) for permit in draft.pack.permits.values() if code in permit.facts]
    lines = [draft.word("about_fact", label=label(fact, locale), question=fact.question.in_(locale))]
    if fact.help is not None:
        lines.append(fact.help.in_(locale))
    if needing:
        lines.append(draft.word("about_fact_for", permits=_list(draft, needing)))
    return "\n".join(lines)


def _list(draft: Draft, names: list[str]) -> str:
    more = draft.word("and_more", count=len(names)) if len(names) > _LISTED else ""
    return draft.word("list_separator").join(names[:_LISTED]) + more
