"""Every text that a template, a script or a problem names is there in both languages, and none lies unused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from web.outlook import STEPS
from web.pages import SCRIPT_TEXTS
from web.words import CATALOGUE, LOCALES, words_in

WEB = Path(__file__).parents[2] / "web"
BUILT = ("step_", "permit_", "origin_", "open_", "problem_")
"""Keys put together from codes."""


def named_keys() -> set[str]:
    sources = [*WEB.glob("templates/*.html"), *WEB.glob("*.py"), *WEB.glob("api/*.py"), *WEB.glob("applicant/*.py")]
    found = {
        key
        for path in sources
        for key in re.findall(r"""\bsay(?:\.raw)?\(\s*['"](\w+)['"]\s*[,)]""", path.read_text("utf-8"))
    }
    return found | set(SCRIPT_TEXTS) | {f"step_{step}" for step in STEPS}


def test_every_text_that_is_named_exists() -> None:
    entries = yaml.safe_load(CATALOGUE.read_text("utf-8"))
    assert named_keys() - entries.keys() == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_problem_says_what_happened_and_what_to_do(locale: str) -> None:
    sources = [path.read_text("utf-8") for path in WEB.rglob("*.py") if "staff" not in path.parts]
    kinds = {kind for text in sources for kind in re.findall(r'Problem\(\s*\d+, "(\w+)"', text)}
    assert len(kinds) > 10
    say = words_in("en" if locale == "en" else "zh")
    for kind in kinds:
        assert say.raw(f"problem_{kind}")
        assert kind == "file" or say.raw(f"problem_{kind}_detail")
