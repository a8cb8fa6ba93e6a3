"""Whatever is said about a file, is said in both languages, with its numbers, and with what to do next."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment, StrictUndefined

from files.examine import examine
from files.verdict import REASONS, WARNINGS, Refused
from tests.files.hostile import HOSTILE, Hostile

TEXTS: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "locales" / "files.yaml").read_text("utf-8"))
WORDS = Environment(undefined=StrictUndefined, autoescape=False)


@pytest.mark.parametrize("key", [*REASONS, *WARNINGS, "file_pending", "file_try_another", "file_use_anyway"])
def test_every_key_has_a_text_in_both_languages(key: str) -> None:
    assert set(TEXTS[key]) == {"zh", "en"}
    assert all(TEXTS[key].values())


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.why)
def test_every_refusal_can_be_worded_from_its_details(hostile: Hostile) -> None:
    verdict = examine(
        hostile.make(), name=hostile.name, declared_type=hostile.declared, formats=("pdf", "jpg", "png"), max_mb=10
    )
    assert isinstance(verdict, Refused)
    for language in ("zh", "en"):
        details = dict(verdict.details)
        if found := verdict.details.get("found"):
            details["found_name"] = {**TEXTS["kinds"], **TEXTS["found_names"]}[found][language]
        text = WORDS.from_string(TEXTS[verdict.reason][language]).render(details)
        assert "{{" not in text
        assert len(text) > 15
