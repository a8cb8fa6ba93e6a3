"""A business that is two industries (兼营): what the one that leads covers of the other, and what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.draft import Draft
from knowledge.conditions.rules import Rules
from knowledge.pack import Industry, Pack
from knowledge.values import Truth


@dataclass(frozen=True, slots=True)
class SecondBusiness:
    """Permits of what is done besides, in pack order."""

    covered: tuple[str, ...]
    """Conditional permits of the industry that leads, which what is done besides makes needed."""
    left_out: tuple[str, ...]
    """Permits of the other industry that the one that leads does not have: applied for apart from it."""


def second_business(pack: Pack, rules: Rules, lead: Industry, other: Industry) -> SecondBusiness:
    """What becomes of the permits of `other` when `lead` is applied for.

    What follows from the other industry (行业默认) decides which permits it needs in any case. Where that settles nothing, those
    that its lead department (牵头部门) grants are the ones that make it this kind of business.
    """
    own = {permit.code for permit in lead.permits}
    covered = tuple(
        permit.code
        for permit in lead.permits
        if permit.when is not None and rules.of(permit.when).truth(other.given) is Truth.MET
    )
    truths = {permit.code: rules.of(permit.when).truth(other.given) for permit in other.permits}
    needed = tuple(code for code, truth in truths.items() if truth is Truth.MET and code not in own)
    if not covered and not needed:
        needed = tuple(
            code
            for code, truth in truths.items()
            if truth is Truth.UNKNOWN and code not in own and pack.permits[code].department == other.lead
        )
    return SecondBusiness(covered, needed)


def tell_second_business(draft: Draft, lead: str, besides: tuple[str, ...]) -> None:
    """Say of each other business what goes into this application and what does not, with where to go."""
    pack = draft.pack
    for code in besides:
        if code not in pack.industries or code == lead:
            continue
        other = pack.industries[code]
        found = second_business(pack, draft.world.knowledge.rules, pack.industries[lead], other)
        name = other.name.in_(draft.locale)
        if found.covered:
            draft.say("second_business_covered", other=name, permits=_names(draft, found.covered))
        for department in dict.fromkeys(pack.permits[permit].department for permit in found.left_out):
            permits = tuple(one for one in found.left_out if pack.permits[one].department == department)
            draft.say(
                "second_business_left_out",
                other=name,
                permits=_names(draft, permits),
                department=pack.departments[department].name.in_(draft.locale),
            )


def _names(draft: Draft, permits: tuple[str, ...]) -> str:
    return draft.word("list_separator").join(draft.pack.permits[code].name.in_(draft.locale) for code in permits)
