"""What can't be seen in the real pack by one edit: too much to try out, permits alike, machines that get stuck."""

from __future__ import annotations

from knowledge.planner.plan import IndustryPlanner
from knowledge.verifier.findings import Finding, Remark
from knowledge.verifier.verify import verify
from tests.knowledge.planner.tiny_packs import TEXT, fact_entry, pack_of, permit_entry


def found(findings: tuple[Finding, ...], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def test_too_many_choices_told_apart_are_told_not_tried() -> None:
    fact = fact_entry("kinds", "multi_choice")
    codes = [f"k{n}" for n in range(12)]
    fact["choices"] = [{"code": code, "label": TEXT} for code in codes]
    when = " or ".join(f"'{code}' in kinds" for code in codes)
    pack = pack_of([fact], [permit_entry("p", ["kinds"])], [{"code": "p", "when": when}], {})
    assert found(verify(pack), "too_many_cells")


def test_an_industry_with_too_many_states_is_told_not_worked_out() -> None:
    facts = [fact_entry(f"f{n}", "boolean") for n in range(12)]
    permits = [permit_entry(f"p{n}", [f"f{n}"]) for n in range(12)]
    needed = [{"code": f"p{n}", "when": f"f{n}"} for n in range(12)]
    (finding,) = found(verify(pack_of(facts, permits, needed, {})), "space_too_large")
    assert finding.where == "industries/shop.permits"


def test_permits_that_differ_only_in_name_are_told() -> None:
    facts = [fact_entry("a", "boolean")]
    permits = [permit_entry("p", ["a"]), permit_entry("q", ["a"])]
    needed = [{"code": "p", "when": "a"}, {"code": "q", "when": "not a"}]
    (finding,) = found(verify(pack_of(facts, permits, needed, {})), "identical_permits")
    assert finding.where == "permits/q"


def test_what_the_machines_lack_is_told_with_the_rest() -> None:
    def stuck(planner: IndustryPlanner) -> list[Remark]:
        return [Remark("industries", planner.scope.industry.code, (), "dead_end", "no way out")]

    pack = pack_of([fact_entry("a", "boolean")], [permit_entry("p", ["a"])], [{"code": "p"}], {})
    assert found(verify(pack, stuck), "dead_end")


def test_a_given_multiple_choice_is_a_minimum() -> None:
    facts = [fact_entry("kinds", "multi_choice")]
    needed = [{"code": "p"}, {"code": "q", "when": "'b' in kinds"}]
    permits = [permit_entry("p", ["kinds"]), permit_entry("q", [])]
    findings = verify(pack_of(facts, permits, needed, {"kinds": ("a",)}))
    assert not found(findings, "permit_never")
    needed = [{"code": "p"}, {"code": "q", "when": "'none' in kinds"}]
    findings = verify(pack_of(facts, permits, needed, {"kinds": ("a",)}))
    assert found(findings, "permit_never")[0].counter_example == {"kinds": ["a"]}
