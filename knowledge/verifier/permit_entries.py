"""Mistakes in permits (事项) and materials (材料): references, commitment, deferral, terms, kinds."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.conditions.parse import ConditionSyntax, parse
from knowledge.conditions.tree import names
from knowledge.pack import Pack, Permit
from knowledge.verifier.findings import Remark

REGISTERS = frozenset({"business_licence", "identity_register", "premises_register", "credit_register", "joint_review"})
COMMITMENT_LETTER = "commitment_letter"
_COMMITMENT_FACTS = ("chooses_commitment", "on_dishonesty_list")
_FILLED = ("document", "conditions", "process", "basis", "method")


def faulty_materials(pack: Pack) -> Iterator[Remark]:
    """What is wrong with each material."""
    merged: dict[str, str] = {}
    for code, material in pack.materials.items():
        if material.kind == "register" and material.source not in REGISTERS:
            message = f"a register material needs a source, one of: {', '.join(sorted(REGISTERS))}"
            yield Remark("materials", code, ("source",), "material_source", message)
        if material.kind == "upload" and (not material.formats or material.max_mb <= 0):
            message = "an upload needs formats (pdf, jpg, png) and max_mb above 0, or no file fits"
            yield Remark("materials", code, ("formats",), "material_formats", message)
        for name in material.merges:
            if name in merged:
                message = f"{name} is also merged by {merged[name]}; keep it in one of them"
                yield Remark("materials", code, ("merges", name), "merged_twice", message)
            merged[name] = code


def faulty_permits(pack: Pack) -> Iterator[Remark]:
    """What is wrong with each permit."""
    for code, permit in pack.permits.items():
        for path, kind, message in (*_references(permit, pack), *_commitment(permit, pack), *_terms(permit)):
            yield Remark("permits", code, path, kind, message)
    yield from _twins(pack)


Fault = tuple[tuple[str | int, ...], str, str]


def _references(permit: Permit, pack: Pack) -> Iterator[Fault]:
    if permit.department not in pack.departments:
        yield ("department",), "unknown_department", f"no department {permit.department}; add it or fix the spelling"
    for fact in permit.facts:
        if fact not in pack.facts:
            yield ("facts", fact), "unknown_fact", f"no fact {fact}; add it to facts.yaml or fix the spelling"
    needs = [need.code for need in permit.materials]
    for code in needs:
        if code not in pack.materials:
            yield ("materials", code), "unknown_material", f"no material {code}; add it or fix the spelling"
    for place, codes in (("facts", list(permit.facts)), ("materials", needs)):
        for code in dict.fromkeys(codes):
            if codes.count(code) > 1:
                yield (place, code), "listed_twice", f"{code} stands twice; keep one"
    for fact in permit.facts:
        source = pack.facts[fact].derive if fact in pack.facts else None
        if source is not None and source not in permit.facts:
            message = f"{fact} is worked out from {source}, which this form does not ask; add {source} to facts"
            yield ("facts", fact), "derive_unasked", message


def _commitment(permit: Permit, pack: Pack) -> Iterator[Fault]:
    needs = {need.code for need in permit.materials}

    def is_own_upload(code: str) -> bool:
        return code in needs and code in pack.materials and pack.materials[code].kind == "upload"

    commitment = permit.commitment
    for code in commitment.replaces:
        if not is_own_upload(code):
            yield (
                ("commitment", "replaces", code),
                "replaces_unasked",
                f"the commitment replaces {code}, which this permit does not ask to upload; remove it",
            )
    if commitment.allowed:
        for fact in _COMMITMENT_FACTS:
            if fact not in permit.facts:
                yield ("facts",), "commitment_facts", f"the commitment is allowed, but {fact} is not in facts; add it"
        if permit.inspection.exempt_from_commitment_reason is not None:
            message = "allowed for commitment and exempt from it; remove one"
            yield ("inspection",), "commitment_exempt", message
        if COMMITMENT_LETTER not in needs:
            message = f"the commitment is allowed, but {COMMITMENT_LETTER} is no material; add it"
            yield ("materials",), "commitment_letter", message
        for fact in _names_of(commitment.when):
            if fact in pack.facts and fact not in permit.facts:
                message = f"the commitment hangs on {fact}, which this form does not ask; add it to facts"
                yield ("commitment", "when"), "commitment_unasked", message
    elif commitment.why_not is None:
        yield ("commitment",), "why_not", "say in why_not why the commitment is not open"
    if not commitment.allowed and (commitment.when is not None or commitment.replaces):
        yield (
            ("commitment",),
            "commitment_unused",
            "not allowed, yet with a condition or replaced materials; remove them",
        )
    later = [one.code for one in permit.deferrable]
    for one in permit.deferrable:
        if not is_own_upload(one.code):
            message = f"{one.code} may follow later, but this permit does not ask to upload it; remove it"
            yield ("deferrable", one.code), "deferrable_unasked", message
        if one.days <= 0 or later.count(one.code) > 1:
            yield ("deferrable", one.code), "deferrable_days", "name each material once, with days above 0"


def _names_of(text: str | None) -> tuple[str, ...]:
    try:
        return () if text is None else names(parse(text))
    except ConditionSyntax:  # told where the condition is read
        return ()


def _terms(permit: Permit) -> Iterator[Fault]:
    for name in _FILLED:
        if not getattr(permit, name):
            yield (name,), "empty", f"{name} is empty; the notice needs it"
    for place, basis in enumerate(permit.basis):
        if not (basis.article or basis.number or basis.verify):
            message = f"{basis.law}: name the article, or set verify: true until a department has confirmed it"
            yield ("basis", place), "basis", message
    if not 0 < permit.promised_days <= permit.statutory_days:
        message = f"promised {permit.promised_days} days, statutory {permit.statutory_days}; promise between 1 and that"
        yield ("promised_days",), "days", message
    promised = permit.commitment.promised_days
    if promised is not None and not 0 <= promised <= permit.promised_days:
        message = "the commitment must be decided no later than the ordinary way"
        yield ("commitment", "promised_days"), "days", message
    if permit.validity_years is not None and permit.validity_years <= 0:
        yield ("validity_years",), "days", "a validity must be above 0; leave it out where there is none"
    if permit.fee != 0:
        yield ("fee",), "fee", "no item may charge a fee; set it to 0"


def _twins(pack: Pack) -> Iterator[Remark]:
    """Permits that are the same under two codes: an applicant could be told of either, and never of both."""
    seen: dict[str, str] = {}
    for code, permit in pack.permits.items():
        same = permit.model_dump_json(exclude={"code", "name", "note"})
        if same in seen:
            message = f"the same as {seen[same]} in everything but its name; keep one of them"
            yield Remark("permits", code, (), "identical_permits", message)
        seen[same] = code
