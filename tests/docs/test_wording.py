"""What people read never claims more than it is (签名的说法): a confirmation is no 可靠电子签名."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
CLAIMS = ("可靠电子签名", "可靠的电子签名", "reliable electronic signature", "legally binding signature")
TEXTS = (
    "locales/*.yaml",
    "knowledge/**/*.yaml",
    "web/templates/**/*.html",
    "rendering/templates/**/*",
    "docs/applicant*.md",
)


def test_no_text_for_people_calls_anything_a_reliable_electronic_signature() -> None:
    read = [path for pattern in TEXTS for path in ROOT.glob(pattern) if path.is_file()]
    assert len(read) > 40
    claimed = [(path.name, claim) for path in read for claim in CLAIMS if claim in path.read_text("utf-8").lower()]
    assert claimed == []
