"""`yizheng simulate` reaches every state that a scenario may expect, with staff too."""

from __future__ import annotations

from pathlib import Path

from bot.simulation.run import play_all
from bot.simulation.scenario import read_scenario
from dialogs.knowledge_in_force import Knowledge

ASKS_FOR_A_PERSON = """
title: 找人工
say: [开奶茶店, 人工]
answers: {}
expect: {state: with_staff}
"""


async def test_who_asks_for_a_person_may_end_with_one(tmp_path: Path, knowledge: Knowledge) -> None:
    file = tmp_path / "person.yaml"
    file.write_text(ASKS_FOR_A_PERSON, encoding="utf-8")
    [outcome] = [one async for one in play_all([read_scenario(file, knowledge.pack)], knowledge)]
    assert outcome.mismatches == ()
    assert outcome.state == "with_staff"
