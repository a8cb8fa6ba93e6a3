"""The wordings of the product, and what is found in broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogs.words import LOCALES
from knowledge.verifier.wordings import faulty_wordings

BROKEN = {
    "a language is missing": ("greeting: {zh: 您好}", "missing_en"),
    "a block is not closed": ("greeting: {zh: '{% if a %}您好', en: Hello}", "template"),
    "a filter does not exist": ("greeting: {zh: '{{ a | shout }}', en: '{{ a }}'}", "template"),
    "a placeholder is in one language only": ("greeting: {zh: '{{ name }}您好', en: Hello}", "placeholders_differ"),
    "a plain placeholder differs": ("greeting: {zh: '{count}项', en: '{n} items'}", "placeholders_differ"),
    "a private attribute is reached for": ("greeting: {zh: '{{ a.__class__.__mro__ }}', en: '{{ a }}'}", "template"),
    "no YAML": ("greeting: {zh: [", "syntax"),
}


@pytest.mark.slow
def test_the_wordings_of_the_product_have_no_error() -> None:
    assert [finding for finding in faulty_wordings(LOCALES) if finding.severity == "error"] == []


@pytest.mark.parametrize(("text", "code"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_wording_is_found(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "some.yaml").write_text(f"# words\n{text}\n", encoding="utf-8")
    findings = list(faulty_wordings(tmp_path))
    assert code in {finding.code for finding in findings}
    assert all(finding.line >= 1 and finding.file.endswith("/some.yaml") for finding in findings)


def test_entries_may_lie_deeper_and_may_be_empty_on_purpose(tmp_path: Path) -> None:
    (tmp_path / "some.yaml").write_text(
        "kinds:\n  pdf: {zh: PDF, en: PDF}\nquiet: {zh: '', en: Hush}\n", encoding="utf-8"
    )
    assert list(faulty_wordings(tmp_path)) == []
