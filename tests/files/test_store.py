"""What is stored comes back as it was, or not at all; and nothing is ever written elsewhere."""

import os
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from errors import IntakeError
from files.store import ContentStore, FileId

KEY = AESGCM(bytes(32))


def seal(data: bytes, associated: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + KEY.encrypt(nonce, data, associated)


def open_sealed(sealed: bytes, associated: bytes) -> bytes:
    return KEY.decrypt(sealed[:12], sealed[12:], associated)


def store_in(folder: Path) -> ContentStore:
    return ContentStore(folder / "uploads", seal=seal, open_sealed=open_sealed)


def everything(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("data", [b"", b"x", bytes(3 << 20)], ids=["nothing", "a byte", "3 MB"])
def test_what_is_stored_comes_back_and_is_sealed_on_the_disk(tmp_path: Path, data: bytes) -> None:
    store = store_in(tmp_path)
    stored = store.save(data)
    assert store_in(tmp_path).open(stored.id) == data
    assert everything(tmp_path) == {stored.path}
    assert b"\0" * 64 not in stored.path.read_bytes()
    assert stored.path.stat().st_mode & 0o077 == 0
    assert stored.path.parent.stat().st_mode & 0o077 == 0


def test_the_same_content_twice_gets_two_names_that_say_nothing(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    first, second = store.save(b"same"), store.save(b"same")
    assert first.id != second.id
    assert first.sha256 == second.sha256
    assert first.sha256 not in str(first.path)


def test_both_versions_of_an_upload_are_kept(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    photo = store.save_upload(b"as it came", b"straightened")
    assert store.open(photo.original.id) == b"as it came"
    assert store.open(photo.normalised.id) == b"straightened"
    document = store.save_upload(b"unchanged", b"unchanged")
    assert document.original == document.normalised


def test_two_files_swapped_on_the_disk_are_noticed(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    mine, theirs = store.save(b"mine"), store.save(b"theirs")
    mine.path.write_bytes(theirs.path.read_bytes())
    with pytest.raises(InvalidTag):
        store.open(mine.id)


def test_a_flipped_bit_is_noticed_even_without_a_seal(tmp_path: Path) -> None:
    plain = ContentStore(tmp_path, seal=lambda data, _: data, open_sealed=lambda data, _: data)
    stored = plain.save(b"content")
    stored.path.write_bytes(stored.path.read_bytes()[:-1] + b"X")
    with pytest.raises(IntakeError, match="damaged: restore it from a backup"):
        plain.open(stored.id)


@given(st.text(max_size=50))
def test_an_id_that_we_did_not_make_opens_nothing(text: str) -> None:
    store = ContentStore(Path("/nowhere"), seal=seal, open_sealed=open_sealed)
    with pytest.raises(IntakeError):
        store.open(FileId(text + "/../"))


@pytest.mark.parametrize("made_up", ["../../etc/passwd", "", "A" * 32, "0" * 31, "0" * 32 + "\n", "/etc/passwd"])
def test_an_id_is_never_a_path(tmp_path: Path, made_up: str) -> None:
    with pytest.raises(IntakeError, match="32 hexadecimal digits"):
        store_in(tmp_path).open(FileId(made_up))


def test_a_planted_link_leads_nowhere(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "uploads").mkdir()
    for first in range(256):
        (tmp_path / "uploads" / f"{first:02x}").symlink_to(elsewhere)
    with pytest.raises(IntakeError, match="is a link"):
        store.save(b"x")
    assert everything(elsewhere) == set()


def test_a_link_in_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    stored = store.save(b"x")
    stored.path.unlink()
    stored.path.symlink_to("/etc/passwd")
    with pytest.raises(OSError, match="symbolic links"):
        store.open(stored.id)


def test_a_save_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def no_key(data: bytes, associated: bytes) -> bytes:
        raise OSError("the key is not there")

    broken = ContentStore(tmp_path / "uploads", seal=no_key, open_sealed=open_sealed)
    with pytest.raises(OSError, match="the key"):
        broken.save(b"x")
    assert everything(tmp_path) == set()


def test_what_a_crash_left_half_written_is_cleared_at_the_start(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    stored = store.save(b"whole")
    stored.path.with_name("0" * 32 + ".part").write_bytes(b"ha")
    assert store.remove_unfinished() == 1
    assert everything(tmp_path) == {stored.path}


def test_deleting_is_for_good_and_may_be_repeated(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    stored = store.save(b"x")
    store.delete(stored.id)
    store.delete(stored.id)
    with pytest.raises(FileNotFoundError):
        store.open(stored.id)
