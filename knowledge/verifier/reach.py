"""What no industry can reach: questions never asked, materials never or always needed, a commitment never open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.pack import Pack
from knowledge.values import Facts, Truth
from knowledge.verifier.findings import Remark
from knowledge.verifier.industry import Reach
from knowledge.verifier.situations import shown


def unreached(pack: Pack, reaches: Iterable[Reach]) -> Iterator[Remark]:
    """A permit's condition that is worth the same in all industries that use the permit."""
    together: dict[tuple[str, str, str], list[Reach]] = {}
    for reach in reaches:
        together.setdefault((reach.permit, reach.use, reach.code), []).append(reach)
    for group in together.values():
        met = [one for one in group if one.outcomes]
        truths = {truth for one in met for truth in one.outcomes}
        if len(truths) == 1:
            yield from _constant(pack, met, truths.pop())


def _constant(pack: Pack, group: list[Reach], truth: Truth) -> Iterator[Remark]:
    first = group[0]
    example: Facts = shown(first.outcomes[truth])
    by_given = any(len(one.free) > 1 for one in group)
    why = " because of what these industries give" if by_given else ""
    never = truth is not Truth.MET
    condition = f"condition {first.condition!r}"
    where = "wherever the permit applies, in every industry that has it"
    match first.use:
        case "fact" if never:
            path: tuple[str | int, ...] = ("facts", first.code)
            message = f"{first.code} is never asked for this permit: its {condition} can't hold {where}{why}; take it off the form"
            yield Remark("permits", first.permit, path, "unreachable_question", message, example)
        case "fact":
            # A fact's own condition serves all permits; that one of them implies it is no mistake.
            return
        case "commitment":
            path = ("commitment", "when")
            kind = "commitment_never" if never else "constant_condition"
            what = "the commitment is never open" if never else "the commitment is always open; leave the condition out"
            yield Remark("permits", first.permit, path, kind, f"{condition}: {what} {where}{why}", example)
        case "material":
            path = ("materials", first.code, "when")
            alone = "unreachable_material" if never else "constant_condition"
            kind = "given_makes_constant" if by_given else alone
            what = "never needed" if never else "always needed"
            yield Remark(
                "permits", first.permit, path, kind, f"{condition}: {what} {where}{why}; mend or remove it", example
            )
