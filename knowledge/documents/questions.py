"""What will still be asked on the form (填报信息), in general terms: no later question is outside the notice."""

from __future__ import annotations

from knowledge.documents.model import Paragraph, Section
from knowledge.documents.words import joined, say
from knowledge.pack import Fact, Pack, Permit

CREDIT_REGISTER = "credit_register"
"""Answers in the applicant's place, who is never asked."""


def questions_section(pack: Pack, permits: list[Permit], locale: str) -> Section:
    """The facts on the permits' forms: shared ones once, then what each permit adds."""
    seen: set[str] = set()
    shared = [pack.facts[code] for permit in permits for code in permit.facts if pack.facts[code].scope == "shared"]
    asked = [fact for fact in shared if fact.source != CREDIT_REGISTER]
    told = [say("questions_shared", locale, facts=_labels(asked, seen, locale))]
    for permit in permits:
        own = [pack.facts[code] for code in permit.facts if pack.facts[code].scope == "individual"]
        if labels := _labels(own, seen, locale):
            told.append(say("questions_own", locale, permit=permit.name.in_(locale), facts=labels))
    opening = [say("questions_opening", locale)]
    if any(fact.source != "none" for fact in asked):
        opening.append(say("questions_fetched", locale))
    checked = [fact for fact in shared if fact.source == CREDIT_REGISTER]
    if checked:
        opening.append(say("questions_checked", locale, facts=_labels(checked, set(), locale)))
    lines = [say("next_sentence", locale).join(opening), *told]
    return Section(say("section_questions", locale), tuple(Paragraph(one, fine=True) for one in lines))


def _labels(facts: list[Fact], seen: set[str], locale: str) -> str:
    """The labels not told before; a fact that only some answers call for, or that a register gives, says so."""
    labels: list[str] = []
    for fact in facts:
        if fact.code not in seen:
            seen.add(fact.code)
            name = fact.label.in_(locale)
            if fact.source not in ("none", CREDIT_REGISTER):
                name = say("fetched", locale, text=name)
            labels.append(say("where_it_applies", locale, text=name) if fact.when else name)
    return joined(labels, locale)
