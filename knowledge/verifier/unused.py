"""Entries that nothing uses, and facts that decide something but are asked by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.conditions.parse import ConditionSyntax, parse
from knowledge.conditions.tree import names
from knowledge.pack import Pack
from knowledge.verifier.condition_texts import Placed, conditions_in
from knowledge.verifier.documents import entries_of
from knowledge.verifier.findings import Remark


def unused_entries(pack: Pack) -> Iterator[Remark]:
    """Departments, facts, materials and permits that no other entry names."""
    placed = [(one, _names_of(one)) for one in conditions_in(pack)]
    named = {name for _, found in placed for name in found}
    in_forms = {fact for permit in pack.permits.values() for fact in permit.facts}
    given = {fact for industry in pack.industries.values() for fact in industry.given}
    licensed = {str(field.get("fact")) for field in entries_of(pack.licence, "fields")}
    used = {
        "facts": named | in_forms | given | licensed,
        "materials": {need.code for permit in pack.permits.values() for need in permit.materials},
        "permits": {entry.code for industry in pack.industries.values() for entry in industry.permits},
        "departments": {
            *(permit.department for permit in pack.permits.values()),
            *(code for industry in pack.industries.values() for code in (industry.lead, *industry.partners)),
            str(pack.licence.get("issuing_authority")),
        },
    }
    for kind, codes in used.items():
        for code in getattr(pack, kind):
            if code not in codes:
                yield Remark(kind, code, (), "unused", f"{code} is used nowhere; use it or remove it")
    yield from _asked_by_nobody(pack, placed, in_forms | given)


def _asked_by_nobody(pack: Pack, placed: list[tuple[Placed, tuple[str, ...]]], asked: set[str]) -> Iterator[Remark]:
    """A fact whose value decides whether something else is needed, but which no form lists and no permit hangs on."""
    deciding = {name for one, found in placed if one.kind == "industries" for name in found}
    chosen_last = {ground.fact for ground in pack.commitment.eligible}
    for code, fact in pack.facts.items():
        if code in deciding and (fact.source == "credit_register" or code in chosen_last):
            why = (
                "it is chosen after the permits are known" if code in chosen_last else "a credit record is never asked"
            )
            message = f"it decides which permits are needed, but {why}; decide by another fact"
            yield Remark("facts", code, (), "decider_never_asked", message)
        if code in asked or code in deciding:
            continue
        uses = [one for one, found in placed if code in found]
        if uses:
            message = f"conditions hang on it ({uses[0].text!r}), but no form and no industry asks it; add it to a permit's facts"
            yield Remark("facts", code, (), "never_asked", message)


def _names_of(placed: Placed) -> tuple[str, ...]:
    try:
        return names(parse(placed.text))
    except ConditionSyntax:
        return ()
