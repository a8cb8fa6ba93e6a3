"""The documents' fixed words: complete in both languages, all used, none missing."""

import re
import string
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

import rendering
from knowledge.documents.model import Document, Section
from knowledge.documents.numbering import numbered
from knowledge.documents.words import WORDS, keys, say
from knowledge.pack import Pack

CODE = [*WORDS.parent.glob("*.py"), *Path(rendering.__file__).parent.glob("*.py")]
BUILT = re.compile(
    r"^(source_\w+|method_\w+|signed_\w+|served_\w+|licence_\w+|cover_\w+|evidence_\w+|preview_\w+|how_\w+|number_\d|\w+_opening|state_\w+)$"
)
"""Keys put together in code: source_ and a register, how_ and a kind of point, evidence_ and a part of the signed tree."""


def _plain() -> dict[str, dict[str, str]]:
    return yaml.safe_load(WORDS.read_text(encoding="utf-8"))


def test_every_wording_has_both_languages_with_the_same_placeholders() -> None:
    for key, entry in _plain().items():
        assert set(entry) == {"zh", "en"}, key
        used = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in entry.values()]
        # a date names its month in English only, where Chinese counts it
        assert used[0] == used[1] or key in {"date", "number_1", "number_2", "commitment_closed"}, key


def test_every_wording_is_used_and_every_used_one_exists() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    named = set(re.findall(r'"([a-z][a-z0-9_]*)"', source))
    unused = {key for key in keys() if key not in named and not BUILT.match(key)}
    assert not unused
    asked = set(re.findall(r'say\(\s*"([a-z][a-z0-9_]*)"', source))
    assert asked <= set(keys())


def test_a_wording_that_is_missing_says_where_to_add_it() -> None:
    with pytest.raises(Exception, match=r"words\.yaml.*no_such_key.*add it"):
        say("no_such_key", "zh")


@pytest.mark.parametrize("needed", ["谁在处理", "为了什么", "用哪些信息", "给谁", "存多久", "您的权利"])
def test_the_privacy_notice_tells_what_the_law_requires(pack: Pack, needed: str) -> None:
    assert pack.privacy is not None
    assert needed in pack.privacy.notice.zh
    assert pack.privacy.notice.en
    assert pack.privacy.sensitive.en
    assert all(word in pack.privacy.sensitive.zh for word in ("单独同意", "必须", "影响"))


def test_places_are_those_of_a_demonstration_city(pack: Pack) -> None:
    places = pack.places
    assert "示范" in places.city.zh
    for text in (places.window_address, places.window_hours, places.window_phone, places.hotline):
        assert text.zh
        assert text.en


def test_sections_are_numbered_as_official_documents_are() -> None:
    first = [Section(f"第{n}", ()) for n in range(1, 24)]
    sections = (*first, Section("款", (), 2), Section("项", (), 2))
    document = Document("test", "", "zh", 1, "", sections, "", "")
    headings = [heading for heading, _ in numbered(document)]
    assert [headings[n] for n in (0, 9, 10, 19, 22)] == [
        "一、第1",
        "十、第10",
        "十一、第11",
        "二十、第20",
        "二十三、第23",
    ]
    assert headings[-2:] == ["（一）款", "（二）项"]
    english = [heading for heading, _ in numbered(replace(document, locale="en"))]
    assert english[-3:] == ["23. 第23", "23.1 款", "23.2 项"]
