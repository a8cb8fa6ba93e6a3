"""What conditions are worth: known, unknown, not applying, and between two ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import PackError
from knowledge.conditions.parse import parse
from knowledge.conditions.rules import rules_of
from knowledge.pack import Fact, Pack
from knowledge.planner.plan import planner_of
from knowledge.values import Facts, Range, Truth, Value
from tests.knowledge.planner.brute_force import Exhaustive, holds
from tests.knowledge.planner.tiny_packs import conditions_over, fact_entry, pack_of, permit_entry, tiny_packs

MET, UNMET, UNKNOWN = Truth.MET, Truth.UNMET, Truth.UNKNOWN
FACTS = {
    entry["code"]: Fact.model_validate(entry)
    for entry in (
        fact_entry("sells_food", "boolean"),
        fact_entry("items", "multi_choice", when="sells_food"),
        fact_entry("area", "area_m2", when="sells_food"),
        fact_entry("kind", "choice", when="sells_food"),
        fact_entry("hall", "area_m2"),
        fact_entry("pool", "boolean"),
    )
}
RULES = rules_of(FACTS)
SELLS: Facts = {"sells_food": True}
SELLS_NOT: Facts = {"sells_food": False, "items": ("a",), "area": 400, "kind": "a"}

WORTH: dict[str, tuple[str, Facts, Truth]] = {
    "an answer decides": ("pool", {"pool": True}, MET),
    "no answer leaves it open": ("pool", {}, UNKNOWN),
    "one false part decides an and": ("pool and hall > 3", {"pool": False}, UNMET),
    "one true part decides an or": ("pool or hall > 3", {"pool": True}, MET),
    "an open part leaves an and open": ("pool and hall > 3", {"pool": True}, UNKNOWN),
    "not of what is open is open": ("not pool", {}, UNKNOWN),
    "what does not apply is false as a boolean": ("'a' in items", SELLS_NOT, UNMET),
    "what was once said of it does not count": ("area > 300", SELLS_NOT, UNMET),
    "unequal is false too where it does not apply": ("kind != 'b'", SELLS_NOT, UNMET),
    "not equal is true where it does not apply": ("not (kind == 'b')", SELLS_NOT, MET),
    "not in is false where it does not apply": ("'b' not in items", SELLS_NOT, UNMET),
    "not of in is true where it does not apply": ("not ('b' in items)", SELLS_NOT, MET),
    "whether it applies is open, and so is it": ("area > 300", {}, UNKNOWN),
    "a value whose own when is open is used": ("area > 300", {"area": 400}, MET),
    "it applies and was said": ("area > 300", {**SELLS, "area": 400}, MET),
    "a range above": ("hall >= 300", {"hall": Range(300, 310)}, MET),
    "a range below": ("hall >= 300", {"hall": Range(290, 299.9)}, UNMET),
    "a range across": ("hall >= 300", {"hall": Range(299, 301)}, UNKNOWN),
    "a range that touches the end": ("hall > 300", {"hall": Range(299, 300)}, UNMET),
    "a range is not equal to what lies outside": ("hall == 5", {"hall": Range(6, 7)}, UNMET),
    "a range may be equal to what lies inside": ("hall != 5", {"hall": Range(4, 7)}, UNKNOWN),
    "a range without width is a number": ("hall == 5", {"hall": Range(5, 5)}, MET),
    "a range among numbers": ("hall in (1, 2)", {"hall": Range(3, 4)}, UNMET),
    "a range not among numbers": ("hall not in (1, 2)", {"hall": Range(3, 4)}, MET),
    "a constant": ("True", {}, MET),
}


@pytest.mark.parametrize(("text", "known", "truth"), WORTH.values(), ids=WORTH.keys())
def test_a_condition_is_worth(text: str, known: Facts, truth: Truth) -> None:
    assert RULES.of(text).truth(known) is truth


def test_a_truth_is_no_boolean() -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(MET)


def test_a_circle_is_refused_by_name() -> None:
    circle = {
        "a": Fact.model_validate(fact_entry("a", "boolean", when="b")),
        "b": Fact.model_validate(fact_entry("b", "boolean", when="a")),
    }
    with pytest.raises(PackError, match="a → b → a"):
        rules_of(circle)


def test_the_closure_holds_what_decides_whether_a_fact_applies() -> None:
    assert RULES.of("area > 3").closure == ("sells_food", "area")


VALUES: dict[str, list[Value]] = {
    "boolean": [True, False], "choice": ["a", "b", "c"], "multi_choice": [("a",), ("b",), ("a", "b"), ("none",)],
    "area_m2": [1, 50, 51, 299, 300, 1000],
}  # fmt: skip


@settings(max_examples=300)
@given(tiny_packs(), st.data())
def test_what_is_settled_agrees_with_every_completion(pack: Pack, data: st.DataObject) -> None:
    rules = rules_of(pack.facts)
    entries = [fact_entry(code, fact.type) for code, fact in pack.facts.items()]
    text = data.draw(conditions_over(entries))
    full = {code: data.draw(st.sampled_from(VALUES[fact.type])) for code, fact in pack.facts.items()}
    known = {code: value for code, value in full.items() if data.draw(st.booleans())}
    truth = rules.of(text).truth(known)
    complete = rules.of(text).truth(full)
    assert complete is Truth.of(holds(parse(text), full, pack))
    # a value whose own when is still open counts as it is, so only full answers to it settle what is said
    if truth is not UNKNOWN and all(_applies_in(pack, code, known) for code in known):
        assert truth is complete


def _applies_in(pack: Pack, code: str, known: Facts) -> bool:
    when = rules_of(pack.facts).applies.get(code)
    return when is None or when(known) is not UNKNOWN


@settings(max_examples=150)
@given(tiny_packs(), st.data())
def test_the_table_is_exact_where_kleene_is_not(pack: Pack, data: st.DataObject) -> None:
    scope = planner_of(pack).of("shop").scope
    exhaustive = Exhaustive(scope, pack)
    cells = exhaustive.cells
    told = [fact for fact in cells if fact not in exhaustive.given and data.draw(st.booleans())]
    known = {fact: data.draw(st.sampled_from(cells[fact])) for fact in told}
    for code, truth in scope.truths(scope.knowing(known)).items():
        seen = {code in exhaustive.needed(world) for world in exhaustive.worlds(frozenset(known.items()))}
        assert truth is (UNKNOWN if len(seen) > 1 else Truth.of(seen.pop()))


def test_a_pool_that_decides_nothing_is_settled_at_once() -> None:
    facts = [fact_entry("pool", "boolean")]
    pack = pack_of(facts, [permit_entry("p", [])], [{"code": "p", "when": "pool or not pool"}], {})
    scope = planner_of(pack).of("shop").scope
    assert scope.truths(scope.start) == {"p": MET}
    assert RULES.of("pool or not pool").truth({}) is UNKNOWN
