"""Tiny packs, generated: a few facts, some of which hang on others, and a few permits with conditions over them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from knowledge.pack import Pack

TEXT = {"zh": "文", "en": "text"}
KINDS = ("boolean", "choice", "area_m2", "multi_choice")


@st.composite
def tiny_packs(draw: st.DrawFn) -> Pack:
    """Two to four facts, one to four permits, one industry."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=4))
    facts: list[dict[str, Any]] = []
    for place, kind in enumerate(kinds):
        fact = fact_entry(f"f{place}", kind, source=draw(st.sampled_from(("none", "none", "premises_register"))))
        if place and draw(st.integers(0, 2)) == 0:
            fact["when"] = draw(conditions_over(facts))
        facts.append(fact)
    permits = [
        permit_entry(f"p{n}", draw(st.lists(st.sampled_from([f["code"] for f in facts]), unique=True)))
        for n in range(draw(st.integers(1, 4)))
    ]
    needed = [{"code": permit["code"], "when": draw(conditions_over(facts))} for permit in permits]
    given = {"f0": draw(st.booleans())} if kinds[0] == "boolean" and draw(st.integers(0, 3)) == 0 else {}
    return pack_of(facts, permits, needed, given)


@st.composite
def conditions_over(draw: st.DrawFn, facts: list[dict[str, Any]], depth: int = 2) -> str:
    """A condition over these facts, as text."""
    shape = draw(st.sampled_from(("atom", "atom", "not", "and", "or"))) if depth else "atom"
    if shape == "not":
        return f"not ({draw(conditions_over(facts, depth - 1))})"
    if shape in ("and", "or"):
        left, right = draw(conditions_over(facts, depth - 1)), draw(conditions_over(facts, depth - 1))
        return f"({left}) {shape} ({right})"
    fact = draw(st.sampled_from(facts))
    code = fact["code"]
    match fact["type"]:
        case "boolean":
            return str(code)
        case "choice":
            return draw(
                st.sampled_from((f"{code} == 'a'", f"{code} != 'b'", f"{code} in ('a', 'c')", f"{code} not in ('a',)"))
            )
        case "multi_choice":
            return draw(st.sampled_from((f"'a' in {code}", f"'b' not in {code}", f"'none' in {code}")))
        case _:
            sign = draw(st.sampled_from(("<", "<=", ">", ">=", "==", "!=")))
            return f"{code} {sign} {draw(st.sampled_from((50, 300)))}"


def fact_entry(code: str, kind: str, *, source: str = "none", when: str | None = None) -> dict[str, Any]:
    """A fact as pack files have it."""
    entry: dict[str, Any] = {
        "code": code, "label": TEXT, "type": kind, "question": TEXT, "scope": "shared", "source": source,
        "sensitive": False, "when": when,
    }  # fmt: skip
    if kind == "choice":
        entry["choices"] = [{"code": choice, "label": TEXT} for choice in "abc"]
    if kind == "multi_choice":
        entry["choices"] = [{"code": choice, "label": TEXT} for choice in ("a", "b", "none")]
    if kind == "area_m2":
        entry["bounds"] = {"min": 1, "max": 1000}
    return entry


def permit_entry(code: str, facts: list[str], **more: Any) -> dict[str, Any]:
    """A permit as pack files have it."""
    return {
        "code": code, "name": TEXT, "kind": "licence", "document": "证", "department": "office",
        "basis": [{"law": "法", "article": "一"}], "scope": TEXT, "conditions": ["有"], "facts": facts, "materials": [],
        "method": ["online"], "process": ["办"], "statutory_days": 10, "day_unit": "working", "promised_days": 5,
        "commitment": {"allowed": False, "why_not": TEXT}, "inspection": {"needed": False}, "fee": 0,
    } | more  # fmt: skip


def pack_of(
    facts: list[dict[str, Any]],
    permits: list[dict[str, Any]],
    needed: list[dict[str, Any]],
    given: dict[str, Any],
    materials: list[dict[str, Any]] | None = None,
    commitment: dict[str, Any] | None = None,
) -> Pack:
    """A pack with one industry, called shop."""
    industry = {
        "code": "shop", "name": TEXT, "aliases": ["店"], "lead": "office", "partners": [], "batch": 1, "given": given,
        "permits": needed,
    }  # fmt: skip
    rules: dict[str, Any] = {
        "basis": [], "eligible": [], "excluded": [], "routes": {"excluded": TEXT, "unwilling": TEXT}, "letter": [],
        "clauses": {
            "told": TEXT, "promise_template": TEXT, "promise_generic": [], "consequences": [], "follow_up": TEXT,
            "withdrawal": TEXT,
        },
        "follow_up": {"months": 2, "unit_note": TEXT, "joint": True}, "summary_en": "",
    }  # fmt: skip
    by_code: dict[str, list[dict[str, Any]]] = {
        "departments": [{"code": "office", "name": TEXT, "duty": TEXT}], "facts": facts, "materials": materials or [],
        "permits": permits, "industries": [industry], "faq": [], "notices": [],
    }  # fmt: skip
    plain: dict[str, Any] = {kind: {entry["code"]: entry for entry in entries} for kind, entries in by_code.items()}
    return Pack.model_validate({**plain, "commitment": rules | (commitment or {}), "licence": {}})
