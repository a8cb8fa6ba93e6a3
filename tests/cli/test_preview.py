"""`yizheng preview`: who changes a text sees the document at once, for any industry, before anything is published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import program
from knowledge.load import CITY
from tests.rendering.reading import opened


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, [str(argument) for argument in arguments])


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in opened(path.read_bytes()).pages).replace("\n", "")


def test_without_a_document_it_lists_them_all() -> None:
    listed = run("preview").output
    for code in ("one_off_notice", "acceptance", "inspection_sheet", "delivery_receipt", "package_cover", "licence"):
        assert any(line.split()[0] == code for line in listed.splitlines())
    assert len(listed.splitlines()) == 19


def test_a_document_of_any_industry_is_written(tmp_path: Path) -> None:
    path = tmp_path / "licence.pdf"
    assert run("preview", "licence", "--industry", "奶茶店", "--out", path).output.strip() == str(path)
    assert "小餐饮（饮品店、小吃店）" in text_of(path)
    assert "扫码核验" in text_of(path)
    run("preview", "acceptance", "--industry", "cinema", "--locale", "en", "--out", path)
    assert "Notice of acceptance" in text_of(path)
    assert "电影放映" in text_of(path)
    run("preview", "one_off_notice", "--industry", "cinema", "--locale", "en", "--out", path)
    assert "Film" in text_of(path)
    assert "一次性告知单" not in text_of(path)


def test_a_changed_text_is_seen_before_the_pack_is_published(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(CITY, tmp_path / "pack"))
    notices = copy / "notices.yaml"
    text = notices.read_text(encoding="utf-8")
    notices.write_text(text.replace("现予受理，承诺于", "现在受理，一定在"), encoding="utf-8")
    path = tmp_path / "a.pdf"
    assert run("preview", "acceptance", "--pack", copy, "--out", path).exit_code == 0
    assert "现在受理，一定在" in text_of(path)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("acceptances",), "no document 'acceptances'"),
        (("acceptance", "--industry", "moon"), "no industry 'moon'"),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(arguments: tuple[str, ...], told: str) -> None:
    result = run("preview", *arguments)
    assert result.exit_code != 0
    assert told in result.output


def test_a_text_that_can_not_be_filled_is_told(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(CITY, tmp_path / "pack"))
    notices = copy / "notices.yaml"
    text = notices.read_text(encoding="utf-8")
    notices.write_text(text.replace("承诺于{due_date}前办结", "承诺于{{ due_date.__class__ }}前办结"), encoding="utf-8")
    result = run("preview", "acceptance", "--pack", copy)
    assert result.exit_code == 1
    assert ".__class__ is not allowed" in result.output
