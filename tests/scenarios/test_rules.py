"""The simulated applicant keeps to the rules for scenario files, and bad files are told what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bot.simulation.outcome import Outcome
from bot.simulation.run import open_theatre
from bot.simulation.scenario import BadScenario, Scenario, read_scenario
from cli.main import program
from dialogs.knowledge_in_force import Knowledge

FOLDER = Path(__file__).parent
GYM = yaml.safe_load((FOLDER / "nothing_needed.yaml").read_text(encoding="utf-8"))
TEA = yaml.safe_load((FOLDER / "milk_tea_shop.yaml").read_text(encoding="utf-8"))


async def played(knowledge: Knowledge, plain: dict[str, object], **changes: object) -> Outcome:
    async with open_theatre(knowledge) as theatre:
        return await theatre.play(Scenario.model_validate({**plain, "expect": {}, **changes}))


async def test_a_fact_without_an_answer_is_a_mismatch_and_ends_the_run(knowledge: Knowledge) -> None:
    answers = {code: words for code, words in GYM["answers"].items() if code != "sells_food"}
    outcome = await played(knowledge, GYM, answers=answers)
    assert outcome.mismatches == ("sells_food was asked, and `answers` has no entry for it",)
    assert outcome.state == "scoping"
    assert outcome.asked[-1] == "sells_food"


async def test_an_answer_that_is_not_understood_is_said_twice(knowledge: Knowledge) -> None:
    outcome = await played(knowledge, GYM, answers={**GYM["answers"], "sells_food": "嘟嘟嘟"})
    assert outcome.mismatches == ("sells_food: the answer '嘟嘟嘟' was not understood",)
    assert [entry["text"] for entry in outcome.transcript].count("嘟嘟嘟") == 2


async def test_what_interrupts_is_said_first_and_the_fact_counts_once(knowledge: Knowledge) -> None:
    outcome = await played(knowledge, GYM, interrupts={"sells_food": ["要收费吗？", "谢谢"]})
    said = [entry["text"] for entry in outcome.transcript if entry["from"] == "applicant"]
    assert said[said.index("要收费吗？") :][:3] == ["要收费吗？", "谢谢", "不卖"]
    assert outcome.ok
    assert outcome.asked.count("sells_food") == 1


async def test_without_a_file_the_run_ends_at_the_material(knowledge: Knowledge) -> None:
    outcome = await played(knowledge, TEA, uploads={})
    assert outcome.state == "materials"
    assert "`uploads` has no entry" in outcome.mismatches[0]


async def test_without_a_signature_the_run_ends_before_it(knowledge: Knowledge) -> None:
    outcome = await played(knowledge, TEA, sign=None)
    assert (outcome.state, outcome.ok, outcome.slices) == ("committing", True, {})


async def test_a_correction_that_is_not_understood_is_a_mismatch(knowledge: Knowledge) -> None:
    outcome = await played(knowledge, TEA, corrections=["嘟嘟嘟"])
    assert outcome.mismatches == ("the correction '嘟嘟嘟' was not understood",)


async def test_the_clock_stands_on_the_given_day(knowledge: Knowledge) -> None:
    outcome = await played(knowledge, TEA, today="2026-03-02")
    assert outcome.notice is not None
    assert str(outcome.notice["acknowledged_at"]).startswith("2026-03-02")
    assert "2026-0302-0001" in outcome.transcript[-1]["text"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: [", "not valid YAML"),
        ("- a", "holds no mapping"),
        ("say: []", "title: missing"),
        ("title: t\nanswers: {sells_tobacco: no}", "answers.sells_tobacco: must be text; put it in quotes"),
        ("title: t\nanswers: {no_such_fact: x}", "the pack has no fact 'no_such_fact'"),
        ("title: t\nexpect: {stat: submitted}", "expect.stat: no such key; there are industry"),
        ("title: t\nexpect: {state: done}", "expect.state"),
        ("title: t\nuploads: {'*': no_such.pdf}", "uploads.*: no file"),
        ("title: t\ntoday: someday", "today"),
    ],
)
def test_a_bad_file_is_told_what_to_do(knowledge: Knowledge, tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadScenario) as bad:
        read_scenario(file, knowledge.pack)
    assert told in str(bad.value)
    assert str(file) in str(bad.value)


def test_the_exit_status_tells_a_mismatch_from_a_bad_file(tmp_path: Path) -> None:
    gym = FOLDER / "nothing_needed.yaml"
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(yaml.safe_dump({**GYM, "expect": {"state": "submitted"}}, allow_unicode=True), encoding="utf-8")
    run = CliRunner().invoke
    data = ["--data", str(tmp_path / "var")]
    assert run(program, [*data, "simulate", str(gym)]).exit_code == 0
    mismatch = run(program, [*data, "simulate", "--json", str(gym), str(wrong)])
    assert mismatch.exit_code == 1
    assert [line[:10] for line in mismatch.stdout.splitlines()] == ['{"title": '] * 2
    missing = run(program, [*data, "simulate", str(tmp_path / "none.yaml")])
    assert missing.exit_code == 2
    assert "check the path" in missing.stderr
