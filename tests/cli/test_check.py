"""`yizheng check`: text and JSON, and an exit status that scripts can rely on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from knowledge.load import CITY
from tests.cli.test_commands import run


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the real pack with one contradiction."""
    folder = Path(shutil.copytree(CITY, tmp_path / "pack"))
    path = folder / "industries.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("when: supplies_off_site", "when: supplies_off_site and not supplies_off_site"), "utf-8"
    )
    return folder


def test_the_pack_of_the_product_can_be_published() -> None:
    result = run("check", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["ok"] is True
    assert [finding for finding in found["findings"] if not finding["file"].startswith("locales/")] == []
    assert found["pack"].startswith("sha256:")
    assert len(found["industries"]) == 19
    assert found["industries"][0]["best"] <= found["industries"][0]["expected"] <= found["industries"][0]["worst"]


def test_an_error_is_told_with_file_line_code_and_example(broken: Path) -> None:
    result = run("check", broken, "--json")
    assert result.exit_code == 1
    found: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    (finding,) = [one for one in found if one["severity"] == "error"]
    assert finding["file"] == "industries.yaml"
    assert finding["code"] == "never_holds"
    assert finding["where"] == "industries/bakery.permits.food_workshop.when"
    assert finding["counter_example"] == {"supplies_off_site": True}
    line = (broken / "industries.yaml").read_text(encoding="utf-8").splitlines()[int(finding["line"]) - 1]
    assert "supplies_off_site and not" in line


def test_an_error_is_told_in_words_too(broken: Path) -> None:
    result = run("check", broken)
    assert result.exit_code == 1
    assert "never_holds" in result.stdout
    assert "for example: supplies_off_site = True" in result.stdout


def test_a_folder_that_is_not_there_is_bad_usage(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "name the folder" in result.stderr


def test_a_pack_that_cannot_be_read_is_told_by_line(broken: Path) -> None:
    (broken / "faq.yaml").write_text("- code: a\n  answer: [\n", encoding="utf-8")
    result = run("check", broken)
    assert result.exit_code == 1
    assert "faq.yaml:3: error syntax" in result.stdout
