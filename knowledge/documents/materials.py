"""The merged set of materials (合并材料清单): each code once, with every permit that needs it and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.conditions.rules import Rules
from knowledge.conditions.tree import AnyOf, Condition, Constant
from knowledge.documents.words import joined, say
from knowledge.pack import Material, Pack


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One material of several permits, before it is known which of its conditions hold."""

    material: Material
    permits: tuple[str, ...]
    condition: Condition
    replaced_in: tuple[str, ...]
    """Permits that do without it once they are taken by commitment."""
    deferrable_days: int | None
    """Working days it may follow later; None unless every permit that lists it allows that."""


def merged_materials(pack: Pack, rules: Rules, permits: Iterable[str]) -> tuple[MaterialLine, ...]:
    """One line per material that these permits may need, in the order of the catalogue."""
    needing: dict[str, list[str]] = {}
    conditions: dict[str, list[Condition]] = {}
    for code in permits:
        for listed in pack.permits[code].materials:
            needing.setdefault(listed.code, []).append(code)
            conditions.setdefault(listed.code, []).append(rules.of(listed.when).tree)
    return tuple(
        MaterialLine(
            material,
            tuple(needing[code]),
            _any_of(conditions[code]),
            tuple(permit for permit in needing[code] if code in pack.permits[permit].commitment.replaces),
            _shortest_delay(pack, code, needing[code]),
        )
        for code, material in pack.materials.items()
        if code in needing
    )


def permit_names(pack: Pack, permits: Iterable[str], locale: str) -> str:
    """The permits by name, in one line."""
    return joined([pack.permits[code].name.in_(locale) for code in permits], locale)


def material_names(pack: Pack, materials: Iterable[str], locale: str) -> str:
    """The materials by name, in one line."""
    return joined([pack.materials[code].name.in_(locale) for code in materials], locale)


def relief(pack: Pack, line: MaterialLine, locale: str) -> str:
    """What spares the applicant this material now: following later (容缺), or the commitment in its place."""
    parts: list[str] = []
    if line.deferrable_days is not None:
        parts.append(say("may_follow", locale, days=line.deferrable_days))
    if line.replaced_in == line.permits:
        parts.append(say("replaced_by_commitment", locale))
    elif line.replaced_in:
        parts.append(say("replaced_in_part", locale, permits=permit_names(pack, line.replaced_in, locale)))
    return say("sentence_break", locale).join(parts)


def _any_of(conditions: list[Condition]) -> Condition:
    if any(one == Constant(True) for one in conditions):
        return Constant(True)
    distinct = tuple(dict.fromkeys(conditions))
    return distinct[0] if len(distinct) == 1 else AnyOf(distinct)


def _shortest_delay(pack: Pack, material: str, permits: list[str]) -> int | None:
    days = [{one.code: one.days for one in pack.permits[permit].deferrable}.get(material) for permit in permits]
    allowed = [one for one in days if one is not None]
    return min(allowed) if len(allowed) == len(days) else None
