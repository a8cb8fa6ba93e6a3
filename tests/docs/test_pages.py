"""What the pages say is true: links lead somewhere, commands exist, generated parts are fresh."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from PIL import Image

from bot.simulation.scenario import Scenario
from cli.main import COMMANDS, Commands
from docs.generated import PARTS, Part, written
from docs.reduction import README, measured, table
from tests.docs.pages import PAGES, ROOT, anchors, commands, links, name_of, text_of

MADE = [(page, command) for page in PAGES for command in commands(page)]
LARGEST_PICTURE = 200 * 1024
NOT_YET = ("backup", "restore", "verify")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    lost: list[str] = []
    for target in links(page):
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_what_is_generated_is_fresh(part: Part) -> None:
    assert written(part) == PARTS[part](), "stale: run .venv/bin/python docs/generated.py"


def test_the_two_commands_are_in_the_makefile() -> None:
    promised = {command for page, command in MADE if page.name == "README.md" and command.startswith("make ")}
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert promised == {"make run", "make test"}
    assert {shlex.split(command)[1] for _, command in MADE if command.startswith("make ")} <= targets


@pytest.mark.parametrize(
    ("page", "command"),
    [one for one in MADE if re.search(r"\byizheng ", one[1])],
    ids=lambda value: name_of(value) if isinstance(value, Path) else str(value),
)
def test_every_command_line_of_a_page_is_one(page: Path, command: str) -> None:
    words = shlex.split(command)
    start = next(place for place, word in enumerate(words) if word.rpartition("/")[2] == "yizheng")
    group = Commands("yizheng", params=[click.Option(["--data"])])
    taken = _taken(group, words[start + 1 :])
    assert taken[0] in COMMANDS
    assert CliRunner().invoke(group, [*taken, "--help"]).exit_code == 0


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_that_is_mentioned_exists(page: Path) -> None:
    assert set(re.findall(r"`yizheng ([a-z]+)", text_of(page))) <= set(COMMANDS)


def test_commands_that_are_told_to_be_missing_are() -> None:
    there = Commands("yizheng").list_commands(click.Context(click.Command("yizheng")))
    missing = [name for name in NOT_YET if name not in there]
    told = text_of(ROOT / "docs" / "operator.md").partition("## Not there yet")[2]
    assert all(f"`{name}`" in told for name in missing)
    assert not [name for name in NOT_YET if name in there and f"`{name}`" in told], "they are there: say so"


def test_every_scenario_in_a_page_can_be_read() -> None:
    import yaml

    found = re.findall(r"^```yaml\n(title: .*?)^```", text_of(ROOT / "docs" / "developer.md"), re.MULTILINE | re.DOTALL)
    assert found
    for text in found:
        assert Scenario.model_validate_json(json.dumps(yaml.safe_load(text))).expect.industry == "drinks_snacks"


def test_the_tests_that_prove_the_invariants_are_there() -> None:
    named = re.findall(r"\[`(test_\w+)`\]\((\S+?)\)", text_of(ROOT / "docs" / "architecture.md"))
    assert len(named) >= 9
    for name, path in named:
        assert f"def {name}(" in (ROOT / "docs" / path).read_text(encoding="utf-8"), f"{path} has no {name}"


SIZES = {(390, 844), (1280, 900), (1053, 745)}
"""A phone, a wide screen, and A4 on its side."""


def test_pictures_are_small_and_used() -> None:
    used = {Path(target).name for page in PAGES for target in links(page) if target.endswith(".png")}
    pictures = sorted((ROOT / "docs" / "screenshots").glob("*.png"))
    assert used <= {picture.name for picture in pictures}
    for picture in pictures:
        assert picture.stat().st_size <= LARGEST_PICTURE, picture.name
        with Image.open(picture) as opened:
            assert opened.size in SIZES, picture.name


@pytest.mark.slow
def test_the_measured_table_is_what_is_measured_now() -> None:
    assert written(README) == table(measured()), "stale: run .venv/bin/python docs/reduction.py"


def _taken(group: click.Group, words: list[str]) -> list[str]:
    """The command and its subcommand; options that it does not have are an error."""
    context = click.Context(group, resilient_parsing=True)
    rest = list(words)
    taken: list[str] = []
    command: click.Command = group
    while isinstance(command, click.Group):
        while rest[0].startswith("-"):
            del rest[:2]
        taken.append(rest[0])
        found = command.get_command(context, rest.pop(0))
        assert found is not None, f"no command {' '.join(taken)}"
        command = found
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= known
    return taken
