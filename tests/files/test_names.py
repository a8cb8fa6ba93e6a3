"""A file's name is a claim to check and a header to keep safe, never a path."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from files.names import content_disposition, name_contradiction, safe_name, type_contradiction
from files.verdict import Kind

KINDS = get_args(Kind)

SAFE = {
    "lease.pdf": "lease.pdf",
    "租赁合同（2026）.PDF": "租赁合同(2026).pdf",
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\windows\\win.ini.pdf": "win.ini.pdf",
    "..%2f..%252fetc%2fcron.pdf": "cron.pdf",
    "C:\\Users\\林小满\\lease.pdf": "lease.pdf",
    "a\r\nSet-Cookie: x=1.pdf": "aSet-Cookie_ x_1.pdf",
    'a"; filename="b.exe".pdf': "a_ filename_b.exe.pdf",
    "a\0.pdf": "a.pdf",
    "photo\u202efdp.pdf": "photofdp.pdf",
    "CON.pdf": "file_CON.pdf",
    "nul": "file_nul.pdf",
    "": "file.pdf",
    "...": "file.pdf",
    "-rf.pdf": "rf.pdf",
    "=cmd|calc.pdf": "cmd_calc.pdf",
    ".htaccess": "htaccess.pdf",
    "平面图": "平面图.pdf",
    "v1.5": "v1.5.pdf",
    "a\ud800b.pdf": "ab.pdf",
    "合同.docx.pdf": "合同.docx.pdf",
    "100%.pdf": "100.pdf",
}


@pytest.mark.parametrize("name", SAFE, ids=ascii)
def test_a_download_name_is_one_harmless_path_part(name: str) -> None:
    assert safe_name(name, "pdf") == SAFE[name]


AWKWARD = st.text(
    st.one_of(st.characters(), st.sampled_from("./\\%:;\"'\0\r\n\u202e\u200b e2f0ｅ．"), st.just("\u0301"))
)


@given(AWKWARD, st.sampled_from(KINDS))
@settings(max_examples=500)
@example("x" * 5000, "pdf")
@example("长" * 5000 + ".jpg", "jpg")
@example("a" + "\u0301" * 3000, "png")
@example("%25" * 2000 + "2f", "png")
def test_any_name_at_all_gives_a_safe_one(name: str, kind: Kind) -> None:
    safe = safe_name(name, kind)
    assert safe.endswith(f".{kind}")
    assert len(safe.encode()) <= 160
    assert PurePosixPath(safe).name == PureWindowsPath(safe).name == safe
    assert not set(safe) & set("\"'\\/:;<>|?*\r\n\0%=")
    assert not any(unicodedata.category(character).startswith("C") for character in safe)
    assert safe_name(safe, kind) == safe
    assert name_contradiction(safe_name("x", kind), kind) is None
    header = content_disposition(safe)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


AGREES: tuple[tuple[str, Kind], ...] = (
    ("a.pdf", "pdf"),
    ("a.JPG", "jpg"),
    ("a.jpeg", "jpg"),
    ("a.jfif", "jpg"),
    ("a.png", "png"),
    ("租赁合同.docx.pdf", "pdf"),
    ("scan.pdf.jpg", "jpg"),
    ("IMG_0001", "jpg"),
    ("", "png"),
    ("图纸 v1.5", "pdf"),
    ("合同.最终版", "pdf"),
    ("a.pdf.", "pdf"),
    ("dir.exe/a.pdf", "pdf"),
)


@pytest.mark.parametrize(("name", "kind"), AGREES)
def test_names_as_people_have_them_agree(name: str, kind: Kind) -> None:
    assert name_contradiction(name, kind) is None


@pytest.mark.parametrize(
    ("declared", "kind", "contradicts"),
    [
        (None, "pdf", None),
        ("", "jpg", None),
        ("application/octet-stream", "png", None),
        ("application/pdf; name=a.pdf", "pdf", None),
        ("IMAGE/JPG", "jpg", None),
        ("image/png", "jpg", "image/png"),
        ("text/html", "pdf", "text/html"),
        ("a\r\nb" * 99, "pdf", ("a__b" * 99)[:80]),
    ],
)
def test_a_declared_type_agrees_or_is_named(declared: str | None, kind: Kind, contradicts: str | None) -> None:
    assert type_contradiction(declared, kind) == contradicts
