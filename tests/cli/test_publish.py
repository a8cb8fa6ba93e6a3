"""`yizheng publish` and what it changes: the pack in force, the order of questions kept with it, open batches."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from sqlalchemy import create_engine

from knowledge.load import CITY, load_pack
from storage import packs
from tests.cli.test_commands import run


def test_a_pack_goes_in_force_and_is_what_plan_works_with(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CITY, tmp_path / "pack"))
    path = folder / "industries.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("premises_area >= 300", "premises_area >= 400"), encoding="utf-8")
    data = tmp_path / "var"
    assert run("--data", data, "publish", folder).exit_code == 0
    found = json.loads(run("plan", "bakery", "--json", "--data", data).stdout)
    assert found["pack"] == load_pack(folder)[0].sha256() != load_pack(CITY)[0].sha256()
    assert run("publish", CITY, "--data", data).exit_code == 0
    engine = create_engine(f"sqlite:///{data / 'yizheng.db'}")
    with engine.connect() as connection:
        published = packs.in_force(connection)
        before = packs.pack(connection, found["pack"])
    engine.dispose()
    assert published is not None
    assert published.sha256 == load_pack(CITY)[0].sha256()
    assert published.plans
    assert before is not None
    assert before.state == "retired"


def test_a_pack_with_an_error_changes_nothing(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CITY, tmp_path / "pack"))
    (folder / "permits.yaml").write_text("[]", encoding="utf-8")
    result = run("publish", folder, "--data", tmp_path / "var")
    assert result.exit_code == 1
    assert "nothing was published" in result.stderr
    assert not (tmp_path / "var").exists()


def test_batches_close_and_open(tmp_path: Path) -> None:
    data = tmp_path / "var"
    assert "closed batches: 2, 3" in run("publish", "--close", "2", "--close", "3", "--data", data).stdout
    assert "closed batches: 3" in run("publish", "--open", "2", "--data", data).stdout


def test_nothing_to_do_is_bad_usage(tmp_path: Path) -> None:
    assert run("publish").exit_code == 2
    assert run("publish", "--open", "1", "--close", "1", "--data", tmp_path).exit_code == 2
    assert run("publish", tmp_path / "nowhere").exit_code == 2


def test_the_diagram_is_mermaid_in_the_chosen_language(tmp_path: Path) -> None:
    chinese = run("diagram", "cinema", "--data", tmp_path)
    assert chinese.exit_code == 0
    assert chinese.stdout.startswith("stateDiagram-v2\n")
    assert "一次告知" in chinese.stdout
    assert "notice to acknowledge" in run("diagram", "cinema", "--locale", "en").stdout
    assert "choosing --> scoping: industry_found" in run("diagram", "cinema", "--all").stdout
    assert run("diagram", "cinma").exit_code == 2
