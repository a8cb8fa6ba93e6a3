"""Reading a pack from strangers: bombs, cycles, depth, tags and nonsense are refused, with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.load import CITY, LISTS, MAX_BYTES, PackProblems, load_pack
from knowledge.pack import Pack
from tests.city import city_pack

BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)
HOSTILE = {
    "an alias bomb": (BOMB, "alias"),
    "a cycle": ("- &x\n  code: a\n  self: *x\n", "alias"),
    "a merge key": ("- &x {code: a}\n- {<<: *x}\n", "alias"),
    "a language tag": ("- !!python/object/apply:os.system ['echo']\n", "syntax"),
    "another language tag": ("- !!python/name:os.system\n", "syntax"),
    "a tag of our own": ("- !shout {code: a}\n", "syntax"),
    "ten thousand levels": ("[" * 10_000 + "]" * 10_000, "too_deep"),
    "ten thousand mappings": ("{a: " * 10_000 + "1" + "}" * 10_000, "too_deep"),
    "half a million entries": ("- a\n" * 500_000, "too_deep"),
    "a key twice": ("- code: a\n  code: b\n", "duplicate_key"),
    "a code twice": ("- code: a\n- code: a\n", "duplicate_code"),
    "no code": ("- {name: x}\n", "no_code"),
    "a number for a code": ("- {code: 3}\n", "no_code"),
    "a list for a code": ("- {code: [a]}\n", "no_code"),
    "a text for an entry": ("- just words\n", "no_code"),
    "a mapping for the list": ("a: 1\n", "shape"),
    "a text for the list": ("words\n", "shape"),
    "nothing": ("", "empty"),
    "a comment only": ("# nothing\n", "empty"),
    "two documents": ("- {code: a}\n---\n- {code: b}\n", "syntax"),
    "a tab": ("- code: a\n\tname: b\n", "syntax"),
    "an open bracket": ("- {code: a\n", "syntax"),
    "an open quote": ("- {code: 'a}\n", "syntax"),
    "a control character": ("- {code: a\x07}\n", "syntax"),
    "a null character": ("- {code: a\0}\n", "syntax"),
    "an unknown field": ("- {code: a, surprise: 1}\n", "schema"),
    "a code with capitals": ("- {code: Abc}\n", "schema"),
    "a code of a thousand letters": (f"- {{code: {'a' * 1000}}}\n", "schema"),
    "a date where a text belongs": ("- {code: a, name: 2026-11-24}\n", "schema"),
    "a mapping as a key": ("- {? {a: 1} : 2, code: x}\n", "syntax"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CITY, tmp_path / "pack"))


@pytest.fixture
def little(copy: Path) -> Path:
    """Only the first entry of each list: what is read besides the file in question costs nothing."""
    for name in LISTS:
        file = copy / f"{name}.yaml"
        entries = file.read_text(encoding="utf-8").split("\n- code:")
        file.write_text("\n- code:".join(entries[:2]), encoding="utf-8")
    return copy


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_for_what_it_is(little: Path, text: str, code: str) -> None:
    file = "industries" if len(text) % 2 else "departments"  # read in one way, so each file need not meet each attack
    (little / f"{file}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackProblems) as refused:
        load_pack(little)
    assert code in {problem.code for problem in refused.value.problems}
    assert {problem.file for problem in refused.value.problems} == {f"{file}.yaml"}


def test_a_file_that_is_too_large_is_not_even_read(little: Path) -> None:
    (little / "faq.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(PackProblems, match="larger than"):
        load_pack(little)


def test_bytes_that_are_no_text_are_refused(little: Path) -> None:
    (little / "faq.yaml").write_bytes(b"- code: \xff\xfe\n")
    with pytest.raises(PackProblems, match="UTF-8"):
        load_pack(little)


def test_every_missing_file_is_told_at_once(little: Path) -> None:
    (little / "faq.yaml").unlink()
    (little / "permits.yaml").unlink()
    with pytest.raises(PackProblems) as refused:
        load_pack(little)
    assert {problem.file for problem in refused.value.problems} == {"faq.yaml", "permits.yaml"}


def test_the_name_of_a_pack_is_that_of_its_canonical_form(copy: Path) -> None:
    pack, sources = load_pack(copy)
    assert Pack.from_canonical(pack.canonical()).sha256() == pack.sha256() == city_pack().sha256()
    file, line = sources.of("industries", "bakery")
    assert (copy / file).read_text(encoding="utf-8").splitlines()[line - 1] == "- code: bakery"


def test_one_word_more_makes_another_pack(copy: Path) -> None:
    text = (copy / "faq.yaml").read_text(encoding="utf-8")
    (copy / "faq.yaml").write_text(text.replace("一业一证是什么", "什么是一业一证", 1), encoding="utf-8")
    assert load_pack(copy)[0].sha256() != city_pack().sha256()
